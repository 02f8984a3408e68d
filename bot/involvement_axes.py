"""The two axes, measured (DOMAIN 2): how complex this episode is, and how far this person wants to take part.

Pure. What callers need of it stands in `bot.involvement` too; import it from there.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from bot.involvement_rules import CHOICES, ROLES, Rules
from nlp.understanding import Cues

LEVELS = {
    "1": "do-it-for-me",
    "2": "do-it-myself",
    "3": "tell-you-what-i-think",
    "4": "help-shape",
}
"""What each answer to Q1 means. No answer is "unknown", which is not a no."""

WILLING = (LEVELS["3"], LEVELS["4"])
"""The levels that open Q2, Q3 and, with the score, an invitation."""


class Facets(NamedTuple):
    """The stored rating of a service, set by officers: six facets from 1 (low) to 5 (high), DOMAIN 2.1."""

    variety: int
    judgement: int
    parties: int
    time: int
    stakes: int
    knowledge: int


@dataclass(frozen=True)
class Complexity:
    """How hard it is to know the work in advance, on a scale of 1 to 5.

    `stored` is the mean of the facets and `raised` that mean for this episode. `high` routes the episode;
    `stored_high` is about the stored rating alone and is what an invitation needs.
    """

    stored: float
    raised: float
    raises: tuple[str, ...]
    high: bool
    stored_high: bool


@dataclass(frozen=True)
class Answers:
    """What this person told us in this situation. Options as in DOMAIN 2.3; None or "0" is unknown.

    `role` is Q1, "1" to "4": council does it, myself, I tell you what I think, I help plan. `efficacy` is Q2 and
    `capacity` is Q3, "1" to "3". `asked_self`: asked how to do it themselves. `chose_link`: took the link rather
    than "you do it".
    """

    role: str | None = None
    efficacy: str | None = None
    capacity: str | None = None
    asked_self: bool = False
    chose_link: bool = False


@dataclass(frozen=True)
class Disposition:
    """How far this person wants to take part. `self_do` and `shape` are two things; never read one as the other.

    `score` is S, 0 to 10. `level` is "do-it-for-me", "do-it-myself", "tell-you-what-i-think", "help-shape" or
    "unknown", and `known` says that it is not the last. `reasons` are codes to store, such as "q1-4". `answered`
    are the questions with a known answer. `eager`: told us, unasked or by answer, that they want to be heard.
    """

    self_do: bool
    shape: bool
    score: int
    known: bool
    level: str
    reasons: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    eager: bool = False


def complexity(
    facets: Facets | tuple[int, int, int, int, int, int],
    verb: str | None,
    raises: Iterable[str],
    rules: Rules,
) -> Complexity:
    """The complexity of this episode: the mean of six facets, raised by what was said (DOMAIN 2.1)."""
    rated = Facets(*facets)
    for name, value in zip(Facets._fields, rated, strict=True):
        if value not in range(1, 6):
            raise ValueError(f"The facet {name!r} must be a whole number from 1 to 5, but is {value!r}.")
    stored, signs = sum(rated) / len(rated), tuple(dict.fromkeys(raises))
    raised = max(stored, min(rules.cap, stored + rules.step * len(signs)))
    high = raised >= rules.high or (raised >= rules.middle and verb in rules.high_verbs)
    return Complexity(stored, raised, signs, high, stored >= rules.high)


def disposition(answers: Answers, cues: Cues, rules: Rules) -> Disposition:
    """The two dispositions in this situation: to do it oneself, and to help shape it (DOMAIN 2.3)."""
    role = answers.role or ""
    nudge = _nudge(cues, rules)
    points = rules.role.get(role, 0) + rules.efficacy.get(answers.efficacy or "", 0)
    score = max(0, min(10, points + rules.capacity.get(answers.capacity or "", 0) + nudge))
    by_deed = answers.asked_self or answers.chose_link
    level = LEVELS.get(role, LEVELS["2"] if by_deed else "unknown")
    willing = level in WILLING
    offered = role not in LEVELS and nudge > 0 and not set(rules.offers).isdisjoint(cues.up)
    return Disposition(
        self_do=level == LEVELS["2"] or by_deed,
        shape=willing and score >= rules.shape_high and answers.capacity != "3",
        score=score,
        known=level != "unknown",
        level=level,
        reasons=_codes(answers, nudge),
        answered=tuple(code for code, _ in _given(answers)),
        eager=willing or offered,
    )


def change_of_mind(answers: Answers, role: str) -> Answers:
    """The answers after "actually can you just do it": the new role stands at once, the rest is kept."""
    return replace(answers, role=role, asked_self=False, chose_link=False)


def said_no(answers: Answers) -> bool:
    """Whether these answers decline to help plan.

    The caller then keeps today as the service's `last_no`, after the decision that these answers led to.
    """
    return answers.role in ("1", "2") or answers.capacity == "3"


def _given(answers: Answers) -> tuple[tuple[str, str], ...]:
    """The known answers, as (question code, option)."""
    put = (("q1", answers.role, ROLES), ("q2", answers.efficacy, CHOICES), ("q3", answers.capacity, CHOICES))
    return tuple((code, answer) for code, answer, options in put if answer is not None and answer in options)


def _nudge(cues: Cues, rules: Rules) -> int:
    balance = len({*cues.up} & {*rules.up}) - len({*cues.down} & {*rules.down})
    return max(-rules.cue_limit, min(rules.cue_limit, balance))


def _codes(answers: Answers, nudge: int) -> tuple[str, ...]:
    """Why the disposition is what it is, as codes to store."""
    given = [f"{code}-{answer}" for code, answer in _given(answers)]
    deeds = (("asked-self", answers.asked_self), ("chose-link", answers.chose_link))
    moved = ((f"cues{nudge:+d}", nudge != 0),)
    return (*given, *(code for code, there in deeds + moved if there))
