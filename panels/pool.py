"""People who may be chosen and the quotas of a panel, as frozen values in a canonical order. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

PREFER_NOT_TO_SAY = "prefer-not-to-say"
"""A value like any other, except that it counts toward no quota row (DOMAIN 4.4)."""


class Problem(NamedTuple):
    """What is wrong and what to do. `about`: a person's id, a quota's (feature, value), or nothing in particular."""

    about: str | tuple[str, str] | None
    text: str


class PoolError(Exception):
    """People and quotas that do not fit together."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.text for problem in self.problems))


@dataclass(frozen=True, order=True)
class Person:
    """One person. `traits` stands in the order of the pool's features; an empty `household` is one of their own."""

    id: str
    traits: tuple[str, ...]
    household: str = ""


@dataclass(frozen=True, order=True)
class Quota:
    """How many seats go to people with this value: at least `minimum`, at most `maximum`."""

    feature: str
    value: str
    minimum: int
    maximum: int


@dataclass(frozen=True)
class Pool:
    """What a draw is made from. Use `make_pool`, so that the order of rows in a file cannot matter."""

    features: tuple[str, ...]
    people: tuple[Person, ...]
    quotas: tuple[Quota, ...]
    size: int

    def has(self, person: Person, quota: Quota) -> bool:
        """Whether this person counts toward this quota row."""
        return person.traits[self.features.index(quota.feature)] == quota.value

    def count(self, people: Iterable[Person], quota: Quota) -> int:
        """How many of these people count toward this quota row."""
        place = self.features.index(quota.feature)
        return sum(person.traits[place] == quota.value for person in people)

    def broken(self, people: Iterable[Person]) -> tuple[Quota, ...]:
        """The quota rows that these people as a panel would not meet."""
        panel = tuple(people)
        return tuple(q for q in self.quotas if not q.minimum <= self.count(panel, q) <= q.maximum)

    def by_id(self) -> dict[str, Person]:
        """Every person under their id."""
        return {person.id: person for person in self.people}


def make_pool(features: Iterable[str], people: Iterable[Person], quotas: Iterable[Quota], size: int) -> Pool:
    """A pool in canonical order, with only the features that have quotas; raises PoolError."""
    given, rows = tuple(features), tuple(sorted(quotas))
    wanted = tuple(sorted({quota.feature for quota in rows}))
    missing = [f for f in wanted if f not in given]
    if missing:
        raise PoolError(_no_column(feature) for feature in missing)
    places = [given.index(feature) for feature in wanted]
    persons = sorted(Person(p.id, tuple(p.traits[i] for i in places), p.household) for p in people)
    pool = Pool(wanted, tuple(persons), rows, size)
    problems = [*_bad_numbers(pool), *_bad_people(pool)]
    if problems:
        raise PoolError(problems)
    return pool


def _no_column(feature: str) -> Problem:
    text = f"The people have no column {feature!r}, which a quota needs. Add the column or remove the quota."
    return Problem(None, text)


def _bad_numbers(pool: Pool) -> Iterable[Problem]:
    if pool.size < 1:
        yield Problem(None, f"A panel has 1 seat or more, not {pool.size}. Give the number of seats.")
    seen = Counter((q.feature, q.value) for q in pool.quotas)
    yield from (Problem(pair, f"This quota stands {n} times. Keep one row.") for pair, n in seen.items() if n > 1)
    for quota in pool.quotas:
        pair, low, high = (quota.feature, quota.value), quota.minimum, quota.maximum
        if not 0 <= low <= high:
            yield Problem(pair, f"Minimum {low} and maximum {high} do not fit. Give 0 <= minimum <= maximum.")
        if quota.value == PREFER_NOT_TO_SAY:
            yield Problem(pair, "Who prefers not to say counts toward no quota. Remove this row.")


def _bad_people(pool: Pool) -> Iterable[Problem]:
    ids = Counter(person.id for person in pool.people)
    again = "The id {!r} stands {} times. Give each person their own id."
    yield from (Problem(who, again.format(who, n)) for who, n in ids.items() if n > 1)
    known = {(q.feature, q.value) for q in pool.quotas}
    for person in pool.people:
        for feature, value in zip(pool.features, person.traits, strict=True):
            if value != PREFER_NOT_TO_SAY and (feature, value) not in known:
                yield Problem(person.id, f"{feature} {value!r} has no quota row. {_advice(feature, value, known)}")


def _advice(feature: str, value: str, known: set[tuple[str, str]]) -> str:
    near = sorted(v for f, v in known if f == feature and v.casefold() == value.casefold())
    if near:
        return f"Write {near[0]!r}."
    return f"Correct it, add a quota row for it (from 0 to the panel's size), or write {PREFER_NOT_TO_SAY!r}."
