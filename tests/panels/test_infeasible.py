"""Why no panel exists, against counting out."""

from dataclasses import replace
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from panels.infeasible import WORD_KEYS, Change, Proof, Row, Side, Trouble, explain
from panels.pool import Person, Pool, Quota, make_pool
from panels.watch import Budget, Unwatched, unlimited
from tests.panels.pools import every_panel, tiny


def harder(seed: int) -> Pool:
    """A tiny pool with some minimums raised."""
    pool, chance = tiny(seed, homes=seed % 2 == 0, most_features=3), np.random.default_rng(seed)
    quotas = []
    for quota in pool.quotas:
        minimum = quota.minimum + int(chance.integers(0, 3))
        quotas.append(replace(quota, minimum=minimum, maximum=max(minimum, quota.maximum)))
    return replace(pool, quotas=tuple(quotas))


def missing(row: Row, count: int) -> int:
    """Seats by which a panel with `count` people of this value misses the row."""
    return max(0, row.seats - count if row.side is Side.MINIMUM else count - row.seats)


def every_row(pool: Pool) -> list[Row]:
    return [Row(q, side, pool.count(pool.people, q)) for q in pool.quotas for side in Side]


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.integers(0, 10**6))
def test_conflict_and_change_are_the_smallest(seed: int) -> None:
    pool = harder(seed)
    why, without = explain(pool, unlimited()), every_panel(replace(pool, quotas=()))
    if why is None:
        assert every_panel(pool)
        return
    assert not every_panel(pool)
    if why.trouble is Trouble.TOO_FEW:
        assert not without
        return
    rows = every_row(pool)
    misses = np.array([[missing(r, pool.count([pool.people[i] for i in p], r.quota)) for r in rows] for p in without])
    places = range(len(rows))
    sizes = (n for n in range(1, len(rows) + 1) for some in combinations(places, n) if misses[:, some].any(1).all())
    assert why.proof is Proof.SMALLEST
    assert len(why.rows) == next(sizes)
    assert misses[:, [rows.index(row) for row in why.rows]].any(axis=1).all()
    assert sum(abs(change.new - change.old) for change in why.changes) == misses.sum(axis=1).min()
    assert every_panel(changed(pool, why.changes))


def changed(pool: Pool, changes: tuple[Change, ...]) -> Pool:
    quotas = {quota: quota for quota in pool.quotas}
    for change in changes:
        old = quotas[change.quota]
        low = change.side is Side.MINIMUM
        quotas[change.quota] = replace(old, minimum=change.new) if low else replace(old, maximum=change.new)
    return replace(pool, quotas=tuple(quotas.values()))


def test_rows_of_two_features_and_words() -> None:
    people = [Person("1", ("a", "x")), Person("2", ("a", "x")), Person("3", ("b", "x")), Person("4", ("b", "y"))]
    quotas = [Quota("f", "a", 2, 2), Quota("f", "b", 0, 2), Quota("g", "x", 0, 2), Quota("g", "y", 1, 2)]
    why = explain(make_pool(("f", "g"), people, quotas, 2), unlimited())
    assert why is not None
    assert [(row.key, row.quota.value, row.seats, row.pool) for row in why.rows] == [
        ("panel-quota-row-minimum", "a", 2, 2), ("panel-quota-row-minimum", "y", 1, 1),
    ]  # fmt: skip
    assert len(why.changes) == 1
    assert {why.trouble, why.proof, why.rows[0].key} <= set(WORD_KEYS)


def test_too_few_people_counts_households() -> None:
    pool = make_pool((), [Person("1", (), "h"), Person("2", (), "h"), Person("3", ())], [], 3)
    why = explain(pool, unlimited())
    assert why is not None
    assert (why.trouble, why.most, why.rows, why.changes) == (Trouble.TOO_FEW, 2, (), ())


def test_without_time_for_the_smallest_no_row_is_to_spare() -> None:
    class Clock:
        looks = 0

        def __call__(self) -> float:
            self.looks += 1
            return float(self.looks)

    people = [Person(str(i), ("a" if i < 3 else "b", "x" if i % 2 else "y")) for i in range(8)]
    quotas = [Quota("f", "a", 3, 3), Quota("f", "b", 2, 4), Quota("g", "x", 0, 4), Quota("g", "y", 0, 4)]
    pool = make_pool(("f", "g"), people, quotas, 4)
    proofs = {explain(pool, Budget(Clock(), float(limit), Unwatched())).proof for limit in range(12, 30)}  # type: ignore[union-attr]
    assert proofs <= {Proof.SMALLEST, Proof.NONE_SPARE}
    assert Proof.NONE_SPARE in proofs
