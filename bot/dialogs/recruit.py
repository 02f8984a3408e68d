"""Recruitment into a panel: explain, check who can join, take each consent apart, ask what the draw needs.

Nothing here may touch the day's service: each question can be refused, and leaving takes one word.
"""

from typing import Any

from bot.effects import JoinPanel, KeepName, NoteEpisode, Option, RecordConsent
from bot.entity_questions import Email, Phone
from bot.facts import Myself, StillOpen
from bot.lines import line
from bot.questions import PREFER_NOT, Choice, Confirm, Consent, Text
from bot.talk import Talk

NEEDS = ("none", "step-free", "large-print", "easy-read", "bsl", "hearing-loop", "carer", "care-cover", "transport",
         "data", "other")  # fmt: skip
TIMES = ("day", "evening", "weekend", "any")
WAYS = ("here", "phone", "email")
KEEPS_AGE = 18
PURPOSES = ("contact", "selection", "monitoring", "quotes", "other-panels")


def recruit(talk: Talk, panels: list[dict[str, Any]]) -> None:
    """From "tell me more" into the pool. Not for somebody whom a flag protects, nor for a member."""
    if talk.args.get("flags"):
        talk.say("recruit-not-now")
        return
    mine = {place["slug"] for place in (talk.look_up(Myself()) or {}).get("memberships", [])}
    if panels and mine.issuperset(panel["slug"] for panel in panels):
        talk.say("recruit-already")
        return
    panels = [panel for panel in panels if panel["slug"] not in mine]
    if not panels:
        talk.say("recruit-none-open")
        return
    panel = _which(talk, panels)
    panel = in_words(panel, talk.world.language)
    about = panel["about"]
    name = str(panel["name"])
    talk.say("recruit-about", panel=name, what=str(about["what"]), time=str(about["time"]))
    talk.say("recruit-change", change=str(about["change"]))
    if not _go_on(talk):
        return
    talk.say("recruit-money", gift=str(about["gift"]))
    talk.say("recruit-free", link=str(about["link"]))
    if not _eligible(talk, panel):
        return
    consents = _consents(talk, panel)
    if not consents["contact"]:
        talk.say("recruit-no-contact")
        return
    traits = _traits(talk, about.get("features", [])) if consents["selection"] else {}
    details = _details(talk)
    if not talk.look_up(StillOpen(str(panel["slug"]))):
        talk.say("recruit-closed")
        return
    talk.do("join", JoinPanel(str(panel["slug"]), "in pool", details, traits))
    talk.say("recruit-done" if consents["selection"] else "recruit-done-no-selection", panel=name)
    talk.say("recruit-leave")


def note_no(talk: Talk) -> None:
    """A no to the invitation counts as one: the same service does not ask again for months."""
    talk.do("no", NoteEpisode(talk.frame.id, talk.service.id, {"declined": True, "decided": talk.now}))


def in_words(panel: dict[str, Any], language: str) -> dict[str, Any]:
    """The panel with its texts in this language, where content has them."""
    said = panel["about"].get("words", {}).get(language, {})
    about = {**panel["about"], **{name: text for name, text in said.items() if name != "name"}}
    return {**panel, "name": said.get("name", panel["name"]), "about": about}


def _which(talk: Talk, panels: list[dict[str, Any]]) -> dict[str, Any]:
    if len(panels) == 1:
        return panels[0]
    named = [in_words(panel, talk.world.language) for panel in panels]
    choices = tuple(Option(str(panel["slug"]), str(panel["name"])) for panel in named)
    slug = talk.ask(Choice("panel", line("recruit-which"), choices=choices))
    return next(panel for panel in panels if panel["slug"] == slug)


def _go_on(talk: Talk) -> bool:
    """After the explanation: on, or not now. A "no" is final for today and costs nothing."""
    if talk.wish in ("do-it-for-me", "do-it-myself") or not talk.ask(Confirm("go-on", line("recruit-go-on"))):
        note_no(talk)
        talk.say("recruit-not-now")
        return False
    return True


