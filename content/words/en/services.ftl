# Services: what is said while a matter is served and when it is done. The names, answers and questions of each
# service stand in content/services. { $team } comes as "the Repairs team", { $service } as "home repair",
# { $by } as "5pm Thursday 26 November", { $ref } as "RV-7K3M2PQ".

## Bins: labels that people can choose, and words before "bin"

bin-rubbish = rubbish
bin-recycling = recycling
bin-garden = garden waste
bin-food = food waste
bin-day-next = Next { $bin } bin: { $day }.
bin-day-place = These days are for { $place }.
bin-day-unknown = I cannot find your bin days. You can look at { $link } or call { $phone }.
missed-bin-which = Which bin did we miss?
missed-bin-sorry-again = Sorry that this happened again.
missed-bin-done = Thank you. We will empty your { $bin } bin at { $place } by { $by }. Your reference is { $ref }.

## A report, a link, or we do it

report-done = Thank you. We will look at this by { $by }. Place: { $place }. Your reference is { $ref }.
account-offer = For { $service } you can use { $link } or we can do it for you.
self-service-good = Good. If you get stuck, type PERSON or call { $phone }.
    .sms = Good. If you get stuck, text PERSON or call { $phone }.
we-done = Thank you. A person from { $team } will do this and call you by { $by }. Your reference is { $ref }.

## A person deals with it

expert-open = A person will deal with this. I need to ask you a few things first.
expert-done = Thank you. A person from { $team } will call you by { $by }. You do not need to do anything now. Your reference is { $ref }.

## Another council does it

elsewhere = { $service }: { $who } does this, not us. Go to { $link }

## Have your say

have-your-say = You can see all that is open and have your say at { $link }
have-your-say-interest = No group needs people now. Should we tell you when one does?
