"""What residents say to steer a conversation. Written in any form; compared in canonical form (nlp.words)."""

ENTIRE: dict[str, tuple[str, ...]] = {
    "stop": (
        "stop", "stop it", "stop all", "stopall", "unsubscribe", "unsub", "end", "quit", "revoke", "optout",
        "opt out", "opt me out", "stop texts", "stop texting", "stop messages", "stop messaging",
        "stop texting me", "stop messaging me", "no more texts", "no more messages", "stop now", "stop this",
        "stop it now", "leave me alone", "go away", "get lost", "stop contacting me", "remove me", "take me off",
        "stop sms", "stop stop", "stop stop stop", "just stop", "stop that", "cease", "stopiwch", "stopio",
        "stopia", "dim mwy", "dad danysgrifio", "off list", "remove my number", "no texts", "do not contact",
        "no more", "dont text", "dont text me", "dont message me", "dont contact me", "stop bothering me",
        "piss off", "fuck off", "do one", "sod off", "bugger off", "jog on",
    ),
    "start": (
        "start", "unstop", "subscribe", "resubscribe", "opt in", "optin", "opt me in", "sign me up again",
        "start again", "start texts", "start texting me again", "text me again", "resume", "restart", "dechrau",
        "ailddechrau", "turn texts back on", "start texts again", "start messages again",
    ),
    "help": (
        "help", "help me", "info", "information", "what is this", "who is this", "whos this", "who are you",
        "what are you", "what can you do", "what do you do", "how does this work", "how do i use this",
        "how do you work", "help please", "cymorth", "help llaw", "helpwch fi", "commands", "what can i ask",
        "what can i ask you", "what can you help with", "what can you help me with", "i need help", "need help",
        "can you help", "can you help me", "instructions", "what do i do", "im lost", "im stuck", "stuck",
        "i dont understand", "dont understand", "dont get it", "i dont get it", "confused", "im confused",
        "are you a real person", "are you real", "are you human", "are you a human", "are you a robot",
        "are you a bot", "is this a bot", "is this a real person", "am i talking to a person", "is this a robot",
        "am i talking to a robot", "am i talking to a real person", "are you a computer", "is this a computer",
        "real person or bot", "robot or human", "you a bot", "is that a real person", "are you a person",
        "is anyone there", "is anybody there", "anyone there", "anybody there",
    ),
    "person": (
        "person", "human", "staff", "agent", "operator", "adviser", "advisor", "officer", "real person",
        "talk to someone", "speak to someone", "talk to a person", "speak to a person", "talk to a human",
        "speak to a human", "speak to a real person", "talk to a real person", "someone real", "a person",
        "a human", "real human", "call me", "ring me", "phone me", "call me back", "callback", "call back",
        "can someone ring me", "can someone call me", "customer service", "customer services", "manager",
        "speak to somebody", "talk to somebody", "put me through", "person now", "get me a person",
        "get me a human", "i want a person", "i want a human", "want a person", "proper person", "siarad a rhywun",
        "siarad gyda rhywun", "person go iawn", "rhywun go iawn", "human being", "a real person", "speak to staff",
        "representative", "receptionist", "real people", "someone human", "actual person", "an actual person",
        "actual human", "an actual human", "ring me back", "phone me back",
    ),
    "menu": (
        "menu", "main menu", "options", "home", "start over", "list", "show menu", "show options", "services",
        "what are the options", "what are my options", "dewislen", "back to menu", "back to the start",
        "go to menu", "back to start", "begin again", "from the beginning", "start from the beginning",
        "top menu", "main", "cancel", "never mind", "nevermind", "forget it", "forget about it", "leave it",
    ),
    "back": (
        "back", "go back", "undo", "previous", "last question", "previous question", "back one", "go back one",
        "back a step", "one back", "back up", "yn ol", "nol", "mynd yn ol", "go to the last question", "step back",
        "go back a step", "prev", "go back a bit", "go back please",
    ),
    "repeat": (
        "repeat", "again", "say again", "say that again", "pardon", "come again", "what", "eh", "sorry what",
        "what did you say", "send again", "send that again", "resend", "repeat that", "what was that",
        "what was the question", "you what", "huh", "eto", "ailadrodd", "beth", "dweud eto", "missed that",
        "repeat please", "can you repeat that", "could you repeat that", "send it again", "what was that again",
        "whats the question", "what was the question again", "ask again", "ask me again", "didnt get that",
    ),
    "why": (
        "why", "why do you need that", "why do you ask", "why are you asking", "whats it for", "what for",
        "why do you need to know", "why do you want to know", "why do you need it", "why do you want that",
        "why does that matter", "pam", "what do you need that for", "why you asking", "why you need that",
        "how come", "reason", "why that", "why do you want it", "why do you want my address", "why though",
        "why do you need my address", "why do you need my postcode", "why do you need my name", "what is it for",
        "why do you need my number", "whats that for", "why you need to know", "whats that got to do with it",
    ),
    "language-welsh": (
        "cymraeg", "welsh", "in welsh", "yn gymraeg", "speak welsh", "welsh please", "cymraeg os gwelwch yn dda",
        "switch to welsh", "change to welsh", "cymraeg plis", "iaith", "use welsh", "siarad cymraeg",
        "can we do this in welsh", "newid i gymraeg", "gymraeg",
    ),
    "language-english": (
        "english", "in english", "saesneg", "yn saesneg", "english please", "switch to english", "speak english",
        "change to english", "back to english", "use english", "newid i saesneg",
    ),
    "delete-my-data": (
        "delete my data", "delete my details", "delete me", "erase my data", "forget me", "delete everything",
        "delete all my data", "remove my data", "wipe my data", "delete my information", "erase me",
        "delete my info", "dileu fy nata", "erase everything", "right to be forgotten", "delete my messages",
        "delete my number", "delete my records", "delete my account", "wipe my details", "delete it all",
        "remove my details", "delete what you have on me",
    ),
    "access-my-data": (
        "access my data", "my data", "what do you hold on me", "what do you know about me", "see my data",
        "subject access", "subject access request", "sar", "dsar", "send me my data", "copy of my data",
        "what data do you have on me", "show me my data", "what have you got on me", "what info do you have on me",
        "what information do you hold on me", "what do you have on me", "my records", "a copy of my data",
    ),
    "leave-panel": (
        "leave", "leave panel", "leave the panel", "leave group", "leave the group", "quit panel", "quit the panel",
        "gadael", "gadael y panel", "im out", "count me out", "take me off the panel", "stop the panel",
        "drop out", "i want out", "withdraw", "i withdraw", "leave this group", "leave this panel",
    ),
    "yes": (
        "yes", "y", "yep", "yeah", "yea", "ya", "yh", "yup", "aye", "ok", "okay", "okey", "k", "kk", "sure", "go on then",
        "go on", "alright", "all right", "alrite", "aight", "fine", "thats fine", "thats right", "correct",
        "thats correct", "right", "yes please", "please do", "please", "do it", "go ahead", "sounds good", "good",
        "great", "perfect", "of course", "course", "definitely", "absolutely", "yes i do", "yes i am", "i do",
        "i am", "i would", "i will", "id love to", "yes i would", "why not", "ydw", "ie", "oes", "iawn", "yndw",
        "do", "yess", "yesss", "yass", "yeh", "yer", "ye", "okie", "okie dokie", "okey dokey", "oki", "cool",
        "happy with that", "that is correct", "thats it", "thats me", "spot on", "true", "i agree", "agreed", "agree",
        "too right", "go for it", "lets do it", "count me in", "im in", "yes thats right", "yeah go on", "yeah sure",
        "yes it is", "it is", "thats the one", "defo", "deffo", "certainly", "indeed", "by all means", "yes ok",
        "yep thats it", "yeah thats right", "yes that is right", "suppose so", "i suppose", "i suppose so",
        "i guess", "i guess so", "guess so", "if you like", "happy to", "sound", "lovely", "grand", "send it",
        "yeah ok", "yes sure", "yes thats fine", "thats ok", "ok then", "ok go on then", "sure thing", "affirmative",
        "nice one", "i have", "we do", "we are", "yes we do", "yes we are", "works for me", "that works", "youre right",
    ),
    "no": (
        "no", "n", "nope", "nah", "nay", "naw", "no thanks", "no thank you", "not really", "no way", "never", "wrong",
        "thats wrong", "not right", "thats not right", "incorrect", "no its not", "it isnt", "its not", "i dont",
        "no i dont", "no im not", "im not", "nae", "dont", "not me", "not at all", "not now", "not today",
        "not interested", "no im good", "im good", "im ok thanks", "im alright", "no ta", "nah ta", "nah mate",
        "nah youre alright", "youre alright", "na", "nai", "nac ydw", "nage", "dim diolch", "naddo", "nac oes",
        "definitely not", "absolutely not", "course not", "of course not", "false", "no chance", "dont think so",
        "i dont think so", "no not that", "not that", "no thats wrong", "id rather not do that", "dont do it",
        "dont send it", "not yet", "no never", "nope thats wrong", "negative", "no it isnt", "no i havent",
        "i havent", "no i wont", "no we dont", "we dont", "not for me", "count me out", "no it is not", "none",
        "no need", "nah im good", "nah not really", "no not really", "hell no", "not likely", "nup", "ney", "thats not it",
    ),
    "skip": (
        "skip", "0", "pass", "next", "rather not say", "id rather not say", "prefer not to say", "dont want to say",
        "i dont want to say", "not saying", "skip it", "skip this", "skip that", "next question", "move on",
        "dont know", "i dont know", "idk", "dunno", "not sure", "im not sure", "no idea", "no comment", "none of your business",
        "id rather not", "rather not", "mind your own business", "not telling you", "not telling", "no clue",
        "i prefer not to say", "would rather not say", "skip please", "skip this one", "pass on that", "i pass",
        "ill pass", "hepgor", "ddim yn gwybod", "sgipio", "dont wish to say", "i do not wish to say", "dont want to answer",
        "id prefer not to", "prefer not to", "leave that one", "miss that one", "cant remember", "i cant remember",
        "dont remember", "none of your beeswax", "not answering that", "unsure", "private", "thats private",
        "keep that to myself", "ill keep that to myself", "no answer", "havent a clue", "no idea sorry", "nowt to do with you",
    ),
    "correction": (
        "correction", "i made a mistake", "thats a mistake", "made a mistake", "my mistake", "wrong postcode",
        "wrong address", "wrong number", "wrong house", "wrong street", "typo", "sorry typo", "wrong one",
        "sorry wrong postcode", "thats not my address", "change my answer", "wrong date", "wrong name", "wrong day",
        "i got that wrong", "i put the wrong one", "thats the wrong address", "mistake", "oops", "whoops",
        "camgymeriad", "can i change that", "change that", "thats the wrong one", "i gave you the wrong one",
    ),
    "change-mind": (
        "changed my mind", "ive changed my mind", "i changed my mind", "change of mind", "on second thoughts",
        "actually can you just do it", "can you just do it", "you do it", "just do it", "just do it for me",
        "can you do it for me", "do it for me", "actually ill do it myself", "ill do it myself", "actually no",
        "actually yes", "actually just do it", "just sort it", "on second thought", "second thoughts",
        "actually ill do it", "actually you do it", "rwyf wedi newid fy meddwl", "actually i do want to",
        "actually forget that", "actually i dont want to", "actually leave it", "actually i will",
    ),
}  # fmt: skip

