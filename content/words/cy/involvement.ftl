# To be confirmed by a Welsh speaker. (I'w gadarnhau gan siaradwr Cymraeg.)
# Cymryd rhan: y cwestiynau, y cynigion a'r rhesymau y gall preswylydd ofyn amdanynt (PAM / WHY).
# The same ids as in English. Proper Welsh spelling: web chat shows it whole, and the SMS channel replaces the
# letters that GSM-7 lacks (â ê î ô û ŵ ŷ), so that a text still costs one segment.

## C1 i C4

involvement-q1 = Sut hoffech chi i hyn gael ei wneud?
involvement-q1-1 = Y cyngor i'w wneud
involvement-q1-2 = Fi fy hun i'w wneud
involvement-q1-3 = Dweud fy marn wrthych
involvement-q1-4 = Helpu i gynllunio
involvement-q1-why = Er mwyn gwneud hyn fel y mynnwch chi. Ni fydd eich ateb yn newid yr help a gewch.

involvement-q2 = A allai syniadau gan bobl fel chi wella'r gwasanaeth hwn?
involvement-q2-1 = Gallent
involvement-q2-2 = Efallai
involvement-q2-3 = Na
involvement-q2-why = Dywedoch eich bod am ddweud eich barn. Mae eich ateb yn dangos a yw'n werth gofyn mwy i chi.

involvement-q3 = Allech chi roi tua 1 awr y mis i helpu i'w gynllunio? Rydym yn talu eich costau.
involvement-q3-1 = Gallwn
involvement-q3-2 = Efallai wedyn
involvement-q3-3 = Na
involvement-q3-why = Mae grŵp yn cymryd amser. Dim ond pobl sydd ag amser i'w roi y byddwn yn eu gwahodd.

involvement-q4 = Ydych chi, neu rywun rydych yn gofalu amdano, wedi defnyddio'r gwasanaeth hwn?
involvement-q4-1 = Ydw, nawr
involvement-q4-2 = Ydw, o'r blaen
involvement-q4-3 = Na
involvement-q4-why = Grŵp i bobl sy'n nabod y gwasanaeth yw hwn. Gall eich ateb sôn am iechyd, felly cewch beidio ag ateb.

## Ar ôl yr atebion

involvement-thanks = Diolch am ddweud wrthym.
involvement-later = Mae hynny'n iawn. Gallwch helpu i gynllunio'r gwasanaeth hwn rywbryd eto os mynnwch.

involvement-invite = Cewch ymuno â grŵp sy'n helpu i gynllunio'r gwasanaeth. Eich dewis chi yw hyn. Ni fydd yn newid yr help a gewch. Hoffech chi wybod mwy?
involvement-invite-1 = Hoffwn
involvement-invite-2 = Na

involvement-interest-offer = Diolch. Gallwn ddweud wrthych pan fydd grŵp i'r gwasanaeth hwn angen pobl. Hoffech chi hynny?
involvement-interest-offer-1 = Hoffwn
involvement-interest-offer-2 = Na
involvement-interest-kept = Byddwn yn dweud wrthych pan fydd grŵp angen pobl. Tecstiwch LEAVE i newid eich meddwl.

involvement-idea-offer = Diolch. Nid oes gennym grŵp i'r gwasanaeth hwn. Sut hoffech chi helpu?
involvement-idea-offer-1 = Anfon syniad nawr
involvement-idea-offer-2 = Clywed os bydd un yn dechrau
involvement-idea-offer-3 = Gweld grwpiau agored
involvement-idea-other = Diolch. Hoffech chi ddweud un syniad am y gwasanaeth hwn wrthym nawr?
involvement-idea-other-1 = Hoffwn
involvement-idea-other-2 = Na
involvement-idea-ask = Beth yw eich syniad? Dywedwch yn eich geiriau eich hun.
involvement-idea-kept = Diolch. Rydym wedi rhoi eich syniad i'r tîm. Byddwn yn dweud wrthych beth fydd yn digwydd iddo.

## PAM: am y gwasanaeth

