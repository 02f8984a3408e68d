# To be confirmed by a Welsh speaker. (I'w gadarnhau gan siaradwr Cymraeg.)
# Y sgwrs: helo, help, gorchmynion, cywiro, stopio a dechrau, atgoffa.
# Allweddeiriau (PERSON, MENU, STOP ...) yw'r rhai y mae'r peiriant yn eu deall.

## Helo

welcome = Cyfrifiadur { $council } ydw i. Dywedwch beth sydd ei angen. Teipiwch PERSON am staff. Perygl? Ffoniwch { $number-emergency }. Preifatrwydd: { $link-privacy }
    .sms = Cyfrifiadur { $council } ydw i. Dywedwch beth sydd ei angen. Tecstiwch PERSON am staff. Perygl? Ffoniwch { $number-emergency }. Preifatrwydd: { $link-privacy }
welcome-short = Cyfrifiadur { $council } ydw i. Teipiwch PERSON am staff.
    .sms = Cyfrifiadur { $council } ydw i. Tecstiwch PERSON am staff.
welcome-web = Dywedwch beth sydd ei angen yn eich geiriau eich hun. Gallwch ofyn am finiau, Treth y Cyngor, tai, gofal a mwy.
thanks-back = Croeso. Oes unrhyw beth arall sydd ei angen arnoch?
computer = Cyfrifiadur yn { $council } ydw i, nid person. Gallaf gymryd adroddiadau a cheisiadau. I gael staff, teipiwch PERSON.
    .sms = Cyfrifiadur yn { $council } ydw i, nid person. Gallaf gymryd adroddiadau a cheisiadau. I gael staff, tecstiwch PERSON.
calm = Mae'n ddrwg gen i fod hyn wedi mynd o'i le. I siarad â staff, teipiwch PERSON. I gwyno, teipiwch CWYN. Neu dywedwch beth sydd ei angen.
    .sms = Mae'n ddrwg gen i fod hyn wedi mynd o'i le. I siarad â staff, tecstiwch PERSON. I gwyno, tecstiwch CWYN. Neu dywedwch beth sydd ei angen.
offer-taken = Diolch am gynnig helpu. Pa wasanaeth? Dywedwch mewn ychydig eiriau, fel "canolfan ddydd" neu "parciau".
idea-or-help = Ydych chi eisiau rhoi syniad i ni, neu oes angen help?
idea-or-help-idea = Rhoi syniad
idea-or-help-help = Mae angen help
nothing-open = Nid oes gen i gwestiwn ar agor i chi. Beth sydd ei angen arnoch?

## Help a'r geiriau sy'n gweithio bob amser

help = Dywedwch beth sydd ei angen. Neu teipiwch PERSON i gael staff, MENU, BACK, REPEAT, WHY, ENGLISH, LEAVE (gadael) neu STOP (pob neges). Ffoniwch { $number-main }.
    .sms = Dywedwch beth sydd ei angen. Neu tecstiwch PERSON i gael staff, MENU, BACK, REPEAT, WHY, ENGLISH, LEAVE (gadael) neu STOP (pob neges). Ffoniwch { $number-main }.
menu = Gyda beth mae angen help arnoch?
clarify = Pa un ydych chi'n ei feddwl?
clarify-other = Dywedwch yn eich geiriau eich hun beth sydd ei angen arnoch.
back-nothing = Nid oes cwestiwn i fynd yn ôl ato. Beth sydd ei angen arnoch?
back-first = Hwn yw'r cwestiwn cyntaf.
repeat = Dyma'r cwestiwn eto.
repeat-nothing = Nid oes gen i gwestiwn ar agor i chi. Beth sydd ei angen arnoch?
cancelled = Rwyf wedi stopio hyn. Gallwch ddechrau eto unrhyw bryd.
cancelled-case = Rwyf wedi stopio gofyn. Mae eich cais { $ref } yn aros ar agor. I orffen hwnnw hefyd, teipiwch PERSON.
    .sms = Rwyf wedi stopio gofyn. Mae eich cais { $ref } yn aros ar agor. I orffen hwnnw hefyd, tecstiwch PERSON.
change-of-mind = Mae hynny'n iawn. Rydym yn cadw'r hyn a ddywedoch.
language-set = Byddwn yn ysgrifennu atoch yn Gymraeg.

