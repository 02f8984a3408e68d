"""A lottery over panels: what a draw publishes first, and the certificate of how fair it is. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from panels.groups import Groups
from panels.solver import Floats, Ints

UNITS = 10**12
"""Probabilities are whole numbers of this part, so that they sum to 1 exactly and print without rounding."""


@dataclass(frozen=True)
class Lottery:
    """Mixes (how many people from each group; any people of the groups will do) with their weights in UNITS."""

    mixes: tuple[tuple[int, ...], ...]
    weights: tuple[int, ...]

    def expected(self) -> tuple[int, ...]:
        """The expected number of people from each group, in UNITS."""
        table = np.array(self.mixes, dtype=object)
        return tuple(int(sum(table[:, g] * np.array(self.weights, dtype=object))) for g in range(table.shape[1]))

    def chances(self, groups: Groups) -> tuple[Fraction, ...]:
        """The exact chance of each person of each group."""
        return tuple(Fraction(units, UNITS * int(n)) for units, n in zip(self.expected(), groups.counts, strict=True))


@dataclass(frozen=True)
class Certificate:
    """How near the lottery is to the fairest there can be.

    `bound`: no lottery gives everyone who can be chosen more than this chance (the relaxed bound). `reached`: the
    smallest such chance here. `gap` is their difference. `gap_all` is the most that any one person's chance stands
    below the fairest vector of chances: near 0, the whole leximin vector was reached, not only its smallest entry.
    """

    bound: float
    reached: float
    gap: float
    gap_all: float
    finished: bool


def make_lottery(panels: Iterable[Ints], shares: Floats) -> Lottery:
    """Rounds shares to UNITS that sum to UNITS (largest remainders), in canonical order, without empty weights."""
    merged: dict[tuple[int, ...], float] = {}
    for panel, share in zip(panels, shares, strict=True):
        key = tuple(int(n) for n in panel)
        merged[key] = merged.get(key, 0.0) + max(0.0, float(share))
    total, mixes = sum(merged[key] for key in sorted(merged)), sorted(merged)
    exact = [Fraction(merged[mix]) * UNITS / Fraction(total) for mix in mixes]
    units = [int(part) for part in exact]
    order = sorted(range(len(mixes)), key=lambda i: (units[i] - exact[i], mixes[i]))
    for place in order[: UNITS - sum(units)]:
        units[place] += 1
    kept = [(mix, weight) for mix, weight in zip(mixes, units, strict=True) if weight]
    return Lottery(tuple(mix for mix, _ in kept), tuple(weight for _, weight in kept))


def gini(values: Iterable[Fraction]) -> Fraction:
    """Gini coefficient: 0 when all chances are equal, near 1 when one person has all."""
    ordered = sorted(values)
    total, n = sum(ordered), len(ordered)
    if not total:
        return Fraction(0)
    return sum(((2 * i - n + 1) * value for i, value in enumerate(ordered)), Fraction(0)) / (n * total)
