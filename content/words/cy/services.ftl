# To be confirmed by a Welsh speaker. (I'w gadarnhau gan siaradwr Cymraeg.)
# Gwasanaethau: yr hyn a ddywedir wrth ddelio â mater, ac ar y diwedd.

## Biniau

bin-rubbish = sbwriel
bin-recycling = ailgylchu
bin-garden = gwastraff gardd
bin-food = gwastraff bwyd
bin-day-next = Bin { $bin } nesaf: { $day }.
bin-day-place = Mae'r dyddiau hyn ar gyfer { $place }.
bin-day-unknown = Ni allaf ddod o hyd i'ch diwrnodau bin. Gallwch edrych ar { $link } neu ffonio { $phone }.
missed-bin-which = Pa fin na chafodd ei gasglu?
missed-bin-sorry-again = Mae'n ddrwg gennym fod hyn wedi digwydd eto.
missed-bin-done = Diolch. Byddwn yn gwagio eich bin { $bin } yn { $place } erbyn { $by }. Eich cyfeirnod yw { $ref }.

## Adroddiad, dolen, neu ni sy'n ei wneud

report-done = Diolch. Byddwn yn edrych ar hyn erbyn { $by }. Lle: { $place }. Eich cyfeirnod yw { $ref }.
account-offer = Ar gyfer { $service } gallwch ddefnyddio { $link } neu gallwn ni ei wneud i chi.
self-service-good = Da iawn. Os cewch drafferth, teipiwch PERSON neu ffoniwch { $phone }.
    .sms = Da iawn. Os cewch drafferth, tecstiwch PERSON neu ffoniwch { $phone }.
we-done = Diolch. Bydd { $team } yn gwneud hyn ac yn eich ffonio erbyn { $by }. Eich cyfeirnod yw { $ref }.

## Person sy'n delio â hyn

expert-open = Bydd person yn delio â hyn. Mae angen i mi ofyn ychydig o bethau yn gyntaf.
expert-done = Diolch. Bydd { $team } yn eich ffonio erbyn { $by }. Nid oes angen i chi wneud dim nawr. Eich cyfeirnod yw { $ref }.

## Cyngor arall sy'n ei wneud

elsewhere = { $service }: { $who } sy'n gwneud hyn, nid ni. Ewch i { $link }

## Dweud eich dweud

have-your-say = Gallwch weld popeth sydd ar agor a dweud eich barn yn { $link }
have-your-say-interest = Nid oes grŵp angen pobl nawr. Hoffech chi i ni ddweud wrthych pan fydd un?
