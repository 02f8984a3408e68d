"""How involved the resident wants to be in this situation (DOMAIN 2.3), asked only after they were served."""

from dataclasses import replace

from bot.dialogs import situation
from bot.dialogs.recruit import note_no, recruit
from bot.dialogs.smaller import take_idea
from bot.effects import NoteInterest, Option
from bot.facts import Myself, OpenPanels
from bot.involvement import Answers, Decision, Disposition, Route
from bot.lines import line
from bot.questions import Choice, Confirm
from bot.talk import Talk

FIELDS = {"q1": "role", "q2": "efficacy", "q3": "capacity"}
COUNTS = {"q1": 4, "q2": 3, "q3": 3, "q4": 3}
WORDS = {
    "q1-1": ("just do it", "do it for me", "you do it", "council does it", "sort it"),
    "q1-2": ("myself", "do it myself", "on my own", "i'll do it", "ill do it"),
    "q1-3": ("tell you what i think", "my view", "opinion", "feedback", "have my say"),
    "q1-4": ("help plan", "help plan it", "id like to help", "i'd like to help", "get involved"),
    **{f"{code}-1": ("yes", "yeah", "yep", "ok", "definitely") for code in ("q2", "q3")},
    **{f"{code}-2": ("maybe", "not sure", "dont know", "don't know", "later") for code in ("q2", "q3")},
    **{f"{code}-3": ("no", "nah", "nope") for code in ("q2", "q3")},
}  # fmt: skip


def options(key: str, count: int) -> tuple[Option, ...]:
    """The options of a question whose labels stand under `key`-1, `key`-2 ..."""
    short = key.removeprefix("involvement-")
    return tuple(Option(str(n), line(f"{key}-{n}"), WORDS.get(f"{short}-{n}", ())) for n in range(1, count + 1))


def question(code: str) -> Choice:
    """One of Q1 to Q4."""
    key = f"involvement-{code}"
    return Choice(code, line(key), choices=options(key, COUNTS[code]), skip=True, casual=True, why=line(f"{key}-why"))


def involve(talk: Talk, answers: Answers) -> tuple[Decision, Disposition, Answers]:
    """Ask what may be asked, one question at a time, and decide again after each."""
    if not situation.complexity(talk).high:
        return (*situation.decide(talk, answers, served=True), answers)
    service = talk.service.id
    asked: list[str] = []
    myself, open_panels = talk.look_up(Myself()), talk.look_up(OpenPanels(service))
    more = {
        "open_panel": bool(open_panels), "last_no": situation.last_no(myself, service),
        "flags": situation.rest(myself, service),
    }  # fmt: skip
    while True:
        decision, willing = situation.decide(talk, answers, served=True, asked_in_episode=tuple(asked), **more)
        code = decision.may_ask[0] if decision.may_ask else ""
        if code not in FIELDS:
            return decision, willing, answers
        asked.append(code)
        given = talk.ask(question(code))
        answers = replace(answers, **{FIELDS[code]: given})


def follow(talk: Talk, decision: Decision) -> None:
    """Do what the decision says: invite, take an idea, keep an interest, or leave it at that."""
    if decision.route is Route.TOGETHER:
        _invite(talk)
    elif decision.route is Route.IDEA:
        _idea(talk, decision.offer)
    elif decision.route is Route.INTEREST and _yes(talk, "involvement-interest-offer"):
        talk.do("interest", NoteInterest(talk.service.id))
        talk.say("involvement-interest-kept")
    elif decision.offer == "involvement-later":
        talk.say(decision.offer)
    elif talk.frame.answers.get("q1") is not None:
        talk.say("involvement-thanks")


def _yes(talk: Talk, key: str) -> bool:
    choices = (Option("yes", line(f"{key}-1")), Option("no", line(f"{key}-2")))
    return bool(talk.ask(Confirm(key, line(key), choices=choices, casual=True)))


def _invite(talk: Talk) -> None:
    if not _yes(talk, "involvement-invite"):
        note_no(talk)
        talk.say("involvement-later")
        return
    panels = talk.look_up(OpenPanels(talk.service.id)) or []
    recruit(talk, panels)


def _idea(talk: Talk, offer: str) -> None:
    if offer == "involvement-idea-other":
        if _yes(talk, offer):
            take_idea(talk)
        else:
            talk.say("involvement-thanks")
        return
    picked = talk.ask(Choice("idea-offer", line(offer), choices=options(offer, 3), skip=True, casual=True))
    if picked == "1":
        take_idea(talk)
    elif picked == "2":
        talk.do("interest", NoteInterest(talk.service.id))
        talk.say("involvement-interest-kept")
    elif picked == "3":
        recruit(talk, talk.look_up(OpenPanels("")) or [])
    else:
        talk.say("involvement-thanks")
