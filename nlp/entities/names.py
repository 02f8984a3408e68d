"""Names of people, only after a cue ("my name is ..."): there is no model for names here."""

import re
from collections.abc import Iterator

from nlp.lexicon import listed
from nlp.understanding import Entity

_NAME = r"([A-Za-z][A-Za-z'’-]{1,20}(?:\s+[A-Za-z][A-Za-z'’-]{1,20}){0,2})"
_SURE = re.compile(rf"\b(?:my name is|my names|my name's|i'?m called|i am called|fy enw i yw|name:)\s+{_NAME}", re.I)
_CAPITALS = re.compile(
    r"\b(?i:this is|call me|it'?s|name is|regards,?|thanks,?|cheers,?|i'?m|i am|speaking:?)\s+"
    r"((?:(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+)?[A-Z][a-z'’-]{1,20}(?:\s+[A-Z][a-z'’-]{1,20}){0,2})(?=\s|$|[.,!?])"
)


def _trimmed(raw: str) -> str:
    kept: list[str] = []
    for word in raw.split():
        if word.lower() in listed("name_ends"):
            break
        kept.append(word)
    return " ".join(kept)


def _cased(name: str) -> str:
    return name if any(c.isupper() for c in name) and not name.isupper() else name.title()


def names(text: str) -> Iterator[Entity]:
    """Names after a cue, cut at the first word that cannot belong to one."""
    for pattern in (_SURE, _CAPITALS):
        for match in pattern.finditer(text):
            raw = _trimmed(match.group(1))
            if raw and raw.split()[0].lower() not in listed("not_names"):
                yield Entity(raw, _cased(raw))
                return
