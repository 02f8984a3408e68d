"""The fairest lottery: leximin, exact and proven, or the best found in time with its gap. Pure.

1. `panels/relaxed.py` finds the fairest chances if panels were divisible: an upper bound.
2. That point is taken apart into whole panels (`panels/peeling.py`), or, where this gets stuck, panels are found
   whose average steers to it and a linear program mixes them to meet it (`panels/mixing.py`).
   Then the bound is reached, which proves the lottery leximin: there are no stages left.
3. Where the bound cannot be met, prices are found at which every whole panel is worth less than the bound: a cut,
   valid for all panels, goes to step 1. There are finitely many.
The method is described for outsiders in docs/draw.md, its reasons in docs/decisions/0030-leximin-with-highs.md.
"""

from contextlib import suppress
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from panels.cuts import cut, cut_empty_face
from panels.groups import Groups
from panels.lottery import Certificate, Lottery, make_lottery
from panels.mixing import MET, Mix, fairest_mix, mix
from panels.peeling import ENOUGH, Peeled, peel
from panels.pricing import Pricer
from panels.relaxed import TIGHT, Target, ceiling, face_of, fairest, never_even_in_part
from panels.solver import Answer, Floats, Ints, Program
from panels.watch import Budget, OutOfTimeError

SEARCH = 0.8
"""The part of the time for searching; the rest is for mixing what was found, if the search did not end."""


class NoPanelError(Exception):
    """No panel meets the quotas: panels/infeasible.py says why."""


class NoPanelInTimeError(Exception):
    """The limit came before any panel was found."""


@dataclass(frozen=True)
class Result:
    """A lottery with its proof. `never` are the groups nobody can be chosen from; `cuts` how many were needed."""

    lottery: Lottery
    certificate: Certificate
    never: tuple[int, ...]
    stages: int
    cuts: int


def leximin(groups: Groups, budget: Budget, levels: int | None = None) -> Result:
    """The leximin lottery; with `levels` 1 only the smallest chance is raised (maximin).

    Raises NoPanelError, NoPanelInTimeError, CancelledError and panels.relaxed.NoPointError.
    """
    search = _Search(groups, budget.share(SEARCH), levels)
    try:
        search.run()
        panels, shares, finished = search.mix.panels, search.mix.shares, True
    except OutOfTimeError:
        panels, shares = search.best_so_far(budget)
        finished = False
        search.doubt(budget)
    return _result(search, make_lottery(panels, shares), finished)


def _result(search: "_Search", lottery: Lottery, finished: bool) -> Result:
    chances = np.array([float(chance) for chance in lottery.chances(search.groups)])
    able = search.groups.caps > 0
    target = search.target
    bound = target.floor if target else search.ceiling
    reached = float(chances[able].min())
    ideal = target.chances if target else np.ones(len(chances))
    gap_all = float(np.max(ideal - chances, initial=0.0, where=able))
    certificate = Certificate(bound, reached, max(0.0, bound - reached), gap_all, finished)
    never = tuple(int(group) for group in np.flatnonzero(~able))
    return Result(lottery, certificate, never, target.stages if target else 0, search.cuts)


def worth_most(groups: Groups, prices: Floats, budget: Budget) -> Ints:
    """The panel worth most at these prices of all there are; raises NoPanelError and OutOfTimeError."""
    program = Program(groups.rows, groups.bounds(), (np.zeros(len(prices)), groups.caps.astype(float)))
    program.integer()
    program.costs(prices)
    if program.solve(budget) is Answer.NONE:
        raise NoPanelError
    return np.rint(program.point).astype(np.int64)


