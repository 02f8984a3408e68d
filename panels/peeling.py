"""A point taken apart into panels, one after another. Pure.

From what is left of the point, a panel on its face is taken with as much weight as the face allows: then some group
is used up, or must be in all that follows, or a quota row becomes tight, and the face is smaller. So it ends after
at most as many panels as there are groups and rows; in practice what is left shrinks by half every few panels
(measured: 125 panels for 305 groups, 371 for 1,160). It needs no linear program over panels, which for 1,000 groups
would take longer than all else. It can get stuck, where a face has no panel, or slow, where panels are
hard to find; then the caller mixes.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from panels.groups import Groups
from panels.pricing import Pricer
from panels.relaxed import Face, face_of
from panels.solver import Floats, Ints
from panels.watch import Budget

ENOUGH = 1e-7
"""Weight that may be left over: no chance is then further than this from the target."""
HARD = 10
"""Small programs that may be too small before the faces count as hard; then mixing is quicker (measured), but for"""
MIXED = 600
"""more groups than this, where the linear program over panels takes longer than any peeling."""
_NONE = 1e-9
"""Less than this of a group, or of room in a row, is nothing."""


@dataclass
class Peeled:
    """Panels with their weights, and what they leave of the point: `rest` of the weight, `left` of each group."""

    left: Floats
    rest: float = 1.0
    panels: list[Ints] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def take(self, panel: Ints, weight: float) -> None:
        """Takes this much of a panel away."""
        self.left = self.left - weight * panel
        self.rest -= weight
        self.panels.append(panel)
        self.weights.append(weight)


def peel(groups: Groups, peeled: Peeled, budget: Budget, told: Callable[[float], None]) -> None:
    """Takes panels away until ENOUGH or less is left, or it is stuck or slow; `told` hears what is left (1 to 0)."""
    pricer = Pricer(groups, face_of(groups, peeled.left))
    while peeled.rest > ENOUGH and (pricer.hard < HARD or len(groups.counts) > MIXED):
        panel = pricer.good(peeled.left / peeled.rest, budget)
        weight = 0.0 if panel is None else _most(groups, peeled, panel)
        if panel is None or weight <= 0:
            return
        peeled.take(panel, weight)
        pricer.move(_face(groups, peeled))
        told(peeled.rest)


def _most(groups: Groups, peeled: Peeled, panel: Ints) -> float:
    """The most weight of this panel that leaves a point of the polytope."""
    left, rest, sums = peeled.left, peeled.rest, _sums(groups, peeled.left)
    size = _sums(groups, panel)
    lower, upper = groups.bounds()
    used = np.concatenate([panel, groups.caps - panel, size - lower, upper - size]).astype(float)
    there = np.concatenate([left, rest * groups.caps - left, sums - rest * lower, rest * upper - sums])
    return float(min(rest, np.min(there / np.where(used > 0, used, 1.0), where=used > 0, initial=np.inf)))


def _sums(groups: Groups, point: Floats | Ints) -> Floats:
    """The rows' sums, added in the same order on every machine, which a matrix product is not."""
    total: Floats = (groups.rows * point).sum(axis=1)
    return total


def _face(groups: Groups, peeled: Peeled) -> Face:
    """The face of what is left; clears what rounding leaves of used-up groups."""
    rest, caps = peeled.rest, groups.caps.astype(float)
    lower, upper = groups.bounds()
    empty, full = peeled.left < _NONE, rest * caps - peeled.left < _NONE
    peeled.left = np.where(empty, 0.0, np.where(full, rest * caps, peeled.left))
    sums = _sums(groups, peeled.left)
    at_lower, at_upper = sums - rest * lower < _NONE, rest * upper - sums < _NONE
    return Face(
        np.where(at_upper, upper, lower), np.where(at_lower, lower, upper),
        np.where(full, caps, 0.0), np.where(empty, 0.0, caps),
    )  # fmt: skip