why-service-simple = Gallwn wneud hyn mewn ychydig o gamau syml.
why-service-care = Rydym am i berson eich helpu gyda hyn.
why-service-complex = Mae'r gwasanaeth hwn yn wahanol i bob person.
why-service-verb = Mae angen i staff edrych ar eich cais.
why-raise-cannot-pay = Sonioch am arian neu ddyled, felly rydym yn cymryd mwy o ofal.
why-raise-for-someone-else = Ysgrifennoch ar ran rhywun arall, felly rydym yn cymryd mwy o ofal.
why-raise-raised-before = Dywedoch wrthym am hyn o'r blaen, felly rydym yn cymryd mwy o ofal.
why-raise-several-services = Gofynnoch am fwy nag un peth, felly rydym yn cymryd mwy o ofal.
why-raise-health-or-care = Sonioch am iechyd, gofal neu gartref, felly rydym yn cymryd mwy o ofal.
why-raise-other = Oherwydd yr hyn a ddywedoch, rydym yn cymryd mwy o ofal.

## PAM: am yr hyn a ddywedoch

why-you-said-do-it-for-me = Dywedoch eich bod am i ni ei wneud ar eich rhan.
why-you-said-do-it-myself = Dywedoch eich bod am ei wneud eich hun.
why-you-said-tell-you-what-i-think = Dywedoch eich bod am roi eich barn i ni.
why-you-said-help-shape = Dywedoch eich bod am helpu i gynllunio'r gwasanaeth.
why-you-chose-self = Dewisoch ei wneud eich hun.
why-you-offered = Rhoesoch syniad i ni neu gynnig helpu.
why-not-known = Nid ydych wedi dweud sut hoffech chi i hyn gael ei wneud. Mae hynny'n iawn.
why-answers-short = Dangosodd eich atebion eraill nad yw grŵp yn iawn i chi nawr.

## PAM: am yr hyn na ofynnwn. Rhaid peidio ag enwi perygl yma: gall rhywun arall ddarllen y ffôn.

why-recent-no = Dywedoch na o'r blaen, felly ni fyddwn yn gofyn eto am { $months } mis.
why-flag-crisis = Ni fyddwn yn gofyn i chi ymuno â grŵp nawr.
why-flag-under-age = Grwpiau i oedolion sydd gennym, felly ni fyddwn yn gofyn i chi ymuno ag un.
why-flag-bereavement = Gall hwn fod yn amser anodd i chi, felly ni fyddwn yn gofyn i chi ymuno â grŵp nawr.
why-flag-complaint-or-appeal = Mae gennych gŵyn neu apêl ar agor, felly ni fyddwn yn gofyn i chi ymuno â grŵp nawr.
why-flag-debt-enforcement = Ni fyddwn yn gofyn i chi ymuno â grŵp nawr. Hyn sy'n dod gyntaf.
why-flag-homeless-tonight = Ni fyddwn yn gofyn i chi ymuno â grŵp nawr. Hyn sy'n dod gyntaf.
why-flag-abusive = Ni fyddwn yn gofyn i chi ymuno â grŵp yn y sgwrs hon.
why-flag-opted-out = Dywedoch wrthym am beidio â gofyn, felly ni fyddwn yn gofyn i chi ymuno â grŵp.
why-flag-outside-area = Rydych yn byw y tu allan i'n hardal, felly ni allwn ofyn i chi ymuno â grŵp.
why-flag-staff = Rydych yn gweithio i'r gwasanaeth hwn, felly ni allwn ofyn i chi ymuno â'i grŵp.
why-flag-already-member = Rydych mewn grŵp yn barod, felly ni fyddwn yn gofyn eto.
why-flag-asked-enough = Rydym wedi gofyn i chi'n ddigon aml eleni, felly nid ydym yn gofyn i chi ymuno â grŵp nawr.
why-flag-in-enough-groups = Rydych mewn cynifer o grwpiau ag y gofynnwn i un person.
why-flag-other = Ni fyddwn yn gofyn i chi ymuno â grŵp nawr.

## PAM: beth rydym yn ei wneud

why-route-serve = Felly rydym yn ei wneud i chi nawr.
why-route-menu = Felly rydym yn rhoi'r dewisiadau i chi. Gallwn ei wneud i chi o hyd.
why-route-expert = Felly bydd person yn delio â hyn.
why-route-together = Mae grŵp ar agor i'r gwasanaeth hwn, felly rydym yn gofyn a hoffech ymuno.
why-route-idea = Felly rydym yn gofyn a hoffech anfon syniad atom.
why-route-interest = Ni all grŵp eich derbyn nawr, felly rydym yn gofyn a hoffech glywed pan fydd lle.
why-change = A yw hyn yn anghywir? Dywedwch sut hoffech chi iddo gael ei wneud, neu tecstiwch PERSON.