class _Search:
    """What was found so far, kept so that a stop can use it."""

    def __init__(self, groups: Groups, budget: Budget, levels: int | None) -> None:
        self.groups, self.budget, self.levels = groups, budget, levels
        self.target: Target | None = None
        self.panels: dict[tuple[int, ...], None] = {}
        self.peeled = Peeled(np.zeros(0))
        self.steered: list[Ints] = []
        self.mix = Mix(np.zeros((0, len(groups.counts)), dtype=np.int64), np.zeros(0), 1.0, np.zeros(0), 0.0)
        self.cuts, self.ceiling = 0, 1.0

    def run(self) -> None:
        """Until a lottery meets its target."""
        self.groups = self.groups.without(never_even_in_part(self.groups, self.budget))
        self.keep(worth_most(self.groups, np.zeros(len(self.groups.counts)), self.budget))
        done = False
        while not done:
            self.target = fairest(self.groups, self.budget, self.levels)
            nobody = (self.target.goal < TIGHT) & (self.groups.caps > 0)
            done = not self.name_the_never(nobody) and _Reach(self, self.target).run()

    def keep(self, panel: Ints) -> bool:
        """Keeps a panel; whether it is new."""
        key = tuple(int(n) for n in panel)
        new = key not in self.panels
        self.panels[key] = None
        return new

    def table(self) -> Ints:
        """All panels found, one a row."""
        return np.array(list(self.panels), dtype=np.int64)

    def best_so_far(self, budget: Budget) -> tuple[Ints, Floats]:
        """The fairest of the lotteries that what was found allows."""
        if not self.panels:
            raise NoPanelInTimeError
        found = [(self.table(), np.full(len(self.panels), 1 / len(self.panels)))]
        if self.steered:
            found.append((np.array(self.steered), np.full(len(self.steered), 1 / len(self.steered))))
        if self.peeled.panels:
            found.append(self._peeled_and_steered(budget.share(0.5)))
        if len(self.mix.shares):
            found.append((self.mix.panels, self.mix.shares))
        with suppress(OutOfTimeError):
            found.append((self.table(), fairest_mix(self.table(), self.groups.counts, budget)))
        return max(found, key=self._sorted_chances)

    def doubt(self, budget: Budget) -> None:
        """At a stop: groups that no panel found has may be nobody's, so no bound may count on them."""
        found = np.max(self.table(), axis=0) > 0
        if not np.all(found[self.groups.caps > 0]):
            self.target = None
            with suppress(OutOfTimeError):
                self.ceiling = ceiling(self.groups, found, budget)

    def _peeled_and_steered(self, budget: Budget) -> tuple[Ints, Floats]:
        """The panels taken away, and for the rest panels whose average nears it."""
        peeled, steered = self.peeled, list[Ints]()
        goal = peeled.left / peeled.rest
        wanted, pricer = np.zeros(len(goal)), Pricer(self.groups, face_of(self.groups, goal))
        with suppress(OutOfTimeError):
            while len(steered) < len(goal) and (panel := pricer.good(wanted + goal, budget)) is not None:
                wanted = wanted + goal - panel
                self.keep(panel)
                steered.append(panel)
        share = peeled.rest / len(steered) if steered else 0.0
        shares = np.array([*peeled.weights, *[share] * len(steered)])
        return np.array([*peeled.panels, *steered]), shares / shares.sum()

    def _sorted_chances(self, candidate: tuple[Ints, Floats]) -> tuple[float, ...]:
        panels, shares = candidate
        chances = np.repeat((panels.T @ shares) / self.groups.counts, self.groups.counts)
        return tuple(float(chance) for chance in np.sort(chances).round(9))

    def name_the_never(self, doubted: NDArray[np.bool_]) -> bool:
        """Tests the doubted groups that no panel found has: whether some give nobody. They are named then."""
        never = np.zeros(len(doubted), dtype=np.int64)
        for group in np.flatnonzero(doubted):
            if any(panel[group] for panel in self.panels):
                continue
            panel = worth_most(self.groups, np.eye(len(doubted))[group], self.budget)
            self.keep(panel)
            never[group] = panel[group] == 0
        if never.any():
            self.groups, self.target = self.groups.without(never), None  # its floor was for them too
        return bool(never.any())


class _Reach:
    """The search for a lottery that meets one target: by peeling, and where that gets stuck by mixing."""

    def __init__(self, search: _Search, target: Target) -> None:
        self.search, self.target, self.budget = search, target, search.budget
        self.face = face_of(search.groups, target.goal)
        self.pricer = Pricer(search.groups, self.face)
        self.rest, self.start = np.zeros(len(target.goal)), search.budget.now()
        search.steered, search.peeled = [], Peeled(target.goal)

    def run(self) -> bool:
        """Whether the target was met; if not, the groups have a cut more, or fewer that can be chosen."""
        if self._peel():
            return True
        search, inside = self.search, int(np.count_nonzero(self.target.goal > 0))
        if not search.peeled.panels or not self._steer(int(inside * 1.1) + 20):
            self._cut(cut_empty_face(search.groups, self.face, self.budget))
            return False
        if search.name_the_never((self.target.goal > 0) & (np.max(search.steered, axis=0) == 0)):
            return False
        return self._mix(inside // 10 + 1)

    def _peel(self) -> bool:
        peeled = self.search.peeled
        peel(self.search.groups, peeled, self.budget, self._tell_rest)
        for panel in peeled.panels:
            self.search.keep(panel)
        if peeled.rest > ENOUGH:
            return False
        shares = np.array([*peeled.weights[:-1], peeled.weights[-1] + max(0.0, peeled.rest)])
        self.search.mix = Mix(np.array(peeled.panels), shares, 0.0, np.zeros(0), 0.0)
        return True

    def _tell_rest(self, rest: float) -> None:
        self._tell("panel-draw-peel", min(1.0, np.log(max(rest, ENOUGH)) / np.log(ENOUGH)))

    def _tell(self, step: str, done: float) -> None:
        spent = self.budget.now() - self.start
        self.budget.watch.progress(step, float(done), spent / done * (1 - done) if done else None)

    def _mix(self, more: int) -> bool:
        search = self.search
        while True:
            on_face = [panel for panel in search.table() if self.face.on(search.groups, panel)]
            search.mix = mix(np.array(on_face), self.target.goal, self.budget)
            if search.mix.short <= MET:
                return True
            if not self._more(more):
                return self._out_of_reach()

    def _steer(self, count: int) -> bool:
        """Finds panels whose average nears the target: each is the best for what the ones before left wanting."""
        self.start = self.budget.now()
        for done in range(1, count + 1):
            self.rest = self.rest + self.target.goal
            panel = self.pricer.good(self.rest, self.budget)
            if panel is None:
                return False
            self.rest = self.rest - panel
            self.search.keep(panel)
            self.search.steered.append(panel)
            self._tell("panel-draw-search", done / count)
        return True

    def _more(self, count: int) -> bool:
        """Looks for panels that bring the mix nearer; False when it is proven that there are none."""
        prices, worth = self.search.mix.prices, self.search.mix.worth
        for find in (self.pricer.good, self.pricer.best):
            panel = find(prices, self.budget)
            if panel is not None and prices @ panel > worth + MET and self.search.keep(panel):
                return self._steer(count)
        return False

    def _out_of_reach(self) -> bool:
        found = cut(self.search.groups, self.pricer, self.target.goal, self.search.mix.prices, self.budget)
        if found is None:
            return True
        self._cut(found)
        return False

    def _cut(self, groups: Groups) -> None:
        self.search.groups = groups
        self.search.cuts += 1
