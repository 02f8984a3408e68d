"""A whole panel out of a short list of candidates, by search with bit masks. Pure.

What the linear program leaves open is a small puzzle: some seats, some dozen candidates, and for each value of each
feature how many of the seats are its. The row with the fewest ways out is settled first, likely candidates before
others; a branch ends as soon as some row has too few candidates left. An integer program says the same, but its
start alone costs more than the hundred steps that this takes (measured: 1 to 3 ms against 5 to 20, where it is hard
200). It proves nothing: where it finds no panel there may be one.
"""

import numpy as np
from numpy.typing import NDArray

from panels.solver import Ints

Needs = tuple[list[int], list[int]]
"""For each row the fewest and the most seats still to be given."""


class _TooLongError(Exception):
    """The search took more steps than it may."""


def pick(sums: Ints, lower: Ints, upper: Ints, steps: int) -> list[int] | None:
    """Which candidates to take, the likeliest standing first; None when none was found in so many steps.

    `sums` has a column for each candidate, 1 in the rows where they count, else 0; row 0 counts all.
    """
    if np.any(upper < 0) or np.any(lower > sums.sum(axis=1)):
        return None
    try:
        return _Picking(sums, lower, upper, steps).start()
    except _TooLongError:
        return None


class _Picking:
    """Depth first. A set of candidates is a whole number with a bit for each."""

    def __init__(self, sums: Ints, lower: Ints, upper: Ints, steps: int) -> None:
        self.steps = steps
        self.everyone: int = (1 << sums.shape[1]) - 1
        self.masks: list[int] = [int("0" + "".join("01"[n] for n in row[::-1]), 2) for row in sums.tolist()]
        self.rows = [np.flatnonzero(column).tolist() for column in sums.T]
        self.needs: Needs = lower.tolist(), upper.tolist()
        self.loose = _loose(sums, lower < upper)

    def start(self) -> list[int] | None:
        """The first way to give all rows what they need."""
        free = self.everyone
        for most, mask in zip(self.needs[1], self.masks, strict=True):
            if most == 0:
                free &= ~mask
        return self._go(free, self.needs, [])

    def _go(self, free: int, needs: Needs, taken: list[int]) -> list[int] | None:
        self.steps -= 1
        if self.steps < 0:
            raise _TooLongError
        for rows in self.loose:
            free &= self._wanted(rows, needs[0])
        spare, choice = self._tightest(free, needs[0])
        if choice == 0:
            return taken if spare >= 0 else None
        return self._branch(free, needs, taken, spare, choice)

    def _wanted(self, rows: list[int], lower: list[int]) -> int:
        """Whoever may still be taken: where these rows need all seats that are left, only theirs."""
        lack, wanted = 0, 0
        for row in rows:
            if lower[row] > 0:
                lack += lower[row]
                wanted |= self.masks[row]
        if lack < lower[0]:
            return self.everyone
        return wanted if lack == lower[0] else 0

    def _tightest(self, free: int, lower: list[int]) -> tuple[int, int]:
        """How many candidates the tightest row can spare (below 0: too few), and its candidates."""
        spare, choice = 1 << 30, 0
        for least, mask in zip(lower, self.masks, strict=True):
            if least > 0:
                here = mask & free
                more = here.bit_count() - least
                if more < spare:
                    if more < 0:
                        return more, 0
                    spare, choice = more, here
        return spare, choice

    def _branch(self, free: int, needs: Needs, taken: list[int], spare: int, choice: int) -> list[int] | None:
        """One of the first spare + 1 candidates must be taken: each in turn, the ones before it left out."""
        for _ in range(spare + 1):
            first = choice & -choice
            choice ^= first
            free ^= first
            lower, upper, left = needs[0].copy(), needs[1].copy(), free
            candidate = first.bit_length() - 1
            for row in self.rows[candidate]:
                lower[row] -= 1
                upper[row] -= 1
                if upper[row] == 0:
                    left &= ~self.masks[row]
            found = self._go(left, (lower, upper), [*taken, candidate])
            if found is not None:
                return found
        return None


def _loose(sums: Ints, free: NDArray[np.bool_]) -> list[list[int]]:
    """Runs of rows that share no candidate (a feature's values), where one at least has room."""
    runs: list[list[int]] = [[]]
    held = np.zeros(sums.shape[1], dtype=np.int64)
    for row in range(1, len(sums)):
        if np.any(held + sums[row] > 1):
            runs.append([])
            held = np.zeros_like(held)
        runs[-1].append(row)
        held += sums[row]
    return [run for run in runs if np.any(free[run])]
