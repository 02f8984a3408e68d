"""The fairest chances when panels may hold parts of people: an upper bound in leximin order. Pure.

Stage by stage (Flanigan et al., Nature 596, 2021, on the quota polytope instead of on panels): raise the smallest
chance `z` of all groups not yet settled; groups whose row has a positive price are at `z` in every best answer, so
they are settled there. The answer is one vector of chances, so everything that follows aims at one point.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from panels.groups import Groups
from panels.solver import INF, Answer, Floats, Ints, Program
from panels.watch import Budget

TIGHT = 1e-7
"""A row this near its bound is taken to stand at it."""
PRICED = 1e-6
"""A price (they sum to 1) above this is not rounding."""


class NoPointError(Exception):
    """Not even parts of people meet the quotas."""


@dataclass(frozen=True)
class Target:
    """The fairest expected number of people from each group, and the chances it gives, were panels divisible.

    `goal` is in people, `chances` are goal / count, `floor` is the smallest chance among groups that have one.
    """

    goal: Floats
    chances: Floats
    floor: float
    stages: int


@dataclass(frozen=True)
class Face:
    """The smallest face of the quota polytope around a point: only panels on it can make up that point.

    `lower`, `upper` bound the rows and `least`, `most` the groups.
    """

    lower: Floats
    upper: Floats
    least: Floats
    most: Floats

    def on(self, groups: Groups, panel: Ints) -> bool:
        """Whether this panel lies on the face."""
        sums = (groups.rows * panel).sum(axis=1)
        inside = np.all(panel >= self.least) and np.all(panel <= self.most)
        return bool(inside and np.all(sums >= self.lower) and np.all(sums <= self.upper))


def never_even_in_part(groups: Groups, budget: Budget) -> Ints:
    """Marks the groups that get nobody in any point of the polytope; raises NoPointError when there is no point.

    One program finds all: over multiples t * point, how many groups can have at least 1.
    """
    width = len(groups.counts)
    eye = np.eye(width)
    lower, upper = groups.bounds()
    rows = np.vstack([
        np.hstack([groups.rows, np.zeros((len(lower), width)), -lower[:, None]]),
        np.hstack([groups.rows, np.zeros((len(lower), width)), -upper[:, None]]),
        np.hstack([eye, -eye, np.zeros((width, 1))]),
        np.hstack([eye, np.zeros((width, width)), -groups.caps[:, None].astype(float)]),
    ])  # fmt: skip
    height = len(lower)
    low = np.concatenate([np.zeros(height), np.full(height, -INF), np.zeros(width), np.full(width, -INF)])
    high = np.concatenate([np.full(height, INF), np.zeros(height), np.full(width, INF), np.zeros(width)])
    top = np.concatenate([np.full(width, INF), np.ones(width), [INF]])
    program = Program(rows, (low, high), (np.zeros(2 * width + 1), top))
    program.costs(np.concatenate([np.zeros(width), np.ones(width), [0.0]]))
    program.solve(budget)
    point = program.point
    if point[-1] < TIGHT:
        raise NoPointError
    return (point[width:-1] < 0.5).astype(np.int64)


def fairest(groups: Groups, budget: Budget, levels: int | None = None) -> Target:
    """The fairest point for the groups with caps above 0; `levels` stops after so many stages (1: maximin)."""
    stair = _Stair(groups)
    goal, stages, floor = stair.start(budget), 0, 0.0
    while stair.open and (levels is None or stages < levels):
        goal, level = stair.step(budget)
        floor = level if stages == 0 else floor
        stages += 1
    goal = _snap(groups, goal, floor, budget)
    return Target(goal, goal / groups.counts, floor, stages)


def ceiling(groups: Groups, sure: NDArray[np.bool_], budget: Budget) -> float:
    """What no lottery exceeds in the smallest chance of the groups `sure`, whatever becomes of the others."""
    stair = _Stair(groups)
    for group in np.flatnonzero(~sure):
        stair.program.row(stair.height + int(group), -INF, INF)
    return stair.step(budget)[1]


class _Stair:
    """The program of the stages: columns are the groups and `z`."""

    def __init__(self, groups: Groups) -> None:
        width = len(groups.counts)
        self.groups, self.z, self.height = groups, width, len(groups.lower)
        self.settled: dict[int, float] = {}
        self.open = {int(g) for g in np.flatnonzero(groups.caps)}
        lower, upper = groups.bounds()
        rows = np.vstack([
            np.hstack([groups.rows, np.zeros((self.height, 1))]),
            np.hstack([np.eye(width), -groups.counts[:, None].astype(float)]),
        ])  # fmt: skip
        floors = np.where(groups.caps > 0, 0.0, -INF)
        self.program = Program(
            rows, (np.concatenate([lower, floors]), np.concatenate([upper, np.full(width, INF)])),
            (np.zeros(width + 1), np.append(groups.caps.astype(float), 1.0)),
        )  # fmt: skip

    def start(self, budget: Budget) -> Floats:
        """Any point; raises NoPointError."""
        if self.program.solve(budget) is Answer.NONE:
            raise NoPointError
        return self.program.point[:-1]

    def step(self, budget: Budget) -> tuple[Floats, float]:
        """Raises the smallest open chance as far as it goes and settles the groups that stay there."""
        self.program.costs(np.eye(self.z + 1)[self.z])
        slack = 0.0
        while self.program.solve(budget) is Answer.NONE:
            slack = max(1e-10, 10 * slack)
            self._loosen(slack)
        point, prices = self.program.point, np.abs(self.program.row_duals[self.height :])
        level = float(point[-1])
        for group in self._priced(prices, level):
            self._settle(group, level)
        return point[:-1], level

    def _priced(self, prices: Floats, level: float) -> list[int]:
        weights = prices * self.groups.counts
        found = [g for g in self.open if weights[g] > PRICED]
        return found if found and level < 1 - PRICED else sorted(self.open)

    def _settle(self, group: int, level: float) -> None:
        self.open.discard(group)
        self.program.row(self.height + group, -INF, INF)
        count, cap = float(self.groups.counts[group]), float(self.groups.caps[group])
        self.program.bounds([group], np.array([min(count * level, cap)]), np.array([cap]))
        self.settled[group] = min(count * level, cap)

    def _loosen(self, slack: float) -> None:
        for group, value in self.settled.items():
            cap = float(self.groups.caps[group])
            self.program.bounds([group], np.array([max(0.0, value - slack)]), np.array([cap]))


def face_of(groups: Groups, point: Floats) -> Face:
    """The face around a point: what is at a bound stays there."""
    sums = groups.rows @ point
    lower, upper = groups.bounds()
    at_lower, at_upper = sums - lower < TIGHT, upper - sums < TIGHT
    empty, full = point < TIGHT, groups.caps - point < TIGHT
    return Face(
        np.where(at_upper, upper, lower), np.where(at_lower, lower, upper),
        np.where(full, groups.caps, 0.0), np.where(empty, 0.0, groups.caps.astype(float)),
    )  # fmt: skip


def _snap(groups: Groups, goal: Floats, floor: float, budget: Budget) -> Floats:
    """The point of the face nearest to `goal`: rounding over many stages has moved it off by some 1e-9.

    Without this no lottery could reach it, as its numbers would not add up.
    """
    face, width = face_of(groups, goal), len(goal)
    rows = np.vstack([
        np.hstack([groups.rows, np.zeros((len(groups.lower), 2 * width))]),
        np.hstack([np.eye(width), -np.eye(width), np.eye(width)]),
    ])  # fmt: skip
    least = np.maximum(face.least, np.where(groups.caps > 0, np.minimum(floor * groups.counts, goal), 0.0))
    program = Program(
        rows, (np.append(face.lower, goal), np.append(face.upper, goal)),
        (np.append(np.minimum(least, face.most), np.zeros(2 * width)), np.append(face.most, np.full(2 * width, INF))),
    )  # fmt: skip
    program.costs(np.append(np.zeros(width), np.full(2 * width, -1.0)))
    return np.maximum(program.point[:width], 0.0) if program.solve(budget) is Answer.FOUND else goal
