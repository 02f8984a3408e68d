# A place in a group: the offer, the answer, everyone's own chance, and taking one answer back.
# { $count } in { $of } is a chance as people say it, { $percent } the same number as the report has it; "about" where they differ.

offer-again = We have not heard from you yet.
offer-seat = You have been picked for the { $panel }. Do you want your place? Tell us by { $by }.
offer-why = We keep your place until then. After that we ask the next person.
offer-accepted = Thank you. You have a place in the { $panel }. We will tell you when it first meets.
offer-declined = Thank you for telling us. We will ask someone else. Your council services stay the same.
offer-answered = We have your answer already. To change it, type PERSON.
    .sms = We have your answer already. To change it, text PERSON.
offer-over = Sorry, this place has gone to someone else. Your council services stay the same.
offer-ended = Sorry, the { $panel } is ending, so there is no place to take. Your council services stay the same.
seat-released = We did not hear from you, so we will ask someone else to join the { $panel }. Your council services stay the same.
seat-reserve = You were not picked for the { $panel } this time. You stay on our list. If someone leaves, we may ask you.

place-not-picked = You were not picked for the { $panel }. We only pick people whose answers we may use. Your council services stay the same.
place-ended = The { $panel } has ended and will not meet again. Thank you for your part in it. Your council services stay the same.
place-ended-before = The { $panel } is ending, so we will not ask you to join it. Your council services stay the same.
place-removed = You are no longer in the { $panel }. If you think this is wrong, type PERSON. Your council services stay the same.
    .sms = You are no longer in the { $panel }. If you think this is wrong, text PERSON. Your council services stay the same.
place-back = You are on the list of the { $panel } again. If a place is free, we will ask you.
place-paused = We keep your place in the { $panel } for you. We will not ask you to meetings until you are back.
place-resumed = Welcome back to the { $panel }. We will tell you when it meets.
place-completed = Your time in the { $panel } is over. Thank you for your part in it. Your council services stay the same.

chance-told = Your chance of a place in the { $panel } is { $count } in { $of } ({ $percent }%).
chance-about = Your chance of a place in the { $panel } is about { $count } in { $of } ({ $percent }%).
chance-sure = The draw is sure to give you a place in the { $panel }. We need every person like you who came.
chance-never = Your chance of a place in the { $panel } is 0%. We have enough people like you. To ask about it, type PERSON.
    .sms = Your chance of a place in the { $panel } is 0%. We have enough people like you. To ask about it, text PERSON.
chance-name = In the report of the draw you are { $name }.
chance-later = We do not know your chance of a place in the { $panel } yet. Ask again when joining has closed.
chance-none = You are not on the list of a group, so there is no draw with you in it.

choices-ask = What do you want to take back?
choices-kept = That is fine. Nothing has changed.
choices-none = You have not said yes to that, so there is nothing to take back.
purpose-contact = Contact about the group
purpose-selection = My answers for the draw
purpose-monitoring = My answers for checks
purpose-quotes = My words and photos
purpose-other-panels = News of other groups
purpose-keep = Nothing
withdrawn-contact = You have left the group. We will not contact you about it. Your council services stay the same.
withdrawn-selection = We have deleted your answers. We cannot pick you without them. If you have a place, you keep it.
withdrawn-monitoring = We have deleted your answers for checks. Nothing else changes.
withdrawn-quotes = We will not publish your words, photos or recordings. Nothing else changes.
withdrawn-other-panels = We will not tell you about other groups. Nothing else changes.
