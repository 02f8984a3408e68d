"""Who may be the same: addresses, numbers, pairs and households; letters' codes and lists; fatigue; feedback."""

import random
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panels import duplicates, fatigue, feedback, letters
from panels.duplicates import KINDS, Trace, alike, home_key, households, phone_key, uprn_key
from panels.fatigue import Caps
from panels.feedback import Decision
from panels.letters import LENGTH, SIGNS, code_in, for_the_printer, new_code, read_addresses

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)

# --- homes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Flat 2, 14 Wharf Street, RV1 1AA", "14 wharf st flat 2 rv11aa"),
        ("3 Wharf Street, RV1 1AA", "3, RV1 1AA"),
        ("14A Mill Road RV1 4AB", "14 a Mill Rd, RV1 4AB"),
        ("The Old Mill, RV1 4AB", "the old mill, Mill Lane, RV14AB"),
    ],
)
def test_one_home_however_it_is_written(one: str, other: str) -> None:
    assert home_key(one) == home_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Flat 2, 14 Wharf Street, RV1 1AA", "Flat 3, 14 Wharf Street, RV1 1AA"),
        ("14 Wharf Street, RV1 1AA", "14 Wharf Street, RV1 1AB"),
        ("14A Mill Road, RV1 4AB", "14B Mill Road, RV1 4AB"),
        ("The Old Mill, RV1 4AB", "The New Mill, RV1 4AB"),
    ],
)
def test_two_homes_stay_two(one: str, other: str) -> None:
    assert home_key(one) != home_key(other)


def test_what_says_too_little_is_no_home() -> None:
    assert home_key("14 Wharf Street") == home_key("") == ""
    assert (uprn_key("00100023"), uprn_key("x1"), uprn_key("")) == ("100023", "", "")
    assert phone_key("07700 900123") == phone_key("+44 7700 900123") == "+447700900123"
    assert phone_key("my number") == phone_key("12") == ""


# --- pairs and households ------------------------------------------------------------------------------------------

traces = st.lists(st.builds(Trace, st.integers(1, 8), st.sampled_from(KINDS), st.sampled_from("abc")), max_size=20)
verdicts = st.dictionaries(
    st.tuples(st.integers(1, 8), st.integers(1, 8)).filter(lambda pair: pair[0] < pair[1]),
    st.sampled_from(duplicates.VERDICTS), max_size=6,
)  # fmt: skip


@given(found=traces, decided=st.frozensets(st.tuples(st.integers(1, 8), st.integers(1, 8))))
def test_every_pair_that_shares_something_is_shown_once_unless_decided(
    found: list[Trace], decided: frozenset[tuple[int, int]]
) -> None:
    by_member: dict[int, set[tuple[str, str]]] = {}
    for trace in found:
        by_member.setdefault(trace.member, set()).add((trace.kind, trace.found))
    expected = {
        pair
        for pair in combinations(sorted(by_member), 2)
        if by_member[pair[0]] & by_member[pair[1]] and pair not in decided
    }
    assert [(one.first, one.second) for one in alike(found, decided)] == sorted(expected)


@given(found=traces, decided=verdicts)
def test_households_are_the_classes_of_shared_homes_and_verdicts(
    found: list[Trace], decided: dict[tuple[int, int], str]
) -> None:
    homes = households(found, [(*pair, verdict) for pair, verdict in decided.items()])
    joined = {pair for pair, verdict in decided.items() if verdict != "different people"}
    shared = {(a.first, a.second) for a in alike(found, set(decided)) if set(a.kinds) != {"phone"}}
    classes = [{member} for member in range(1, 9)]
    for first, second in joined | shared:
        one = next(c for c in classes if first in c)
        other = next(c for c in classes if second in c)
        if one is not other:
            one |= other
            classes.remove(other)
    expected = {member: min(c) for c in classes if len(c) > 1 for member in c}
    assert homes == expected


# --- letters -------------------------------------------------------------------------------------------------------


@given(seed=st.integers(0, 10**9))
def test_a_code_is_found_in_a_text_and_one_slip_is_nobody_elses(seed: int) -> None:
    code = new_code(random.Random(seed).choice)
    assert len(code) == LENGTH
    assert code_in(f"hello, join {code.lower()} please") == code
    for place in range(LENGTH):
        for sign in SIGNS:
            if sign != code[place]:
                assert code_in(code[:place] + sign + code[place + 1 :]) == ""


