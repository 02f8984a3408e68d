"""Phrases of the signs in nlp.signs, in the syntax of nlp.phrases."""

CUES_UP: dict[str, tuple[str, ...]] = {
    "suggests-fix": (
        "why (not|dont you|dont they|cant you|cant they|doesnt the council)", "(you|they|council|we) should",
        "(it|that) would be better if", "(got|have|had|ive|with) [loads of|lots of|some|a few|an|many|plenty of|a] (idea|ideas|suggestion|suggestions)",
        "(my|one|an) (idea|suggestion)", "what about (having|putting|doing|making|a)", "how about (having|putting|doing|making|a|you)",
        "(could|might) (help|work better|be better) if", "(needs|wants|want) (a|an|more|bigger|better) ...", "(suggest|suggestion|propose|recommend)",
        "ways to (improve|make)", "how to make ... better", "if you (put|made|moved|added|let|just put)",
    ),
    "speaks-for-others": (
        "(our|the whole|everyone in|everyone on|people on|people in) (street|road|estate|block|close|community|village|building|neighbours|neighbourhood|lane|avenue)",
        "(us|we) (carers|parents|tenants|residents|neighbours|families|pensioners|lot|all|young people|mums|dads|disabled|folk)",
        "(other|all the|many|lots of|a few of us|few of us|some of us|most of us) (families|parents|carers|residents|tenants|people|neighbours|mums|fae|from|who|would)",
        "(all of us|everyone here|everybody round here|we all|none of us|a few of us|a group of us|loads of us|lots of us)",
        "on behalf of (our|the|residents|my neighbours|the residents|tenants)", "(residents|tenants|neighbours|carers) (group|association|all|want|are)",
        "(anyone|anybody|everyone) from (the|our)", "our community",
    ),
    "offers-help": (
        "(happy|glad|willing|ready|want|like|love|delighted|pleased|keen|up for|up 4|gladly|game|mind|able|id|ill|can|could|would) [to] [very much like to|be|love to|gladly|like to|also] (help|helping|help you|help run|get involved|be involved|volunteer|lend a hand|pitch in|take part|help out|help plan|help design|join in|come along|sit on|be part|do my bit) ",
        "(count me in|sign me up|put me down|put my name down|i volunteer|ill volunteer|i can volunteer|where do i sign up)",
        "(help|helping) (plan|design|shape|run|redesign|improve|you plan|you design|us plan|yous|make it|make this)",
        "(get|be|getting|being) (involved|part of)", "(id|i would|i will|ill|im) (love|like|happy|glad|gladly|ready) [to] (help|join|come|give)",
        "have time on me hands", "lend a hand", "(join|joining) (the|a|your) (panel|group|committee)",
    ),
    "asks-how-decided": (
        "(how|who) (do|did|does|is|are|was|were|gets to|will) [you|they|it|this|the council|that|these|things] [get] (decide|decides|decided|choose|chooses|chosen|make the decision|make decisions|made the decision|decision made)",
        "(who|how) ... (decides|decided|decide|decisions)", "(how|where) (are|were|was|is) ... (decisions|decision) made", "what criteria",
    ),
    "sends-detail": (
        "(heres|here is|attached|attaching|ive attached|sending|sent|see|taken) [you] [a|the|some|my|few|2|two|three] (photo|photos|picture|pictures|pic|pics|video|list|notes|plan|sketch|details|diary)",
        "about a (foot|metre|yard|inch|mile) (wide|deep|long|across)",
    ),
}  # fmt: skip