def _eligible(talk: Talk, panel: dict[str, Any]) -> bool:
    """Adult, from here, and not staff or councillor of the service."""
    checks = (
        ("adult", Confirm("adult", line("recruit-adult", age=int(panel["about"].get("age", KEEPS_AGE)))), True),
        ("area", Confirm("area", line("recruit-area")), True),
        ("staff", Confirm("staff", line("recruit-staff")), False),
    )
    for name, question, wanted in checks:
        if bool(talk.ask(question)) is not wanted:
            talk.do("declined", JoinPanel(str(panel["slug"]), "declined"))
            talk.say(f"recruit-not-{name}")
            return False
    return True


def _consents(talk: Talk, panel: dict[str, Any]) -> dict[str, bool]:
    """One purpose at a time, each with its own row; only the first is needed to take part."""
    given: dict[str, bool] = {}
    for purpose in PURPOSES:
        text = line(f"consent-{purpose}", panel=str(panel["name"]))
        why, about = line(f"consent-{purpose}-why"), str(panel["slug"])
        given[purpose] = bool(talk.ask(Consent(f"consent-{purpose}", text, why=why, about=about)))
        talk.do(f"consent-{purpose}", RecordConsent(about, purpose, given[purpose], text))
        if purpose == "contact" and not given[purpose]:
            _withdraw_others(talk, panel)
            break
    return given


def _withdraw_others(talk: Talk, panel: dict[str, Any]) -> None:
    """Contact was taken back: what was given after it does not stand either."""
    for purpose in PURPOSES[1:]:
        if f"consent-{purpose}" in talk.frame.done:
            text = line(f"consent-{purpose}", panel=str(panel["name"]))
            talk.do(f"consent-{purpose}", RecordConsent(str(panel["slug"]), purpose, given=False, text=text))


def _traits(talk: Talk, features: list[dict[str, Any]]) -> dict[str, str]:
    """Answers for a balanced draw; "prefer not to say" is an answer, and 0 or "skip" gives it."""
    talk.say("recruit-traits")
    traits: dict[str, str] = {}
    for feature in features:
        name = str(feature["name"])
        values = [str(value) for value in feature["values"]]
        choices = (
            *(Option(value, line(f"trait-{name}-{value}")) for value in values),
            Option(PREFER_NOT, line("trait-prefer-not")),
        )
        answer = talk.ask(Choice(f"trait-{name}", line(f"trait-{name}"), choices=choices, why=line("trait-why")))
        traits[name] = str(answer)
    return traits


def _details(talk: Talk) -> dict[str, object]:
    """What the person needs, when they can come, how we reach them; a name that we have is not asked again."""
    need = talk.ask(Choice("join-needs", line("recruit-needs"), choices=_options("need", NEEDS), skip=True))
    words = (
        talk.ask(Text("join-need-words", line("recruit-need-words"), skip=True, open_ended=True))
        if need == "other"
        else None
    )
    when = talk.ask(Choice("join-when", line("recruit-when"), choices=_options("time", TIMES), skip=True))
    if "name" not in talk.frame.answers:
        name = talk.ask(Text("join-name", line("recruit-name"), skip=True, brief=4))
        if name:
            talk.do("name", KeepName(str(name)))
    way = talk.ask(Choice("join-way", line("recruit-way"), choices=_options("way", WAYS)))
    phone = talk.ask(Phone("join-phone", line("ask-phone"))) if way == "phone" else None
    email = talk.ask(Email("join-email", line("ask-email"))) if way == "email" else None
    return {"needs": need, "need_words": words, "when": when, "way": way, "phone": phone, "email": email}


def _options(kind: str, values: tuple[str, ...]) -> tuple[Option, ...]:
    return tuple(Option(value, line(f"{kind}-{value}")) for value in values)
