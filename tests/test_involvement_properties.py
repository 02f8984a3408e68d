"""Involvement, for every situation there is: what must hold whatever the numbers."""

import inspect
import tomllib
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import assume, given
from hypothesis import strategies as st

from bot.involvement import (
    Answers,
    Cell,
    Complexity,
    Disposition,
    Facets,
    Route,
    Rules,
    Situation,
    change_of_mind,
    complexity,
    decide,
    disposition,
    expired,
    may_ask_again,
    place,
    why,
    word_keys,
)
from bot.involvement_rules import BANNED_CUES
from nlp.understanding import VERBS, Cues

FILE = Path(__file__).parents[1] / "content" / "involvement.toml"
RULES = Rules.from_toml_dict(tomllib.loads(FILE.read_text(encoding="utf-8")))
KEYS = word_keys(RULES)
SIMPLE = {Cell.SEQUENTIAL_STANDARDIZED, Cell.POOLED}
QUESTIONS = ("q1", "q2", "q3", "q4")

facets = st.builds(Facets, *[st.integers(1, 5)] * 6)
verbs = st.sampled_from([*VERBS, "appeal", None])
signs = st.lists(st.sampled_from([*RULES.raises, "a-sign-without-a-rule"]), max_size=4)
answers = st.builds(
    Answers,
    role=st.sampled_from([None, "0", "1", "2", "3", "4"]),
    efficacy=st.sampled_from([None, "0", "1", "2", "3"]),
    capacity=st.sampled_from([None, "0", "1", "2", "3"]),
    asked_self=st.booleans(),
    chose_link=st.booleans(),
)
cues = st.builds(
    Cues,
    up=st.lists(st.sampled_from(RULES.up), unique=True).map(tuple),
    down=st.lists(st.sampled_from(RULES.down), unique=True).map(tuple),
)
banned = st.lists(st.sampled_from(sorted(BANNED_CUES)), unique=True).map(tuple)
flags = st.lists(st.sampled_from([*RULES.no_recruit, "a-flag-without-a-rule"]), unique=True).map(tuple)
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
complexities = st.builds(lambda f, v, r: complexity(f, v, r, RULES), facets, verbs, signs)
dispositions = st.builds(lambda a, c: disposition(a, c, RULES), answers, cues)
situations = st.builds(
    Situation,
    complexity=complexities,
    disposition=dispositions,
    today=days,
    flags=st.one_of(st.just(()), flags),
    open_panel=st.booleans(),
    served=st.booleans(),
    asked_in_episode=st.lists(st.sampled_from(QUESTIONS), unique=True).map(tuple),
    last_no=st.one_of(st.none(), days),
    wants_panel=st.booleans(),
)


@given(complexities, dispositions, dispositions)
def test_flipping_disposition_moves_along_one_axis_only(c: Complexity, one: Disposition, other: Disposition) -> None:
    assert (place(c, one) in SIMPLE) == (place(c, other) in SIMPLE) == (not c.high)


@given(complexities, complexities, answers, cues)
def test_flipping_complexity_leaves_disposition_alone(one: Complexity, other: Complexity, a: Answers, c: Cues) -> None:
    found = disposition(a, c, RULES)
    assume(one.high == other.high)
    assert place(one, found) == place(other, found)


@given(facets, verbs, signs, signs)
def test_raising_never_lowers(f: Facets, verb: str | None, some: list[str], more: list[str]) -> None:
    before, after = complexity(f, verb, some, RULES), complexity(f, verb, some + more, RULES)
    assert before.raised <= after.raised <= 5
    assert before.high <= after.high
    assert before.stored == after.stored <= before.raised
    assert before.stored_high == after.stored_high


@given(situations)
def test_a_raise_never_opens_an_invitation(s: Situation) -> None:
    assume(not s.complexity.stored_high)
    assert not decide(s, RULES).invite


@given(situations, cues)
def test_cues_alone_never_invite(s: Situation, c: Cues) -> None:
    told_nothing = disposition(Answers(), c, RULES)
    assert not told_nothing.shape
    assert not decide(replace(s, disposition=told_nothing), RULES).invite


@given(answers, cues)
def test_cues_move_the_score_by_one_and_never_a_level(a: Answers, c: Cues) -> None:
    with_cues, without = disposition(a, c, RULES), disposition(a, Cues(), RULES)
    assert abs(with_cues.score - without.score) <= 1
    assert (with_cues.level, with_cues.self_do, with_cues.known) == (
        without.level,
        without.self_do,
        without.known,
    )


@given(answers, cues, banned, banned)
def test_a_banned_cue_changes_nothing(a: Answers, c: Cues, up: tuple[str, ...], down: tuple[str, ...]) -> None:
    assert disposition(a, Cues(c.up + up, c.down + down), RULES) == disposition(a, c, RULES)


@given(situations, answers, cues, st.sampled_from(["1", "2"]))
def test_a_role_of_1_or_2_never_invites(s: Situation, a: Answers, c: Cues, role: str) -> None:
    unwilling = disposition(replace(a, role=role), c, RULES)
    decided = decide(replace(s, disposition=unwilling), RULES)
    assert not unwilling.shape
    assert decided.route in {Route.SERVE, Route.MENU, Route.EXPERT}
    assert not {"q2", "q3", "q4"} & set(decided.may_ask)


@given(situations, answers, cues)
def test_no_time_to_give_never_invites(s: Situation, a: Answers, c: Cues) -> None:
    busy = disposition(replace(a, capacity="3"), c, RULES)
    assert not decide(replace(s, disposition=busy), RULES).invite


