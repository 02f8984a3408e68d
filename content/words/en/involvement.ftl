# Involvement: the questions, the offers and the reasons that a resident can ask for (WHY).
# Plain ASCII letters only, so that a text costs one segment; each line at most 150 characters; reading age 9.
# The engine adds "Reply 1 ..., 2 ..., 0 Skip" from the numbered labels, and "Reply" itself is its word.

## Q1 to Q4 (DOMAIN 2.3). Asked only after the person is served, and only in a complex service.

involvement-q1 = How would you like this done?
involvement-q1-1 = Council does it for me
involvement-q1-2 = I do it myself
involvement-q1-3 = I tell you what I think
involvement-q1-4 = I help plan the service
involvement-q1-why = So that we do this the way you like. Your answer will not change the help you get.

involvement-q2 = Do you think ideas from people like you could make this service better?
involvement-q2-1 = Yes
involvement-q2-2 = Maybe
involvement-q2-3 = No
involvement-q2-why = You said you want a say. Your answer tells us if asking you more is worth your time.

involvement-q3 = Could you give about 1 hour a month to help plan it? We pay your costs.
involvement-q3-1 = Yes
involvement-q3-2 = Maybe later
involvement-q3-3 = No
involvement-q3-why = A group takes time. We only ask people to join if they have some to give.

involvement-q4 = Have you, or someone you care for, used this service?
involvement-q4-1 = Yes, now
involvement-q4-2 = Yes, before
involvement-q4-3 = No
involvement-q4-why = This group is for people who know the service. Your answer may say something about health, so you can skip it.

## What we say after the answers

involvement-thanks = Thank you for telling us.
involvement-later = That is fine. You can help plan this service later if you want.

involvement-invite = You can join a group that helps plan this service. It is your choice and will not change the help you get. Want to know more?
involvement-invite-1 = Yes
involvement-invite-2 = No

involvement-interest-offer = Thank you. We can tell you when a group for this service needs people. Would you like that?
involvement-interest-offer-1 = Yes
involvement-interest-offer-2 = No
involvement-interest-kept = We will tell you when a group needs people. Text LEAVE to change your mind.

involvement-idea-offer = Thank you. We have no group for this service. How would you like to help?
involvement-idea-offer-1 = Send an idea now
involvement-idea-offer-2 = Hear if one starts
involvement-idea-offer-3 = See groups open now
involvement-idea-other = Thank you. Would you like to tell us one idea for this service now?
involvement-idea-other-1 = Yes
involvement-idea-other-2 = No
involvement-idea-ask = What is your idea? Tell us in your own words.
involvement-idea-kept = Thank you. We passed your idea to the team. We will tell you what they do with it.

## WHY: about the service

why-service-simple = We can do this in a few simple steps.
why-service-care = We want a person to help you with this.
why-service-complex = This service is not the same for any two people.
why-service-verb = Staff need to look at what you asked for.
why-raise-cannot-pay = You told us about money or a debt, so we take more care.
why-raise-for-someone-else = You wrote for someone else, so we take more care.
why-raise-raised-before = You told us about this before, so we take more care.
why-raise-several-services = You asked about more than one thing, so we take more care.
why-raise-health-or-care = You told us about health, care or a home, so we take more care.
why-raise-other = What you told us means that we take more care.

## WHY: about what you said

why-you-said-do-it-for-me = You said you want us to do it for you.
why-you-said-do-it-myself = You said you want to do it yourself.
why-you-said-tell-you-what-i-think = You said you want to tell us what you think.
why-you-said-help-shape = You said you want to help plan the service.
why-you-chose-self = You chose to do it yourself.
why-you-offered = You gave us an idea or offered to help.
why-not-known = You have not told us how you want this done. That is fine.
why-answers-short = Your other answers told us that a group is not right for you now.

## WHY: about what we did not ask. Nothing here may name a danger: someone else may read the phone.

why-recent-no = You said no before, so we do not ask you again for { $months } months.
why-flag-crisis = We will not ask you to join a group now.
why-flag-under-age = Our groups are for adults, so we will not ask you to join one.
why-flag-bereavement = This may be a hard time for you. We will not ask you to join a group now.
why-flag-complaint-or-appeal = You have a complaint or an appeal open. We will not ask you to join a group now.
why-flag-debt-enforcement = We will not ask you to join a group now. This comes first.
why-flag-homeless-tonight = We will not ask you to join a group now. This comes first.
why-flag-abusive = We will not ask you to join a group in this talk.
why-flag-opted-out = You told us not to ask, so we do not ask you to join a group.
why-flag-outside-area = You live outside our area, so we cannot ask you to join a group.
why-flag-staff = You work for this service, so we cannot ask you to join its group.
why-flag-already-member = You are in a group already, so we do not ask you again.
why-flag-asked-enough = We have asked you often enough this year. We do not ask you to join a group now.
why-flag-in-enough-groups = You are in as many groups as we ask of one person.
why-flag-other = We will not ask you to join a group now.

## WHY: what we do

why-route-serve = So we do it for you now.
why-route-menu = So we give you the choices. We can still do it for you.
why-route-expert = So a person will deal with it.
why-route-together = A group is open for this service, so we ask if you want to join.
why-route-idea = So we ask if you want to send us an idea.
why-route-interest = No group can take you now, so we ask if you want to hear when one can.
why-change = Is this wrong? Tell us how you want it done, or text PERSON.
