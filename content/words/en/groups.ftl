# Groups at work: a letter's code, a form to confirm, meetings, how to thank people, what became of what they said.
# Never say that a gift will or will not change benefits. { $at } comes as "6pm Thursday 3 December"; { $said }, { $did }
# and { $why } are an officer's words, { $gift } an amount "for each meeting".

letter-thanks = Thank you for answering our letter.
letter-closed = Thank you for answering our letter. This group takes no more people now.
letter-unknown = We do not know this code. Look at your letter and type the code again.
    .sms = We do not know this code. Look at your letter and text the code again.

sign-up-ask = Someone gave us this number for the { $panel }. Was it you, and do you want to join?
sign-up-not = That is fine. We have deleted the form.

standing-ask = You said that we may tell you about other groups. The { $panel } needs people. Do you want to hear more?
recruit-enough = You are in as many groups as we ask of one person. Thank you for all that you do.
recruit-postcode = We pick one person from a home at most. What is your postcode?
recruit-monitoring = Now some questions for our checks only. We never use them to pick people.
recruit-house = What is the number or name of your home in { $postcode }?

meeting-asked = The { $panel } meets at { $at }, { $place }. Can you come?
meeting-reminder = Reminder: the { $panel } meets at { $at }, { $place }. Can you still come?
meeting-coming = Thank you. See you there. For your calendar: { $link }
meeting-see-you = Thank you. See you there.
meeting-not-coming = Thank you for telling us. We will not remind you of this day again. You stay in the group.
meeting-off = The { $panel } does not meet at { $at }. We will tell you the new day.
meeting-thanks = We can give you { $gift }. If you get benefits, get free advice first: { $number-advice }.
meeting-thanks-why = So that you get what suits you. We pay your costs, like travel, in any case. For free advice call { $number-advice }.
thanks-voucher = Voucher
thanks-money = Money
thanks-none = Nothing
thanks-advice-first = Advice first
thanks-kept = Thank you. You can change this at any time: type PERSON.
    .sms = Thank you. You can change this at any time: text PERSON.
thanks-skipped = That is fine. We will ask you again before the next meeting.
thanks-advice = That is fine. For free advice call { $number-advice }. We will ask you again before the next meeting.

feedback-said = The { $panel } said: { $said }
feedback-done = We have done this: { $did }
feedback-will-do = We will do this: { $did }
feedback-partly = We will do part of it: { $did }
feedback-not-possible = We cannot do it. We will do this: { $did }
feedback-why = Why: { $why }
