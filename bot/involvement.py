"""How involved a resident wants to be in this situation, and what follows: the heart of the mission. Pure.

Complexity belongs to the service and this episode; disposition belongs to this person in this situation. The
two give one of Larsson and Bowen's four cells (DOMAIN 1), the cell gives a route, and every route can be
explained in words (`why`). Name, place, spelling, language, time of day and channel are not inputs. Nothing here
remembers anything.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from bot.involvement_axes import (
    LEVELS,
    WILLING,
    Answers,
    Complexity,
    Disposition,
    Facets,
    change_of_mind,
    complexity,
    disposition,
    said_no,
)
from bot.involvement_rules import CHOICES, ROLES, Rules, RulesError

OTHER_KEYS = (
    "involvement-later", "involvement-thanks", "involvement-idea-ask", "involvement-idea-kept",
    "involvement-interest-kept", "why-service-simple", "why-service-complex", "why-service-verb", "why-service-care",
    "why-you-offered", "why-you-chose-self", "why-not-known", "why-answers-short", "why-recent-no", "why-change",
)  # fmt: skip
"""The sentence keys that are not made from a name in the rules; see `word_keys`."""

__all__ = [
    "Answers", "Cell", "Complexity", "Decision", "Disposition", "Facets", "Reason", "Route", "Rules", "RulesError",
    "Situation", "change_of_mind", "complexity", "decide", "disposition", "expired", "may_ask_again", "place",
    "said_no", "why", "word_keys",
]  # fmt: skip


class Cell(StrEnum):
    """The four ways of working together (Larsson and Bowen 1989; DOMAIN 1)."""

    SEQUENTIAL_STANDARDIZED = "sequential-standardized"
    POOLED = "pooled"
    SEQUENTIAL_CUSTOMIZED = "sequential-customized"
    RECIPROCAL = "reciprocal"


class Route(StrEnum):
    """What to do next (DOMAIN 3). Before the person is served only SERVE, MENU or EXPERT come."""

    SERVE = "serve"
    """Answer or take the report now."""
    MENU = "menu"
    """Self-service choices."""
    EXPERT = "expert"
    """A named person and a time."""
    TOGETHER = "together"
    """Invite to a panel."""
    IDEA = "idea"
    """Take an idea: no panel fits, and the person wants to be heard."""
    INTEREST = "interest"
    """Keep an interest: would be invited, and no panel may invite now."""


class Reason(NamedTuple):
    """A sentence for the resident: its key in content/words and its arguments as pairs."""

    key: str
    args: tuple[tuple[str, int | str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Situation:
    """All that decides a route; what is not here cannot matter.

    `flags` are no-recruit flags. `open_panel`: one for this service may take people now. `served`: answered, or
    handed over. `asked_in_episode`: involvement questions that went out ("q1" to "q4"), answered or not.
    `last_no`: the day this person last said no for this service; pass None once they come back to it unasked.
    `wants_panel`: said yes to hearing about a panel.
    """

    complexity: Complexity
    disposition: Disposition
    today: date
    flags: tuple[str, ...] = ()
    open_panel: bool = False
    served: bool = False
    asked_in_episode: tuple[str, ...] = ()
    last_no: date | None = None
    wants_panel: bool = False


@dataclass(frozen=True)
class Decision:
    """Where the situation stands, what to do, and why.

    `may_ask`: question codes allowed now, in order; ask the first, then decide again. `invite` is true exactly
    on Route.TOGETHER. `suppressed_by`: the flags, and "recent-no". `offer`: key of the sentence to say next in
    content/words, or "".
    """

    cell: Cell
    route: Route
    reasons: tuple[Reason, ...]
    may_ask: tuple[str, ...]
    invite: bool
    suppressed_by: tuple[str, ...]
    offer: str = ""


def place(complexity: Complexity, disposition: Disposition) -> Cell:
    """The cell: simple situations ask who does the work, complex ones who shapes it (DOMAIN 2.3)."""
    if complexity.high:
        return Cell.RECIPROCAL if disposition.shape else Cell.SEQUENTIAL_CUSTOMIZED
    return Cell.POOLED if disposition.self_do else Cell.SEQUENTIAL_STANDARDIZED


def decide(situation: Situation, rules: Rules) -> Decision:
    """Cell, route, questions and reasons. Serve first: until served, nothing is offered (DOMAIN 2.3, 3)."""
    suppressed = _suppressed(situation, rules)
    questions = () if suppressed else _questions(situation, rules)
    base = _service_route(situation, rules)
    quiet = suppressed or not situation.served
    route = base if quiet else _offer_route(situation, questions) or base
    return Decision(
        cell=place(situation.complexity, situation.disposition),
        route=route,
        reasons=_reasons(situation, route, suppressed, rules),
        may_ask=questions,
        invite=route is Route.TOGETHER,
        suppressed_by=suppressed,
        offer="" if quiet else _offer_line(situation, route),
    )


def expired(decided: date, today: date, rules: Rules) -> bool:
    """Whether a disposition decided on that day has had its days and must count as unknown (DOMAIN 2.3)."""
    return (today - decided).days >= rules.disposition_days


def may_ask_again(last_no: date | None, today: date, rules: Rules) -> bool:
    """Whether the months of silence after a no are over for this service (DOMAIN 3)."""
    if last_no is None:
        return True
    months = (today.year - last_no.year) * 12 + today.month - last_no.month
    return months > rules.months_after_no or (months == rules.months_after_no and today.day >= last_no.day)


def why(decision: Decision) -> tuple[Reason, ...]:
    """The reason in words, as residents get it when they text WHY; it ends with how to change it."""
    return (*decision.reasons, Reason("why-change"))


def word_keys(rules: Rules) -> frozenset[str]:
    """Every sentence key that a decision or a question can need; content must have each in every language."""
    questions = [f"involvement-{code}" for code in ("q1", "q2", "q3", "q4")]
    options = [f"{key}-{n}" for key in questions for n in (ROLES if key.endswith("1") else CHOICES)]
    offers = {"involvement-idea-offer": CHOICES, "involvement-interest-offer": CHOICES[:2]}
    choices = offers | {"involvement-idea-other": CHOICES[:2], "involvement-invite": CHOICES[:2]}
    return frozenset([
        *questions, *options, *(f"{key}-why" for key in questions), *choices,
        *(f"{key}-{n}" for key, numbers in choices.items() for n in numbers),
        *(f"why-raise-{name}" for name in (*rules.raises, "other")),
        *(f"why-flag-{name}" for name in (*rules.no_recruit, "other")),
        *(f"why-route-{route}" for route in Route), *(f"why-you-said-{level}" for level in LEVELS.values()),
        *OTHER_KEYS,
    ])  # fmt: skip


def _suppressed(s: Situation, rules: Rules) -> tuple[str, ...]:
    recent = () if may_ask_again(s.last_no, s.today, rules) else ("recent-no",)
    return (*dict.fromkeys(s.flags), *recent)


def _questions(s: Situation, rules: Rules) -> tuple[str, ...]:
    asked = set(s.asked_in_episode)
    room = (rules.in_episode if s.served else rules.before_served) - len(asked)
    new = [code for code in _wanted(s) if code not in asked.union(s.disposition.answered)]
    return tuple(new[: max(0, room)])


def _wanted(s: Situation) -> tuple[str, ...]:
    """The questions that this situation would put, asked already or not."""
    if not s.complexity.high:
        return ()
    if "q1" not in s.disposition.answered:
        return ("q1",)
    if s.disposition.level not in WILLING:
        return ()
    return ("q4",) if s.disposition.shape and s.wants_panel else ("q2", "q3")


def _service_route(s: Situation, rules: Rules) -> Route:
    if s.complexity.high or not set(rules.person).isdisjoint(s.flags):
        return Route.EXPERT
    return Route.MENU if s.disposition.self_do else Route.SERVE


def _offer_route(s: Situation, questions: tuple[str, ...]) -> Route | None:
    if s.complexity.high and s.disposition.shape:
        return Route.TOGETHER if s.complexity.stored_high and s.open_panel else Route.INTEREST
    # In a complex service a person who wants to be heard is asked all questions first, then heard.
    heard_out = s.disposition.level in WILLING and not questions
    return Route.IDEA if (heard_out if s.complexity.high else s.disposition.eager) else None


def _offer_line(s: Situation, route: Route) -> str:
    lines = {Route.TOGETHER: "involvement-invite", Route.INTEREST: "involvement-interest-offer"}
    if route is Route.IDEA:
        return "involvement-idea-other" if s.complexity.high else "involvement-idea-offer"
    unwilling = s.complexity.high and "q1" in s.disposition.answered
    return lines.get(route, "involvement-later" if unwilling and s.disposition.level not in WILLING else "")


def _reasons(s: Situation, route: Route, suppressed: tuple[str, ...], rules: Rules) -> tuple[Reason, ...]:
    keys = [*_about_service(s.complexity, route, rules), *_about_person(s.complexity, s.disposition)]
    concerned = s.complexity.high or s.disposition.eager
    silent = [_about_silence(name, rules) for name in suppressed] if concerned else []
    return tuple(dict.fromkeys([*map(Reason, keys), *silent, Reason(f"why-route-{route}")]))


def _about_service(c: Complexity, route: Route, rules: Rules) -> tuple[str, ...]:
    if not c.high:
        return ("why-service-care" if route is Route.EXPERT else "why-service-simple",)
    if c.stored_high:
        return ("why-service-complex",)
    known = tuple(f"why-raise-{name if name in rules.raises else 'other'}" for name in c.raises)
    return known or ("why-service-verb",)


def _about_person(c: Complexity, d: Disposition) -> tuple[str, ...]:
    if not d.known:
        return ("why-you-offered",) if d.eager else ("why-not-known",) if c.high else ()
    if "q1" not in d.answered:
        return ("why-you-chose-self",)
    short = c.high and d.level in WILLING and not d.shape and "q3" in d.answered
    return (f"why-you-said-{d.level}", *(("why-answers-short",) if short else ()))


def _about_silence(name: str, rules: Rules) -> Reason:
    if name == "recent-no":
        return Reason("why-recent-no", (("months", rules.months_after_no),))
    return Reason(f"why-flag-{name if name in rules.no_recruit else 'other'}")
