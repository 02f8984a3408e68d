# Joining a group: the information sheet in short (DOMAIN 4.3), who can join, what people need, leaving.
# Never say that a gift will or will not change benefits. { $panel } comes as "Care at Home group", { $what },
# { $time } and { $change } as whole sentences, { $gift } as an amount "for each meeting".

recruit-none-open = No group needs people right now. Thank you for asking.
recruit-which = Which group do you want to hear about?

recruit-about = This is the { $panel }. { $what } { $time }
recruit-change = { $change }
recruit-money = We pay your costs, like travel. You can also take { $gift }, or say no to it. If you get benefits, get free advice first: { $number-advice }.
recruit-free = It is your choice. You can stop at any time and need not say why. Your council services stay the same. More: { $link }
recruit-go-on = Do you want to ask for a place?
recruit-not-now = That is fine. Your council services stay the same.

recruit-adult = Are you { $age } or over?
recruit-area = Do you live, work or use services in our area?
recruit-staff = Do you work for this service, or are you a councillor?
recruit-not-adult = Thank you. You are too young for this group. To ask about groups for young people, type PERSON.
    .sms = Thank you. You are too young for this group. To ask about groups for young people, text PERSON.
recruit-not-area = Thank you. This group is for people in our area.
recruit-not-staff = Thank you. Staff of this service and councillors cannot join this group.
recruit-no-contact = That is fine. We will not contact you about this group. Your council services stay the same.

recruit-traits = Now a few questions about you, so that we can pick a fair mix of people. You can skip each one.
recruit-needs = What do you need to take part?
need-none = Nothing
need-step-free = No steps
need-large-print = Large print
need-easy-read = Easy read
need-bsl = Sign language
need-hearing-loop = Hearing loop
need-carer = My carer comes
need-care-cover = Care cover
need-transport = Transport
need-data = Phone data
need-other = Other or more than one
recruit-need-words = Tell us what you need. You do not have to say why.
recruit-when = When can you come?
time-day = Daytime
time-evening = Evening
time-weekend = Weekend
time-any = Any time
recruit-name = What name should we use for you?
recruit-way = How should we contact you?
way-here = Here
way-phone = Phone call
way-email = Email

recruit-done = Thank you. You are on the list for the { $panel }. We pick people in a fair draw. We will tell you if you have a place or not.
recruit-done-no-selection = Thank you. You are on the list for news of the { $panel }. You said no to the draw, so we will not pick you for it.
recruit-leave = You can change your mind at any time. To leave, type LEAVE.
    .sms = You can change your mind at any time. To leave, text LEAVE.

leave-none = You are not in a group. To end all messages, type STOP.
    .sms = You are not in a group. To end all messages, text STOP.
recruit-already = You are in this group already. To leave it, type LEAVE.
    .sms = You are in this group already. To leave it, text LEAVE.
recruit-closed = This group has just closed to new people. We have not kept your answers. Your council services stay the same.
leave-interest = We will not tell you about new groups. Your council services do not change.
leave-done = You have left the { $panel }. We will delete your group details. Your council services do not change.
leave-reason = Do you want to tell us why? You do not have to.
leave-thanks = Thank you. You can write to us at any time.
