# Safety: what is said when a message shows danger. Owner: the safeguarding lead. Change it only with their word.
# One short reply: numbers, and that a person may not see it now. It asks for no detail, gives no advice, promises no
# secrecy and links to no form. Every line fits one text of 160 characters. Numbers stand in council.toml only.

## A risk to the writer's own life

safety-suicide = I am worried about you. I am a computer and staff may not see this now. In danger? Call { $number-emergency }. Or call NHS { $number-nhs-mental }, press 2. Samaritans { $number-samaritans }. Text SHOUT to { $number-shout }.
safety-self-harm = I am a computer and staff may not see this now. Badly hurt? Call { $number-emergency }. To talk, call NHS { $number-nhs-mental }, press 2. Samaritans { $number-samaritans }. Text SHOUT to { $number-shout }.
safety-immediate-danger = Call { $number-emergency } now. If you cannot speak, stay on the line and press 55. I am a computer and cannot send help. Staff may not see this now.

## The person who does harm may read the phone: these lines name neither the topic nor whose number it is.

safety-domestic-abuse = Thank you for your message. I am a computer and staff may not see this now. If you need help now, call { $number-emergency }. You can also call { $number-domestic-abuse } free at any time.
safety-adult-abuse = Thank you for your message. I am a computer and staff may not see this now. If you need help now, call { $number-emergency }. You can also call us on { $number-adult-safeguarding }.
safety-child-abuse = Thank you for your message. I am a computer and staff may not see this now. If you need help now, call { $number-emergency }. You can also call us on { $number-child-safeguarding }.
safety-trafficking = Thank you for your message. I am a computer and staff may not see this now. If you need help now, call { $number-emergency }. You can also call us on { $number-adult-safeguarding }.
# Neglect may be of an adult or of a child, so it gives both lines.
safety-neglect = I am a computer and staff may not see this now. If you need help now, call { $number-emergency }. Call us about an adult: { $number-adult-safeguarding }. About a child: { $number-child-safeguarding }.

## A child writes

safety-child-speaking = Thank you for telling me. I am a computer and staff may not see this now. If you are in danger, call { $number-emergency }. Childline is free at any time: { $number-childline }.

## Others

safety-homeless-tonight = Call our duty line now: { $number-homeless-duty }. You can also call Shelter: { $number-shelter }. In danger? Call { $number-emergency }. I am a computer and staff may not see this now.
safety-hate-threat = I am sorry this happened. I am a computer and staff may not see this now. If you are in danger, call { $number-emergency }. If not, you can call the police on { $number-police }.
safety-radicalisation = Thank you for your message. I am a computer and staff may not see this now. In danger? Call { $number-emergency }. If not, you can call the police on { $number-police }.
safety-threat-to-others = I am a computer and staff may not see this now. If anyone is in danger, call { $number-emergency }. To talk at any time, call Samaritans on { $number-samaritans }.

# A gentle sign, of any kind: numbers, and then the talk goes on.
safety-signpost = I am a computer. To talk to someone at any time, call Samaritans free on { $number-samaritans }. If you are in danger, call { $number-emergency }.

## Urgent repairs: the right number first; then the usual talk goes on.

urgent-gas = Go outside now. Then call the gas emergency line: { $number-gas }. Do not use flames or switches. If anyone is ill, call { $number-emergency }.
urgent-electric = Keep away from wires and sparks. Fire? Call { $number-emergency }. Power cut? Call { $number-power }. If you rent from us, call { $number-emergency-repairs } now.
urgent-flood = In danger? Call { $number-emergency }. If you rent from us and water comes in, call { $number-emergency-repairs } now. For flood advice, call { $number-floods }.
urgent-no-heating = If you rent from us and have no heating, call { $number-emergency-repairs } now. If not, call your landlord or a heating engineer.
urgent-no-water = If you rent from us and have no water, call { $number-emergency-repairs } now. If not, call your water company.
urgent-unsafe = In danger? Call { $number-emergency }. If you rent from us, call { $number-emergency-repairs } now. If not, call { $number-main }. When we are closed, call { $number-out-of-hours }.