@pytest.mark.parametrize("text", ["", "PLEASED", "RV1 1AA", "my ref is RV-7K3M2PQ", "07700900123", "A6J9ZW22"])
def test_what_is_no_code(text: str) -> None:
    assert code_in(text) == ""


def test_a_list_says_which_line_is_wrong() -> None:
    homes, problems = read_addresses(
        "\ufeffLine,Post code,UPRN\n1 Mill Lane,RV1 4AB,0012\n,RV1 4AB,\n1 mill lane,rv14ab,\n"
    )
    assert [vars(home) for home in homes] == [{"uprn": "12", "address": "1 Mill Lane", "postcode": "RV1 4AB"}]
    assert [problem.split(":")[0] for problem in problems] == ["Line 3", "Line 4"]
    assert "postcode" in read_addresses("address\n1 Mill Lane\n")[1][0]
    many = "address,postcode\n" + "".join(f"{n} Mill Lane,RV1 4AB\n" for n in range(letters.MOST_ADDRESSES + 1))
    assert read_addresses(many)[0] == []


def test_the_printers_list_holds_no_formula() -> None:
    text = for_the_printer([("A6J9ZW2", letters.Home("", "=cmd()", "RV1 4AB"))], "https://riverton.example/join/x")
    assert text.splitlines()[1] == "A6J9ZW2,'=cmd(),RV1 4AB,,https://riverton.example/join/x?code=A6J9ZW2"


# --- fatigue -------------------------------------------------------------------------------------------------------


@given(days=st.lists(st.integers(0, 800), max_size=10), groups=st.integers(0, 4))
def test_nobody_is_asked_beyond_the_caps(days: list[int], groups: int) -> None:
    caps = Caps(asks_a_year=3, groups_at_once=2)
    asks = [NOW - timedelta(days=day) for day in days]
    why = fatigue.why_rest(asks, groups, caps, NOW)
    assert (why == "in-enough-groups") == (groups >= 2)
    assert (why == "asked-enough") == (groups < 2 and sum(day < 365 for day in days) >= 3)


@pytest.mark.parametrize(
    ("joined", "months", "ends"),
    [
        (datetime(2026, 1, 31, 12, tzinfo=UTC), 1, date(2026, 2, 28)),
        (datetime(2026, 12, 31, 12, tzinfo=UTC), 12, date(2027, 12, 31)),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), 24, date(2028, 7, 1)),  # already July in London
    ],
)
def test_a_term_ends_on_its_day(joined: datetime, months: int, ends: date) -> None:
    assert fatigue.term_ends(joined, months) == ends


@given(ages=st.lists(st.integers(0, 2000), max_size=30))
def test_a_third_gives_place_and_nobody_who_came_later_goes_first(ages: list[int]) -> None:
    members: list[dict[str, Any]] = [{"id": n, "joined": NOW - timedelta(days=age)} for n, age in enumerate(ages)]
    going = fatigue.to_rotate(members)
    assert len(going) == -(-len(members) // 3)
    stays = [ages[m["id"]] for m in members if m["id"] not in going]
    assert not stays or not going or min(ages[n] for n in going) >= max(stays)
    over = fatigue.over_term(members, 24, NOW.date())
    assert set(over) == {m["id"] for m in members if fatigue.term_ends(m["joined"], 24) <= NOW.date()}


# --- you said, we did ----------------------------------------------------------------------------------------------


def test_an_answer_is_due_six_weeks_after_the_meeting() -> None:
    assert feedback.due_day(datetime(2026, 12, 3, 18, tzinfo=UTC), NOW) == date(2027, 1, 14)
    assert feedback.due_day(None, NOW) == date(2027, 1, 5)
    assert feedback.due_moment(date(2027, 7, 1)) == datetime(2027, 7, 1, 22, 59, tzinfo=UTC)


@given(outcome=st.sampled_from([*feedback.OUTCOMES, "", "maybe"]), did=st.text(max_size=160), why=st.text(max_size=160))
def test_a_decision_can_be_told_when_it_says_what_and_why(outcome: str, did: str, why: str) -> None:
    whole = outcome in feedback.OUTCOMES and bool(did.strip())
    whole &= bool(why.strip()) or outcome not in feedback.NEEDS_WHY
    whole &= max(len(did.strip()), len(why.strip())) <= feedback.LONGEST
    assert (feedback.problem(Decision(outcome, did, why)) == "") == whole
