"""The exact draw against counting out every panel, and what it states when it cannot be exact."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panels.groups import make_groups
from panels.leximin import NoPanelError, leximin
from panels.lottery import UNITS
from panels.pool import Pool
from panels.relaxed import NoPointError
from panels.watch import unlimited
from tests.panels.pools import every_panel, leximin_by_definition, tiny


def our_chances(pool: Pool) -> tuple[list[float], int]:
    """Everyone's chance and the cuts needed, having checked every mix and the sums."""
    groups = make_groups(pool)
    result = leximin(groups, unlimited())
    assert sum(result.lottery.weights) == UNITS
    assert all(sum(mix) == pool.size for mix in result.lottery.mixes)
    chances = [0.0] * len(pool.people)
    for members, chance in zip(groups.members, result.lottery.chances(groups), strict=True):
        for place in members:
            chances[place] = float(chance)
    assert sum(chances) == pytest.approx(pool.size, abs=1e-9)
    assert result.certificate.gap <= 1e-6
    assert result.certificate.gap_all <= 1e-6
    return chances, result.cuts


def same_as_counted(pool: Pool) -> int:
    panels = every_panel(pool)
    if not panels:
        with pytest.raises((NoPanelError, NoPointError)):
            leximin(make_groups(pool), unlimited())
        return 0
    ours, cuts = our_chances(pool)
    assert sorted(ours) == pytest.approx(sorted(leximin_by_definition(pool, panels)), abs=1e-5)
    return cuts


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**6))
def test_whole_vector_equals_counting_out(seed: int) -> None:
    same_as_counted(tiny(seed))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_households_equal_counting_out(seed: int) -> None:
    same_as_counted(tiny(seed, homes=True))
