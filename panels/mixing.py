"""How panels already found are mixed into a lottery. Pure."""

from dataclasses import dataclass

import numpy as np

from panels.solver import INF, Answer, Floats, Ints, Program, SolverError
from panels.watch import Budget

MET = 1e-7
"""People that may be missing from the target, all groups together: below what HiGHS's 1e-9 per row adds up to."""


@dataclass(frozen=True)
class Mix:
    """`shares` of the panels, what the mix is `short` of the target (people), and prices of the groups.

    At these prices no panel of the mix is worth more than `worth`; a panel worth more would bring it nearer.
    """

    panels: Ints
    shares: Floats
    short: float
    prices: Floats
    worth: float


def mix(panels: Ints, goal: Floats, budget: Budget) -> Mix:
    """The mix of these panels that is least short of the goal.

    Starts from a basis of the panels themselves: it costs nothing, so the dual simplex method has only to repair
    negative shares, and a start from nothing takes up to five times as many steps (measured).
    """
    count, width = panels.shape
    rows = np.zeros((width + 1, count + width))
    rows[:width, :count], rows[:width, count:], rows[width, :count] = panels.T, np.eye(width), 1.0
    program = Program(
        rows, (np.append(goal, 1.0), np.append(np.full(width, INF), 1.0)),
        (np.zeros(count + width), np.full(count + width, INF)),
    )  # fmt: skip
    program.costs(np.append(np.zeros(count), np.full(width, -1.0)))
    first = min(count, width + 1)
    spare = width + 1 - first
    program.basis([i < first or count <= i < count + spare for i in range(count + width)], [False] * (width + 1))
    if program.solve(budget) is Answer.NONE:
        raise SolverError("a mix of panels always exists")
    point, prices = program.point, np.abs(program.row_duals[:width])
    return Mix(panels, point[:count], float(point[count:].sum()), prices, float((panels @ prices).max()))


def fairest_mix(panels: Ints, counts: Ints, budget: Budget) -> Floats:
    """Shares of these panels that raise the smallest chance, among groups that some panel has, most."""
    held = panels.max(axis=0) > 0
    rows = np.vstack([np.hstack([panels.T[held], -counts[held, None]]), np.append(np.ones(len(panels)), 0.0)])
    height = int(held.sum())
    program = Program(
        rows, (np.append(np.zeros(height), 1.0), np.append(np.full(height, INF), 1.0)),
        (np.zeros(len(panels) + 1), np.full(len(panels) + 1, INF)),
    )  # fmt: skip
    program.costs(np.append(np.zeros(len(panels)), 1.0))
    program.solve(budget)
    return program.point[:-1]