@given(situations, flags.filter(bool))
def test_no_flag_is_ever_ignored(s: Situation, raised: tuple[str, ...]) -> None:
    decided = decide(replace(s, flags=raised), RULES)
    assert set(raised) <= set(decided.suppressed_by)
    assert (decided.invite, decided.may_ask, decided.offer) == (False, (), "")
    assert decided.route in {Route.SERVE, Route.MENU, Route.EXPERT}


@given(situations)
def test_an_invitation_needs_everything(s: Situation) -> None:
    everything = s.complexity.high and s.complexity.stored_high and s.disposition.shape and s.open_panel and s.served
    allowed = not s.flags and may_ask_again(s.last_no, s.today, RULES)
    decided = decide(s, RULES)
    assert decided.invite == (everything and allowed) == (decided.route is Route.TOGETHER)
    assert not decided.invite or decided.cell is Cell.RECIPROCAL


@given(situations)
def test_serve_first_and_ask_little(s: Situation) -> None:
    decided = decide(s, RULES)
    asked = set(s.asked_in_episode)
    assert s.complexity.high or decided.may_ask == ()
    assert s.served or (decided.may_ask, decided.offer) == ((), "")
    assert not asked & set(decided.may_ask)
    assert not decided.may_ask or len(asked) + len(decided.may_ask) <= 4
    assert "q4" not in decided.may_ask or (s.wants_panel and s.disposition.shape)


@given(situations)
def test_unwilling_or_not_the_person_is_served(s: Situation) -> None:
    before = decide(replace(s, served=False), RULES)
    assert before.route in {Route.SERVE, Route.MENU, Route.EXPERT}
    assert not s.complexity.high or before.route is Route.EXPERT
    assert before.cell == decide(s, RULES).cell


@given(complexities, answers, cues)
def test_unknown_acts_as_low_and_is_stored_as_unknown(c: Complexity, a: Answers, words: Cues) -> None:
    silent = replace(a, role=None, asked_self=False, chose_link=False)
    found = disposition(silent, words, RULES)
    assert (found.level, found.known, found.self_do, found.shape) == ("unknown", False, False, False)
    assert found == disposition(replace(silent, role="0"), words, RULES)
    assert place(c, found) in {Cell.SEQUENTIAL_STANDARDIZED, Cell.SEQUENTIAL_CUSTOMIZED}


@given(answers, cues)
def test_the_score_stays_on_its_scale(a: Answers, c: Cues) -> None:
    assert 0 <= disposition(a, c, RULES).score <= 10


@given(answers, st.sampled_from(["1", "2", "3", "4"]), cues)
def test_a_change_of_mind_is_the_new_mind(a: Answers, role: str, c: Cues) -> None:
    changed = disposition(change_of_mind(a, role), c, RULES)
    assert changed == disposition(Answers(role, a.efficacy, a.capacity), c, RULES)
    assert changed.self_do == (role == "2")


@given(days, days)
def test_expiry_and_silence_end_once_and_for_all(told: date, today: date) -> None:
    later = today + timedelta(days=1)
    assert expired(told, today, RULES) <= expired(told, later, RULES)
    assert may_ask_again(told, today, RULES) <= may_ask_again(told, later, RULES)
    assert expired(told, told + timedelta(days=90), RULES)
    assert not may_ask_again(told, told + timedelta(days=180), RULES)
    assert may_ask_again(told, told + timedelta(days=185), RULES)


@given(situations)
def test_every_reason_has_a_sentence_and_none_comes_twice(s: Situation) -> None:
    decided = decide(s, RULES)
    reasons = why(decided)
    assert {reason.key for reason in reasons} <= KEYS
    assert len(set(reasons)) == len(reasons) >= 3
    assert decided.offer in {"", *KEYS}
    assert all(f"involvement-{code}" in KEYS for code in decided.may_ask)


@given(situations, situations)
def test_one_situation_leaves_nothing_for_the_next(one: Situation, other: Situation) -> None:
    before = decide(one, RULES)
    decide(other, RULES)
    assert decide(one, RULES) == before


def test_nothing_else_is_an_input() -> None:
    """Name, postcode, spelling, language, time of day and channel cannot matter: there is no way in for them."""
    assert {f.name for f in fields(Situation)} == {
        "complexity", "disposition", "today", "flags", "open_panel", "served", "asked_in_episode", "last_no",
        "wants_panel",
    }  # fmt: skip
    assert {f.name for f in fields(Answers)} == {"role", "efficacy", "capacity", "asked_self", "chose_link"}
    assert {f.name for f in fields(Cues)} == {"up", "down"}
    assert list(inspect.signature(decide).parameters) == ["situation", "rules"]
    assert list(inspect.signature(disposition).parameters) == ["answers", "cues", "rules"]
    assert list(inspect.signature(complexity).parameters) == ["facets", "verb", "raises", "rules"]
    assert list(inspect.signature(place).parameters) == ["complexity", "disposition"]


def test_the_code_is_pure() -> None:
    """No clock, no chance, no input or output: what is decided today can be decided again from the record."""
    for name in ("involvement", "involvement_axes", "involvement_rules"):
        source = (Path(__file__).parents[1] / "bot" / f"{name}.py").read_text(encoding="utf-8")
        imported = {line.split()[1] for line in source.splitlines() if line.startswith(("import ", "from "))}
        assert imported <= {
            "collections.abc", "dataclasses", "datetime", "enum", "types", "typing", "nlp.understanding",
            "bot.involvement_axes", "bot.involvement_rules",
        }  # fmt: skip
        assert not any(word in source for word in ("today()", "now()", "open(", "print("))
