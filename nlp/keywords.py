"""Services by keyword: the stand-in when no model is at hand. A council's own content may add words."""

from functools import cache

from nlp.phrases import PhraseBook
from nlp.understanding import Scored
from nlp.words import canonical

KEYWORDS: dict[str, tuple[str, ...]] = {
    "missed-bin": ("(bin|bins|recycling|rubbish|caddy|refuse|bags) ... (missed|not emptied|not been emptied|not collected|not been collected|wasnt emptied|hasnt been emptied|not taken|skipped|didnt come|havent been|werent emptied|didnt take|still full)", "(missed|skipped|forgot) (my|our|the|me) [black|blue|green|brown] (bin|bins|street|house)", "(havent|didnt|not|never) [been] (emptied|collected|taken|empty|collect|take) ... (bin|bins|recycling|rubbish|bags)", "bin men (missed|skipped|didnt|havent|never)"),
    "bin-day": ("(when|whens|what day|which day|what time|which) ... (bin|bins|recycling|refuse|rubbish|collection|collections)", "(bin|bins|collection|refuse) (day|days|calendar|dates)", "which (bin|colour)"),
    "bulky-waste": ("(sofa|mattress|fridge|freezer|wardrobe|bed|couch|settee|washing machine|bulky|cooker|furniture) ... (collect|collected|collection|pickup|pick up|taken away|removed|take away|taken)", "(collect|pick up|pickup|take away|get rid of|remove) ... (sofa|mattress|fridge|freezer|wardrobe|bed|couch|settee|washing machine|furniture|cooker)", "bulky [waste|items|collection]", "(sofa|mattress|settee) pickup"),
    "garden-waste": ("(garden|brown|green) (waste|bin|bins|bag|bags|sacks)",),
    "recycling": ("(the tip|the dump|tip|recycling centre|household waste|amnesty|recycle|bottle bank)",),
    "council-tax-arrears": ("(cant|cannot|struggling|unable) ... (pay|afford) ... council tax", "council tax ... (arrears|debt|summons|bailiff|bailiffs|behind|cant pay|court|enforcement)", "(bailiff|bailiffs|liability order|council tax debt|enforcement agent|summons)"),
    "council-tax-support": ("council tax (reduction|support|discount|benefit|help)", "single person discount", "(discount|reduction|help) (on|off|with) [my|the|our] council tax"),
    "council-tax": ("council tax",),
    "housing-benefit": ("housing benefit", "help (with|paying) [my|the] rent"),
    "damp-mould": ("(damp|mould|mold|condensation|mouldy|moldy|black spots)",),
    "housing-repair": ("(boiler|heating|tap|toilet|leak|leaking|radiator|sink|door|window|lock|roof|gutter|shower|socket|lift) ... (broken|broke|bust|gone|leaking|not working|stuck|blocked|dripping|fix|repair|wont)", "(repair|repairs|no heating|no hot water|boilers gone|burst pipe|leaking)", "leak"),
    "housing-application": ("(council (house|home|flat)|housing list|waiting list|housing register|bidding|homechoice|rehoused|transfer|housing application|bigger (house|flat|place))",),
    "rent-arrears": ("(rent arrears|behind with [my|the] rent|behind on [my|the] rent|cant pay [my|the] rent|eviction|evict|possession order)", "(cant|cannot|struggling) ... pay ... rent"),
    "homelessness": ("(homeless|losing my home|nowhere to live|section 21|notice to quit|sofa surfing|sleeping rough|kicked out|end of tenancy)",),
    "home-adaptation": ("(stairlift|stair lift|grab rail|grab rails|wet room|ramp|adaptation|adaptations|disabled facilities|hoist|level access|walk in shower)",),
    "adult-care-assessment": ("(care needs|needs assessment|care assessment|social worker|cant cope|cant manage|social services|help at home)", "(mum|dad|nan|gran|husband|wife|mother|father) ... (fallen|falls|cant cope|struggling|not coping|not managing|confused)"),
    "carers": ("(carer|carers|caring for|look after my|respite|carers assessment|carers allowance)",),
    "care-at-home": ("(home care|care at home|care home|carers come|care agency|care visits|care package|residential care|nursing home)",),
    "direct-payments": ("(direct payment|direct payments|personal budget|personal assistant)",),
    "day-services": ("(day centre|day care|meals on wheels|lunch club|lifeline|pendant|careline|community alarm|falls alarm|day centres)",),
    "mental-health-support": ("(mental health|depressed|depression|anxiety|counselling|talking therapy|panic attacks)",),
    "public-health": ("(stop smoking|quit smoking|lose weight|drug|drugs|alcohol|drinking too much|health check|sexual health|smoking|vaping|weight loss)",),
    "sen-assessment": ("(ehcp|sen|send|special needs|special educational|education health and care)",),
    "school-places": ("(school place|school places|school application|school admission|admissions|primary school|secondary school|reception place|school appeal|move school|catchment)",),
    "school-meals-transport": ("(free school meals|school meals|school bus|school transport|school dinners|school taxi)",),
    "childcare": ("(nursery|childcare|childminder|30 hours|15 hours|free hours|creche|preschool)",),
    "fostering-adoption": ("(foster|fostering|adopt|adoption|adopting)",),
    "youth-activities": ("(youth club|youth clubs|youth centre|holiday club|half term activities|skate park|activities for kids|duke of edinburgh|teenagers)",),
    "blue-badge": ("(blue badge|disabled badge|parking badge|disabled bay)",),
    "bus-pass": ("(bus pass|buspass|travel pass|concessionary|bus passes)",),
    "pothole": ("(pothole|potholes|pot hole|hole in the road|pavement|kerb stone|paving|uneven|road surface|tarmac|manhole|trip hazard)",),
    "street-light": ("(street light|street lights|streetlight|streetlights|lamppost|lamp post|lampost|street lamp|lamp)",),
    "fly-tipping": ("(fly tip|fly tipping|flytipping|fly tipped|flytip|dumped|dumping|tipped)",),
    "street-cleaning": ("(dog mess|dog poo|litter|graffiti|street sweeper|sweeping|dog fouling|overflowing bin|broken glass|leaves|dead animal|dead fox|needles|vomit|dog dirt)",),
    "abandoned-vehicle": ("(abandoned (car|vehicle|van|motorbike)|untaxed|car dumped|burnt out car|no tax)",),
    "noise-nuisance": ("(noise|noisy|loud music|neighbour|neighbours|barking|antisocial|anti social|asb|parties|bonfire|next door)",),
    "pest-control": ("(rats|rat|mice|mouse|wasps|wasp|bed bugs|bedbugs|cockroaches|pest|fleas|ants|vermin|pests)",),
    "parking-permit": ("(parking permit|permit|permits|visitor permit|residents parking)",),
    "parking-fine": ("(parking fine|pcn|parking ticket|penalty charge|parking charge|fine|bus lane)",),
    "planning-application": ("(planning|extension|planning permission|planning application|loft conversion|conservatory|object to)",),
    "building-works": ("(building control|building regs|building regulations|dropped kerb|tree preservation|tpo|tree|trees|dangerous building|scaffold|skip permit|skip licence)",),
    "registrars": ("(birth certificate|register a birth|register a death|death certificate|wedding|marriage|registrar|register office|civil partnership|citizenship)",),
    "libraries": ("(library|libraries|library card|overdue book|books|ebook)",),
    "leisure": ("(swim|swimming|pool|gym|leisure|leisure centre|tennis court|football pitch|sports|badminton|pitch)",),
    "voting": ("(vote|voting|polling|electoral|register to vote|election|postal vote|councillor|councillors)",),
    "information-request": ("(foi|freedom of information|subject access|data protection|information request|my personal data|what do you hold on me)",),
    "have-your-say": ("(consultation|have my say|have a say|panel|citizens panel|co design|survey|get involved|a say in)",),
    "complaint": ("(complaint|complain|complaints|ombudsman)",),
}  # fmt: skip
_SCORES = (0.6, 0.3)


@cache
def _book() -> tuple[PhraseBook, tuple[str, ...]]:
    ids = tuple(KEYWORDS)
    return PhraseBook.of((phrase, n) for n, id_ in enumerate(ids) for phrase in KEYWORDS[id_]), ids


def services_by_keyword(text: str) -> tuple[Scored, ...]:
    """At most two services whose words stand in `text`; earlier rows are the more particular ones."""
    book, ids = _book()
    hits = sorted(set(book.find(canonical(text))))[:2]
    return tuple(Scored(ids[n], score) for n, score in zip(hits, _SCORES, strict=False))
