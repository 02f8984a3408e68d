"""Who is asked when a seat falls free: the reserve who best keeps the quotas, as long as one fits. Pure."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from panels.draw import replacement
from panels.pool import Person, Pool, Quota


class Next(NamedTuple):
    """The reserve to ask, and the quota rows that can then no longer be met: with none, nobody need decide."""

    person: Person
    broken: tuple[Quota, ...]


def next_reserve(pool: Pool, seated: Sequence[Person], reserves: Iterable[Person]) -> Next | None:
    """The reserve for the next free seat (docs/draw.md); None when no reserve is left.

    Seats that stay free after this one may still go to a row that is short, so such a row is not broken yet.
    """
    found = replacement(pool, seated, reserves)
    if found is None:
        return None
    panel = [*seated, found.person]
    return Next(found.person, _lost(pool, panel, pool.size - len(panel)))


def _lost(pool: Pool, panel: Sequence[Person], free: int) -> tuple[Quota, ...]:
    short = {quota: quota.minimum - pool.count(panel, quota) for quota in pool.quotas}
    over = [quota for quota in pool.quotas if pool.count(panel, quota) > quota.maximum]
    for feature in pool.features:
        rows = [quota for quota, seats in short.items() if quota.feature == feature and seats > 0]
        if sum(short[quota] for quota in rows) > free:
            over += rows
    return tuple(over)