OPENERS = frozenset(
    "hi hello hey please ta thanks thank cheers mate pal love hun luv x xx xxx xxxx lol um er erm oh ok okay so "
    "right now then well sorry actually just you kindly sir madam duck bab chuck hiya plis diolch os haha abeg "
    "and but dear alright yo bruv la lad fam".split()
)
"""Words that may stand before or after a command without changing it."""

NEVER_SLIPS = frozenset(
    "shop step steps top strop slop hell held heap yelp whelp melt kelp stat stamp tart star stars mend pack bank "
    "bark beck hack sack rack lack jack bask black bacon lean leaf cleave heave leaves line link pine sine nine "
    "meme mental mini bend fend send lend tend find fund bond stork stock store stone spot stops true turn main "
    "maid mail rain pain gain vain rest test pets sits hits list lists lost cost last past most host fist mist "
    "staff stuff cuff piss pans pars bass mass grass skin skid ship slip snip wine fine files fire wives life "
    "good food wood gold goof god gods road hood mood home hole hope hone dome come some tome nope note rope "
    "same care cord word ward sire pure cure sore surf hurt human humane hunan pardon person persona welsh "
    "english engine info into onto none nine done gone zone one once bone lone tone non noon nose nope when than "
    "them then pan pat pad phone prone unsure ensure insure menus venue manual mean men women omen repeat repeal "
    "replay restart retart gas bus bin bins light street rats mould damp noise house council".split()
)
"""Real words that are one slip from a command and are not it."""

