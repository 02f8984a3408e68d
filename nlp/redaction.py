"""A resident's words without who they are: what has a shape of its own becomes a mark. An officer reads the rest."""

import re
from datetime import datetime

from nlp.entities.reader import EntityReader

KINDS = ("email", "phone", "postcode", "reference", "place", "name")
"""What is taken out, in this order; dates stay, they are nobody's."""
_DIGITS = re.compile(r"\d(?:[\s-]?\d){4,}")
_TITLED = re.compile(r"\b(Mr|Mrs|Ms|Miss|Dr|Cllr)\.? [A-Z][\w'-]+")


def redacted(text: str, reader: EntityReader, now: datetime) -> str:
    """`text` with marks like "[postcode]" for what the entity readers find, titled names and long numbers."""
    found = reader.read(text, now)
    for kind in KINDS:
        for entity in found[kind]:
            text = text.replace(entity.text, f"[{kind}]")
    return _DIGITS.sub("[number]", _TITLED.sub("[name]", text))
