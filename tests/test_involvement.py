"""Involvement, readable: tables of situations and where they land."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.involvement import (
    Answers,
    Cell,
    Decision,
    Facets,
    Reason,
    Route,
    Rules,
    Situation,
    change_of_mind,
    complexity,
    decide,
    disposition,
    why,
)
from nlp.understanding import Cues

FILE = Path(__file__).parents[1] / "content" / "involvement.toml"
TODAY = date(2026, 11, 24)
COUNCIL_TAX = Facets(variety=1, judgement=1, parties=1, time=2, stakes=3, knowledge=2)
LEISURE = Facets(variety=2, judgement=1, parties=1, time=1, stakes=1, knowledge=2)
MIDDLE = Facets(variety=3, judgement=3, parties=2, time=3, stakes=3, knowledge=2)
PLANNING = Facets(variety=4, judgement=5, parties=4, time=4, stakes=4, knowledge=3)
CARE = Facets(variety=5, judgement=5, parties=5, time=5, stakes=5, knowledge=5)
YES = Answers(role="4", efficacy="1", capacity="1")
NO_CUES = Cues()
NOTHING = Answers()
RULES = Rules.from_toml_dict(tomllib.loads(FILE.read_text(encoding="utf-8")))


def decision(
    facets: Facets, answers: Answers = NOTHING, *, verb: str = "find out", cues: Cues = NO_CUES,
    raises: tuple[str, ...] = (), **more: Any,
) -> Decision:  # fmt: skip
    """What is decided today, once served unless `more` says otherwise."""
    settings: dict[str, Any] = {"today": TODAY, "served": True} | more
    situation = Situation(
        complexity=complexity(facets, verb, raises, RULES),
        disposition=disposition(answers, cues, RULES),
        **settings,
    )
    return decide(situation, RULES)


# --- the four examples of Ferguson --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facets", "verb", "answers", "cell", "route"),
    [
        (COUNCIL_TAX, "pay", Answers(), Cell.SEQUENTIAL_STANDARDIZED, Route.SERVE),
        (LEISURE, "book", Answers(chose_link=True), Cell.POOLED, Route.MENU),
        (PLANNING, "apply", Answers(role="1"), Cell.SEQUENTIAL_CUSTOMIZED, Route.EXPERT),
        (CARE, "be assessed", YES, Cell.RECIPROCAL, Route.TOGETHER),
    ],
    ids=["simply manage my money", "the simple choices", "do not involve me", "involve and engage me"],
)
def test_ferguson(facets: Facets, verb: str, answers: Answers, cell: Cell, route: Route) -> None:
    decided = decision(facets, answers, verb=verb, open_panel=True)
    assert (decided.cell, decided.route, decided.invite) == (cell, route, route is Route.TOGETHER)


def test_the_same_person_in_two_services_on_one_day() -> None:
    before = decision(COUNCIL_TAX, verb="pay")
    assert decision(CARE, YES, verb="be assessed", open_panel=True).route is Route.TOGETHER
    assert decision(COUNCIL_TAX, verb="pay") == before
    assert disposition(Answers(), NO_CUES, RULES).level == "unknown"


def test_change_of_mind_moves_at_once_and_keeps_the_rest() -> None:
    linked = Answers(efficacy="1", chose_link=True)
    assert decision(LEISURE, linked).cell is Cell.POOLED
    changed = change_of_mind(linked, "1")
    assert changed == Answers(role="1", efficacy="1")
    assert decision(LEISURE, changed).cell is Cell.SEQUENTIAL_STANDARDIZED
    assert decision(CARE, change_of_mind(YES, "1"), open_panel=True).cell is Cell.SEQUENTIAL_CUSTOMIZED


# --- questions ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facets", "answers", "more", "may_ask"),
    [
        (CARE, Answers(), {"served": False}, ()),
        (CARE, Answers(), {}, ("q1",)),
        (CARE, Answers(chose_link=True), {}, ("q1",)),
        (CARE, Answers(), {"asked_in_episode": ("q1",)}, ()),
        (CARE, Answers("1"), {"asked_in_episode": ("q1",)}, ()),
        (CARE, Answers("2"), {"asked_in_episode": ("q1",)}, ()),
        (CARE, Answers("3"), {"asked_in_episode": ("q1",)}, ("q2", "q3")),
        (CARE, Answers("4"), {}, ("q2", "q3")),
        (CARE, Answers("4", "1"), {"asked_in_episode": ("q1", "q2")}, ("q3",)),
        (CARE, Answers("4", "0"), {"asked_in_episode": ("q1", "q2")}, ("q3",)),
        (CARE, YES, {"asked_in_episode": ("q1", "q2", "q3")}, ()),
        (CARE, YES, {"asked_in_episode": ("q1", "q2", "q3"), "wants_panel": True}, ("q4",)),
        (CARE, YES, {"asked_in_episode": ("q1", "q2", "q3", "q4"), "wants_panel": True}, ()),
        (CARE, Answers(), {"last_no": date(2026, 6, 1)}, ()),
        (CARE, Answers(), {"last_no": date(2026, 5, 1)}, ("q1",)),
        (CARE, Answers(), {"flags": ("bereavement",)}, ()),
        (COUNCIL_TAX, Answers(), {}, ()),
        (COUNCIL_TAX, YES, {"wants_panel": True}, ()),
    ],
)
def test_what_may_be_asked(facets: Facets, answers: Answers, more: dict[str, Any], may_ask: tuple[str, ...]) -> None:
    assert decision(facets, answers, **more).may_ask == may_ask


def test_limits_of_the_content_file_are_kept() -> None:
    situation = Situation(
        complexity=complexity(CARE, None, (), RULES),
        disposition=disposition(Answers("4"), NO_CUES, RULES),
        today=TODAY,
    )
    assert decide(situation, replace(RULES, before_served=1)).may_ask == ("q2",)
    served = replace(situation, served=True, asked_in_episode=("q1",))
    assert decide(served, replace(RULES, in_episode=2)).may_ask == ("q2",)


# --- routes and mismatch cases --------------------------------------------------------------------------------

EAGER = Cues(up=("offers-help",))
SPEAKS = Cues(up=("speaks-for-others",))
ALL = ("q1", "q2", "q3")


@pytest.mark.parametrize(
    ("facets", "answers", "more", "route", "offer"),
    [
        (LEISURE, Answers(), {"cues": EAGER}, Route.IDEA, "involvement-idea-offer"),
        (LEISURE, Answers(), {"cues": SPEAKS}, Route.SERVE, ""),
        (LEISURE, Answers(), {"cues": Cues(EAGER.up, ("anger",))}, Route.SERVE, ""),
        (LEISURE, Answers("1"), {"cues": EAGER}, Route.SERVE, ""),
        (LEISURE, YES, {"served": False}, Route.SERVE, ""),
        (LEISURE, YES, {"open_panel": True}, Route.IDEA, "involvement-idea-offer"),
        (CARE, Answers(), {"cues": EAGER, "open_panel": True}, Route.EXPERT, ""),
        (CARE, YES, {"served": False, "open_panel": True}, Route.EXPERT, ""),
        (CARE, YES, {"open_panel": True}, Route.TOGETHER, "involvement-invite"),
        (CARE, YES, {}, Route.INTEREST, "involvement-interest-offer"),
        (CARE, YES, {"last_no": date(2026, 11, 1), "open_panel": True}, Route.EXPERT, ""),
        (CARE, Answers("1"), {"open_panel": True}, Route.EXPERT, "involvement-later"),
        (CARE, Answers("2"), {"open_panel": True}, Route.EXPERT, "involvement-later"),
        (CARE, Answers("1"), {"last_no": TODAY}, Route.EXPERT, ""),
        (CARE, Answers("3"), {"open_panel": True}, Route.EXPERT, ""),
        (CARE, Answers("3", "1", "3"), {"asked_in_episode": ALL}, Route.IDEA, "involvement-idea-other"),
        (MIDDLE, YES, {"verb": "apply", "open_panel": True}, Route.INTEREST, "involvement-interest-offer"),
        (
            MIDDLE,
            YES,
            {"raises": ("health-or-care",), "open_panel": True},
            Route.INTEREST,
            "involvement-interest-offer",
        ),
        (COUNCIL_TAX, Answers(), {"flags": ("debt-enforcement",)}, Route.EXPERT, ""),
        (COUNCIL_TAX, Answers(chose_link=True), {"flags": ("outside-area",)}, Route.MENU, ""),
    ],
)
def test_routes(facets: Facets, answers: Answers, more: dict[str, Any], route: Route, offer: str) -> None:
    decided = decision(facets, answers, **more)
    assert (decided.route, decided.offer) == (route, offer)
    assert decided.invite is (route is Route.TOGETHER)


@pytest.mark.parametrize("flag", [*RULES.no_recruit, "a-flag-without-a-rule"])
def test_every_flag_silences_us(flag: str) -> None:
    decided = decision(CARE, YES, flags=(flag,), open_panel=True)
    assert (decided.route, decided.invite, decided.may_ask) == (Route.EXPERT, False, ())
    assert decided.suppressed_by == (flag,)
    assert decided.cell is Cell.RECIPROCAL


# --- why ------------------------------------------------------------------------------------------------------


def keys(decided: Decision) -> list[str]:
    return [reason.key for reason in why(decided)]


@pytest.mark.parametrize(
    ("decided", "expected"),
    [
        (decision(COUNCIL_TAX), ["why-service-simple", "why-route-serve"]),
        (
            decision(LEISURE, Answers(chose_link=True)),
            ["why-service-simple", "why-you-chose-self", "why-route-menu"],
        ),
        (decision(LEISURE, cues=EAGER), ["why-service-simple", "why-you-offered", "why-route-idea"]),
        (decision(CARE), ["why-service-complex", "why-not-known", "why-route-expert"]),
        (
            decision(CARE, YES, open_panel=True),
            ["why-service-complex", "why-you-said-help-shape", "why-route-together"],
        ),
        (
            decision(CARE, Answers("4", capacity="3"), open_panel=True, asked_in_episode=ALL),
            ["why-service-complex", "why-you-said-help-shape", "why-answers-short", "why-route-idea"],
        ),
        (
            decision(MIDDLE, Answers("1"), verb="complain", flags=("complaint-or-appeal",)),
            [
                "why-service-verb", "why-you-said-do-it-for-me", "why-flag-complaint-or-appeal",
                "why-route-expert",
            ],
        ),
        (
            decision(MIDDLE, raises=("health-or-care", "no-rule"), flags=("no-rule",)),
            ["why-raise-health-or-care", "why-raise-other", "why-not-known", "why-flag-other", "why-route-expert"],
        ),
        (decision(COUNCIL_TAX, flags=("bereavement",)), ["why-service-care", "why-route-expert"]),
    ],
)  # fmt: skip
def test_why(decided: Decision, expected: list[str]) -> None:
    assert keys(decided) == [*expected, "why-change"]


def test_why_after_a_no_says_for_how_long() -> None:
    assert Reason("why-recent-no", (("months", 6),)) in why(decision(CARE, YES, last_no=TODAY))
