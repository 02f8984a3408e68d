"""Quotas that no panel can meet: which rows conflict, and the least change that would help. Pure.

Codes and word keys, not sentences: the words stand in content/words.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from panels.groups import make_groups
from panels.pool import Pool, Quota
from panels.solver import INF, Answer, Floats, Program, SolverError
from panels.watch import Budget, OutOfTimeError


class Side(StrEnum):
    """Which end of a quota row."""

    MINIMUM = "minimum"
    MAXIMUM = "maximum"


class Trouble(StrEnum):
    """What is wrong; the value is its word key."""

    TOO_FEW = "panel-quota-too-few-people"
    """Even without quotas there are not enough people, one from each household. Arguments: seats, most."""
    CONFLICT = "panel-quota-conflict"
    """These rows cannot be met together. Each has a key panel-quota-row-... with feature, value, seats and pool."""


class Proof(StrEnum):
    """How small the set of rows is known to be; the value is its word key."""

    SMALLEST = "panel-quota-conflict-smallest"
    """No set of fewer rows conflicts."""
    NONE_SPARE = "panel-quota-conflict-none-spare"
    """Without any one of them the rest can be met; a smaller set elsewhere was not ruled out in time."""


WORD_KEYS = (*Trouble, *Proof, "panel-quota-row-minimum", "panel-quota-row-maximum", "panel-quota-change")
"""Every key that this module names; panel-quota-change takes feature, value, side, old, new."""


@dataclass(frozen=True)
class Row:
    """One end of a quota row; `pool` people count toward it."""

    quota: Quota
    side: Side
    pool: int

    @property
    def key(self) -> str:
        """The word key of its sentence."""
        return f"panel-quota-row-{self.side}"

    @property
    def seats(self) -> int:
        """The number at this end."""
        return self.quota.minimum if self.side is Side.MINIMUM else self.quota.maximum


@dataclass(frozen=True)
class Change:
    """A row's end moved from `old` to `new` seats. Word key: panel-quota-change."""

    quota: Quota
    side: Side
    old: int
    new: int


@dataclass(frozen=True)
class Explanation:
    """Why no panel exists and the least that would help. `most` is the largest panel there is without quotas.

    `changes` move the fewest seats in all, and of these the fewest rows; empty when no quota is to blame.
    """

    trouble: Trouble
    rows: tuple[Row, ...]
    proof: Proof | None
    changes: tuple[Change, ...]
    most: int


def explain(pool: Pool, budget: Budget) -> Explanation | None:
    """Why no panel meets the quotas; None when one does. Raises OutOfTimeError only if not even one set was found."""
    case = _Case(pool, budget)
    if case.possible(set(range(len(case.rows)))):
        return None
    if not case.possible(set()):
        return Explanation(Trouble.TOO_FEW, (), None, (), largest(pool))
    rows, proof = case.conflict()
    changes = case.changes()
    return Explanation(Trouble.CONFLICT, tuple(case.rows[i] for i in sorted(rows)), proof, changes, largest(pool))