_TEXTS = r"(text|texts|texting|message|messages|messaging|msging|msg|sms|contact|contacting|spam|spamming|alerts|updates|notifications|reminders|bothering|pestering|pinging)"  # noqa: E501
PATTERNS: dict[str, tuple[str, ...]] = {
    "delete-my-data": (
        r"\b(delete|erase|wipe|remove|destroy|get rid of|scrub|bin)\b.{0,30}\b(my|all|everything|any|the)\b.{0,20}\b(data|details|info|information|records|record|history|messages|chats?|file|texts|profile)\b",  # noqa: E501
        r"\b(delete|erase|wipe|get rid of|remove) (it all|everything|all of it|anything|what|whatever)\b.{0,20}\b(you|about me|on me|hold|have|got)",  # noqa: E501
        r"\bright to (be forgotten|erasure)\b",
        r"\bforget (me|everything|all) (completely|about me|i|ive|you know|i told|that i)",
    ),
    "access-my-data": (
        r"\bwhat (do|have|info|information|data|details|stuff|records)\b.{0,30}\b(hold|holding|got|have|keep|know|store|stored|kept)\b.{0,12}\b(on|about) (me|us|my)\b",  # noqa: E501
        r"\b(subject access|sar request|data request|dsar|gdpr request)\b",
        r"\b(copy|copies|see|send|give|show|want|get|access)\b.{0,25}\b(all|everything|any|the) .{0,12}(data|info|information|records|stuff|files?) .{0,20}(on|about) me\b",  # noqa: E501
        r"\b(copy|copies|see|send|give|show) .{0,20}\bmy (personal data|data|records|file|personal information|personal info)\b",  # noqa: E501
        r"\beverything you (hold|have|have got|got|keep|know) (on|about) me\b",
    ),
    "leave-panel": (
        r"\b(leave|quit|drop out of|come off|step down from|withdraw from|resign from|out of|pull out of|take me off|stop being (on|in)) (the|this|your|that|my) ?\w{0,15} ?(panel|group|pool|assembly|jury|forum)\b",  # noqa: E501
        r"\b(dont|no longer|not) (want|wanna|wish) to (be|stay) (on|in|part of) (the|this|your|that) ?\w{0,15} ?(panel|group|pool|assembly|forum)\b",  # noqa: E501
    ),
    "stop": (
        rf"\b(stop|quit|cease|stopping|end) (\w+ )?({_TEXTS}|sending|writing|bugging|contact|hassling|messing|this texting|ringing)\b",  # noqa: E501
        rf"\b(dont|never|not|no|stop) (want|wanna|need|send|get|wish|sending|like)?( to)?( get| receive| be getting| hear)?( me| us)? ?(any|any more|anymore|no more|these|your|this|the|more|anything)? ?(more|stupid|bloody|silly|of these|of your)? ?{_TEXTS}\b",  # noqa: E501
        r"\b(dont|do not|never) (text|message|msg|contact|write to|bother|pester|reply to) (me|us|my|this)\b",
        r"\b(unsubscribe|unsubscribed|unsubscribing|opt out|opting out|opt me out|unsub)\b",
        r"\b(take|get|remove|delete|cross|strike|knock) (me|us|my number|my name|this number|my phone|my mobile|my phone number) (off|from|out)\b",  # noqa: E501
        r"\b(leave me|leave us) (alone|be|in peace)\b",
        rf"\bno more {_TEXTS}\b",
        r"\b(lose|forget|bin|block) (my|this) (number|phone number)\b",
        r"\bstop (it|this|that|now|please|all of it) (now|please|i|im|you|right now|all|thanks)\b$",
        r"\bpeidiwch a (thecstio|chysylltu|anfon)\b",
        r"\bdim mwy o (negeseuon|decsts|destunau)\b",
    ),
    "start": (
        r"\b(start|begin|resume|carry on|turn|put) (\w+ )?(sending|texting|messaging|texts|messages|alerts)( \w+)? (again|back on|on)\b",  # noqa: E501
        r"\b(sign|opt|put|add) me (back|up again|in again|back in|back on|on again)\b",
        r"\b(want|like) (to get )?(the|your|these) (texts|messages) (again|back)\b",
        r"\b(text|message) me again\b(?<!dont text me again)(?<!dont message me again)(?<!never text me again)",
    ),
    "language-welsh": (
        r"\b(speak|talk|reply|answer|write|do this|text|continue|chat|have this|carry on|do it) (to me )?(in|yn) (welsh|gymraeg|cymraeg)\b",  # noqa: E501
        r"\b(switch|change|swap) (this |it )?(to|into) (welsh|cymraeg)\b",
        r"\b(yn gymraeg|trwy gyfrwng y gymraeg|yn y gymraeg)\b",
        r"\b(prefer|rather|want|like) (to (speak|use|have|talk) )?(this )?(in )?(welsh|cymraeg)\b",
    ),
    "language-english": (
        r"\b(speak|talk|reply|answer|write|do this|text|continue|chat|carry on|do it) (to me )?(in) (english)\b",
        r"\b(switch|change|swap) (this |it )?(back )?(to|into) english\b",
        r"\byn saesneg\b",
        r"\b(prefer|rather|want|like) (to (speak|use|have|talk) )?(this )?(in )?english\b",
    ),
    "person": (
        r"\b(speak|talk|spk|chat|put me through|connect me|transfer me|pass me|get through) (to|with|on to|over to) (\w+ )?(\w+ )?(person|human|someone|somebody|staff|member|manager|adviser|advisor|officer|operator|agent|people|anyone|anybody|supervisor|boss|real|customer)\b",  # noqa: E501
        r"\b(want|need|get me|give me|like|prefer|gimme|can i have|could i have) (a|an|to|some|the)? ?(actual |real |proper |living |live |speak to a )?(person|human|human being|member of staff|adviser|advisor|operator|real person|real people|somebody real|someone real)\b",  # noqa: E501
        r"\b(can|could|would|will|get|have|ask|want|need) (\w+ )?(someone|somebody|a person|an officer|the team|a member of staff|one of your lot|the manager) (to )?(please )?(call|ring|phone|speak to|talk to|contact|get in touch|give me a (call|ring|bell))\b",  # noqa: E501
        r"\b(call|ring|phone) me (back|on|please|tomorrow|today|asap|when|instead|later)\b",
        r"\b(not|rather than|instead of|sick of|fed up of|fed up with|hate) (\w+ )?(\w+ )?(a |this |the )?(robot|bot|machine|computer|chatbot)\b",  # noqa: E501
        r"\bgive me a (call|ring|bell)\b",
    ),
    "correction": (
        r"^(no )?(sorry |oops |whoops |ah |oh |no |wait |hang on |actually )*(i )?(meant|mean) \S+",
        r"\b(i|should have|shouldve|supposed to|meant to) (said|say|put|typed|type|be|have said|have put) .{1,25}\b(not|instead of|instead|but)\b",  # noqa: E501
        r"\b(wrong|incorrect) (postcode|address|number|house|street|road|date|name|day|email|house number|flat|one|time|phone number|bin|answer)\b",  # noqa: E501
        r"\b(its|it is|should be|make it|make that|thats|that is|that should be|it should be|supposed to be) (\S+ ){1,5}not (\S+ ?){1,4}$",  # noqa: E501
        r"^no (its|it is|im|i am|thats|i live|the|its at|number|not|i said) ",
        r"\b(change|fix|correct|amend) (that|it|my answer|my address|the (address|postcode|date|day|name|number)|what i (said|put)) (to|from)\b",  # noqa: E501
        r"\bi (meant|mean) (to say |to put )?\S+",
        r"\bi (typed|put|said|gave|wrote|told you|entered|spelt|sent) (it |that |you |my |the |you the )*(wrong|incorrectly|in wrong)\b",  # noqa: E501
        r"^not \S+( \S+)? (but )?(its )?\S+( \S+)?$",
    ),
    "change-mind": (
        r"\b(changed|changing|change) (my|our) minds?\b",
        r"^(actually|on second thoughts?|thinking about it|hang on|wait|tell you what|you know what|scrap that|nah|hmm)\b.{0,40}\b(just do it|do it for me|do it myself|you do it|sort it|dont bother|cancel|rather|instead|dont want|do want|forget|leave it|join|help|have a go|handle it|id like)\b",  # noqa: E501
        r"\b(can|could) (you|someone|yous|somebody) just (do|sort|handle|deal with) (it|this|that|everything)\b",
        r"\bon second thoughts?\b",
        r"\b(id|ill) rather (you|do it myself|i) (did|do|just)",
    ),
    "why": (
        r"^(but |and |hang on |ok |er |hold on |wait |sorry )*why (do|are|would|does|did|should|u|you|is it) (you|u|i|that|it|this|they|my|the council)? ?(need|want|asking|ask|have to|require|have to know|matter|needed|necessary|give)\b",  # noqa: E501
        r"\bwhat (do|would|does) (you|they|it|the council) (need|want) (that|it|this|my \w+) for\b",
        r"\bwhat (has|does) that (got to do|have to do|matter)\b",
        r"\bwhat(s| is| are| do)? (you )?(going to )?(doing |do )?(with|it for|that for) ?(my|that|it)? ?(postcode|address|number|name|details)?$",  # noqa: E501
    ),
    "help": (
        r"^(\w+ )?(what|who) (is|are|exactly is|r) (this|you|u|that)( number| service| thing| exactly| texting me)?$",
        r"\b(are|r|is) (you|u|this|that|it) (actually |even |just |really )?(a |an )?(real|robot|bot|human|computer|machine|ai|chatbot|actual person|automated|person)\b",  # noqa: E501
        r"\bam i (talking|texting|speaking|chatting) (to|with) (a|an) ",
        r"\bhow (does|do) (this|i use|you) (work|thing work|this|texting work|service)\b",
        r"\bwhat (can|do) (you|i) (do|help|ask|say|text|type)( \w+)?( \w+)?$",
    ),
    "repeat": (
        r"\b(say|send|ask|repeat|show|tell) (me )?(that|it|the question|the last (one|question|message|bit)|that last bit)( to me)?( me)? again\b",  # noqa: E501
        r"\b(can|could) (you|u) (repeat|resend|say that)\b",
        r"\bwhat (was|did|were) (the|you|your|that) (question|ask|asking|say|saying|last)\b",
        r"\b(didnt|did not|couldnt|cant) (get|see|catch|read|understand) (that|the last|your last|the message|what you said)\b",  # noqa: E501
        r"\b(lost|deleted|missed) (the|your) (last )?(text|message|question)\b",
    ),
    "back": (
        r"\bgo back (to (the )?(last|previous|one|question|before)|a (step|question)|one|and change)\b",
        r"\b(last|previous) (question|step|one) (please|again)$",
        r"\btake me back\b",
    ),
    "menu": (
        r"\b(main menu|show (me )?(the )?(menu|options)|see (the )?(menu|options)|back to (the )?(menu|start|beginning)|start (over|from scratch|afresh))\b",  # noqa: E501
        r"\bwhat (are the|are my|other|else) (options|choices|services)\b",
        r"\bwhat else can (you|i) (do|ask|get)\b",
    ),
    "skip": (
        r"\b(rather|prefer|id prefer|sooner|id sooner) not (to )?(say|answer|tell|give|share|disclose|to say)\b",
        r"\b(skip|miss out|leave out|pass on|move past) (this|that|the|it)( one| question)?\b",
        r"\b(dont|not) (want to|wanna|going to|wish to|feel like|comfortable) (say|answer|telling|tell|answering|give|share|saying|sharing|giving)\b",  # noqa: E501
        r"\bnone of (your|ur) (business|concern)\b",
        r"\bmind your own\b",
    ),
}  # fmt: skip

