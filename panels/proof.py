"""Proves again what a portfolio says of itself: who cannot be drawn, and how fair the lottery is. Pure.

Nothing that the certificate states is taken for true: the smallest chance comes from the lottery, the bound and the
fairest chances from people and quotas alone.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from panels.groups import Groups
from panels.legacy import legacy
from panels.leximin import NoPanelInTimeError, leximin, worth_most
from panels.lottery import Certificate, Lottery
from panels.portfolio import Portfolio
from panels.relaxed import fairest, never_even_in_part
from panels.solver import Floats
from panels.watch import Budget, OutOfTimeError

GAP = 1e-6
"""The most that the fairest chances may be above a lottery whose search ended."""
NEAR = 2e-6
"""Chances this near are the same: the certificate's 1e-6, once on each side."""
WRITTEN = 1e-9
"""Numbers in a file that are this near are the same: they have 12 places."""
LEVELS = {"leximin": None, "maximin": 1}
LATE = "It could not be proven again in the time allowed that these chances are the fairest. Give more with --limit."
Names = NDArray[np.bool_]


def unproven(portfolio: Portfolio, budget: Budget) -> Iterator[str]:
    """What does not hold, in sentences; nothing when all does."""
    contradictions = list(_contradictions(portfolio))
    if contradictions:
        yield from contradictions
        return
    try:
        if portfolio.asked == "legacy":
            yield from _legacy(portfolio, budget)
        else:
            yield from _fairness(portfolio, budget)
    except (OutOfTimeError, NoPanelInTimeError):
        yield LATE


def _contradictions(portfolio: Portfolio) -> Iterator[str]:
    """What needs no solver: names, and numbers that do not fit each other or the lottery."""
    proof, asked = portfolio.certificate, portfolio.asked
    ran = asked if proof.finished else f"{asked}-stopped"
    if portfolio.ran != ran:
        yield f"What ran is called {portfolio.ran!r}; by its certificate it is {ran!r}."
    numbers = (proof.bound, proof.reached, proof.gap, proof.gap_all)
    if not all(-WRITTEN <= number <= 1 + WRITTEN for number in numbers):
        yield "A number of the certificate is not between 0 and 1."
    groups = portfolio.groups()
    reached = float(_as_floats(portfolio.lottery, groups)[~_named(portfolio, groups)].min())
    if abs(reached - proof.reached) > WRITTEN:
        yield f"The smallest chance is {reached:.9f}, not {proof.reached:.9f} as certified."
    if abs(max(0.0, proof.bound - proof.reached) - proof.gap) > WRITTEN:
        yield f"The gap is {max(0.0, proof.bound - proof.reached):.9f}, not {proof.gap:.9f} as certified."
    if proof.finished and asked in LEVELS and max(proof.gap, proof.gap_all) > GAP + WRITTEN:
        yield f"The search is said to have ended, but the certified gap is {max(proof.gap, proof.gap_all):.9f}."


def _named(portfolio: Portfolio, groups: Groups) -> Names:
    """Marks the groups with somebody who is named as one who cannot be drawn."""
    people, never = portfolio.pool.people, set(portfolio.never)
    return np.array([any(people[place].id in never for place in who) for who in groups.members])


def _as_floats(lottery: Lottery, groups: Groups) -> Floats:
    return np.array([float(chance) for chance in lottery.chances(groups)])


def _legacy(portfolio: Portfolio, budget: Budget) -> Iterator[str]:
    groups = portfolio.groups()
    again = legacy(portfolio.pool, groups, budget)
    never = {portfolio.pool.people[place].id for group in again.never for place in groups.members[group]}
    if again.lottery != portfolio.lottery or never != set(portfolio.never):
        yield "The legacy lottery over these people and quotas is another."
    elif not _alike(again.certificate, portfolio.certificate):
        yield "The legacy lottery over these people and quotas has another certificate."


def _alike(one: Certificate, other: Certificate) -> bool:
    return abs(one.bound - other.bound) <= NEAR and abs(one.gap_all - other.gap_all) <= NEAR


def _fairness(portfolio: Portfolio, budget: Budget) -> Iterator[str]:
    groups, named = portfolio.groups(), _named(portfolio, portfolio.groups())
    wrong = list(_never(portfolio, groups, named, budget))
    if wrong:
        yield from wrong
    elif portfolio.cuts:
        yield from _searched_again(portfolio, groups, ~named, budget)
    else:
        yield from _relaxed(portfolio, groups, ~named, budget)


def _never(portfolio: Portfolio, groups: Groups, named: Names, budget: Budget) -> Iterator[str]:
    """Whether those who are named are the ones whom no panel can have; a search that was stopped may miss some."""
    cannot = never_even_in_part(groups, budget).astype(bool)
    in_a_mix = np.array(portfolio.lottery.expected()) > 0
    for group in np.flatnonzero(~in_a_mix & ~cannot & (named | portfolio.certificate.finished)):
        cannot[group] = worth_most(groups, np.eye(len(cannot))[group], budget)[group] == 0
        if named[group] and not cannot[group]:
            break
    whole = {portfolio.pool.people[place].id for group in np.flatnonzero(named) for place in groups.members[group]}
    missing, most = whole - set(portfolio.never), np.flatnonzero(named & ~cannot)
    for group in most[:1]:
        who = portfolio.pool.people[groups.members[group][0]].id
        yield f"{who} is named as one who cannot be drawn, but there are panels with them."
    if missing or np.any(cannot & ~named):
        unnamed = [portfolio.pool.people[groups.members[group][0]].id for group in np.flatnonzero(cannot & ~named)]
        yield f"{min([*missing, *unnamed])} cannot be drawn, and is not named."


def _relaxed(portfolio: Portfolio, groups: Groups, able: Names, budget: Budget) -> Iterator[str]:
    """Against the fairest chances if panels could hold parts of people."""
    proof, levels = portfolio.certificate, LEVELS[portfolio.asked]
    ideal = fairest(groups.without((~able).astype(np.int64)), budget, levels).chances
    best = float(ideal[able].min())
    begun = proof.finished or portfolio.stages > 0
    if proof.bound < best - NEAR or (begun and proof.bound > best + NEAR):
        yield f"The best smallest chance is {best:.9f}, not {proof.bound:.9f} as certified."
    yield from _too_low(portfolio, ideal, groups, able)


def _searched_again(portfolio: Portfolio, groups: Groups, able: Names, budget: Budget) -> Iterator[str]:
    """Where the draw needed cuts only a whole new search proves it; one lottery that is better disproves it."""
    proof, again = portfolio.certificate, leximin(groups, budget, LEVELS[portfolio.asked])
    best = again.certificate.reached
    if best > proof.bound + NEAR or (again.certificate.finished and proof.finished and best < proof.bound - NEAR):
        yield f"The best smallest chance is {best:.9f}, not {proof.bound:.9f} as certified."
    elif proof.finished and not again.certificate.finished:
        yield LATE
    elif proof.finished:
        yield from _too_low(portfolio, _as_floats(again.lottery, groups), groups, able)


def _too_low(portfolio: Portfolio, ideal: Floats, groups: Groups, able: Names) -> Iterator[str]:
    chances = _as_floats(portfolio.lottery, groups)[able]
    leximin_asked = portfolio.asked == "leximin"
    off = float(np.max(ideal[able] - chances)) if leximin_asked else float(ideal[able].min() - chances.min())
    if off > portfolio.certificate.gap_all + NEAR:
        yield f"A chance is {off:.9f} below the fairest, more than certified."
