"""The exact draw against counting out every panel, and what it states when it cannot be exact."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from panels.groups import make_groups
from panels.legacy import legacy
from panels.leximin import NoPanelError, NoPanelInTimeError, Result, leximin
from panels.lottery import UNITS
from panels.pool import Person, Pool, Quota, make_pool
from panels.relaxed import NoPointError
from panels.watch import Budget, CancelledError, Unwatched, unlimited
from tests.panels.pools import every_panel, generated, leximin_by_definition, tiny

NEED_CUTS = (220, 396, 423, 509, 571, 683, 806, 808, 884, 1229, 1857, 2011)
"""Seeds of `tiny` whose divisible bound no lottery can reach."""


def chances_of(pool: Pool, result: Result) -> list[float]:
    groups = make_groups(pool)
    chances = [0.0] * len(pool.people)
    for members, chance in zip(groups.members, result.lottery.chances(groups), strict=True):
        for place in members:
            chances[place] = float(chance)
    return chances


def holds(pool: Pool, result: Result) -> None:
    """Every mix is a panel, and the sums are exact."""
    groups = make_groups(pool)
    assert sum(result.lottery.weights) == UNITS
    assert all(groups.fits(mix) for mix in result.lottery.mixes)
    exact = sum(n * chance for n, chance in zip(groups.counts, result.lottery.chances(groups), strict=True))
    assert exact == pool.size


def same_as_counted(pool: Pool) -> int:
    """The cuts that were needed."""
    panels = every_panel(pool)
    if not panels:
        with pytest.raises((NoPanelError, NoPointError)):
            leximin(make_groups(pool), unlimited())
        return 0
    result = leximin(make_groups(pool), unlimited())
    holds(pool, result)
    counted = leximin_by_definition(pool, panels)
    assert sorted(chances_of(pool, result)) == pytest.approx(sorted(counted), abs=1e-5)
    assert result.certificate.gap <= 1e-6
    assert result.certificate.gap_all <= 1e-6
    groups, able = make_groups(pool), {place for panel in panels for place in panel}
    never = {place for group in result.never for place in groups.members[group]}
    assert never == set(range(len(pool.people))) - able
    return result.cuts


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.integers(0, 10**6))
@example(1855)
def test_whole_vector_equals_counting_out(seed: int) -> None:
    same_as_counted(tiny(seed))


@pytest.mark.parametrize("seed", NEED_CUTS)
def test_where_the_divisible_bound_is_out_of_reach(seed: int) -> None:
    assert same_as_counted(tiny(seed, homes=seed % 3 == 0)) > 0


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.integers(0, 10**6))
def test_households_equal_counting_out(seed: int) -> None:
    same_as_counted(tiny(seed, homes=True))


@settings(max_examples=20, derandomize=True, deadline=None)
@given(st.integers(0, 10**6))
def test_maximin_reaches_leximins_floor(seed: int) -> None:
    groups = make_groups(tiny(seed))
    try:
        fairest, floor = leximin(groups, unlimited()), leximin(groups, unlimited(), levels=1)
    except (NoPanelError, NoPointError):
        return
    assert floor.certificate.reached == pytest.approx(fairest.certificate.reached, abs=1e-6)


@settings(max_examples=20, derandomize=True, deadline=None)
@given(st.integers(0, 10**6))
def test_order_of_rows_does_not_matter(seed: int) -> None:
    pool, chance = tiny(seed, homes=True), Random(seed)
    people, quotas = list(pool.people), list(pool.quotas)
    places = list(range(len(pool.features)))
    for things in (people, quotas, places):
        chance.shuffle(things)
    turned = [replace(person, traits=tuple(person.traits[i] for i in places)) for person in people]
    assert make_pool([pool.features[i] for i in places], turned, quotas, pool.size) == pool


@pytest.mark.parametrize(("people", "seats", "features", "exact"), [(60, 12, 3, True), (120, 20, 5, False)])
def test_certificate_of_generated_pools(people: int, seats: int, features: int, exact: bool) -> None:
    pool = generated(people, seats, features, seed=5, exact=exact)
    result = leximin(make_groups(pool), unlimited())
    holds(pool, result)
    assert result.certificate.finished
    assert 0 <= result.certificate.gap <= 1e-6
    assert result.certificate.gap_all <= 1e-6
    assert leximin(make_groups(pool), unlimited()) == result


def test_two_thousand_people_of_few_kinds() -> None:
    people = [Person(f"p{i:04}", ("a" if i % 3 else "b", "x" if i % 7 else "y")) for i in range(2000)]
    quotas = [Quota("f", "a", 90, 110), Quota("f", "b", 90, 110), Quota("g", "x", 95, 105), Quota("g", "y", 95, 105)]
    pool = make_pool(("f", "g"), people, quotas, 200)
    result = leximin(make_groups(pool), unlimited())
    holds(pool, result)
    assert result.certificate.reached == pytest.approx(105 / 1714, abs=1e-9)


class SteppingClock:
    """A clock that moves on by a fixed time at each look: a limit strikes at the same place on every machine."""

    def __init__(self, step: float) -> None:
        self.time, self.step = 0.0, step

    def __call__(self) -> float:
        self.time += self.step
        return self.time


def limited(step: float) -> Budget:
    """An hour that is over after 1 / step looks at the clock, whatever the machine's real speed."""
    return Budget(SteppingClock(3600 * step), 3600.0, Unwatched())


