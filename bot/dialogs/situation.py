"""The situation of a matter: how complex, how willing, which cell, which route. Joins the talk to bot.involvement."""

from datetime import date
from typing import Any

from bot import involvement
from bot.effects import NoteEpisode
from bot.involvement import Answers, Complexity, Decision, Disposition, Situation
from bot.talk import Talk
from nlp.understanding import Cues

WISHES = {"do-it-for-me": "1", "do-it-myself": "2", "tell-you-what-i-think": "3", "help-shape": "4"}


def complexity(talk: Talk) -> Complexity:
    """How complex this episode is; what the resident said may only raise it."""
    verb = str(talk.args.get("verb", "")) or None
    return involvement.complexity(talk.service.facets, verb, talk.args.get("raises", ()), talk.world.rules)


def disposition(talk: Talk, answers: Answers) -> Disposition:
    """How far this person wants to take part, by answers first and cues last."""
    cues = Cues(tuple(talk.args.get("cues_up", ())), tuple(talk.args.get("cues_down", ())))
    return involvement.disposition(answers, cues, talk.world.rules)


def opening_answers(talk: Talk, of: Complexity) -> Answers:
    """What the first words or a change of mind say; in a complex service Q1 is still put."""
    said = str(talk.args.get("disposition", "unknown"))
    by_deed = said == "do-it-myself"
    if talk.wish:
        return Answers(role=WISHES.get(talk.wish), asked_self=talk.wish == "do-it-myself")
    return Answers(role=WISHES.get(said) if not of.high and said == "help-shape" else None, asked_self=by_deed)


def decide(talk: Talk, answers: Answers, *, served: bool, **more: Any) -> tuple[Decision, Disposition]:
    """The decision as things stand."""
    of = complexity(talk)
    willing = disposition(talk, answers)
    flags = tuple(dict.fromkeys((*talk.args.get("flags", ()), *talk.service.no_recruit, *more.pop("flags", ()))))
    situation = Situation(complexity=of, disposition=willing, today=talk.now.date(), flags=flags, served=served, **more)
    return involvement.decide(situation, talk.world.rules), willing


def note(talk: Talk, key: str, answers: Answers, decision: Decision, willing: Disposition, outcome: str) -> None:
    """Write the episode down as it stands, with the reason in words."""
    of = complexity(talk)
    given = {"role": answers.role, "efficacy": answers.efficacy, "capacity": answers.capacity}
    values: dict[str, object] = {
        "verb": str(talk.args.get("verb", "")), "complexity": of.raised, "raises": list(of.raises),
        "disposition": willing.level, "score": willing.score, "answers": given, "cell": decision.cell.value,
        "route": decision.route.value, "flags": list(decision.suppressed_by), "invited": decision.invite,
        "declined": "q1" in talk.frame.answers and involvement.said_no(answers), "outcome": outcome,
        "decided": talk.now,
        "reasons": [[reason.key, dict(reason.args)] for reason in involvement.why(decision)],
    }  # fmt: skip
    talk.do(key, NoteEpisode(talk.frame.id, talk.service.id, values))


def last_no(myself: object, service: str) -> date | None:
    """The day of the last no for this service, out of what was looked up."""
    days = myself.get("last_no", {}) if isinstance(myself, dict) else {}
    return date.fromisoformat(str(days[service])) if service in days else None


def rest(myself: object, service: str) -> tuple[str, ...]:
    """Why this resident is not asked now, whatever they say: in the group already, or asked or serving enough."""
    if is_member(myself, service):
        return ("already-member",)
    why = str(myself.get("rest") or "") if isinstance(myself, dict) else ""
    return (why,) if why else ()


def is_member(myself: object, service: str) -> bool:
    """Whether the resident is in a group for this service already."""
    places = myself.get("memberships", []) if isinstance(myself, dict) else []
    return any(service in place.get("services", ()) for place in places)
