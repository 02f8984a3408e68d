"""Panels that are worth most at given prices: the step that is done a thousand times. Pure.

The quick way solves the linear program warm (milliseconds), keeps its whole numbers and settles the few parts of
people by a search among the candidates next in worth (`panels/picking.py`), and where this takes too long by a small
integer program. It finds a good panel, not always the best; `best` proves the best.
"""

from itertools import product

import numpy as np

from panels.groups import Groups
from panels.picking import pick
from panels.relaxed import Face
from panels.solver import Answer, Floats, Ints, Program, whole
from panels.watch import Budget

SIZES = (30, 45, 60, 80, 100, 130, 160, 200, 250, 320)
"""How many groups the search may change: few give the panels worth most, many give one at all."""
STEPS, MORE_STEPS = 200, 1000
"""A search that is lucky is short, so many short ones in other orders find more than a long one (measured)."""
SHUFFLES, SPREAD, GOLDEN = (1, 2, 3), 0.3, 0.6180339887
"""Other orders: each candidate's place moved by up to SPREAD of a person, evenly but without a pattern."""
CORES = (40, 70, 110)
"""How many groups the small integer program may change; when none fits, the next size, then all."""

_QUICK = (("mip_max_improving_sols", 1), ("presolve", "off"), ("mip_detect_symmetry", False))
"""The first panel is good enough here, and a program of 40 columns is solved before presolve would pay (measured)."""


class Pricer:
    """Finds panels on a face, one after another; `hard` counts the small programs that were too small."""

    def __init__(self, groups: Groups, face: Face) -> None:
        self.groups, self.face = groups, face
        self.program = self._program()
        self.hard = 0
        self._counts = bool(np.all((groups.rows == 0) | (groups.rows == 1)))
        self._last = 0
        self._exact: Program | None = None

    def _program(self) -> Program:
        face = self.face
        return Program(self.groups.rows, (face.lower, face.upper), (face.least, face.most))

    def move(self, face: Face) -> None:
        """To another face, keeping what the last solve found for a warm start."""
        for row in np.flatnonzero((face.lower != self.face.lower) | (face.upper != self.face.upper)):
            self.program.row(int(row), face.lower[row], face.upper[row])
        columns = np.flatnonzero((face.least != self.face.least) | (face.most != self.face.most))
        self.program.bounds(columns, face.least[columns], face.most[columns])
        self.face, self._exact = face, None

    def good(self, prices: Floats, budget: Budget) -> Ints | None:
        """A panel that is worth much; None where the face has no panel."""
        self.program.costs(prices)
        if self.program.solve(budget) is Answer.NONE:
            return None
        point, left = self.program.point, np.abs(self.program.column_duals)
        if whole(point):
            return self._panel(point)
        parts = np.abs(point - np.rint(point)) > 1e-6
        movable = np.flatnonzero(self.face.most > self.face.least)
        order = movable[np.argsort(np.where(parts, -1.0, left)[movable], kind="stable")]
        picked = self._picked(point, order) if self._counts else None
        if picked is not None:
            return picked
        for size in CORES:
            core = np.sort(order[: max(size, int(parts.sum()) + size // 2)])
            found = self._around(prices, point, core, budget)
            if found is not None or len(core) == len(movable):
                return found
            self.hard += 1
        return self.best(prices, budget)

    def best(self, prices: Floats, budget: Budget) -> Ints | None:
        """A panel that no other on the face is worth more than."""
        if self._exact is None:
            self._exact = self._program()
            self._exact.integer()
        self._exact.costs(prices)
        return self._panel(self._exact.point) if self._exact.solve(budget) is Answer.FOUND else None

    def _picked(self, point: Floats, order: Ints) -> Ints | None:
        """By search: from a size below the one that did last, as faces are alike, to all; then in other orders."""
        sizes = [size for size in SIZES if size < len(order)] + [len(order)]
        for place in range(max(0, min(self._last, len(sizes)) - 1), len(sizes)):
            panel = self._among(point, order[: sizes[place]], STEPS, 0)
            if panel is not None:
                self._last = place
                return panel
        tries = (self._among(point, order[:size], MORE_STEPS, way) for way, size in product(SHUFFLES, sizes[3:]))
        return next((panel for panel in tries if panel is not None), None)

    def _among(self, point: Floats, core: Ints, steps: int, shuffle: int) -> Ints | None:
        kept, least, most = (np.rint(each).astype(np.int64) for each in (point, self.face.least, self.face.most))
        kept[core] = least[core]
        taken = self.groups.rows @ kept
        order = np.argsort(-point[core] + np.arange(len(core)) * shuffle * GOLDEN % 1 * SPREAD, kind="stable")
        people = np.repeat(core[order], (most - least)[core[order]])
        lower, upper = (np.rint(bound).astype(np.int64) - taken for bound in (self.face.lower, self.face.upper))
        found = pick(self.groups.rows[:, people], lower, upper, steps)
        if found is None:
            return None
        np.add.at(kept, people[found], 1)
        return self._panel(kept)

    def _around(self, prices: Floats, point: Floats, core: Ints, budget: Budget) -> Ints | None:
        kept = np.rint(point)
        kept[core] = 0
        taken, face = self.groups.rows @ kept, self.face
        bounds = face.lower - taken, face.upper - taken
        program = Program(self.groups.rows[:, core], bounds, (face.least[core], face.most[core]))
        program.integer()
        for name, value in _QUICK:
            program.option(name, value)
        program.costs(prices[core])
        if program.solve(budget) is Answer.NONE:
            return None
        kept[core] = program.point
        return self._panel(kept)

    def _panel(self, point: Floats | Ints) -> Ints | None:
        panel = np.rint(point).astype(np.int64)
        return panel if self.groups.fits(panel) else None
