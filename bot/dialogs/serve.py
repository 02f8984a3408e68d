"""Serving a matter along the path that its service names: report, answer, account, menu or expert."""

import re
from collections.abc import Callable
from typing import Any

from bot.council import FactQuestion
from bot.dialogs.bins import bin_day, missed_bin
from bot.dialogs.places import spot
from bot.dialogs.smaller import have_your_say, take_idea
from bot.effects import KeepName, OpenCase, Option
from bot.entity_questions import Date, Phone, Place
from bot.involvement import Decision, Route
from bot.lines import Line, line
from bot.questions import Choice, Confirm, Number, Question, Text
from bot.talk import Talk

SELF_PATHS = ("answer", "account", "menu")
ASKS = ("change", "request", "book", "apply", "report", "dispute", "complain")  # verbs that say what shall be done
ENOUGH = 5  # words from which the first message says it well enough not to ask again
IDEA = re.compile(r"\b(ideas?|suggestions?|suggest|syniad(au)?|awgrym(iadau)?)\b", re.IGNORECASE)
WHEN = ("morning", "afternoon", "any")


def serve(talk: Talk, decision: Decision) -> str:
    """Do what the resident came for. Returns who does the work: "link", "we" or ""."""
    service = talk.service
    if service.elsewhere:
        talk.say("elsewhere", service=line(service.name), who=service.elsewhere, link=service.link)
        return "elsewhere"
    needs_person = decision.route is Route.EXPERT and service.path in SELF_PATHS
    path = "expert" if needs_person else service.dialog or service.path
    return PATHS[path](talk) or ""


def ask_facts(talk: Talk) -> dict[str, object]:
    """The few facts that this service needs, as its content file lists them."""
    service = talk.service.id
    return {fact.key: talk.ask(_question(service, fact)) for fact in talk.service.questions}


def _question(service: str, fact: FactQuestion) -> Question:
    prompt = line(f"service-{service}-ask-{fact.key}")
    if fact.kind == "choice":
        choices = tuple(
            Option(value, line(f"service-{service}-ask-{fact.key}-{value}"), fact.words.get(value, ()))
            for value in fact.options
        )
        return Choice(fact.key, prompt, choices=choices, skip=fact.skip, from_opening=True)
    kinds: dict[str, Callable[..., Question]] = {
        "text": Text, "confirm": Confirm, "number": Number, "date": Date, "place": Place, "phone": Phone,
    }  # fmt: skip
    return kinds[fact.kind](fact.key, prompt, skip=fact.skip)


def report(talk: Talk) -> str | None:
    """Something is wrong in the street: where, what, a reference and a date."""
    details: dict[str, object] = {"said": talk.args.get("text", "")}
    place = spot(talk)
    details |= ask_facts(talk)
    _done(talk, "report-done", place=place, details=details)
    return None


def answer(talk: Talk) -> str | None:
    """An answer and where it stands."""
    talk.say(f"service-{talk.service.id}-answer", link=talk.service.link)
    return None


def account(talk: Talk) -> str | None:
    """The link and "we do it" side by side; the choice is the measurement."""
    return _link_or_we(talk, "account-offer", casual=False)


def menu(talk: Talk) -> str | None:
    """The choices first; we can still do it."""
    return _link_or_we(talk, f"service-{talk.service.id}-answer", casual=True)


def _link_or_we(talk: Talk, key: str, *, casual: bool) -> str:
    picked = "we" if talk.wish == "do-it-for-me" else _pick(talk, key, casual=casual)
    if picked == "we":
        return _we_do_it(talk)
    if picked == "link":
        talk.say("self-service-good", phone=talk.service.phone)
    return "link" if picked == "link" else ""


def _pick(talk: Talk, key: str, *, casual: bool) -> Any:
    choices = (
        Option("link", line("label-link"), ("link", "online", "website", "myself", "i will do it")),
        Option("we", line("label-we"), ("you do it", "do it for me", "please do it", "call me", "council")),
    )
    name = line(talk.service.short)
    prompt = Line(key, (("link", talk.service.link), ("service", name)))
    return talk.ask(Choice("how", prompt, choices=choices, casual=casual, why=line("why-how")))


def _we_do_it(talk: Talk) -> str:
    said = str(talk.args.get("text", ""))
    told = talk.args.get("verb") in ASKS and len(said.split()) >= ENOUGH
    task = said if told else talk.ask(Text("task", line("ask-task"), least=3, open_ended=True))
    _contact(talk, {"said": said, "task": task}, "we-done")
    return "we"


def expert(talk: Talk) -> str | None:
    """A few facts, passed on whole; a team and a time; nothing more for the resident to do."""
    if IDEA.search(str(talk.args.get("text", ""))) and _has_an_idea(talk):
        take_idea(talk)
        return None
    care = f"service-{talk.service.id}-open"
    talk.say(care if talk.service.group in ("adult-social-care", "health") else "expert-open")
    details = {"said": talk.args.get("text", ""), **ask_facts(talk)}
    _contact(talk, details, "expert-done")
    return None


def _has_an_idea(talk: Talk) -> bool:
    """Who speaks of ideas may want to give one, or need help as well: that is asked."""
    choices = (
        Option("idea", line("idea-or-help-idea"), ("idea", "ideas", "tell you", "suggestion")),
        Option("help", line("idea-or-help-help"), ("help", "both", "need help")),
    )
    return bool(talk.ask(Choice("idea-or-help", line("idea-or-help"), choices=choices)) == "idea")


def _contact(talk: Talk, details: dict[str, object], key: str) -> None:
    """Who to call, on which number, when; then the case."""
    name = talk.ask(Text("name", line("ask-name"), why=line("why-name"), brief=4))
    talk.do("name", KeepName(str(name)))
    phone = "this number" if talk.world.channel in ("sms", "whatsapp") else talk.ask(Phone("phone", line("ask-phone")))
    when = talk.ask(Choice("when", line("ask-when"), choices=tuple(Option(w, line(f"when-{w}")) for w in WHEN)))
    _done(talk, key, details={**details, "name": name, "phone": phone, "when": when})


def _done(talk: Talk, key: str, *, details: dict[str, object], place: str = "") -> None:
    service = talk.service
    due = talk.council.working_days_after(talk.now, service.promise_days)
    case = talk.do("case", OpenCase(service.id, place, details, team=service.id, due=due))
    team = line(f"service-{service.id}-team")
    talk.say(key, service=line(service.short), team=team, ref=case.ref, by=case.due, place=place)


PATHS: dict[str, Callable[[Talk], str | None]] = {
    "report": report, "answer": answer, "account": account, "menu": menu, "expert": expert,
    "missed-bin": missed_bin, "bin-day": bin_day, "have-your-say": have_your_say,
}  # fmt: skip
