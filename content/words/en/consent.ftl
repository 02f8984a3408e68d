# Consents: one purpose each, who keeps what and what for, opt-in. The text as it was shown is kept with the answer.
# The key is the version: when a consent must mean something else, give it a new key.

consent-contact = May { $council } keep your name and contact details, to contact you about the { $panel }?
consent-contact-why = We need a way to reach you. Without it you cannot join. You can change your mind at any time.
consent-selection = May { $council } use your next answers about you to pick a fair mix for the { $panel }? If not, we cannot pick you.
consent-selection-why = A group should be like the people we serve. You can skip each question about you.
consent-monitoring = May { $council } keep answers about you, to check that all kinds of people can join our groups? We only publish totals.
consent-monitoring-why = So that we see who we leave out. You can say no and still take part.
consent-quotes = May { $council } publish your words, and photos and recordings of you, from the { $panel }?
consent-quotes-why = So that other people can see what the group does. You can say no and still take part.
consent-other-panels = May { $council } keep your contact details, to tell you about other groups like the { $panel }?
consent-other-panels-why = So that we can tell you when a new group needs people. You can say no and still take part.
