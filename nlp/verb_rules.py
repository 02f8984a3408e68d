"""Which act a resident wants, by plain words; the model decides where these are silent."""

import re

from nlp.words import canonical

_RULES: tuple[tuple[str, str], ...] = (
    ("dispute", r"\b(appeal\w*|dispute|disputing|contest|challenge|unfair|shouldnt have (got|been)|not my fault|object to (a|the|my) (fine|bill|charge))\b"),
    ("complain", r"\b(complain\w*|complaint|disgrace\w*|not good enough|ombudsman)\b"),
    ("comment", r"\b(object\w*|comment on|my views? on|support (the|this) (plan|application))\b"),
    ("join", r"\b(join|sign (me )?up|get involved|take part|volunteer|be on (the|a) panel|have (a|my) say)\b"),
    ("be assessed", r"\b(assess\w*|needs? assessment|ehcp)\b"),
    ("check", r"\b(chasing|any (news|update)|update on|progress|status|still waiting|where (is|has) my|has my .* (been|gone)|heard nothing|how long (until|till|for))\b"),
    ("book", r"\b(book\w*|appointment|slot|reserve)\b"),
    ("pay", r"\b(pay|paying|payment|direct debit|instalments?)\b"),
    ("apply", r"\b(apply|applying|application|eligible|qualify|can i get|entitled|renew\w*)\b"),
    ("change", r"\b(change|moved|moving|update my|cancel|new address|swap)\b"),
    ("report", r"\b(report\w*|broken|dumped|missed|leak\w*|blocked|not (been )?(collected|emptied)|pothole|smashed|out of order|graffiti|dead)\b"),
    ("request", r"\b(request|send me|need a (new|copy)|order|certificate|can i have|another bin|new bin)\b"),
    ("find out", r"\b(when|whens|what|whats|where|wheres|how|which|who|why|is there|are there|do you|does|can i)\b"),
)  # fmt: skip
_COMPILED = [(verb, re.compile(pattern)) for verb, pattern in _RULES]


def verb_by_rules(text: str) -> str | None:
    """The act that the words name, or None."""
    said = canonical(text)
    return next((verb for verb, pattern in _COMPILED if pattern.search(said)), None)