@pytest.mark.parametrize("step", [0.002, 0.01, 0.04])
def test_time_limit_gives_the_best_so_far_and_states_the_gap(step: float) -> None:
    pool = generated(150, 25, 8, seed=3, exact=True)
    result = leximin(make_groups(pool), limited(step))
    holds(pool, result)
    proof = result.certificate
    assert not proof.finished
    assert proof.gap == pytest.approx(proof.bound - proof.reached, abs=1e-12)
    assert proof.gap_all >= proof.gap - 1e-12


@pytest.mark.parametrize("seed", [120, 159, 220])
def test_a_stopped_search_never_states_a_bound_that_is_too_low(seed: int) -> None:
    pool = tiny(seed)
    panels = every_panel(pool)
    able = {place for panel in panels for place in panel}
    best = min(chance for place, chance in enumerate(leximin_by_definition(pool, panels)) if place in able)
    stopped = 0
    for step in (1 / n for n in range(5, 120)):
        try:
            proof = leximin(make_groups(pool), limited(step)).certificate
        except NoPanelInTimeError:
            continue
        stopped += not proof.finished
        assert proof.bound >= best - 1e-9, step
        assert proof.gap == pytest.approx(max(0.0, proof.bound - proof.reached), abs=1e-12)
    assert stopped, "some of these limits strike in the middle"


def test_no_time_at_all_is_no_guess() -> None:
    with pytest.raises(NoPanelInTimeError):
        leximin(make_groups(generated(60, 12, 3, seed=1)), Budget(lambda: 1.0, 0.5, Unwatched()))


class Impatient(Unwatched):
    """Cancels after some steps of the search."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, float, float | None]] = []

    def progress(self, step: str, done: float, left: float | None) -> None:
        self.seen.append((step, done, left))

    def cancelled(self) -> bool:
        return len(self.seen) >= 5


def test_progress_is_told_and_cancel_obeyed() -> None:
    watch = Impatient()
    with pytest.raises(CancelledError):
        leximin(make_groups(generated(60, 12, 4, seed=1)), Budget(lambda: 0.0, 1e9, watch))
    assert [done for _, done, _ in watch.seen] == sorted(done for _, done, _ in watch.seen)
    assert {step for step, _, _ in watch.seen} == {"panel-draw-peel"}
    assert len(watch.seen) == 5


def test_people_who_cannot_be_chosen_are_named() -> None:
    kinds = [("a", "x"), ("a", "x"), ("b", "x"), ("b", "x"), ("b", "y")]
    people = [Person(f"p{i}", kind) for i, kind in enumerate(kinds)]
    quotas = [Quota("f", "a", 1, 2), Quota("f", "b", 0, 2), Quota("g", "x", 2, 2), Quota("g", "y", 0, 0)]
    pool = make_pool(("f", "g"), people, quotas, 2)
    groups = make_groups(pool)
    result = leximin(groups, unlimited())
    assert [pool.people[i].id for group in result.never for i in groups.members[group]] == ["p4"]
    assert result.certificate.reached > 0


def test_legacy_meets_the_quotas_and_is_never_fairer() -> None:
    pool = generated(60, 12, 3, seed=5)
    groups = make_groups(pool)
    plain, fair = legacy(pool, groups, unlimited()), leximin(groups, unlimited())
    holds(pool, plain)
    assert plain.certificate.reached <= fair.certificate.reached + 1e-9
    assert legacy(pool, groups, unlimited()) == plain