CUES_DOWN: dict[str, tuple[str, ...]] = {
    "just": ("just (do|tell|sort|fix|get|want|need|send|give|make|pick|collect|answer|come|empty|mend|let|you|i|report)", "jus (do|tell|sort|fix|get)", "im just (reporting|asking)"),
    "sort-it": ("(sort|fix|get) it", "(sort|sorted|sorting) (it|this|out|it out|that|them)", "get it (done|sorted|fixed)", "needs sorting", "want it (sorted|done|fixed|seen to)"),
    "asap": ("(asap|a s a p|urgently|urgent|straight away|right now|right away|immediately|quick as|as soon as possible|pronto|soon as you can|without delay|at once)",),
    "asks-person": (
        "(speak|talk|spk) to", "(call|ring|phone) (me|us|back)", "(real|actual) (person|human)", "put me through",
        "(someone|somebody|officer|anyone) [please] [to] (call|ring|phone|come out|speak|contact|and go)", "(who|whoever) (deals|deal) with", "who do i (speak|talk|ring|call|contact|ask|see)",
    ),
    "repeats-demand": ("(third|fourth|fifth|second|3rd|4th|5th|2nd|umpteenth|tenth|10th) time (of asking|ive asked|asking|ive said|ive told)", "(as i said|like i said|i already said|i already told|ill say it again|i repeat|again i say|how many times|keep asking|asked already)"),
    "anger": (
        "(useless|disgrace|disgraceful|joke|pathetic|shambles|rubbish service|ridiculous|incompetent|fuming|livid|furious|clowns|idiots|waste of space|waste of time|appalling|shocking service|sick of you|diabolical|outrageous|fed up|disgusting service|taking the piss|taking the mick|bloody|unacceptable|sick and tired)",
        "(absolute|total|complete) (joke|disgrace|shambles)", "you lot",
    ),
    "busy": (
        "(no|not got|havent|havent got|dont have|dont have the|too little|short of|havent the|got no|nae|without) (time|spare time|energy|the time|the energy|any time)",
        "(too|so|very|really|dead|rushed|run) (busy|ragged|off my feet|off me feet)", "(im|am) (busy|at work|working|shattered|worn out|exhausted|knackered|done in|on my knees|run ragged)",
        "(worn out|exhausted|shattered|knackered|on my knees|on me knees|run ragged|hands full|burnt out|burned out|too tired|so tired)",
        "cant (do|manage|face|think|make) (meetings|that now|about that|it now|another|this now)", "(work|working) (shifts|nights|two jobs|full time)",
        "(not|no more|another|no) [filling] [in] [another|any] (survey|surveys|form|forms|questionnaire|meetings)",
    ),
    "one-word": (),
}  # fmt: skip

