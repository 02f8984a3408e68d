"""Homes of the area and when their bins are emptied: read from content/, asked through `AddressesAt` and `BinsAt`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

WEEK = timedelta(days=7)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True)
class Home:
    """One home: its id, its line as it is shown, its postcode and its round."""

    id: str
    line: str
    postcode: str
    round: str


@dataclass(frozen=True)
class Round:
    """A round: its weekday (0 is Monday) and the bins of each week in turn, beginning with the anchor's week."""

    weekday: int
    weeks: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Gazetteer:
    """All homes, streets and rounds. `anchor` is the Monday of the first week; `moved` are days changed for once."""

    homes: Mapping[str, Home] = field(default_factory=dict)
    streets: tuple[str, ...] = ()
    rounds: Mapping[str, Round] = field(default_factory=dict)
    anchor: date = date(2026, 1, 5)
    moved: Mapping[date, date] = field(default_factory=dict)

    @cached_property
    def _by_postcode(self) -> dict[str, list[Home]]:
        found: dict[str, list[Home]] = {}
        for home in self.homes.values():
            found.setdefault(squeezed(home.postcode), []).append(home)
        return {postcode: sorted(homes, key=_by_number) for postcode, homes in found.items()}

    def knows_postcode(self, postcode: str) -> bool:
        """Whether there are homes at this postcode."""
        return squeezed(postcode) in self._by_postcode

    def addresses_at(self, postcode: str) -> list[dict[str, str]]:
        """The homes at a postcode, in the order of their numbers; [] when there are none."""
        return [{"id": home.id, "line": home.line} for home in self._by_postcode.get(squeezed(postcode), ())]

    def bins_at(self, address_id: str, today: date) -> list[dict[str, str]] | None:
        """Each bin of a home with its next day (today counts) and its last one, soonest first; None if unknown."""
        home = self.homes.get(address_id)
        round_ = self.rounds.get(home.round) if home else None
        if round_ is None:
            return None
        kinds = dict.fromkeys(kind for week in round_.weeks for kind in week)
        found = [self._collections(round_, kind, today) for kind in kinds]
        return sorted(found, key=lambda collection: collection["next"])

    def _collections(self, round_: Round, kind: str, today: date) -> dict[str, str]:
        length = len(round_.weeks)
        here = (today - self.anchor) // WEEK
        days = sorted(
            self._day(round_, week)
            for week in range(here - length - 1, here + length + 2)
            if kind in round_.weeks[week % length]
        )
        coming = next(day for day in days if day >= today)
        gone = next(day for day in reversed(days) if day <= today)
        return {"bin": kind, "next": coming.isoformat(), "last": gone.isoformat()}

    def _day(self, round_: Round, week: int) -> date:
        day = self.anchor + week * WEEK + timedelta(days=round_.weekday)
        return self.moved.get(day, day)


def squeezed(postcode: str) -> str:
    """A postcode without its gap, in capitals."""
    return re.sub(r"\s+", "", postcode).upper()


def _by_number(home: Home) -> tuple[Any, ...]:
    number = re.search(r"\d+", home.line)
    street = re.sub(r"^\D*\d+\w*\s*", "", home.line)
    return (street, int(number[0]) if number else 0, home.line)