## PAM

why-question = Er mwyn i ni eich helpu gyda'r peth iawn.
why-nothing = Nid ydym wedi penderfynu dim amdanoch eto. Sut rydym yn defnyddio'r hyn a ddywedwch: { $link-privacy }
why-postcode = Er mwyn i ni ddod o hyd i'r cartref iawn.
why-place = Er mwyn i'n tîm ddod o hyd iddo.
why-name = Er mwyn i'r person sy'n ffonio wybod am bwy i ofyn.
why-how = Er mwyn gwneud hyn fel y mynnwch chi. Yr un gwasanaeth a gewch y ddwy ffordd.

## Cywiro a chamddeall

corrected = Diolch. Rwyf wedi newid hynny.
corrected-ask = Diolch. Gofynnaf hynny eto.
noted-on-case = Diolch. Rwyf wedi ychwanegu hynny at { $ref }.
stale-button = Botwm cwestiwn cynharach oedd hwnnw.
group-private = Gallaf helpu. Anfonwch neges ataf i yn unig, fel bod yr hyn a ddywedwch yn aros yn breifat.
again-1 = Dywedaf hynny eto.
again-2 = Mae hyn yr un fath ag o'r blaen.
not-understood = Mae'n ddrwg gen i, nid wyf yn deall. Dywedwch mewn ychydig eiriau, fel "bin heb ei gasglu". Neu teipiwch MENU i gael rhestr.
    .sms = Mae'n ddrwg gen i, nid wyf yn deall. Dywedwch mewn ychydig eiriau, fel "bin heb ei gasglu". Neu tecstiwch MENU i gael rhestr.
not-understood-answer = Mae'n ddrwg gen i, nid wyf yn deall.
offer-person = Mae'n ddrwg gen i, nid wyf yn deall o hyd. Teipiwch PERSON a bydd staff yn eich helpu. Neu ffoniwch { $number-main }.
    .sms = Mae'n ddrwg gen i, nid wyf yn deall o hyd. Tecstiwch PERSON a bydd staff yn eich helpu. Neu ffoniwch { $number-main }.
sorry-fault = Mae'n ddrwg gen i, aeth rhywbeth o'i le yma. Rwyf wedi gofyn i berson edrych ar eich neges. Neu ffoniwch { $number-main }.
photo-kept = Diolch. Ni allaf weld lluniau, ond gall staff. Dywedwch mewn geiriau hefyd.
photo-on-case = Diolch. Rwyf wedi ychwanegu eich llun at { $ref }.

## Stopio a dechrau

stop-done = Ni chewch fwy o negeseuon gennym. I ddechrau eto, teipiwch START. I siarad gyda ni, ffoniwch { $number-main }.
    .sms = Ni chewch fwy o negeseuon gennym. I ddechrau eto, tecstiwch START. I siarad gyda ni, ffoniwch { $number-main }.
stopped-still = Gofynnoch i ni stopio, felly ni allaf helpu yma. I ddechrau eto, teipiwch START. Neu ffoniwch { $number-main }. Perygl? Ffoniwch { $number-emergency }.
    .sms = Gofynnoch i ni stopio, felly ni allaf helpu yma. I ddechrau eto, tecstiwch START. Neu ffoniwch { $number-main }. Perygl? Ffoniwch { $number-emergency }.
start-done = Helo eto. Cyfrifiadur { $council } ydw i. Dywedwch beth sydd ei angen. Teipiwch PERSON i gael staff, neu STOP i stopio pob neges.
    .sms = Helo eto. Cyfrifiadur { $council } ydw i. Dywedwch beth sydd ei angen. Tecstiwch PERSON i gael staff, neu STOP i stopio pob neges.

## Dod yn ôl

recap = Mae hyn am: { $about }.
recap-plain = Yn ôl at fy nghwestiwn olaf.
reminder-1 = Gallwch ateb fy nghwestiwn olaf o hyd.
reminder-2 = Ni ofynnaf eto ar ôl hyn. Nid oes rhaid i chi ateb.
closed-kindly = Ni chlywais gennych, felly rwyf wedi cau hyn. Ysgrifennwch unrhyw bryd i ddechrau eto.
