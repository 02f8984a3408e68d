"""Meetings of a group: when members are reminded, and what must be ready for them. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from panels.quiet import LONDON, is_allowed, last_allowed

ASKED = "asked"  # the first message: when, where, can you come
DAYS_BEFORE = (("week", 7), ("day", 1))
HOURS_BEFORE = ("hours", timedelta(hours=2))
NO_NEED = ("", "none", None)
SHORTEST, LONGEST = 15, 600  # minutes
FARTHEST = timedelta(days=730)  # ahead; a slip of the year is farther
LONGEST_PLACE = 60  # characters: with the rest of the sentence one text


@dataclass(frozen=True)
class Reminder:
    """One reminder: which, and the moment it goes out."""

    kind: str
    at: datetime


def reminders(starts: datetime, closed: Collection[date]) -> tuple[Reminder, ...]:
    """A week, a day and two hours before, on the wall clock; out of quiet times into the evening before them."""
    local = starts.astimezone(LONDON)
    planned = [(kind, local - timedelta(days=days)) for kind, days in DAYS_BEFORE]
    planned.append((HOURS_BEFORE[0], starts - HOURS_BEFORE[1]))
    return tuple(Reminder(kind, last_allowed(moment, closed)) for kind, moment in planned)


@dataclass(frozen=True)
class Plan:
    """A meeting as its reminders see it: when it is, when it was made, what went out."""

    starts: datetime
    made: datetime
    sent: Collection[str]


def due(plan: Plan, closed: Collection[date], now: datetime) -> tuple[str, tuple[str, ...]]:
    """(what to send now or "", everything that is past). Of several that are late only the last is sent.

    A reminder whose moment lay before the meeting was made is past: the first message has said it all.
    """
    if now >= plan.starts or not is_allowed(now, closed):
        return "", ()
    if ASKED not in plan.sent:
        return ASKED, (ASKED, *(r.kind for r in reminders(plan.starts, closed) if r.at <= now))
    open_ = [r for r in reminders(plan.starts, closed) if r.at <= now and r.kind not in plan.sent]
    timely = [r for r in open_ if r.at > plan.made]
    return (max(timely, key=lambda r: r.at).kind if timely else ""), tuple(r.kind for r in open_)


def problem(starts: datetime, minutes: int, place: str, now: datetime) -> str:
    """Why there cannot be such a meeting, as a sentence; "" when there can."""
    if starts <= now:
        return "Choose a day and time that lie ahead."
    if starts > now + FARTHEST:
        return "Choose a day within two years."
    if not SHORTEST <= minutes <= LONGEST:
        return f"Give how long it is: {SHORTEST} to {LONGEST} minutes."
    if not place or len(place) > LONGEST_PLACE:
        return f"Say where it is, in {LONGEST_PLACE} characters at most."
    return ""


def needs(details: Mapping[str, Any]) -> list[str]:
    """What one member needs to take part, in the order told: names of `need-...`, then their own words."""
    told = details.get("needs")
    named = list(told) if isinstance(told, list | tuple) else [told]
    found = [str(need) for need in named if need not in NO_NEED and need != "other"]
    words = str(details.get("need_words") or "").strip()
    return [*found, words] if words else found
