# Conversation: hello, help, commands, mending, stop and start, reminders.
# Style: reading age 9, short sentences, GSM-7 letters only. `.sms` is for channels that have no buttons: there one
# texts a word, elsewhere one types it. welcome-short stands in front of the first reply: at most 60 characters.

## Hello

welcome = I am a computer at { $council }, not a person. Tell me what you need. Type PERSON for staff. Danger? Call { $number-emergency }. Privacy: { $link-privacy }
    .sms = I am a computer at { $council }, not a person. Tell me what you need. Text PERSON for staff. Danger? Call { $number-emergency }. Privacy: { $link-privacy }
welcome-short = I am a computer at { $council }. Type PERSON for staff.
    .sms = I am a computer at { $council }. Text PERSON for staff.
welcome-web = Tell us what you need in your own words. You can ask about bins, Council Tax, housing, care and more.
thanks-back = You are welcome. Is there anything else you need?
computer = I am a computer at { $council }, not a person. I can take reports and requests. For staff, type PERSON.
    .sms = I am a computer at { $council }, not a person. I can take reports and requests. For staff, text PERSON.
calm = I am sorry this has gone wrong. To talk to staff, type PERSON. To complain, type COMPLAINT. Or tell me what you need.
    .sms = I am sorry this has gone wrong. To talk to staff, text PERSON. To complain, text COMPLAINT. Or tell me what you need.
offer-taken = Thank you for offering to help. Which service is it about? Say it in a few words, like "day centre" or "parks".
idea-or-help = Do you want to give us an idea, or do you need help?
idea-or-help-idea = Give an idea
idea-or-help-help = I need help
nothing-open = I have no question open for you. What do you need?

## Help and the words that always work

help = Tell me what you need. Or type PERSON for staff, MENU, BACK, REPEAT, WHY, CYMRAEG (Welsh), LEAVE (a group) or STOP (all messages). Call { $number-main }.
    .sms = Tell me what you need. Or text PERSON for staff, MENU, BACK, REPEAT, WHY, CYMRAEG (Welsh), LEAVE (a group) or STOP (all messages). Call { $number-main }.
menu = What do you need help with?
clarify = Which one do you mean?
clarify-other = Tell me in your own words what you need.
back-nothing = There is no question to go back to. What do you need?
back-first = This is the first question.
repeat = Here is the question again.
repeat-nothing = I have no question open for you. What do you need?
cancelled = I have stopped this. You can start again at any time.
cancelled-case = I have stopped asking. Your request { $ref } stays open. To end it too, type PERSON.
    .sms = I have stopped asking. Your request { $ref } stays open. To end it too, text PERSON.
change-of-mind = That is fine. We keep what you told us.
language-set = We will write to you in English.

## WHY

why-question = So that we help you with the right thing.
why-nothing = We have decided nothing about you yet. How we use what you tell us: { $link-privacy }
why-postcode = So that we find the right home.
why-place = So that our team can find it.
why-name = So that the person who calls knows who to ask for.
why-how = So that we do this the way you like. You get the same service both ways.

## Mending and misunderstanding

corrected = Thank you. I have changed that.
corrected-ask = Thank you. Let me ask that again.
noted-on-case = Thank you. I have added that to { $ref }.
stale-button = That button was for an earlier question.
group-private = I can help. Message me on my own, so that what you tell me stays private.
again-1 = I will say that again.
again-2 = This is the same as before.
not-understood = Sorry, I did not understand. Say it in a few words, like "missed bin". Or type MENU for a list.
    .sms = Sorry, I did not understand. Say it in a few words, like "missed bin". Or text MENU for a list.
not-understood-answer = Sorry, I did not understand.
offer-person = Sorry, I still do not understand. Type PERSON and staff will help you. Or call { $number-main }.
    .sms = Sorry, I still do not understand. Text PERSON and staff will help you. Or call { $number-main }.
sorry-fault = Sorry, something went wrong here. I have asked a person to look at your message. Or call { $number-main }.
photo-kept = Thank you. I cannot see photos, but staff can. Tell me in words too.
photo-on-case = Thank you. I have added your photo to { $ref }.

## Stop and start

stop-done = You will get no more messages from us. To start again, type START. To talk to us, call { $number-main }.
    .sms = You will get no more messages from us. To start again, text START. To talk to us, call { $number-main }.
stopped-still = You asked us to stop, so I cannot help here. To start again, type START. Or call { $number-main }. Danger? Call { $number-emergency }.
    .sms = You asked us to stop, so I cannot help here. To start again, text START. Or call { $number-main }. Danger? Call { $number-emergency }.
start-done = Hello again. I am a computer at { $council }. Tell me what you need. Type PERSON for staff, or STOP to end all messages.
    .sms = Hello again. I am a computer at { $council }. Tell me what you need. Text PERSON for staff, or STOP to end all messages.

## Coming back

recap = This is about: { $about }.
recap-plain = Back to my last question.
reminder-1 = You can still answer my last question.
reminder-2 = I will not ask again after this. You do not have to answer.
closed-kindly = I did not hear from you, so I have closed this. Write at any time to start again.
