# To be confirmed by a Welsh speaker. (I'w gadarnhau gan siaradwr Cymraeg.)
# Lle mewn grŵp: y cynnig, yr ateb, siawns pawb, a thynnu ateb yn ôl.

offer-again = Nid ydym wedi clywed gennych eto.
offer-seat = Rydych wedi cael eich dewis i'r { $panel }. Ydych chi eisiau eich lle? Dywedwch wrthym erbyn { $by }.
offer-why = Rydym yn cadw eich lle tan hynny. Wedyn byddwn yn gofyn i'r person nesaf.
offer-accepted = Diolch. Mae gennych le yn y { $panel }. Byddwn yn dweud wrthych pryd mae'n cwrdd gyntaf.
offer-declined = Diolch am ddweud wrthym. Byddwn yn gofyn i rywun arall. Mae eich gwasanaethau'r cyngor yn aros yr un fath.
offer-answered = Mae eich ateb gennym yn barod. I'w newid, teipiwch PERSON.
    .sms = Mae eich ateb gennym yn barod. I'w newid, tecstiwch PERSON.
offer-over = Mae'n ddrwg gennym, mae'r lle hwn wedi mynd i rywun arall. Mae eich gwasanaethau'r cyngor yn aros yr un fath.
offer-ended = Mae'n ddrwg gennym, mae'r { $panel } yn dod i ben, felly nid oes lle i'w gymryd. Mae eich gwasanaethau'r cyngor yn aros yr un fath.
seat-released = Ni chlywsom gennych, felly byddwn yn gofyn i rywun arall ymuno â'r { $panel }. Mae eich gwasanaethau'r cyngor yn aros yr un fath.
seat-reserve = Ni chawsoch eich dewis i'r { $panel } y tro hwn. Rydych yn aros ar ein rhestr. Os bydd rhywun yn gadael, efallai y gofynnwn i chi.

place-not-picked = Ni chawsoch eich dewis i'r { $panel }. Dim ond pobl y cawn ddefnyddio eu hatebion yr ydym yn eu dewis. Mae eich gwasanaethau'r cyngor yn aros yr un fath.
place-ended = Mae'r { $panel } wedi dod i ben ac ni fydd yn cwrdd eto. Diolch am eich rhan ynddo. Mae eich gwasanaethau'r cyngor yn aros yr un fath.
place-ended-before = Mae'r { $panel } yn dod i ben, felly ni fyddwn yn gofyn i chi ymuno. Mae eich gwasanaethau'r cyngor yn aros yr un fath.
place-removed = Nid ydych yn y { $panel } mwyach. Os ydych yn credu bod hyn yn anghywir, teipiwch PERSON. Mae eich gwasanaethau'r cyngor yn aros yr un fath.
    .sms = Nid ydych yn y { $panel } mwyach. Os ydych yn credu bod hyn yn anghywir, tecstiwch PERSON. Mae eich gwasanaethau'r cyngor yn aros yr un fath.
place-back = Rydych ar restr y { $panel } eto. Os bydd lle yn rhydd, byddwn yn gofyn i chi.
place-paused = Rydym yn cadw eich lle yn y { $panel } i chi. Ni fyddwn yn gofyn i chi ddod i gyfarfodydd nes eich bod yn ôl.
place-resumed = Croeso yn ôl i'r { $panel }. Byddwn yn dweud wrthych pryd mae'n cwrdd.
place-completed = Mae eich amser yn y { $panel } ar ben. Diolch am eich rhan ynddo. Mae eich gwasanaethau'r cyngor yn aros yr un fath.

chance-told = Eich siawns o gael lle yn y { $panel } yw { $count } mewn { $of } ({ $percent }%).
chance-about = Eich siawns o gael lle yn y { $panel } yw tua { $count } mewn { $of } ({ $percent }%).
chance-sure = Mae'r dewis yn siŵr o roi lle i chi yn y { $panel }. Mae angen pob person tebyg i chi a ddaeth.
chance-never = Eich siawns o gael lle yn y { $panel } yw 0%. Mae gennym ddigon o bobl debyg i chi. I holi, teipiwch PERSON.
    .sms = Eich siawns o gael lle yn y { $panel } yw 0%. Mae gennym ddigon o bobl debyg i chi. I holi, tecstiwch PERSON.
chance-name = Yn adroddiad y dewis { $name } ydych chi.
chance-later = Nid ydym yn gwybod eich siawns o gael lle yn y { $panel } eto. Gofynnwch eto pan fydd ymuno wedi cau.
chance-none = Nid ydych ar restr grŵp, felly nid oes dewis gyda chi ynddo.

choices-ask = Beth ydych chi eisiau ei dynnu yn ôl?
choices-kept = Iawn. Nid oes dim wedi newid.
choices-none = Nid ydych wedi dweud ie i hynny, felly nid oes dim i'w dynnu yn ôl.
purpose-contact = Cysylltu am y grŵp
purpose-selection = Fy atebion i'r dewis
purpose-monitoring = Fy atebion ar gyfer gwirio
purpose-quotes = Fy ngeiriau a'm lluniau
purpose-other-panels = Newyddion grwpiau eraill
purpose-keep = Dim byd
withdrawn-contact = Rydych wedi gadael y grŵp. Ni fyddwn yn cysylltu â chi amdano. Mae eich gwasanaethau'r cyngor yn aros yr un fath.
withdrawn-selection = Rydym wedi dileu eich atebion. Ni allwn eich dewis hebddynt. Os oes lle gennych, rydych yn ei gadw.
withdrawn-monitoring = Rydym wedi dileu eich atebion ar gyfer gwirio. Nid oes dim arall yn newid.
withdrawn-quotes = Ni fyddwn yn cyhoeddi eich geiriau, lluniau na recordiadau. Nid oes dim arall yn newid.
withdrawn-other-panels = Ni fyddwn yn dweud wrthych am grwpiau eraill. Nid oes dim arall yn newid.
