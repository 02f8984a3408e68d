"""Cuts: what every panel obeys and the divisible bound does not. Pure.

All numbers of a cut are whole, so that a panel obeys it or not without rounding.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from panels.groups import Groups
from panels.pricing import Pricer
from panels.relaxed import Face
from panels.solver import Floats, Ints
from panels.watch import Budget

SCALES = (1, 2, 3, 4, 6, 12, 60, 1000, 100_000)
"""Prices are tried as whole numbers up to these: small ones make the sharpest cuts and the fewest rounding errors."""
APART = 1e-6
"""A target must break a cut by this much (of the largest price), else the cut is no better than rounding."""


@dataclass(frozen=True)
class Slack:
    """How far a panel stands off a face: base + row @ panel, whole, 0 on the face and 1 or more off it."""

    base: int
    row: Ints


def slack_of(groups: Groups, face: Face) -> Slack:
    """Sums what is left at every bound where the face is tight."""
    base, row = 0, np.zeros(len(groups.counts), dtype=np.int64)
    for place, coefficients in enumerate(groups.rows):
        lower, upper = int(groups.lower[place]), int(groups.upper[place])
        if lower == upper:
            continue
        if face.lower[place] == upper:
            base, row = base + upper, row - coefficients
        elif face.upper[place] == lower:
            base, row = base - lower, row + coefficients
    empty = (face.most == 0) & (groups.caps > 0)
    full = (face.least == groups.caps) & (groups.caps > 0)
    return Slack(base + int(groups.caps[full].sum()), row + empty - full)


def cut_empty_face(groups: Groups, face: Face, budget: Budget) -> Groups:
    """No panel lies on the face: every panel is off it by as much as the nearest one."""
    slack = slack_of(groups, face)
    best = _everywhere(groups).best(-slack.row.astype(float), budget)
    nearest = 1 if best is None else slack.base + int(slack.row @ best)
    return groups.with_row(-slack.row, slack.base - nearest)


def cut(groups: Groups, pricer: Pricer, goal: Floats, prices: Floats, budget: Budget) -> Groups | None:
    """A cut that the goal breaks, from prices at which no panel on its face is worth as much as the goal.

    None when there is none beyond rounding.
    """
    for scale in SCALES:
        whole = np.rint(prices / prices.max() * scale).astype(np.int64)
        best = pricer.best(whole.astype(float), budget)
        if best is None:
            return cut_empty_face(groups, pricer.face, budget)
        worth = int((whole * best).sum())
        if float(whole @ goal) > worth + APART * scale:
            return _for_all(groups, slack_of(groups, pricer.face), whole, worth, budget)
    return None


def _for_all(groups: Groups, slack: Slack, whole: Ints, worth: int, budget: Budget) -> Groups:
    """From the face to all panels, by the least fine on leaving the face at which nothing is worth more.

    The fine is a fraction: it is raised to what the best panel yet would need until no panel gains by leaving.
    """
    everywhere, fine = _everywhere(groups), Fraction(0)
    while True:
        up, down = fine.numerator, fine.denominator
        row, most = down * whole - up * slack.row, down * worth + up * slack.base
        best = everywhere.best(row.astype(float), budget)
        if best is None or int(row @ best) <= most:
            return groups.with_row(row, most)
        fine = Fraction(int(whole @ best) - worth, slack.base + int(slack.row @ best))


def _everywhere(groups: Groups) -> Pricer:
    lower, upper = groups.bounds()
    return Pricer(groups, Face(lower, upper, np.zeros(len(groups.caps)), groups.caps.astype(float)))
