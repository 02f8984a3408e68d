"""The older way, to compare with: a plain lottery over panels that were filled seat by seat. Pure.

Each panel is filled from the row that is hardest to fill (fewest people left for each seat still owed), by chance
among its people, and given up when it gets stuck; all panels so made are equally likely. It meets the quotas and
says nothing of fairness. Its chance comes from the inputs alone, so that it can be replayed.
"""

import hashlib
from contextlib import suppress

import numpy as np

from panels.draw import Chance
from panels.groups import Groups
from panels.leximin import NoPanelInTimeError, Result
from panels.lottery import Certificate, make_lottery
from panels.pool import Pool
from panels.pool_csv import people_csv, quotas_csv
from panels.relaxed import fairest, never_even_in_part
from panels.solver import Ints
from panels.watch import Budget, OutOfTimeError

PANELS = 1000
TRIES = 50
"""Tries allowed for each panel, on average."""


def legacy(pool: Pool, groups: Groups, budget: Budget) -> Result:
    """The lottery over PANELS panels, each as likely as it came up; the bound is leximin's."""
    able = groups.without(never_even_in_part(groups, budget))
    bound = fairest(able, budget, levels=1)
    inputs = hashlib.sha256((people_csv(pool) + quotas_csv(pool)).encode()).hexdigest()
    mixes = _mixes(able, pool.size, Chance(inputs, "", "legacy"), budget)
    if not mixes:
        raise NoPanelInTimeError
    lottery = make_lottery(mixes, np.full(len(mixes), 1 / len(mixes)))
    chances = np.array([float(one) for one in lottery.chances(groups)])
    reached = float(chances[able.caps > 0].min())
    gap_all = float(np.max(bound.floor - chances, initial=0.0, where=able.caps > 0))
    never = tuple(int(group) for group in np.flatnonzero(able.caps == 0))
    proof = Certificate(bound.floor, reached, max(0.0, bound.floor - reached), gap_all, finished=len(mixes) == PANELS)
    return Result(lottery, proof, never, 1, 0)


def _mixes(groups: Groups, size: int, chance: Chance, budget: Budget) -> list[Ints]:
    mixes: list[Ints] = []
    with suppress(OutOfTimeError):
        for _ in range(PANELS * TRIES):
            budget.remaining()
            mix = _fill(groups, size, chance)
            if mix is not None:
                mixes.append(mix)
                budget.watch.progress("panel-draw-search", len(mixes) / PANELS, None)
            if len(mixes) == PANELS:
                break
    return mixes


def _fill(groups: Groups, size: int, chance: Chance) -> Ints | None:
    """One panel's numbers, or None when it got stuck."""
    mix, sums = np.zeros(len(groups.caps), dtype=np.int64), np.zeros(len(groups.lower), dtype=np.int64)
    for _ in range(size):
        full = groups.rows[sums >= groups.upper].any(axis=0)
        left = np.where(full, 0, groups.caps - mix)
        owed, there = groups.lower - sums, groups.rows @ left
        if np.any(there < owed) or not left.any():
            return None
        hardest = np.argmin(np.where(owed > 0, there / np.maximum(owed, 1), np.inf))
        among = left * groups.rows[hardest]
        taken = int(np.searchsorted(np.cumsum(among), chance.below(int(among.sum())), side="right"))
        mix[taken] += 1
        sums += groups.rows[:, taken]
    return mix if groups.fits(mix) else None
