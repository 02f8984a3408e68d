"""The second phase: chance that can be replayed, and agrees with the probabilities."""

import hashlib
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panels.draw import Chance, draw, replacement
from panels.groups import make_groups
from panels.leximin import leximin
from panels.lottery import UNITS, gini
from panels.pool import Person, Pool, Quota, make_pool
from panels.watch import unlimited
from tests.panels.pools import tiny

DRAWS = 10_000


def test_chance_is_sha256_of_a_text() -> None:
    block = int.from_bytes(hashlib.sha256(b"doorstep-draw-1|c0ffee|7|mix|0").digest(), "big")
    assert Chance("c0ffee", "7", "mix").below(1000) == block % 1000
    assert Chance("c0ffee", "7", "people").shuffled(range(10)) == [7, 8, 2, 5, 1, 4, 9, 6, 3, 0]


def pool_with_homes() -> Pool:
    traits = [("a" if i < 6 else "b", "x" if i % 3 else "y") for i in range(12)]
    people = [Person(f"p{i}", trait, f"h{i // 2}" if i > 7 else "") for i, trait in enumerate(traits)]
    quotas = [Quota("f", "a", 1, 2), Quota("f", "b", 2, 3), Quota("g", "x", 2, 3), Quota("g", "y", 1, 2)]
    return make_pool(("f", "g"), people, quotas, 4)


def test_ten_thousand_draws_agree_with_the_probabilities() -> None:
    pool = pool_with_homes()
    groups = make_groups(pool)
    lottery = leximin(groups, unlimited()).lottery
    mixes, people = Counter[int](), Counter[str]()
    for seed in range(DRAWS):
        drawn = draw(pool, groups, lottery, "c", str(seed))
        mixes[drawn.mix] += 1
        people.update(person.id for person in drawn.panel)
        assert len({p.household or p.id for p in drawn.panel}) == pool.size
    expected = [weight / UNITS * DRAWS for weight in lottery.weights]
    chi = sum((mixes[i] - want) ** 2 / want for i, want in enumerate(expected))
    freedom = len(expected) - 1
    assert chi < freedom + 4 * (2 * freedom) ** 0.5
    for members, chance in zip(groups.members, map(float, lottery.chances(groups)), strict=True):
        spread = (DRAWS * chance * (1 - chance)) ** 0.5
        for place in members:
            assert abs(people[pool.people[place].id] - DRAWS * chance) <= 4 * spread


@settings(max_examples=50, derandomize=True, deadline=None)
@given(st.integers(0, 10**6), st.text(max_size=10))
def test_panel_meets_everything_and_everyone_else_is_a_reserve(number: int, seed: str) -> None:
    pool = tiny(number, homes=True, most_features=2)
    groups = make_groups(pool)
    try:
        lottery = leximin(groups, unlimited()).lottery
    except Exception:  # noqa: BLE001  # pools without a panel are the subject of another test
        return
    drawn = draw(pool, groups, lottery, "c", seed)
    assert not pool.broken(drawn.panel)
    homes = [person.household for person in drawn.panel if person.household]
    assert len(homes) == len(set(homes))
    assert sorted([*drawn.panel, *drawn.reserves]) == list(pool.people)
    assert drawn == draw(pool, groups, lottery, "c", seed)


def test_another_commitment_or_seed_is_another_stream() -> None:
    streams = [Chance(c, s, p).below(10**30) for c in "cd" for s in "12" for p in "mr"]
    assert len(set(streams)) == len(streams)


def test_replacement_keeps_the_quotas_then_the_order_of_the_draw() -> None:
    pool = pool_with_homes()
    panel = [pool.by_id()[who] for who in ("p1", "p7", "p8")]
    reserves = [pool.by_id()[who] for who in ("p9", "p2", "p3", "p6", "p0")]
    found = replacement(pool, panel, reserves)
    assert found is not None
    assert (found.person.id, found.broken) == ("p3", ())
    same_order = replacement(pool, panel, reserves[::-1])
    assert same_order is not None
    assert same_order.person.id == "p0"


def test_replacement_says_which_rows_break_and_when_nobody_is_left() -> None:
    pool = pool_with_homes()
    panel = [pool.by_id()[who] for who in ("p1", "p7", "p8")]
    found = replacement(pool, panel, [pool.by_id()["p2"]])
    assert found is not None
    assert [(quota.feature, quota.value) for quota in found.broken] == [("g", "x"), ("g", "y")]
    assert replacement(pool, panel, [pool.by_id()["p9"]]) is None


@pytest.mark.parametrize(("values", "wanted"), [([1, 1, 1], 0), ([0, 0, 4], 2 / 3), ([0, 0], 0)])
def test_gini(values: list[int], wanted: float) -> None:
    assert float(gini(map(Fraction, values))) == pytest.approx(wanted)