RAISES: dict[str, tuple[str, ...]] = {
    "cannot-pay": (
        "(cant|cannot|unable|not able|couldnt|wont be able|struggling|struggle|not going to be able|no way i can|cannae|carnt|cany) [to] [afford] [to] [be able to] (pay|afford|cover|manage this|manage the|make the|settle|keep up|meet|find the)",
        "(cant|cannot|shall not be able to|unable to|not able to|wont be able to|cannot) (afford|pay|manage|cover|meet) ",
        "(skint|broke|brassic|no money|nowt left|nothing left|got nowt|no funds|penniless|out of money|run out of money|in debt|debts|debt|arrears|behind with|behind on|fallen behind|overdrawn|cash flow|not got the money|havent got the money|dont have the money|havent got it|dont have it)",
        "(bailiff|bailiffs|baliff|baliffs|bayliff|enforcement agent|enforcement agents|enforcement officer|sheriff officer|sheriff officers|court summons|summons|liability order|final notice|eviction notice|court date|court letter|attachment of earnings|debt collector|debt collectors|charging order)",
        "(lost|losing) (my|me|his|her|the) job", "(hours|wages|pay|benefits|universal credit) [have|has|been|got|were|was] (cut|stopped|sanctioned|reduced)", "(my|me|had my) (hours|wages|benefits) (got|been|were|have been|has been) cut", "made redundant",
        "(choose|choosing) between (heating|eating|food)", "(cant|cannot) (feed|eat|heat)", "prevents us (settling|paying)",
    ),
    "for-someone-else": (
        "(my|me|our|ma|mi) (mum|dad|mother|father|nan|nana|gran|grandma|grandad|grandfather|grandmother|son|daughter|lad|husband|wife|partner|brother|sister|uncle|aunt|aunty|auntie|neighbour|neighbor|friend|mate|child|kid|kids|boy|girl|tenant|client|mother in law|father in law|mil|grandson|granddaughter|cousin|nephew|niece|other half|missus|missis|hubby|parents|ma|da|lass|bairn|wean|elderly neighbour|next door neighbour|old neighbour|disabled son|disabled daughter|old dad|old mum|youngest|eldest|twins|baby)",
        "on (behalf|his behalf|her behalf) [of]", "(our|ar) (lass|kid|lad|mam|dad|nan|gran)", "(asking|texting|writing|applying|ringing|calling|enquiring|report|reporting) (for|on behalf) (my|a|his|her|someone|our|an|of)",
        "we act for", "i (act|care|am carer|am the carer|look after|am appointee|have power of attorney) (for|as)", "(power of attorney|appointee|on her account|on his account)", "(hes|shes) (84|80|90|disabled|blind|deaf|elderly|autistic|not well)",
        "for (my|me|our) (mum|dad|nan|son|daughter|husband|wife)",
    ),
    "raised-before": (
        "(reported|rang|called|phoned|emailed|told|said|asked|wrote|texted|complained|raised|logged|contacted|applied|requested|spoke|messaged|written|write|ring|been on) ... (already|before|last week|last month|last year|last time|twice|three times|3 times|2 times|several times|many times|weeks ago|months ago|week ago|month ago|days ago|no reply|nothing|again|yet|times|loads|in january|in february|in march|in april|in june|in july|in august|in september|in october|in november|in december|numerous|since|on the)",
        "(third|fourth|fifth|second|3rd|4th|5th|2nd|6th|sixth|umpteenth|tenth|10th|nth|hundredth|next) (time|week running|report|week in a row|trick|email|call|week on)",
        "(weeks|days|months|times|wks) (running|in a row|on the trot|on the run)", "(yet|once|as per usual|over and over) again", "(still|its still|it still|theyre still) (not|broken|there|waiting|hasnt|havent|no|isnt|aint|nothing|brokn|out|leaking|dark|unlit)",
        "(chasing|chase|chased|follow up|following up)", "(already|alredy) (reported|told|rang|called|asked|said|emailed|phoned|complained)",
        "told (you|yous|them|yer|ye|u) (about|last|already|before|in|twice|again)", "(keep|keeps) (reporting|ringing|telling|asking|being told|coming back|happening|getting missed|missing)", "(missed|happened|back|broken|done it|not emptied|not been emptied|been missed|dumped|blocked|out|leaking) again", "again [and] [thats] [absolute]", "(same|the same) (hole|gate|problem|light|issue|thing|bin|leak|pothole|letter|spot) [again|still]", "how many (times|more times)", "no (reply|response|answer) (to|from|yet)", "not (yet )?had a reply",
    ),
    "several-services": (
        "(two|2|three|3|couple of|few) (things|questions|problems|issues|matters|requests|points)", "(and|also|plus) [also] (another thing|one more thing|something else|while im on|while im at it|whilst im)",
        "(and|plus|but) also", "(another|one other|one more|separate|second) (thing|question|matter|issue|problem)", "while (im|i am|were) (on|at it|here)", "(and|oh and) (um|oh|by the way|btw)", "as well as (a|the|my|that|reporting)", "p s",
    ),
    "health-or-care": (
        "(disabled|disability|wheelchair|walking frame|zimmer|mobility|hoist|stairlift|stair lift|grab rail|hospital|dementia|alzheimers|parkinsons|cancer|stroke|autism|autistic|adhd|asthma|copd|diabetes|diabetic|epilepsy|arthritis|ms|depression|anxiety|depressed|mental health|bipolar|schizophrenia|ptsd|learning disability|learning difficulties|dyslexia|dyslexic|dislexic|blind|deaf|partially sighted|hard of hearing|chronic|illness|ill health|heart condition|surgery|operation|chemo|dialysis|oxygen|medication|pregnant|carer|carers|care home|social worker|home care|care package|care plan|respite|sen|send|ehcp|special needs|downs syndrome|cerebral palsy|sensory|fallen|falls|fell|a fall|hip|frail|housebound|bedbound|cant walk|cant cope|terminal|palliative|hospice|blood pressure|disease|poorly|chest infection|pip|blue badge|homeless|sofa surfing|eviction|evicted|rough sleeping|allergy|allergic|immune|nebuliser|panic attacks|addiction|rehab|sleeping rough)",
        "nowhere (tonight|to go|to sleep|to live|to stay)", "no place 2 stay", "(kicked|thrown|chucked) out", "(cant|cannot|struggles to|unable to|struggle to|not able to) (get up|get upstairs|climb|get up stairs|get out|get in the bath|walk|wash|stand|bend|manage the stairs|hear|see|read)",
    ),
}  # fmt: skip

