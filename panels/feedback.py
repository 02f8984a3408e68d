"""You said, we did: what becomes of each thing that a group said. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from panels.quiet import LONDON

WEEKS = 6  # after the meeting, unless another day is set (DOMAIN 4.3)
OUTCOMES = ("done", "will-do", "partly", "not-possible")
NEEDS_WHY = ("partly", "not-possible")
FARTHEST = timedelta(days=730)  # ahead; a slip of the year is farther
LONGEST = 140  # characters of each part: all of them together are two texts


def due_day(meeting: datetime | None, now: datetime) -> date:
    """When an answer is due: six weeks after the meeting, or after today where there was none."""
    return (meeting or now).astimezone(LONDON).date() + timedelta(weeks=WEEKS)


def is_near(day: date, now: datetime) -> bool:
    """Whether an answer may be promised for that day: from today on, within two years."""
    today = now.astimezone(LONDON).date()
    return today <= day <= today + FARTHEST


def due_moment(day: date) -> datetime:
    """The end of that day."""
    return datetime.combine(day, time(23, 59), tzinfo=LONDON).astimezone(UTC)


@dataclass(frozen=True)
class Decision:
    """What the council decided on one thing said: the outcome, what is done, and why not all of it."""

    outcome: str
    did: str
    why: str = ""


def problem(decision: Decision) -> str:
    """What is missing before members can be told, as a sentence; "" when nothing is."""
    if decision.outcome not in OUTCOMES:
        return "Choose what was decided."
    if not decision.did.strip():
        return "Say in one sentence what you do, or what you do instead."
    if decision.outcome in NEEDS_WHY and not decision.why.strip():
        return "Say why it is not possible, or not all of it."
    if max(len(decision.did.strip()), len(decision.why.strip())) > LONGEST:
        return f"Write at most {LONGEST} characters in each box: members get it as a text."
    return ""
