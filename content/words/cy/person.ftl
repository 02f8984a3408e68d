# To be confirmed by a Welsh speaker. (I'w gadarnhau gan siaradwr Cymraeg.)
# Person: yn y rhes, swyddog yn ymuno ac yn gadael, a cheisiadau am ddata.

person-open = Rwyf wedi gofyn i berson eich helpu. Bydd yn ysgrifennu atoch yma cyn gynted ag y gall. Nid oes angen i chi wneud dim.
person-closed = Nid yw staff yma nawr. Bydd person yn ysgrifennu atoch yma o { $opens } ymlaen. Os na all hyn aros, ffoniwch { $number-out-of-hours }. Perygl? Ffoniwch { $number-emergency }.
person-still = Rydych yn aros am berson o hyd. Bydd yn ysgrifennu atoch yma. Neu ffoniwch { $phone }.

officer-joined = Rydych nawr yn siarad gyda pherson: { $name }, { $council }.
officer-text = { $text }
officer-left = Mae'r aelod o staff wedi mynd. Rydych nawr yn siarad gyda chyfrifiadur eto.

rights-access = Rydym wedi nodi eich bod am weld eich data. Bydd staff yn ateb o fewn 1 mis. Efallai byddant yn gwirio pwy ydych yn gyntaf. Mwy: { $link-privacy }
rights-erase = Rydym wedi nodi eich cais i ddileu eich data. Bydd staff yn ateb o fewn 1 mis. Efallai byddant yn gwirio pwy ydych yn gyntaf. Mwy: { $link-privacy }
