"""Recruitment into a panel: explain, check who can join, take each consent apart, ask what the draw needs.

Nothing here may touch the day's service: each question can be refused, and leaving takes one word.
"""

from typing import Any

from bot.dialogs import about_you
from bot.effects import JoinPanel, NoteEpisode, Option, RecordConsent
from bot.facts import Myself, StillOpen
from bot.lines import line
from bot.questions import Choice, Confirm, Consent
from bot.talk import Talk

KEEPS_AGE = 18
PURPOSES = ("contact", "selection", "monitoring", "quotes", "other-panels")


def recruit(talk: Talk, panels: list[dict[str, Any]], letter: str = "") -> bool:
    """From "tell me more" into the pool; whether they came that far. Not for somebody whom a flag protects, nor for a
    member. `letter` is the code of the letter that is answered.
    """
    myself = talk.look_up(Myself()) or {}
    mine = {place["slug"] for place in myself.get("memberships", []) if place.get("state") != "invited"}
    new = [panel for panel in panels if panel["slug"] not in mine]
    if talk.args.get("flags"):
        talk.say("recruit-not-now")
    elif panels and not new:
        talk.say("recruit-already")
    elif not new:
        talk.say("recruit-none-open")
    elif myself.get("rest") == "in-enough-groups":
        talk.say("recruit-enough")
    else:
        return _ask_for_a_place(talk, in_words(_which(talk, new), talk.world.language), letter)
    return False


def _ask_for_a_place(talk: Talk, panel: dict[str, Any], letter: str) -> bool:
    """The information sheet, who can join, each consent, what they tell of themselves."""
    about, name = panel["about"], str(panel["name"])
    talk.say("recruit-about", panel=name, what=str(about["what"]), time=str(about["time"]))
    talk.say("recruit-change", change=str(about["change"]))
    if not _go_on(talk):
        return False
    talk.say("recruit-money", gift=str(about["gift"]))
    talk.say("recruit-free", link=str(about["link"]))
    if not _eligible(talk, panel):
        return False
    consents = _consents(talk, panel)
    if not consents["contact"]:
        talk.say("recruit-no-contact")
        return False
    told = _about_you(talk, panel, consents, letter)
    if not talk.look_up(StillOpen(str(panel["slug"]))):
        talk.say("recruit-closed")
        return False
    talk.do("join", told)
    over(talk, name, selection=consents["selection"])
    return True


def over(talk: Talk, panel: str, *, selection: bool) -> None:
    """In the pool: what happens next, and the way out."""
    talk.say("recruit-done" if selection else "recruit-done-no-selection", panel=panel)
    talk.say("recruit-leave")


def _about_you(talk: Talk, panel: dict[str, Any], consents: dict[str, bool], letter: str) -> JoinPanel:
    """What the consents allow us to ask, and what they need. A letter says where they live."""
    traits, home = {}, {}
    if consents["selection"]:
        traits = about_you.traits(talk, panel["about"].get("features", []))
        home = {} if letter else about_you.home(talk)
    if consents.get("monitoring"):
        about_you.monitoring(talk, panel)
    return JoinPanel(str(panel["slug"]), "in pool", {**about_you.details(talk), **home}, traits, letter)


def note_no(talk: Talk) -> None:
    """A no to the invitation counts as one: the same service does not ask again for months."""
    if "service" in talk.args:
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
    """One purpose at a time, each with its own row; only the first is needed to take part. What a group without
    questions for equality checks would keep is not asked for.
    """
    given: dict[str, bool] = {}
    spared = () if panel["about"].get("monitoring") else ("monitoring",)
    for purpose in (one for one in PURPOSES if one not in spared):
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
