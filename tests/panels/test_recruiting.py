"""The pool against the quotas: who is short, whom to look for, numbers that cannot be, the next reserve."""

from hypothesis import given
from hypothesis import strategies as st

from panels import recruiting
from panels.pool import Person, Quota, make_pool
from panels.recruiting import Standing
from panels.seats import next_reserve
from storage.quotas import Target

AREA = (Target("area", "north", 2, 3), Target("area", "south", 2, 3))


def answers(north: int, south: int) -> list[dict[str, str]]:
    return [{"area": "north"}] * north + [{"area": "south"}] * south


def test_a_group_stands_by_the_people_for_each_of_its_seats() -> None:
    standings = [recruiting.groups(AREA, answers(n, 0))[0].standing for n in (1, 2, 5, 6, 9, 10)]
    assert standings == [
        Standing.SHORT, Standing.LOW, Standing.LOW, Standing.UNDER_AIM, Standing.UNDER_AIM, Standing.FINE,
    ]  # fmt: skip


def test_the_next_wave_reaches_for_whoever_is_missing_most() -> None:
    more = (*AREA, Target("age", "young", 1, 2), Target("age", "old", 1, 2))
    rows = recruiting.groups(more, [*answers(10, 4), {"age": "old"}])
    assert [(row.feature, row.value) for row in recruiting.next_wave(rows)] == [("age", "young"), ("area", "south")]
    assert recruiting.next_wave(recruiting.groups(AREA, answers(10, 10))) == []


@given(st.lists(st.tuples(st.integers(-1, 9), st.integers(0, 9)), min_size=1, max_size=5), st.integers(1, 8))
def test_numbers_are_called_wrong_exactly_when_no_panel_could_have_them(
    numbers: list[tuple[int, int]], seats: int
) -> None:
    targets = [Target("age", str(n), low, high) for n, (low, high) in enumerate(numbers)]
    found = recruiting.problems(targets, seats)
    fine = all(0 <= low <= high and low <= seats for low, high in numbers)
    adds_up = sum(low for low, _ in numbers) <= seats <= sum(high for _, high in numbers)
    assert (not found) == (fine and adds_up)


def test_a_reserve_fits_while_the_seats_that_stay_free_can_still_meet_the_rest() -> None:
    people = [Person(name, (area,)) for name, area in (("a", "n"), ("b", "n"), ("c", "s"), ("d", "s"), ("e", "n"))]
    pool = make_pool(["area"], people, [Quota("area", "n", 1, 2), Quota("area", "s", 2, 3)], 4)
    by = pool.by_id()
    first = next_reserve(pool, [by["a"]], [by["b"], by["c"]])
    assert first is not None
    assert (first.person.id, first.broken) == ("c", ())
    only = next_reserve(pool, [by["a"], by["b"], by["c"]], [by["e"]])
    assert only is not None
    assert {quota.value for quota in only.broken} == {"n", "s"}
    assert next_reserve(pool, [by["a"]], []) is None
