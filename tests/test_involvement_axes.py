"""The two axes and the calendar, in tables: complexity, disposition, expiry and silence after a no."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.involvement import (
    Answers,
    Facets,
    Rules,
    complexity,
    disposition,
    expired,
    may_ask_again,
    said_no,
)
from nlp.understanding import VERBS, Cues

FILE = Path(__file__).parents[1] / "content" / "involvement.toml"
RULES = Rules.from_toml_dict(tomllib.loads(FILE.read_text(encoding="utf-8")))
TODAY = date(2026, 11, 24)
COUNCIL_TAX = Facets(variety=1, judgement=1, parties=1, time=2, stakes=3, knowledge=2)
MIDDLE = Facets(variety=3, judgement=3, parties=2, time=3, stakes=3, knowledge=2)
NO_CUES = Cues()

# --- complexity -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facets", "verb", "raises", "raised", "high", "stored_high"),
    [
        ((1, 1, 1, 1, 1, 1), "dispute", (), 1.0, False, False),
        ((1, 1, 1, 1, 1, 1), "report", ("raised-before",), 2.0, False, False),
        (COUNCIL_TAX, "pay", ("cannot-pay",), 16 / 6, False, False),
        (COUNCIL_TAX, "find out", ("cannot-pay", "health-or-care"), 22 / 6, True, False),
        ((2, 2, 2, 3, 3, 3), "report", (), 2.5, False, False),
        ((2, 2, 2, 3, 3, 3), "apply", (), 2.5, True, False),
        ((2, 2, 2, 3, 3, 3), "report", ("health-or-care",), 3.5, True, False),
        ((3, 3, 3, 4, 4, 4), "report", (), 3.5, True, True),
        ((3, 3, 3, 4, 4, 3), "report", (), 20 / 6, False, False),
        ((5, 5, 5, 5, 5, 5), None, ("health-or-care", "several-services"), 5.0, True, True),
        ((1, 1, 1, 1, 1, 1), None, ("raised-before", "raised-before"), 2.0, False, False),
        ((1, 1, 1, 1, 1, 1), None, ("a-sign-without-a-rule",), 2.0, False, False),
    ],
)
def test_complexity(
    facets: Any, verb: str | None, raises: tuple[str, ...], raised: float, high: bool, stored_high: bool
) -> None:
    found = complexity(facets, verb, raises, RULES)
    assert found.raised == pytest.approx(raised)
    assert (found.high, found.stored_high) == (high, stored_high)
    assert found.stored == pytest.approx(sum(facets) / 6)


@pytest.mark.parametrize("verb", [*VERBS, "appeal", None])
def test_the_verb_decides_the_middle_band(verb: str | None) -> None:
    high = verb in {"be assessed", "apply", "dispute", "complain", "appeal"}
    assert complexity(MIDDLE, verb, (), RULES).high is high


@pytest.mark.parametrize("wrong", [0, 6, 2.5])
def test_a_facet_off_the_scale_is_refused_by_name(wrong: Any) -> None:
    with pytest.raises(ValueError, match=r"The facet 'parties' must be a whole number from 1 to 5"):
        complexity((1, 1, wrong, 1, 1, 1), None, (), RULES)


# --- disposition ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("q1", "q2", "q3", "score", "shape", "level"),
    [
        ("4", "1", "1", 10, True, "help-shape"),
        ("4", "3", "2", 6, True, "help-shape"),
        ("4", "2", None, 6, True, "help-shape"),
        ("4", None, None, 5, False, "help-shape"),
        ("4", "1", "3", 7, False, "help-shape"),
        ("3", "1", "2", 6, True, "tell-you-what-i-think"),
        ("3", "2", "2", 5, False, "tell-you-what-i-think"),
        ("3", "3", "1", 6, True, "tell-you-what-i-think"),
        ("2", "1", "1", 6, False, "do-it-myself"),
        ("1", "1", "1", 5, False, "do-it-for-me"),
        ("0", "1", "1", 5, False, "unknown"),
        (None, None, None, 0, False, "unknown"),
        ("what?", "4", "x", 0, False, "unknown"),
    ],
)
def test_the_shape_score(q1: str | None, q2: str | None, q3: str | None, score: int, shape: bool, level: str) -> None:
    found = disposition(Answers(q1, q2, q3), NO_CUES, RULES)
    assert (found.score, found.shape, found.level) == (score, shape, level)
    assert found.known is (level != "unknown")


@pytest.mark.parametrize(
    ("cues", "moved"),
    [
        (Cues(), 0),
        (Cues(up=("suggests-fix",)), 1),
        (Cues(up=("suggests-fix", "offers-help", "sends-detail")), 1),
        (Cues(down=("just", "asap", "anger")), -1),
        (Cues(up=("suggests-fix",), down=("just",)), 0),
        (Cues(up=("postcode", "spelling"), down=("name", "time-of-day")), 0),
    ],
)
def test_cues_move_the_score_by_one_at_most(cues: Cues, moved: int) -> None:
    assert disposition(Answers("3", "2", "2"), cues, RULES).score == 5 + moved


def test_the_score_stops_at_both_ends() -> None:
    assert disposition(Answers("4", "1", "1"), Cues(up=("offers-help",)), RULES).score == 10
    assert disposition(Answers("1", "3", "3"), Cues(down=("just",)), RULES).score == 0


def test_the_same_cue_twice_is_one_cue() -> None:
    shouted = Cues(up=("offers-help", "suggests-fix"), down=("asap", "asap", "asap"))
    assert "cues+1" in disposition(Answers(), shouted, RULES).reasons
    assert disposition(Answers(), shouted, replace(RULES, cue_limit=0)).reasons == ()


def test_reasons_are_kept_as_codes() -> None:
    found = disposition(Answers("3", "0", "2", asked_self=True, chose_link=True), Cues(down=("busy",)), RULES)
    assert found.reasons == ("q1-3", "q3-2", "asked-self", "chose-link", "cues-1")
    assert found.answered == ("q1", "q3")


def test_what_a_person_does_counts_as_doing_it_themselves() -> None:
    for answers in (Answers(role="2"), Answers(asked_self=True), Answers(chose_link=True)):
        found = disposition(answers, NO_CUES, RULES)
        assert (found.self_do, found.shape, found.level) == (True, False, "do-it-myself")


@pytest.mark.parametrize(
    ("answers", "no"),
    [
        (Answers("1"), True),
        (Answers("2"), True),
        (Answers("4", capacity="3"), True),
        (Answers("4"), False),
        (Answers(), False),
        (Answers("0", "0", "0"), False),
    ],
)
def test_a_no_is_a_no_and_unknown_is_not(answers: Answers, no: bool) -> None:
    assert said_no(answers) is no


# --- time -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "gone"), [(0, False), (89, False), (90, True), (400, True), (-1, False)])
def test_a_disposition_expires(days: int, gone: bool) -> None:
    assert expired(TODAY, date.fromordinal(TODAY.toordinal() + days), RULES) is gone


@pytest.mark.parametrize(
    ("last_no", "today", "may"),
    [
        (None, TODAY, True),
        (date(2026, 5, 24), TODAY, True),
        (date(2026, 5, 25), TODAY, False),
        (date(2025, 8, 31), date(2026, 2, 28), False),
        (date(2025, 8, 31), date(2026, 3, 1), True),
        (TODAY, TODAY, False),
    ],
)
def test_silence_after_a_no(last_no: date | None, today: date, may: bool) -> None:
    assert may_ask_again(last_no, today, RULES) is may
