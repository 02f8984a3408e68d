"""People who are alike for the draw, counted together. Pure.

Two people are alike when they have the same traits and live with people of the same traits. A panel then is how many
it takes from each group, and chances are equal inside a group at no cost, because swapping two alike people changes
nothing. Households (one person of each at most) with the same members' traits form a class; that a class of `h`
households gives at most `h` people is all that is needed: any such numbers can be handed out to distinct households,
as each household of the class has a member of each of its groups.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from panels.pool import Pool
from panels.solver import Floats, Ints

_Key = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]


@dataclass(frozen=True)
class Groups:
    """The pool seen as numbers: whole `x` with 0 <= x <= caps and lower <= rows @ x <= upper is a panel.

    `members[g]` are the places of group g's people in `pool.people`, `homes[g]` the class of households they live
    in (-1: each alone). `labels[r]` is the place of row r's quota in `pool.quotas`, -1 for the size of the panel,
    -2 for a class of households, -3 for a cut (panels/leximin.py).
    """

    members: tuple[tuple[int, ...], ...]
    homes: tuple[int, ...]
    counts: Ints
    caps: Ints
    rows: Ints
    lower: Ints
    upper: Ints
    labels: tuple[int, ...]

    def fits(self, numbers: Ints | Sequence[int]) -> bool:
        """Whether these numbers make a panel that meets every row."""
        panel = np.asarray(numbers)
        sums = (self.rows * panel).sum(axis=1)
        inside = bool(np.all(panel >= 0) and np.all(panel <= self.caps))
        return inside and bool(np.all(sums >= self.lower) and np.all(sums <= self.upper))

    def with_row(self, row: Ints, upper: int) -> "Groups":
        """The same with one more row `row @ x <= upper` that every panel meets."""
        floor = int(np.minimum(row, 0) @ self.caps)
        return replace(
            self, rows=np.vstack([self.rows, row]), lower=np.append(self.lower, floor),
            upper=np.append(self.upper, upper), labels=(*self.labels, -3),
        )  # fmt: skip

    def without(self, never: Ints) -> "Groups":
        """The same where the groups marked `never` give nobody."""
        return replace(self, caps=np.where(never, 0, self.caps))

    def bounds(self) -> tuple[Floats, Floats]:
        """The rows' bounds as a solver takes them."""
        return self.lower.astype(float), self.upper.astype(float)


def make_groups(pool: Pool) -> Groups:
    """The groups of a pool, in canonical order."""
    shared = _shared_homes(pool)
    kinds = {home: tuple(sorted(pool.people[i].traits for i in who)) for home, who in shared.items()}
    found: dict[_Key, list[int]] = defaultdict(list)
    for place, person in enumerate(pool.people):
        found[person.traits, kinds.get(person.household, ())].append(place)
    keys = sorted(found)
    classes = sorted(set(kinds.values()))
    sizes = [sum(kind == one for kind in kinds.values()) for one in classes]
    homes = tuple(classes.index(kind) if kind else -1 for _, kind in keys)
    counts = np.array([len(found[key]) for key in keys], dtype=np.int64)
    most = [n if home < 0 else min(n, sizes[home]) for n, home in zip(counts, homes, strict=True)]
    caps = np.array(most, dtype=np.int64)
    rows, lower, upper, labels = _rows(pool, [key[0] for key in keys], homes, sizes)
    return Groups(tuple(tuple(found[key]) for key in keys), homes, counts, caps, rows, lower, upper, labels)


def _shared_homes(pool: Pool) -> dict[str, list[int]]:
    homes: dict[str, list[int]] = defaultdict(list)
    for place, person in enumerate(pool.people):
        if person.household:
            homes[person.household].append(place)
    return {home: who for home, who in homes.items() if len(who) > 1}


def _rows(
    pool: Pool, traits: list[tuple[str, ...]], homes: tuple[int, ...], sizes: list[int]
) -> tuple[Ints, Ints, Ints, tuple[int, ...]]:
    rows = [np.ones(len(traits), dtype=np.int64)]
    lower, upper, labels = [pool.size], [pool.size], [-1]
    for place, quota in enumerate(pool.quotas):
        at = pool.features.index(quota.feature)
        rows.append(np.array([trait[at] == quota.value for trait in traits], dtype=np.int64))
        lower.append(quota.minimum)
        upper.append(quota.maximum)
        labels.append(place)
    for home, size in enumerate(sizes):
        rows.append(np.array([one == home for one in homes], dtype=np.int64))
        lower.append(0)
        upper.append(size)
        labels.append(-2)
    return np.array(rows).reshape(len(rows), len(traits)), np.array(lower), np.array(upper), tuple(labels)
