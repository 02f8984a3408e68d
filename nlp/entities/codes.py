"""Postcodes, references, emails and phone numbers: things with a fixed shape, however they are typed."""

import re
from collections.abc import Iterator

from nlp.understanding import Entity

_POSTCODE = re.compile(
    r"(?<![A-Za-z0-9])([A-Za-z]{1,2})[ .]?([0-9OoIl]{1,2}[A-Za-z]?)[ .,-]{0,3}"
    r"([0-9OoIl])[ ]?([A-Za-z0]{2})(?![A-Za-z0-9])"
)
_INWARD = set("ABDEFGHJLNPQRSTUWXYZ")
_DIGITS = str.maketrans("OoIl", "0011")
_REFERENCE = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{2})\s?[-–—]\s?([0-9A-Za-z]{7})(?![A-Za-z0-9])")
_BASE32 = str.maketrans("OILU", "011V")
_ACCOUNT = re.compile(
    r"\b(?:account|acct|acc|a/c|ref|reference)\b\s*(?:number|num|no|ref)?[\s.:#is]*([0-9]{7,12})\b", re.I
)
_CASE = re.compile(
    r"\b(?:ref|reference|case|job|order|pcn|application|app)\b\s*(?:number|num|no|ref)?[\s.:#is]*"
    r"((?=[A-Za-z/-]*[0-9])[A-Za-z0-9][A-Za-z0-9/-]{3,15})\b",
    re.I,
)
_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_SPOKEN_EMAIL = re.compile(
    r"\b([a-z0-9]+(?:(?: dot |\.)[a-z0-9]+){0,3}) at ([a-z0-9-]+)"
    r"((?:(?: dot |\.)(?:com|co|uk|org|net|gov|ac|me)){1,3})\b",
    re.I,
)
_MANY_DIGITS = re.compile(r"(?:[0-9][\s().-]*){9,}")


def postcodes(text: str) -> Iterator[Entity]:
    """UK-shaped postcodes: "rv12ab", "RVI 2AB", "rv1 2ab.", the letter O for a zero, no real area demanded."""
    for match in _POSTCODE.finditer(text):
        area, district, sector, unit = match.groups()
        if unit == "00":  # a phone number, cut where it has a space
            continue
        unit = unit.replace("0", "O").upper()
        if not set(unit) <= _INWARD | {"O"} or not any(c.isdigit() for c in match.group()):
            continue
        if match.group().islower() and " " not in match.group() and not district[0].isdigit():
            continue
        number = district[0].translate(_DIGITS) + district[1:2].translate(_DIGITS) + district[2:]
        yield Entity(match.group().strip(" ."), f"{area}{number} {sector.translate(_DIGITS)}{unit}".upper())


def references(text: str) -> Iterator[Entity]:
    """Our own case references ("rv-7k3m2pq") and account or case numbers that are called so."""
    taken: list[tuple[int, int]] = []
    for match in _REFERENCE.finditer(text):
        prefix, rest = match.group(1).upper(), match.group(2).upper().translate(_BASE32)
        if any(c.isdigit() for c in rest):
            taken.append(match.span())
            yield Entity(match.group(), f"{prefix}-{rest}")
    for pattern in (_ACCOUNT, _CASE):
        for match in pattern.finditer(text):
            if not any(a < match.end(1) and match.start(1) < b for a, b in taken):
                taken.append(match.span(1))
                yield Entity(match.group(1), match.group(1).upper())


def emails(text: str) -> Iterator[Entity]:
    """Email addresses, also as dictated: "jo dot bloggs at example dot com"."""
    if "@" in text:
        for match in _EMAIL.finditer(text):
            yield Entity(match.group(), match.group().strip(".").lower())
    for match in _SPOKEN_EMAIL.finditer(text):
        spoken = re.sub(r"\s+dot\s+", ".", f"{match.group(1)}@{match.group(2)}{match.group(3)}", flags=re.I)
        yield Entity(match.group(), spoken.lower())


def phones(text: str) -> Iterator[Entity]:
    """UK phone numbers in E.164. `is_possible_number`: drama numbers (07700 900xxx) count as invalid."""
    if not _MANY_DIGITS.search(text):
        return
    import phonenumbers

    for found in phonenumbers.PhoneNumberMatcher(text, "GB", phonenumbers.Leniency.POSSIBLE):
        raw = found.raw_string
        if phonenumbers.is_possible_number(found.number) and re.match(r"\s*(\+|0|44)", raw.lstrip("(")):
            yield Entity(raw, phonenumbers.format_number(found.number, phonenumbers.PhoneNumberFormat.E164))
