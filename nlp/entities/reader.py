"""All entity readers together, in the shape of an Understanding."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from nlp.entities.codes import emails, phones, postcodes, references
from nlp.entities.dates import dates
from nlp.entities.names import names
from nlp.entities.places import Gazetteer, places
from nlp.understanding import Entity

Entities = dict[str, tuple[Entity, ...]]


def _distinct(found: Iterable[Entity]) -> tuple[Entity, ...]:
    return tuple({entity.value: entity for entity in found}.values())


def read_streets(file: Path) -> list[str]:
    """Street names, one a line; `#` starts a comment. A missing file means no list."""
    if not file.is_file():
        return []
    lines = (line.split("#")[0].strip() for line in file.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line]


class EntityReader:
    """Reads every kind of entity; `streets` is the council's own list."""

    def __init__(self, streets: Iterable[str] = ()) -> None:
        self._gazetteer = Gazetteer(streets)

    def read(self, text: str, now: datetime) -> Entities:
        """Entities by kind (all seven kinds present), dates seen from `now`."""
        codes = _distinct(postcodes(text))
        return {
            "postcode": codes,
            "place": _distinct(places(text, self._gazetteer)),
            "phone": _distinct(phones(text)),
            "email": _distinct(emails(text)),
            "date": _distinct(dates(text, now)),
            "reference": _distinct(references(text)),
            "name": _distinct(names(text)),
        }
