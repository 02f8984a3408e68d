"""The second phase: one public seed picks the panel and the order of the reserves. Pure, and the same everywhere.

Chance comes from SHA-256 alone, so that any language on any machine replays it (docs/draw.md): block `i` of the
stream for a purpose is sha256 of the text "doorstep-draw-1|commitment|seed|purpose|i", read as a number of 256 bits.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from panels.groups import Groups
from panels.lottery import UNITS, Lottery
from panels.pool import Person, Pool, Quota

NAME = "doorstep-draw-1"
"""Stands in every hashed text; a change of the method would need another name."""
T = TypeVar("T")
_BLOCK = 1 << 256


class Chance:
    """A stream of fair numbers for one purpose."""

    def __init__(self, commitment: str, seed: str, purpose: str) -> None:
        self._text, self._next = f"{NAME}|{commitment}|{seed}|{purpose}|", 0

    def below(self, limit: int) -> int:
        """A number from 0 to limit - 1; blocks at the top, which would favour small numbers, are passed over."""
        while True:
            block = int.from_bytes(hashlib.sha256(f"{self._text}{self._next}".encode()).digest(), "big")
            self._next += 1
            if block < _BLOCK - _BLOCK % limit:
                return block % limit

    def shuffled(self, things: Iterable[T]) -> list[T]:
        """The things in random order (Fisher and Yates, from the end)."""
        order = list(things)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order


@dataclass(frozen=True)
class Draw:
    """Who was drawn: `mix` is the place of the drawn mix in the lottery; `panel` is sorted, `reserves` are in order."""

    mix: int
    panel: tuple[Person, ...]
    reserves: tuple[Person, ...]


def draw(pool: Pool, groups: Groups, lottery: Lottery, commitment: str, seed: str) -> Draw:
    """The panel and all others in the order in which they are asked when someone leaves."""
    ticket, mix = Chance(commitment, seed, "mix").below(UNITS), 0
    while ticket >= lottery.weights[mix]:
        ticket -= lottery.weights[mix]
        mix += 1
    chosen = set(_people(pool, groups, lottery.mixes[mix], Chance(commitment, seed, "people")))
    panel = tuple(person for place, person in enumerate(pool.people) if place in chosen)
    others = [person for place, person in enumerate(pool.people) if place not in chosen]
    return Draw(mix, panel, tuple(Chance(commitment, seed, "reserves").shuffled(others)))


def _people(pool: Pool, groups: Groups, mix: Sequence[int], chance: Chance) -> Iterable[int]:
    """Places of the people who fill a mix, each in a group equally likely."""
    for group, (members, home) in enumerate(zip(groups.members, groups.homes, strict=True)):
        if home < 0 and mix[group]:
            yield from chance.shuffled(members)[: mix[group]]
    for home in sorted(set(groups.homes) - {-1}):
        together = [group for group in range(len(mix)) if groups.homes[group] == home]
        yield from _from_homes(pool, groups, [(group, mix[group]) for group in together], chance)


def _from_homes(pool: Pool, groups: Groups, wanted: list[tuple[int, int]], chance: Chance) -> Iterable[int]:
    """Households of one class in random order; each gives one member of the next group that still wants people."""
    homes: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for group, _ in wanted:
        for place in groups.members[group]:
            homes[pool.people[place].household][group].append(place)
    order = iter(chance.shuffled(sorted(homes.values(), key=lambda home: min(min(who) for who in home.values()))))
    for group, count in wanted:
        for _ in range(count):
            members = next(order)[group]
            yield members[chance.below(len(members))]


@dataclass(frozen=True)
class Replacement:
    """Who takes a free seat, and the quota rows that the panel then does not meet (best: none)."""

    person: Person
    broken: tuple[Quota, ...]


def replacement(pool: Pool, panel: Sequence[Person], reserves: Iterable[Person]) -> Replacement | None:
    """The reserve who best keeps the quotas of a panel that someone has left (`panel` is without them).

    Best: fewest seats outside the quotas, then fewest rows; among equals the first in the order of the draw. Nobody
    from a household that has a seat. None when no reserve is left.
    """
    homes = {person.household for person in panel if person.household}
    able = [person for person in reserves if person.household not in homes and person not in panel]
    if not able:
        return None
    counts = [(quota, pool.count(panel, quota)) for quota in pool.quotas]
    best = min(able, key=lambda person: _outside((quota, count + pool.has(person, quota)) for quota, count in counts))
    return Replacement(best, pool.broken([*panel, best]))


def _outside(counts: Iterable[tuple[Quota, int]]) -> tuple[int, int]:
    off = [max(quota.minimum - count, count - quota.maximum, 0) for quota, count in counts]
    return sum(off), sum(amount > 0 for amount in off)
