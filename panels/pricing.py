"""Panels that are worth most at given prices: the step that is done a thousand times. Pure.

The quick way solves the linear program warm (milliseconds), keeps its whole numbers and settles the few parts of
people by a small integer program. It finds a good panel, not always the best; `best` proves the best.
"""

import numpy as np

from panels.groups import Groups
from panels.relaxed import Face
from panels.solver import Answer, Floats, Ints, Program, whole
from panels.watch import Budget

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

    def _panel(self, point: Floats) -> Ints | None:
        panel = np.rint(point).astype(np.int64)
        return panel if self.groups.fits(panel) else None
