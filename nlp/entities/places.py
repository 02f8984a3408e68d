"""Houses and streets: by shape ("12 Mill Lane"), and by the council's own street list, slips allowed."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from nlp.lexicon import listed
from nlp.understanding import Entity
from nlp.words import one_slip, plain, slips

_KINDS = (
    "street|st|road|rd|lane|ln|avenue|ave|av|close|cl|drive|dr|way|court|ct|crescent|cres|place|pl|terrace|terr|grove|"
    "gardens|gdns|hill|row|walk|square|sq|mews|rise|view|green|park|parade|vale|end|gate|wynd|brow|fold|bank|quay|"
    "wharf|house|tower|towers|point|heights|cottages|estate|passage|alley|yard|bridge|common|meadow|meadows|croft"
)
_LONG = {
    "st": "Street", "rd": "Road", "ln": "Lane", "ave": "Avenue", "av": "Avenue", "cl": "Close", "dr": "Drive",
    "ct": "Court", "cres": "Crescent", "pl": "Place", "terr": "Terrace", "gdns": "Gardens", "sq": "Square",
}  # fmt: skip
_SHORT = {short: long.lower() for short, long in _LONG.items()}
_NUMBER = (
    r"(?:(?:flat|apartment|apt|unit|room|plot)\s*\d{1,4}[a-z]?\s*,?\s*)?(?:no\.?\s*|number\s+|num\s+)?\d{1,4}\s?[a-f]?"
)
_NAME = r"(?:[A-Za-z][A-Za-z'’.-]{1,20}\s+){1,3}?"
_HOUSE = re.compile(rf"\b({_NUMBER})\s*,?\s+({_NAME}(?:{_KINDS}))\b", re.I)
_STREET = re.compile(
    rf"\b(?:on|in|at|along|of|down|near|outside|from|up|off|opposite|behind|by|corner of|top of|end of|live at)\s+"
    rf"((?!(?:the|my|our|a|your|this|that|their|his|her|each|every|all)\b){_NAME}"
    rf"(?:street|st|road|rd|lane|ln|avenue|ave|close|drive|crescent|terrace|grove|gardens|court|square|mews|way|row|walk|hill|place|rise))\b",
    re.I,
)
_ALONE = re.compile(
    r"\b(?:no\.?|number|flat|house) ?\d{1,4}[a-f]?(?=s?\b)(?![:./]\d|\s?(?:am|pm|bus|weeks|days))", re.I
)
_LEAD = re.compile(_NUMBER + r"\s*,?\s*$", re.I)


def _street_name(raw: str) -> str:
    """As in "mill ln" -> "Mill Lane"."""
    said = raw.replace(".", " ").split()
    last = _LONG.get(said[-1].lower(), said[-1].capitalize())
    return " ".join([word.capitalize() for word in said[:-1]] + [last])


def _believable(name: str) -> bool:
    first = plain(name).split()[0]
    return first not in listed("not_street_names") and len(plain(name).split()) >= 2


def _spelled(street: str) -> str:
    return " ".join(_SHORT.get(word, word) for word in plain(street).replace(".", " ").split())


class Gazetteer:
    """The council's street names. Finds them in a text with or without a number, slips allowed."""

    def __init__(self, streets: Iterable[str] = ()) -> None:
        self._streets = {_spelled(street): street for street in streets if street.strip()}

    @cached_property
    def _alike(self) -> dict[tuple[int, str], list[str]]:
        """Streets by number of words and first letter."""
        grouped: dict[tuple[int, str], list[str]] = {}
        for spelled in self._streets:
            grouped.setdefault((len(spelled.split()), spelled[0]), []).append(spelled)
        return grouped

    def match(self, said: str) -> str | None:
        """The street that the words `said` mean, or None. One slip, or two in twelve letters or more."""
        spelled = _spelled(said)
        exact = self._streets.get(spelled)
        if exact:
            return exact
        for known in self._alike.get((len(spelled.split()), spelled[:1]), ()):
            if _alike(spelled, known):
                return self._streets[known]
        return None

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Spans of `text` that name a street, each with the street's own spelling."""
        tokens = list(re.finditer(r"[A-Za-z0-9'’.-]+", text))
        at = 0
        while self._streets and at < len(tokens):
            span = next(filter(None, (self._at(text, tokens, at, size) for size in self._sizes)), None)
            if span:
                yield span[:3]
            at += span[3] if span else 1

    @cached_property
    def _sizes(self) -> list[int]:
        return sorted({words for words, _ in self._alike}, reverse=True)

    def _at(self, text: str, tokens: list[re.Match[str]], at: int, size: int) -> tuple[int, int, str, int] | None:
        if at + size > len(tokens):
            return None
        start, end = tokens[at].start(), tokens[at + size - 1].end()
        street = self.match(text[start:end].rstrip(".,"))
        return (start, end, street, size) if street else None


def _alike(said: str, known: str) -> bool:
    if len(known) < 7 or abs(len(said) - len(known)) > 2:
        return False
    if one_slip(said, known):
        return True
    return len(known) >= 12 and slips(said, known, 2) <= 2


def _number(raw: str) -> str:
    """The house part of an address: "no 12 a" -> "12A"; "flat 2, 14" -> "Flat 2, 14"."""
    said = re.sub(r"\b(no\.?|number|num)\s*", "", raw.strip(" ,"), flags=re.I)
    said = re.sub(r"(\d)\s?([a-f])\b", lambda m: m.group(1) + m.group(2).upper(), said, flags=re.I)
    return re.sub(r"\b(flat|apartment|apt|unit|room|plot)\b", lambda m: m.group(1).capitalize(), said, flags=re.I)


def _by_number(text: str) -> Iterator[Entity]:
    """A house named by number alone: "by no 40", "number 12s extension"."""
    for match in _ALONE.finditer(text):
        yield Entity(match.group(), _number(match.group()))


def places(text: str, gazetteer: Gazetteer) -> Iterator[Entity]:
    """Houses and streets in `text`: first those the council knows, then whatever has the shape of one."""
    taken: list[tuple[int, int]] = []
    for start, end, street in gazetteer.find(text):
        lead = _LEAD.search(text[:start])
        house = f"{_number(lead.group())} " if lead else ""
        taken.append((lead.start() if lead else start, end))
        yield Entity(text[taken[-1][0] : end].strip(), f"{house}{street}")
    for match in _HOUSE.finditer(text):
        if _free(match.span(), taken) and _believable(match.group(2)):
            taken.append(match.span())
            yield Entity(match.group(), f"{_number(match.group(1))} {_street_name(match.group(2))}")
    for match in _STREET.finditer(text):
        if _free(match.span(1), taken) and _believable(match.group(1)):
            taken.append(match.span(1))
            yield Entity(match.group(1), _street_name(match.group(1)))
    if not taken:
        yield from _by_number(text)


def _free(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return all(span[1] <= start or end <= span[0] for start, end in taken)
