"""The pool against the quotas while people join: which groups are short, and whom the next wave should reach. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

AIM, FEW = 5, 3
"""People in the pool for each seat: what to aim for, and under what to warn (DOMAIN 4.1)."""


class Target(Protocol):
    """A quota row."""

    @property
    def feature(self) -> str:
        """For example "age-band"."""

    @property
    def value(self) -> str:
        """For example "18-29"."""

    @property
    def minimum(self) -> int:
        """Seats at least."""

    @property
    def maximum(self) -> int:
        """Seats at most."""


class Standing(StrEnum):
    """How a group stands, the worst first."""

    SHORT = "too few"
    """Not even the seats that the quota asks for."""
    LOW = "few"
    UNDER_AIM = "under the aim"
    FINE = "enough"


@dataclass(frozen=True)
class Group:
    """One quota row with the people of the pool who count toward it."""

    feature: str
    value: str
    minimum: int
    maximum: int
    pool: int

    @property
    def aim(self) -> int:
        """People wished for in the pool."""
        return AIM * self.minimum

    @property
    def standing(self) -> Standing:
        """How it stands."""
        for least, standing in ((1, Standing.SHORT), (FEW, Standing.LOW), (AIM, Standing.UNDER_AIM)):
            if self.pool < least * self.minimum:
                return standing
        return Standing.FINE

    @property
    def share(self) -> float:
        """What part of the aim is missing: 0 to 1."""
        return max(0.0, 1 - self.pool / self.aim) if self.aim else 0.0


def groups(targets: Iterable[Target], answers: Sequence[Mapping[str, str]]) -> list[Group]:
    """Every quota row with its count, in the order of the rows."""
    return [
        Group(t.feature, t.value, t.minimum, t.maximum, sum(one.get(t.feature) == t.value for one in answers))
        for t in targets
    ]


def next_wave(rows: Iterable[Group]) -> list[Group]:
    """Of each feature the groups that miss most of their aim, the neediest first.

    One person who is in several of them helps each; so the whole list describes the person to look for.
    """
    everybody = list(rows)
    most = {row.feature: max(r.share for r in everybody if r.feature == row.feature) for row in everybody}
    neediest = [row for row in everybody if row.share and row.share == most[row.feature]]
    return sorted(neediest, key=lambda row: (-row.share, row.feature))


def problems(targets: Sequence[Target], seats: int) -> dict[tuple[str, str], str]:
    """What is wrong with the numbers themselves, by row; ("age-band", "") is about a whole feature."""
    found: dict[tuple[str, str], str] = {}
    for one in targets:
        if not 0 <= one.minimum <= one.maximum:
            found[one.feature, one.value] = "The minimum is more than the maximum."
        elif one.minimum > seats:
            found[one.feature, one.value] = f"The minimum is more than the {seats} seats."
    for feature in {one.feature for one in targets}:
        rows = [one for one in targets if one.feature == feature]
        least, most = sum(row.minimum for row in rows), sum(row.maximum for row in rows)
        if least > seats:
            found[feature, ""] = f"The minimums add up to {least}: that is more than the {seats} seats."
        elif most < seats:
            found[feature, ""] = f"The maximums add up to {most}: some of the {seats} seats would stay empty."
    return found


def unknown(targets: Iterable[Target], features: Mapping[str, Sequence[str]]) -> str:
    """The first row on something that the panel does not ask, in a sentence; "" when there is none."""
    for one in targets:
        if one.value not in features.get(one.feature, ()):
            return f"This panel does not ask for {one.feature} {one.value!r}. Change the panel, or leave the row out."
    return ""