FLAGS: dict[str, tuple[str, ...]] = {
    "crisis": ("cant go on", "(dont|do not) want to be here", "in crisis", "having a breakdown", "(end|ending) my life"),
    "under-age": (
        "(im|i am|am|me and our kid are both|were|we are|we are both|were both) [only|just] (5|6|7|8|9|10|11|12|13|14|15|16|17|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen) [years|yrs|yr|and|nearly|year|next|but|can|wen|what|is|do|so|turning]",
        "(im|am|i am) in (year|yr) (3|4|5|6|7|8|9|10|11|seven|eight|nine|ten|eleven)", "(under|below) (16|18|age)", "im (a|at) (kid|child|school|secondary school|primary school|teenager)", "aged (11|12|13|14|15|16|17)",
    ),
    "bereavement": (
        "(husband|wife|mum|dad|mother|father|nan|gran|grandad|brother|sister|son|daughter|partner|uncle|aunt|baby|friend|mam|ma|da|tenant|grandma|director|hubby|child|nana|cousin) ... (died|has died|passed away|passed|is dead|passed on|has passed|dead|deceased)",
        "(lost|buried|burying|bury) (my|me|our) (husband|wife|mum|dad|mother|father|nan|gran|grandad|brother|sister|son|daughter|partner|baby|mam|ma|child|grandma)",
        "(bereaved|bereavement|widow|widowed|widower|funeral|the deceased|grieving|late husband|late wife|late mother|late father|late mum|late dad|probate|death certificate|register a death|registering a death|stillborn|since he died|since she died|when he died|when she died)",
    ),
    "complaint-or-appeal": (
        "(formal|official|make a|make an|put in a|raise a|lodge a|stage 1|stage 2|stage one|stage two|file a|log a|my) [formal|official] complaint", "(complain|complaint|complaints|ombudsman|ombudsmen|tribunal|judicial review)",
        "(appeal|appealing|appealed|appeals|contest|contesting|challenge the|challenging the|dispute|disputing|mandatory reconsideration)", "(solicitor|solicitors|legal action|take you to court|sue|suing|taking you to court)",
    ),
    "debt-enforcement": (
        "(bailiff|bailiffs|baliff|baliffs|bayliff|enforcement agent|enforcement agents|enforcement officer|enforcement|sheriff officer|sheriff officers|court summons|summons|summoned|liability order|attachment of earnings|debt collector|debt collectors|charging order|bankruptcy|ccj|taking me to court|magistrates court|court for council tax)",
    ),
    "homeless-tonight": (
        "(nowhere|no where|no place) [2|to] [safe|stay|sleep|go] [to] (tonight|stay|sleep|go|stay tonight)", "(sleeping|slept|sleep) (rough|in my car|in the car|in a doorway|on the street|on the streets|outside)",
        "(kicked|thrown|chucked|put) out ... (tonight|today|nowhere|no place)", "homeless (tonight|now|today)",
    ),
    "abusive": (
        "(fuck|fucking|fucker|fuckers|fuckin|wanker|wankers|cunt|cunts|prick|pricks|twat|twats|bastard|bastards|arsehole|arseholes|shithead|dickhead|dickheads|bellend|bellends|bitch|tosser|tossers|knobhead|knobheads|gobshite|arse|scumbag|scumbags|motherfucker|slag|piss off|dick|dicks)",
        "(shove|stick) (it|your|that|this|yer)", "(go to hell|drop dead|rot in hell|bile your heid|bile yer heid|get stuffed|screw you|f off|eff off|away and)", "(you|youre|you are|ya|u) [lot] [are] [a|an|all|absolute|bunch of|total|stupid|complete|useless|bloody|fat|ugly] (clown|moron|morons|idiot|idiots|imbecile|imbeciles|scum|parasite|parasites|cretins|cretin|pig|pigs|thick|vermin)",
        "(youre|you are|you lot are) [all|a|just|an] [bunch of|shower of|pack of|load of] (useless|scum|clowns|crooks|parasites|idiots|morons|thick)",
    ),
    "staff": (
        "(i|we) (work|am employed|am working) (for|at) (the|this|your|riverton) (council|authority|borough|town hall)", "(im|i am) (a|the|an|your|one of the|one of your) [ward|local|county|town|parish|senior|council] (councillor|cllr|social worker|council officer|officer|bin man|employee|housing officer|caretaker|warden|librarian|team leader)",
        "(i|im|i am) ... (on the bins|on tbins) (meself|myself|crew)", "(crew|depot|rota) ... which number do we", "(my|our) (ward residents|constituents|line manager|casework)", "as (a councillor|the councillor|ward councillor|your colleague|a member of staff)", "im staff", "council staff here",
    ),
}  # fmt: skip
