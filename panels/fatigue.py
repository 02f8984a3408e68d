"""Who has been asked or has served enough: caps on asks and groups, terms, rotation. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from typing import Any

from panels.quiet import LONDON

YEAR = timedelta(days=365)
MONTHS = 12
REFRESH = 3  # a third of a standing group each year (DOMAIN 4.3)


@dataclass(frozen=True)
class Caps:
    """What one person is spared beyond: messages unasked a week, invitations a year, groups at one time."""

    texts_a_week: int = 5
    asks_a_year: int = 4
    groups_at_once: int = 2


def why_rest(asks: Sequence[datetime], groups: int, caps: Caps, now: datetime) -> str:
    """Why this person is not asked to join another group now: "in-enough-groups", "asked-enough" or ""."""
    if groups >= caps.groups_at_once:
        return "in-enough-groups"
    return "asked-enough" if sum(ask > now - YEAR for ask in asks) >= caps.asks_a_year else ""


def term_ends(joined: datetime, months: int) -> date:
    """The day on which a member has served their term."""
    begun = joined.astimezone(LONDON).date()
    years, month = divmod(begun.month - 1 + months, MONTHS)
    day = begun.day
    while True:
        try:
            return date(begun.year + years, month + 1, day)
        except ValueError:
            day -= 1  # 31 January and a month is the last day of February


def over_term(members: Iterable[Mapping[str, Any]], months: int, today: date) -> list[int]:
    """Members who have served their term, the longest first."""
    ended = [(term_ends(m["joined"], months), m["id"]) for m in members]
    return [member for end, member in sorted(ended) if end <= today]


def to_rotate(members: Sequence[Mapping[str, Any]]) -> list[int]:
    """The third that has served longest: who gives place this year."""
    ordered = sorted(members, key=lambda m: (m["joined"], m["id"]))
    return [m["id"] for m in ordered[: ceil(len(ordered) / REFRESH)]]
