"""Cuts: what every panel obeys and the divisible bound does not. Pure.

All numbers of a cut are whole, so that a panel obeys it or not without rounding.
"""

from dataclasses import dataclass

import numpy as np

from panels.groups import Groups
from panels.pricing import Pricer
from panels.relaxed import Face
from panels.solver import Answer, Floats, Ints, Program
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


def cut_empty_face(groups: Groups, face: Face) -> Groups:
    """No panel lies on the face: every panel is off it by 1 or more."""
    slack = slack_of(groups, face)
    return groups.with_row(-slack.row, slack.base - 1)


def cut(groups: Groups, pricer: Pricer, goal: Floats, prices: Floats, budget: Budget) -> Groups | None:
    """A cut that the goal breaks, from prices at which no panel on its face is worth as much as the goal.

    None when there is none beyond rounding.
    """
    for scale in SCALES:
        whole = np.rint(prices / prices.max() * scale).astype(np.int64)
        best = pricer.best(whole.astype(float), budget)
        if best is None:
            return cut_empty_face(groups, pricer.face)
        worth = int((whole * best).sum())
        if float(whole @ goal) > worth + APART * scale:
            return _for_all(groups, pricer.face, goal, whole, worth, budget)
    return None


def _for_all(groups: Groups, face: Face, goal: Floats, whole: Ints, worth: int, budget: Budget) -> Groups:
    """From the face to all panels: at once where no panel anywhere is worth the goal, else by a price on leaving it."""
    program = Program(groups.rows, groups.bounds(), (np.zeros(len(goal)), groups.caps.astype(float)))
    program.costs(whole)
    program.solve(budget)
    ceiling = int(np.floor(program.value + APART))
    program.integer()
    if program.solve(budget) is Answer.FOUND:
        ceiling = min(ceiling, int(np.floor(program.bound + 0.5)))
    if float(whole @ goal) > ceiling + APART:
        return groups.with_row(whole, ceiling)
    slack, fine = slack_of(groups, face), max(0, ceiling - worth)
    return groups.with_row(whole - fine * slack.row, worth + fine * slack.base)
