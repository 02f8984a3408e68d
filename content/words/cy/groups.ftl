# To be confirmed by a Welsh speaker. (I'w gadarnhau gan siaradwr Cymraeg.)
# Grwpiau wrth eu gwaith. Peidiwch byth â dweud y bydd rhodd yn newid budd-daliadau, na dweud na fydd.

letter-thanks = Diolch am ateb ein llythyr.
letter-closed = Diolch am ateb ein llythyr. Nid yw'r grŵp hwn yn derbyn mwy o bobl nawr.
letter-unknown = Nid ydym yn adnabod y cod hwn. Edrychwch ar eich llythyr. Teipiwch y cod eto.
    .sms = Nid ydym yn adnabod y cod hwn. Edrychwch ar eich llythyr. Tecstiwch y cod eto.

sign-up-ask = Rhoddodd rhywun y rhif hwn i ni ar gyfer y { $panel }. Ai chi oedd yno, ac ydych chi am ymuno?
sign-up-not = Mae hynny'n iawn. Rydym wedi dileu'r ffurflen.

standing-ask = Dywedoch y cawn sôn wrthych am grwpiau eraill. Mae angen pobl ar y { $panel }. Hoffech chi glywed mwy?
recruit-enough = Rydych mewn cynifer o grwpiau ag y gofynnwn i un person. Diolch am bopeth a wnewch.
recruit-postcode = Rydym yn dewis un person o bob cartref ar y mwyaf. Beth yw eich cod post?
recruit-monitoring = Nawr ambell gwestiwn ar gyfer ein gwiriadau yn unig. Nid ydym byth yn eu defnyddio i ddewis pobl.
recruit-house = Beth yw rhif neu enw eich cartref yn { $postcode }?

meeting-asked = Mae'r { $panel } yn cwrdd am { $at }, { $place }. Allwch chi ddod?
meeting-reminder = I'ch atgoffa: mae'r { $panel } yn cwrdd am { $at }, { $place }. Allwch chi ddod o hyd?
meeting-coming = Diolch. Welwn ni chi yno. Ar gyfer eich calendr: { $link }
meeting-see-you = Diolch. Welwn ni chi yno.
meeting-not-coming = Diolch am ddweud. Ni fyddwn yn eich atgoffa am y diwrnod hwn eto. Rydych yn aros yn y grŵp.
meeting-off = Nid yw'r { $panel } yn cwrdd am { $at }. Byddwn yn dweud y diwrnod newydd.
meeting-thanks = Gallwn roi { $gift } i chi. Os ydych yn cael budd-daliadau, mynnwch gyngor am ddim yn gyntaf: { $number-advice }.
meeting-thanks-why = Er mwyn i chi gael yr hyn sy'n addas. Rydym yn talu eich costau beth bynnag. Am gyngor am ddim ffoniwch { $number-advice }.
thanks-voucher = Taleb
thanks-money = Arian
thanks-none = Dim byd
thanks-advice-first = Cyngor yn gyntaf
thanks-kept = Diolch. Cewch newid hyn unrhyw bryd: teipiwch PERSON.
    .sms = Diolch. Cewch newid hyn unrhyw bryd: tecstiwch PERSON.
thanks-skipped = Mae hynny'n iawn. Byddwn yn gofyn eto cyn y cyfarfod nesaf.
thanks-advice = Mae hynny'n iawn. Am gyngor am ddim ffoniwch { $number-advice }. Byddwn yn gofyn eto cyn y cyfarfod nesaf.

feedback-said = Dywedodd y { $panel }: { $said }
feedback-done = Rydym wedi gwneud hyn: { $did }
feedback-will-do = Byddwn yn gwneud hyn: { $did }
feedback-partly = Byddwn yn gwneud rhan ohono: { $did }
feedback-not-possible = Ni allwn ei wneud. Byddwn yn gwneud hyn: { $did }
feedback-why = Pam: { $why }
