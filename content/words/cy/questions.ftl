# To be confirmed by a Welsh speaker. (I'w gadarnhau gan siaradwr Cymraeg.)
# Cwestiynau, beth i'w wneud pan na fydd ateb yn ffitio, a labeli.

reply-with = Atebwch
label-yes = Ie
label-no = Na
label-skip = Hepgor
label-other = Rhywbeth arall
label-link = Fi i'w wneud ar-lein
label-we = Y cyngor i'w wneud

ask-postcode = Beth yw'r cod post?
ask-home = Pa gartref yn { $postcode } yw hwn?
ask-house = Beth yw rhif neu enw'r cartref yn { $postcode }?
ask-address-words = Nid yw { $postcode } yn fy rhestr. Beth yw rhif y cartref ac enw'r stryd?
ask-place = Ble mae e? Dywedwch enw'r stryd a beth sydd gerllaw.
ask-near = Ble ar { $place }? Dywedwch rif tŷ neu beth sydd gerllaw.
ask-task = Beth dylem ei wneud i chi? Dywedwch mewn ychydig eiriau.
ask-name = Beth yw eich enw?
ask-phone = Pa rif dylem ei ffonio?
ask-email = Beth yw eich cyfeiriad e-bost?
ask-when = Pryd dylem ffonio?
when-morning = Bore
when-afternoon = Prynhawn
when-any = Unrhyw bryd

date-read-back = Ai { $day } yw hynny?

problem-text-short = Mae angen ychydig mwy o eiriau arnaf.
problem-choice-number = Mae angen rhif o 1 i { $count } arnaf.
problem-choice-letter = Atebwch gydag un o'r llythrennau, neu rif y tŷ.
problem-consent = Mae angen ie neu na yma. Gallwch hefyd ofyn am berson: teipiwch PERSON.
    .sms = Mae angen ie neu na yma. Gallwch hefyd ofyn am berson: tecstiwch PERSON.
problem-needed = Mae angen hyn arnaf i'ch helpu. Os nad ydych am ddweud, teipiwch PERSON.
    .sms = Mae angen hyn arnaf i'ch helpu. Os nad ydych am ddweud, tecstiwch PERSON.
problem-number = Mae angen rhif arnaf, fel 3.
problem-number-range = Mae angen rhif o { $low } i { $high } arnaf.
problem-date = Mae angen diwrnod arnaf, fel 27 Tachwedd.
problem-postcode = Mae angen cod post cyfan arnaf, fel RV1 2AB.
problem-phone = Mae angen rhif ffôn y DU arnaf, gyda phob digid.
problem-email = Mae angen cyfeiriad e-bost arnaf, fel sam@example.com.
problem-place = Mae angen mwy arnaf, fel stryd a rhif y cartref.
