"""The search for a panel among candidates agrees with counting out."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from panels.groups import make_groups
from panels.leximin import leximin
from panels.picking import pick
from panels.solver import Ints
from panels.watch import unlimited
from tests.panels.pools import generated

ENOUGH = 100_000


@st.composite
def puzzles(draw: st.DrawFn) -> tuple[Ints, Ints, Ints]:
    """3 to 9 candidates with 1 to 4 features; bounds around some choice of theirs, or moved off it."""
    people, features = draw(st.integers(3, 9)), draw(st.integers(1, 4))
    values = draw(st.lists(st.lists(st.integers(0, 2), min_size=people, max_size=people), min_size=features))
    rows = [np.ones(people, dtype=np.int64)]
    rows += [np.array([value == one for value in feature], dtype=np.int64) for feature in values for one in range(3)]
    sums = np.array(rows)
    around = sums @ np.array(draw(st.lists(st.integers(0, 1), min_size=people, max_size=people)))
    off = st.lists(st.integers(-1, 1), min_size=len(rows) - 1, max_size=len(rows) - 1)
    room = st.lists(st.integers(0, 1), min_size=len(rows) - 1, max_size=len(rows) - 1)
    lower = around + np.array([0, *draw(off)])
    return sums, lower, lower + np.array([0, *draw(room)])


@given(puzzles())
def test_it_finds_a_choice_that_fits_exactly_where_there_is_one(puzzle: tuple[Ints, Ints, Ints]) -> None:
    sums, lower, upper = puzzle
    found = pick(sums, lower, upper, ENOUGH)
    if found is None:
        assert not any(fits(puzzle, chosen) for chosen in combinations(range(sums.shape[1]), max(0, int(lower[0]))))
    else:
        assert len(set(found)) == len(found)
        assert fits(puzzle, found)


def fits(puzzle: tuple[Ints, Ints, Ints], chosen: list[int] | tuple[int, ...]) -> bool:
    """Whether this choice meets every row."""
    sums, lower, upper = puzzle
    here = sums[:, list(chosen)].sum(axis=1)
    return bool(np.all(here >= lower) and np.all(here <= upper))


def test_it_stops_after_its_steps() -> None:
    assert pick(np.ones((1, 5), dtype=np.int64), np.array([3]), np.array([3]), 2) is None


def test_many_features_are_drawn_without_a_cut_and_reach_the_bound() -> None:
    result = leximin(make_groups(generated(150, 25, 8, 2, exact=True)), unlimited())
    assert result.certificate.finished
    assert result.certificate.gap <= 1e-6
    assert result.certificate.gap_all <= 1e-6