class _Case:
    """The quota ends as numbered rows, each of which may be switched off."""

    def __init__(self, pool: Pool, budget: Budget) -> None:
        self.pool, self.budget, self.groups = pool, budget, make_groups(pool)
        self.rows: list[Row] = []
        self.lines: list[int] = []
        for line, label in enumerate(self.groups.labels):
            if label >= 0:
                quota = pool.quotas[label]
                count = pool.count(pool.people, quota)
                ends = [(Side.MINIMUM, quota.minimum > 0), (Side.MAXIMUM, quota.maximum < min(count, pool.size))]
                found = [Row(quota, side, count) for side, matters in ends if matters]
                self.rows += found
                self.lines += [line] * len(found)

    def _bounds(self, rows: set[int]) -> tuple[Floats, Floats]:
        """The rows' bounds with only these ends switched on."""
        lower, upper = self.groups.bounds()
        for line, label in enumerate(self.groups.labels):
            if label >= 0:
                lower[line], upper[line] = 0.0, INF
        for row in rows:
            side = lower if self.rows[row].side is Side.MINIMUM else upper
            side[self.lines[row]] = self.rows[row].seats
        return lower, upper

    def possible(self, rows: set[int]) -> bool:
        """Whether some panel meets these rows (and the size and the households)."""
        lower, upper = self._bounds(rows)
        if np.any(lower > upper):
            return False
        every = (np.zeros(len(self.groups.caps)), self.groups.caps.astype(float))
        program = Program(self.groups.rows, (lower, upper), every)
        program.integer()
        return program.solve(self.budget) is Answer.FOUND

    def conflict(self) -> tuple[set[int], Proof]:
        """The smallest conflicting set, or in half of the time one with no row to spare."""
        spare, whole = self._no_row_to_spare(), self.budget
        self.budget = whole.share(0.5)
        try:
            return self._smallest(), Proof.SMALLEST
        except OutOfTimeError:
            return spare, Proof.NONE_SPARE
        finally:
            self.budget = whole

    def _no_row_to_spare(self) -> set[int]:
        kept = set(range(len(self.rows)))
        for row in range(len(self.rows)):
            if not self.possible(kept - {row}):
                kept.discard(row)
        return kept

    def _smallest(self) -> set[int]:
        """By hitting sets: every conflicting set has a row of every set of rows whose removal helps.

        So the least set that has one of each found so far either conflicts, and is the answer, or shows another.
        """
        helps: list[set[int]] = []
        while True:
            guess = _least_hitting(helps, len(self.rows), self.budget)
            if not self.possible(guess):
                return guess
            helps.append(self._fewest_to_drop(guess))

    def _fewest_to_drop(self, keep: set[int]) -> set[int]:
        """The fewest rows outside `keep` without which the rest can be met."""
        moved = self._loosened(set(range(len(self.rows))) - keep, 0.0)
        return {row for row, seats in moved.items() if seats}

    def changes(self) -> tuple[Change, ...]:
        """The fewest seats, then rows, to move."""
        moved = self._loosened(set(range(len(self.rows))), float(len(self.rows) + 1))
        found = []
        for row, seats in moved.items():
            if seats:
                one = self.rows[row]
                new = one.seats - seats if one.side is Side.MINIMUM else one.seats + seats
                found.append(Change(one.quota, one.side, one.seats, new))
        return tuple(found)

    def _loosened(self, switches: set[int], per_seat: float) -> dict[int, int]:
        """Seats by which each switchable row must give way, at the least cost: 1 a row and `per_seat` a seat."""
        width, count = len(self.groups.caps), len(self.rows)
        most = max(self.pool.size, *(row.seats for row in self.rows))
        lower, upper = self._bounds(set())
        ends = np.zeros((count, width + 2 * count))
        limit = np.zeros((count, width + 2 * count))
        for row, one in enumerate(self.rows):
            sign = 1 if one.side is Side.MINIMUM else -1
            ends[row, :width] = sign * self.groups.rows[self.lines[row]]
            ends[row, width + row] = 1.0
            limit[row, width + row], limit[row, width + count + row] = 1.0, -float(most)
        free = np.zeros((len(lower), 2 * count))
        rows = np.vstack([np.hstack([self.groups.rows, free]), ends, limit])
        wanted = np.array([one.seats if one.side is Side.MINIMUM else -one.seats for one in self.rows], dtype=float)
        low = np.concatenate([lower, wanted, np.full(count, -INF)])
        high = np.concatenate([upper, np.full(count, INF), np.zeros(count)])
        on = np.array([row in switches for row in range(count)], dtype=float)
        top = np.concatenate([self.groups.caps, on * most, on])
        program = Program(rows, (low, high), (np.zeros(width + 2 * count), top))
        program.integer()
        program.costs(np.concatenate([np.zeros(width), np.full(count, -per_seat), np.full(count, -1.0)]))
        if program.solve(self.budget) is Answer.NONE:
            raise SolverError("with every row given way there is a panel")
        return {row: round(float(program.point[width + row])) for row in range(count)}


def largest(pool: Pool) -> int:
    """The largest panel that the households allow, without quotas."""
    alone = sum(not person.household for person in pool.people)
    return alone + len({person.household for person in pool.people if person.household})


def _least_hitting(sets: list[set[int]], count: int, budget: Budget) -> set[int]:
    """The fewest numbers below `count` of which every set has one."""
    if not sets:
        return set()
    rows = np.array([[float(number in one) for number in range(count)] for one in sets])
    program = Program(rows, (np.ones(len(sets)), np.full(len(sets), INF)), (np.zeros(count), np.ones(count)))
    program.integer()
    program.costs(np.full(count, -1.0))
    program.solve(budget)
    return {number for number in range(count) if program.point[number] > 0.5}
