"""The steps of a turn in their fixed order; each either settles what was heard or leaves it to the next."""
