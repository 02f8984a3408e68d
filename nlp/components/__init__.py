"""One spaCy factory a file."""
