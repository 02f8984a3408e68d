# Questions: prompts, what to do when an answer does not fit, and labels. The engine adds "Reply 1 Yes, 2 No, 0 Skip."
# to a prompt, so a prompt is short and ends in a mark. A problem-* line stands in front of the question asked again.

reply-with = Reply
label-yes = Yes
label-no = No
label-skip = Skip
label-other = Something else
label-link = I do it online
label-we = Council does it for me

ask-postcode = What is the postcode?
ask-home = Which home in { $postcode } is it?
ask-house = What is the house number or name in { $postcode }?
ask-address-words = I cannot find { $postcode } in my list. What is the house number and street?
ask-place = Where is it? Tell me the street and what it is near.
ask-near = Where on { $place }? Tell me a house number or what it is near.
ask-task = What should we do for you? Tell me in a few words.
ask-name = What is your name?
ask-phone = Which phone number should we call?
ask-email = What is your email address?
ask-when = When should we call?
when-morning = Morning
when-afternoon = Afternoon
when-any = Any time

date-read-back = Is that { $day }?

problem-text-short = I need a few more words.
problem-choice-number = I need a number from 1 to { $count }.
problem-choice-letter = Reply with one of the letters, or with the house number.
problem-consent = I need a plain yes or no here. You can also ask for a person: type PERSON.
    .sms = I need a plain yes or no here. You can also ask for a person: text PERSON.
problem-needed = I need this to help you. If you do not want to say, type PERSON.
    .sms = I need this to help you. If you do not want to say, text PERSON.
problem-number = I need a number, like 3.
problem-number-range = I need a number from { $low } to { $high }.
problem-date = I need a day, like 27 November.
problem-postcode = I need a whole postcode, like RV1 2AB.
problem-phone = I need a UK phone number with all its digits.
problem-email = I need an email address, like sam@example.com.
problem-place = I need more, like a street and a house number.
