"""People and quotas as values: what cannot be a pool is refused with what to do."""

import pytest

from panels.pool import PREFER_NOT_TO_SAY, Person, Pool, PoolError, Quota, make_pool

QUOTAS = (Quota("age", "old", 0, 1), Quota("age", "young", 1, 2))
PEOPLE = (Person("2", ("x", "young")), Person("1", ("x", "old")), Person("3", ("x", PREFER_NOT_TO_SAY)))


def pool() -> Pool:
    return make_pool(("hair", "age"), PEOPLE, QUOTAS, 2)


def test_canonical_order_and_only_features_with_quotas() -> None:
    assert pool().features == ("age",)
    assert [person.id for person in pool().people] == ["1", "2", "3"]
    assert pool() == make_pool(("hair", "age"), PEOPLE[::-1], QUOTAS[::-1], 2)


def test_prefer_not_to_say_counts_toward_no_row() -> None:
    one, two, three = pool().people
    assert pool().broken([one, three]) == (QUOTAS[1],)
    assert pool().broken([two, three]) == ()
    assert not any(pool().has(three, quota) for quota in QUOTAS)


@pytest.mark.parametrize(
    ("given", "about", "said"),
    [
        ((("hair",), (), QUOTAS, 1), None, "no column 'age'"),
        ((("age",), (), QUOTAS, 0), None, "1 seat or more"),
        ((("age",), (), (QUOTAS[0], QUOTAS[0]), 1), ("age", "old"), "stands 2 times"),
        ((("age",), (), (Quota("age", "old", 2, 1),), 1), ("age", "old"), "0 <= minimum <= maximum"),
        ((("age",), (), (Quota("age", PREFER_NOT_TO_SAY, 0, 1),), 1), ("age", PREFER_NOT_TO_SAY), "toward no quota"),
        ((("age",), (Person("1", ("old",)),) * 2, QUOTAS, 1), "1", "stands 2 times"),
        ((("age",), (Person("1", ("OLD",)),), QUOTAS, 1), "1", "Write 'old'."),
        ((("age",), (Person("1", ("new",)),), QUOTAS, 1), "1", "has no quota row"),
    ],
)
def test_each_problem_says_what_it_is_about(
    given: tuple[tuple[str, ...], tuple[Person, ...], tuple[Quota, ...], int], about: object, said: str
) -> None:
    with pytest.raises(PoolError) as error:
        make_pool(*given)
    (problem,) = error.value.problems
    assert problem.about == about
    assert said in problem.text
