# To be confirmed by a Welsh speaker. (I'w gadarnhau gan siaradwr Cymraeg.)
# Ymuno â grŵp. Peidiwch byth â dweud y bydd rhodd yn newid budd-daliadau, na dweud na fydd.

recruit-none-open = Nid oes grŵp angen pobl ar hyn o bryd. Diolch am ofyn.
recruit-which = Am ba grŵp hoffech chi glywed?

recruit-about = Dyma'r { $panel }. { $what } { $time }
recruit-change = { $change }
recruit-money = Rydym yn talu eich costau, fel teithio. Cewch hefyd dderbyn { $gift }, neu ei wrthod. Os ydych yn cael budd-daliadau, mynnwch gyngor am ddim yn gyntaf: { $number-advice }.
recruit-free = Eich dewis chi yw hyn. Cewch stopio unrhyw bryd heb ddweud pam. Ni fydd eich gwasanaethau gan y cyngor yn newid. Mwy: { $link }
recruit-go-on = Hoffech chi ofyn am le?
recruit-not-now = Mae hynny'n iawn. Ni fydd eich gwasanaethau gan y cyngor yn newid.

recruit-adult = Ydych chi'n { $age } oed neu'n hŷn?
recruit-area = Ydych chi'n byw, yn gweithio neu'n defnyddio gwasanaethau yn ein hardal?
recruit-staff = Ydych chi'n gweithio i'r gwasanaeth hwn, neu'n gynghorydd?
recruit-not-adult = Diolch. Rydych yn rhy ifanc i'r grŵp hwn. I ofyn am grwpiau i bobl ifanc, teipiwch PERSON.
    .sms = Diolch. Rydych yn rhy ifanc i'r grŵp hwn. I ofyn am grwpiau i bobl ifanc, tecstiwch PERSON.
recruit-not-area = Diolch. Grŵp i bobl yn ein hardal yw hwn.
recruit-not-staff = Diolch. Ni chaiff staff y gwasanaeth hwn na chynghorwyr ymuno â'r grŵp hwn.
recruit-no-contact = Mae hynny'n iawn. Ni fyddwn yn cysylltu â chi am y grŵp hwn. Ni fydd eich gwasanaethau gan y cyngor yn newid.

recruit-traits = Nawr ychydig o gwestiynau amdanoch, er mwyn dewis cymysgedd teg o bobl. Cewch hepgor pob un.
recruit-needs = Beth sydd ei angen arnoch i gymryd rhan?
need-none = Dim byd
need-step-free = Dim grisiau
need-large-print = Print bras
need-easy-read = Hawdd ei ddeall
need-bsl = Iaith arwyddion
need-hearing-loop = Dolen glyw
need-carer = Fy ngofalwr yn dod
need-care-cover = Gofal yn fy lle
need-transport = Cludiant
need-data = Data ffôn
need-other = Arall neu fwy nag un
recruit-need-words = Dywedwch beth sydd ei angen arnoch. Nid oes rhaid dweud pam.
recruit-when = Pryd gallwch chi ddod?
time-day = Yn y dydd
time-evening = Gyda'r nos
time-weekend = Penwythnos
time-any = Unrhyw bryd
recruit-name = Pa enw dylem ei ddefnyddio i chi?
recruit-way = Sut dylem gysylltu â chi?
way-here = Yma
way-phone = Galwad ffôn
way-email = E-bost

recruit-done = Diolch. Rydych ar y rhestr ar gyfer y { $panel }. Rydym yn dewis pobl ar hap, yn deg. Byddwn yn dweud wrthych a oes lle i chi neu beidio.
recruit-done-no-selection = Diolch. Rydych ar y rhestr am newyddion y { $panel }. Dywedoch na i'r dewis ar hap, felly ni fyddwn yn eich dewis.
recruit-leave = Cewch newid eich meddwl unrhyw bryd. I adael, teipiwch LEAVE.
    .sms = Cewch newid eich meddwl unrhyw bryd. I adael, tecstiwch LEAVE.

leave-none = Nid ydych mewn grŵp. I stopio pob neges, teipiwch STOP.
    .sms = Nid ydych mewn grŵp. I stopio pob neges, tecstiwch STOP.
recruit-already = Rydych yn y grŵp hwn yn barod. I'w adael, teipiwch LEAVE.
    .sms = Rydych yn y grŵp hwn yn barod. I'w adael, tecstiwch LEAVE.
recruit-closed = Mae'r grŵp hwn newydd gau i bobl newydd. Nid ydym wedi cadw eich atebion. Ni fydd eich gwasanaethau'n newid.
leave-interest = Ni fyddwn yn dweud wrthych am grwpiau newydd. Ni fydd eich gwasanaethau gan y cyngor yn newid.
leave-done = Rydych wedi gadael y { $panel }. Byddwn yn dileu eich manylion grŵp. Ni fydd eich gwasanaethau gan y cyngor yn newid.
leave-reason = Hoffech chi ddweud pam? Nid oes rhaid i chi.
leave-thanks = Diolch. Cewch ysgrifennu atom unrhyw bryd.