VETOES: dict[str, tuple[str, ...]] = {
    "stop": (
        r"\b(bus|tram) stop\b",
        r"\b(stop|make) (him|her|them|the|my neighbours?|next door|people|these|kids|cars|this (noise|happening))\b(?! (text|message|sms|alert|update|reminder|notification)s?\b)(?!ing)",  # noqa: E501
        r"\b(hes|shes|he|she|they|my ex|neighbour|neighbours|someone|ex|landlord|school|gp|doctor|bank|scammers|company) (wont|keeps?|wouldnt|doesnt|dont|never|wouldn) (stop )?(text|messag|contact)",  # noqa: E501
        r"\b(smoking|drinking|gambling|benefit|payments?|housing benefit|direct debit|collections?)\b",
    ),
    "person": (
        r"\b(spoke|spoken|talked|already|tried|been trying) (to|with)\b",
        r"\bare you\b",
    ),
    "correction": (r"\bwrong (bin|bins|colour|day to|kind|type|way|person|amount|band)\b", r"\bwhat do you mean\b"),
    "delete-my-data": (r"\b(graffiti|rubbish|waste|tree|trees)\b",),
    "help": (r"\b(need|want|can i|could i|speak|talk to)\b.{0,20}\b(person|human|someone)\b",),
    "skip": (r"\b(skip (hire|permit|licence|on|outside|lorry|company|bag|for))\b",),
    "menu": (r"\b(school|lunch|dinner|meals?)\b",),
    "back": (r"\bback (gate|garden|door|lane|alley|yard|street|bedroom)\b",),
}
"""Words that forbid a reading: a broken bus stop is not an opt-out."""
