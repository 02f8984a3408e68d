# To be confirmed by a Welsh speaker. (I'w gadarnhau gan siaradwr Cymraeg.)
# Y dudalen lle gall unrhyw un weld sut y tynnwyd enwau grŵp, a'i wirio.

draw-title = Tynnu enwau ar gyfer y { $panel }
draw-how = Mae'r tynnu enwau yn dewis pwy sy'n cael lle. Yn gyntaf rydym yn pennu loteri sy'n rhoi cyfle mor deg â phosibl i bawb.
draw-then = Dim ond wedyn y cymerwn rif cyhoeddus na allai neb ei wybod. Felly ni all neb lywio'r canlyniad.
draw-names = Nid oes enwau yn y ffeiliau. Mae gan bob person god. Os gofynnoch am le, anfonwch CHANCE atom i gael eich cyfle a'ch cod.
draw-is-committed = Mae'r loteri wedi'i phennu. Y rhif cyhoeddus sydd nesaf.
draw-is-drawn = Tynnwyd yr enwau. Rhaid cymeradwyo hyn cyn iddo gyfrif.
draw-is-approved = Tynnwyd yr enwau, ac fe'i cymeradwywyd.
draw-is-turned-down = Nid yw'r tynnu hwn yn cyfrif. Cafodd ei wrthod.
draw-is-dropped = Nid yw'r tynnu hwn yn cyfrif. Cafodd ei dynnu'n ôl cyn ei wneud.
draw-lottery = Y loteri
draw-published = Cyhoeddwyd
draw-by = gan swyddog { $name }
draw-hash = Marc y loteri
draw-hash-about = Dangoswn y marc hwn cyn bod neb yn gwybod y rhif cyhoeddus. Os newidir un llythyren o'r loteri, bydd y marc yn wahanol.
draw-seed = Y rhif cyhoeddus
draw-seed-none = Nid yw wedi'i osod eto. Bydd yn ymddangos yma.
draw-source = O ble y daw
draw-entered = Cofnodwyd
draw-decided = Penderfynwyd
draw-report = Yr adroddiad
draw-report-page = Adroddiad i'w ddarllen, yn Saesneg
draw-report-data = Yr un peth fel data (JSON)
draw-report-about = Mae'n dweud "under 5" am 1 i 4 o bobl a ofynnodd am le. Nid yw'n dweud pam y gadawodd rhywun.
draw-check = Gwiriwch ef eich hun
draw-check-ask = Gofynnwch i ni am ffeiliau'r tynnu enwau. Maent yn dal atebion pobl, felly nid ydynt yma.
draw-check-run = Rhowch nhw mewn ffolder a rhedwch:
draw-check-result = Mae'n tynnu'r enwau eto o'r loteri a'r rhif cyhoeddus. Mae'n dweud os nad yw rhywbeth fel y'i cyhoeddwyd.
draw-check-hand = Gallwch ei wneud â llaw hefyd. Mae tudalen docs/draw.md Doorstep yn dweud sut.
draw-group = Am y grŵp
draw-link = Gweld sut y tynnir enwau
draw-none = Ni chyhoeddwyd tynnu enwau yma.
