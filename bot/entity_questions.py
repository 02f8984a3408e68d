"""Questions whose answer is a piece of the text that understanding has found: a day, a postcode, a phone. Pure."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from bot.heard import Heard
from bot.lines import line
from bot.questions import Question, Reading, Spare, Word, plain


@dataclass(frozen=True)
class _Entity(Question):
    """A question whose answer is one kind of entity."""

    problem: ClassVar[str] = ""

    def read_text(self, heard: Heard, word: Word) -> Reading:  # noqa: ARG002
        """Take the first entity of the kind."""
        found = next((heard.understood.first(kind) for kind in self.takes if heard.understood.first(kind)), None)
        return Reading(ok=True, value=found.value) if found else Reading(ok=False, problem=line(self.problem))


@dataclass(frozen=True)
class Date(_Entity):
    """A day, ISO 8601, always read back. `past` says whether it lies behind us."""

    past: bool = field(default=False, kw_only=True)
    read_back: bool = field(default=True, kw_only=True)
    takes: ClassVar[tuple[str, ...]] = ("date",)
    problem: ClassVar[str] = "problem-date"

    def read_text(self, heard: Heard, word: Word) -> Reading:
        """Read a day and keep its date part."""
        reading = super().read_text(heard, word)
        if not reading.ok:
            return reading
        day = _day(reading.value)
        return Reading(ok=True, value=day) if day else Reading(ok=False, problem=line(self.problem))

    def prefill(self, spare: Spare, word: Word) -> tuple[object, Spare] | None:
        """Take a day out of earlier messages, where it is one."""
        taken = super().prefill(spare, word)
        return (_day(taken[0]), taken[1]) if taken and _day(taken[0]) else None


def _day(value: object) -> str:
    """The date part of an ISO value, or ""."""
    try:
        return date.fromisoformat(str(value)[:10]).isoformat()
    except ValueError:
        return ""


@dataclass(frozen=True)
class Postcode(_Entity):
    """A postcode in its normal form, "RV1 2AB"."""

    takes: ClassVar[tuple[str, ...]] = ("postcode",)
    problem: ClassVar[str] = "problem-postcode"


@dataclass(frozen=True)
class Phone(_Entity):
    """A UK phone number, E.164. "this number" is the one that the resident writes from, where there is one."""

    takes: ClassVar[tuple[str, ...]] = ("phone",)
    problem: ClassVar[str] = "problem-phone"

    def read_text(self, heard: Heard, word: Word) -> Reading:
        """Take a shared contact, "this number", or a number in the text."""
        if heard.phone:
            return Reading(ok=True, value=heard.phone)
        if re.search(r"\b(this|same|my) (one|number|phone|mobile)\b", plain(heard.words)):
            return Reading(ok=True, value="this number")
        return super().read_text(heard, word)


@dataclass(frozen=True)
class Email(_Entity):
    """An email address."""

    takes: ClassVar[tuple[str, ...]] = ("email",)
    problem: ClassVar[str] = "problem-email"


@dataclass(frozen=True)
class Place(Question):
    """Where it is: street, house number, postcode or landmark in words, or a shared position."""

    takes: ClassVar[tuple[str, ...]] = ("place", "postcode")
    strict: ClassVar[bool] = False

    def read_text(self, heard: Heard, word: Word) -> Reading:
        """Take a position or the words."""
        if heard.location:
            return Reading(ok=True, value=f"{heard.location[0]:.5f}, {heard.location[1]:.5f}")
        if len(plain(heard.words)) < 3:
            return Reading(ok=False, problem=line("problem-place"))
        return super().read_text(heard, word)
