# To be confirmed by a Welsh speaker. (I'w gadarnhau gan siaradwr Cymraeg.)
# Caniatâd: un pwrpas ar y tro, dewis i mewn. Yr allwedd yw'r fersiwn.

consent-contact = A gaiff { $council } gadw eich enw a'ch manylion cyswllt, er mwyn cysylltu â chi am y { $panel }?
consent-contact-why = Mae angen ffordd i'ch cyrraedd. Hebddi ni allwch ymuno. Cewch newid eich meddwl unrhyw bryd.
consent-selection = A gaiff { $council } ddefnyddio eich atebion nesaf amdanoch i ddewis cymysgedd teg i'r { $panel }? Os na, ni allwn eich dewis.
consent-selection-why = Dylai grŵp fod yn debyg i'r bobl rydym yn eu gwasanaethu. Cewch hepgor pob cwestiwn amdanoch.
consent-monitoring = A gaiff { $council } gadw atebion amdanoch, i wirio bod pob math o bobl yn gallu ymuno â'n grwpiau? Dim ond cyfansymiau a gyhoeddwn.
consent-monitoring-why = Er mwyn gweld pwy sy'n cael eu gadael allan. Cewch ddweud na a chymryd rhan o hyd.
consent-quotes = A gaiff { $council } gyhoeddi eich geiriau, a lluniau a recordiadau ohonoch, o'r { $panel }?
consent-quotes-why = Er mwyn i bobl eraill weld beth mae'r grŵp yn ei wneud. Cewch ddweud na a chymryd rhan o hyd.
consent-other-panels = A gaiff { $council } gadw eich manylion cyswllt, i ddweud wrthych am grwpiau eraill fel y { $panel }?
consent-other-panels-why = Er mwyn dweud wrthych pan fydd grŵp newydd angen pobl. Cewch ddweud na a chymryd rhan o hyd.
