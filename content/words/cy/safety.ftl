# To be confirmed by a Welsh speaker. (I'w gadarnhau gan siaradwr Cymraeg.)
# Diogelwch: y rhifau, heb holi, heb gyngor, heb addo cadw cyfrinach. Dim llythrennau y tu allan i GSM-7 (dim to bach),
# er mwyn i bob llinell ffitio mewn un neges destun.

safety-suicide = Rwy'n poeni amdanoch. Cyfrifiadur ydw i. Efallai na fydd staff yn gweld hyn nawr. Perygl? { $number-emergency }. Neu GIG { $number-nhs-mental }, yna 2. Samariaid { $number-samaritans }. Tecstiwch SHOUT i { $number-shout }.
safety-self-harm = Cyfrifiadur ydw i. Efallai na fydd staff yn gweld hyn nawr. Anaf drwg? { $number-emergency }. I siarad: GIG { $number-nhs-mental }, yna 2. Samariaid { $number-samaritans }. Tecstiwch SHOUT i { $number-shout }.
safety-immediate-danger = Ffoniwch { $number-emergency } nawr. Os na allwch siarad, arhoswch a phwyswch 55. Cyfrifiadur ydw i, ni allaf anfon help. Efallai na fydd staff yn gweld hyn nawr.

## Gall rhywun arall ddarllen y sgrin: nid yw'r rhain yn enwi'r pwnc na rhif pwy sydd yma.

safety-domestic-abuse = Diolch am eich neges. Cyfrifiadur ydw i. Efallai na fydd staff yn ei gweld nawr. Help nawr? Ffoniwch { $number-emergency }. Gallwch ffonio { $number-domestic-abuse } hefyd, am ddim.
safety-adult-abuse = Diolch am eich neges. Cyfrifiadur ydw i. Efallai na fydd staff yn ei gweld nawr. Help nawr? Ffoniwch { $number-emergency }. Gallwch ein ffonio ni hefyd ar { $number-adult-safeguarding }.
safety-child-abuse = Diolch am eich neges. Cyfrifiadur ydw i. Efallai na fydd staff yn ei gweld nawr. Help nawr? Ffoniwch { $number-emergency }. Gallwch ein ffonio ni hefyd ar { $number-child-safeguarding }.
safety-trafficking = Diolch am eich neges. Cyfrifiadur ydw i. Efallai na fydd staff yn ei gweld nawr. Help nawr? Ffoniwch { $number-emergency }. Gallwch ein ffonio ni hefyd ar { $number-adult-safeguarding }.
safety-neglect = Cyfrifiadur ydw i. Efallai na fydd staff yn gweld hyn nawr. Help nawr? Ffoniwch { $number-emergency }. Ffoniwch ni am oedolyn: { $number-adult-safeguarding }. Am blentyn: { $number-child-safeguarding }.

## Plentyn sy'n ysgrifennu

safety-child-speaking = Diolch am ddweud. Cyfrifiadur ydw i. Efallai na fydd staff yn gweld hyn nawr. Os wyt ti mewn perygl, ffonia { $number-emergency }. Mae Childline am ddim unrhyw bryd: { $number-childline }.

## Eraill

safety-homeless-tonight = Ffoniwch ein llinell frys nawr: { $number-homeless-duty }. Hefyd Shelter: { $number-shelter }. Perygl? Ffoniwch { $number-emergency }. Cyfrifiadur ydw i. Efallai na fydd staff yn gweld hyn nawr.
safety-hate-threat = Mae'n ddrwg gen i am hyn. Cyfrifiadur ydw i. Efallai na fydd staff yn ei weld nawr. Perygl? Ffoniwch { $number-emergency }. Os na, gallwch ffonio'r heddlu ar { $number-police }.
safety-radicalisation = Diolch am eich neges. Cyfrifiadur ydw i. Efallai na fydd staff yn ei gweld nawr. Perygl? Ffoniwch { $number-emergency }. Os na, gallwch ffonio'r heddlu ar { $number-police }.
safety-threat-to-others = Cyfrifiadur ydw i. Efallai na fydd staff yn gweld hyn nawr. Os oes rhywun mewn perygl, ffoniwch { $number-emergency }. I siarad, ffoniwch y Samariaid ar { $number-samaritans }.

safety-signpost = Cyfrifiadur ydw i. I siarad unrhyw bryd, ffoniwch y Samariaid am ddim ar { $number-samaritans }. Os ydych mewn perygl, ffoniwch { $number-emergency }.

## Gwaith trwsio brys

urgent-gas = Ewch allan nawr. Yna ffoniwch y llinell argyfwng nwy: { $number-gas }. Dim fflamau na switshis. Os oes rhywun yn wael, ffoniwch { $number-emergency }.
urgent-electric = Cadwch draw o wifrau a gwreichion. Tân? Ffoniwch { $number-emergency }. Dim trydan? Ffoniwch { $number-power }. Os ydych yn rhentu gennym ni, ffoniwch { $number-emergency-repairs } nawr.
urgent-flood = Perygl? Ffoniwch { $number-emergency }. Os ydych yn rhentu gennym ni a bod dŵr yn dod i mewn, ffoniwch { $number-emergency-repairs } nawr. Am gyngor llifogydd, ffoniwch { $number-floods }.
urgent-no-heating = Os ydych yn rhentu gennym ni a heb wres, ffoniwch { $number-emergency-repairs } nawr. Os na, ffoniwch eich landlord neu beiriannydd gwres.
urgent-no-water = Os ydych yn rhentu gennym ni a heb ddŵr, ffoniwch { $number-emergency-repairs } nawr. Os na, ffoniwch eich cwmni dŵr.
urgent-unsafe = Perygl? Ffoniwch { $number-emergency }. Os ydych yn rhentu gennym ni, ffoniwch { $number-emergency-repairs } nawr. Os na, ffoniwch { $number-main }. Pan fyddwn ar gau, ffoniwch { $number-out-of-hours }.
