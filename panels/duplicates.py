"""Who may be the same person or live in the same home: shown to an officer, never decided here. Pure."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import phonenumbers

KINDS = ("uprn", "home", "phone")
VERDICTS = ("same person", "same home", "different people")
POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b", re.IGNORECASE)
NUMBER = re.compile(r"\d+|\b[a-z]\b|(?<=\d)[a-z]\b")


@dataclass(frozen=True)
class Trace:
    """One thing by which two members can be seen to be alike: a keyed hash of a home, a UPRN or a phone."""

    member: int
    kind: str
    found: str


@dataclass(frozen=True)
class Alike:
    """Two members, the earlier first, and what they share."""

    first: int
    second: int
    kinds: tuple[str, ...]


def home_key(address: str, postcode: str = "") -> str:
    """A home in a form that spelling does not change: the postcode and every number and single letter.

    "Flat 2, 14 Wharf St" and "14 wharf street flat 2" are one home. A home without a number keeps its name.
    "" when there is no postcode: a number alone says nothing.
    """
    found = POSTCODE.search(postcode) or POSTCODE.search(address)
    if found is None:
        return ""
    line = POSTCODE.sub(" ", address).casefold()
    numbers = sorted(NUMBER.findall(line))
    name = re.sub(r"[^a-z]", "", line.split(",")[0])
    return f"{found[1]}{found[2]}".upper() + ":" + (" ".join(numbers) or name)


def uprn_key(uprn: str) -> str:
    """A unique property reference number without zeros in front; "" when it is none."""
    digits = uprn.strip().lstrip("0")
    return digits if digits.isascii() and digits.isdigit() and len(digits) <= 12 else ""


def phone_key(phone: str) -> str:
    """A UK phone number in its full form, +447700900123; "" when it is none."""
    try:
        number = phonenumbers.parse(phone, "GB")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def alike(traces: Iterable[Trace], decided: Collection[tuple[int, int]] = ()) -> list[Alike]:
    """Every pair of members that shares something and that no officer has decided on."""
    members: dict[tuple[str, str], set[int]] = defaultdict(set)
    for trace in traces:
        members[(trace.kind, trace.found)].add(trace.member)
    shared: dict[tuple[int, int], set[str]] = defaultdict(set)
    for (kind, _found), those in members.items():
        ordered = sorted(those)
        for at, first in enumerate(ordered):
            for second in ordered[at + 1 :]:
                shared[(first, second)].add(kind)
    return [
        Alike(*pair, tuple(kind for kind in KINDS if kind in shared[pair]))
        for pair in sorted(shared)
        if pair not in decided
    ]


def households(traces: Iterable[Trace], verdicts: Iterable[tuple[int, int, str]]) -> dict[int, int]:
    """The household of every member that shares one, named by its first member, as the draw needs it.

    An address or UPRN in common counts until an officer says "different people"; a phone counts only when an officer
    says that it is one person or one home.
    """
    by_verdict = {(first, second): verdict for first, second, verdict in verdicts}
    pairs = {pair for pair, verdict in by_verdict.items() if verdict != "different people"}
    pairs |= {(a.first, a.second) for a in alike(traces, by_verdict) if set(a.kinds) != {"phone"}}
    head: dict[int, int] = {}
    for first, second in sorted(pairs):
        one, other = sorted((_head(head, first), _head(head, second)))
        head[other] = one
        head.setdefault(one, one)
    return {member: _head(head, member) for member in sorted({m for pair in pairs for m in pair})}


def _head(head: dict[int, int], member: int) -> int:
    while head.get(member, member) != member:
        member = head[member]
    return member
