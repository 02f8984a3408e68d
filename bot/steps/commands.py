"""Words that always work: HELP, PERSON, MENU, BACK, REPEAT, WHY, languages, LEAVE, START, and cancelling a task."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.desk import Desk
from bot.dialogs.choices import named
from bot.effects import QueuePerson
from bot.heard import Kind
from bot.lines import Line, line
from bot.questions import plain
from bot.steps.first import recruits

CANCEL = re.compile(
    r"(please )?(cancel|forget it|never ?mind|leave it|dont bother|don't bother|canslo)( this| that| it)?"
)


CHANCE = re.compile(r"(what('s| is| are|s) )?(my )?chances?( of (being )?(picked|chosen|drawn|a place))?|(fy )?siawns")


def global_command(desk: Desk) -> bool:
    """A word that works everywhere."""
    if desk.heard.kind is not Kind.SAID:
        return False
    if desk.state.top is not None and CANCEL.fullmatch(plain(desk.heard.words)):
        return cancel(desk)
    said = plain(desk.heard.words)
    purpose = named(said)
    if CHANCE.fullmatch(said) or purpose is not None:
        return _aside(desk, "chance" if purpose is None else "choices", {"purpose": purpose})
    act = COMMANDS.get(desk.heard.understood.command or "")
    return act(desk) if act is not None and not _is_an_option(desk, said) else False


def _is_an_option(desk: Desk, said: str) -> bool:
    """Whether the words are those of an option that was offered ("give an idea"): then they are its choice."""
    scene = desk.scene()
    question = scene.question if scene is not None else None
    return question is not None and said in (plain(desk.word(option.label)) for option in question.options)


def _aside(desk: Desk, dialog: str, args: dict[str, object]) -> bool:
    """Begin a talk that is over at once or after a question; what was open waits beneath."""
    _close_casual(desk)
    desk.begin(dialog, args)
    return True


def cancel(desk: Desk) -> bool:
    """Drop the task that is talking; what lies under it goes on."""
    desk.end_top("cancelled")
    ref = desk.state.ended[-1].ref
    if ref:
        desk.say("cancelled-case", ref=ref)
    else:
        desk.say("cancelled")
    if desk.state.top is not None:
        desk.recap()
        desk.put_again()
    return True


def help_(desk: Desk) -> bool:
    """What one can do here."""
    desk.say("help")
    desk.put_again()
    return True


def person(desk: Desk) -> bool:
    """A person: into the queue, with an honest word on when."""
    desk.do(QueuePerson("asked"))
    if desk.state.waiting:
        desk.say("person-still", phone=desk.house.council.numbers["main"].number)
    else:
        call_person(desk)
    desk.put_again()
    return True


def call_person(desk: Desk) -> None:
    """Say who will answer and when."""
    council, now = desk.house.council, desk.heard.now
    desk.state = replace(desk.state, waiting=True)
    if council.is_open(now):
        desk.say("person-open")
    else:
        desk.say("person-closed", opens=council.next_opening(now))


def menu(desk: Desk) -> bool:
    """What we can help with."""
    _close_casual(desk)
    if desk.state.top is not None and desk.state.top.dialog == "menu":
        desk.put_again()
    else:
        desk.begin("menu", {})
    return True


def _close_casual(desk: Desk) -> None:
    scene = desk.scene()
    if scene is not None and scene.question is not None and scene.question.casual:
        desk.end_top("left")


def back(desk: Desk) -> bool:
    """One question back."""
    frame = desk.state.top
    if frame is None:
        desk.say("back-nothing")
        return True
    asked = [key for key, answer in frame.answers.items() if answer.asked]
    if not asked:
        desk.say("back-first")
        desk.put_again()
        return True
    kept = dict(frame.answers)
    while kept:
        key, _answer = kept.popitem()
        if key == asked[-1]:
            break
    desk.state = desk.state.with_top(replace(frame, answers=kept, spare=(), open=None))
    desk.put_again()
    return True


def repeat(desk: Desk) -> bool:
    """The open question once more."""
    if desk.state.top is None:
        desk.say("repeat-nothing")
    else:
        desk.say("repeat")
    desk.put_again()
    return True


def why(desk: Desk) -> bool:
    """Why we ask this; or, with nothing open, why the resident got this route."""
    scene = desk.scene()
    if scene is not None and scene.question is not None:
        desk.lines.append(scene.question.why or line("why-question"))
        desk.put(scene.question)
    elif desk.state.reasons:
        desk.lines.extend(
            Line(key, tuple(sorted((name, value) for name, value in args.items())))  # type: ignore[misc]
            for key, args in desk.state.reasons
        )
    else:
        desk.say("why-nothing")
    return True


def _language(code: str) -> Callable[[Desk], bool]:
    def speak(desk: Desk) -> bool:
        desk.state = replace(desk.state, language=code, language_known=True)
        desk.say("language-set")
        desk.put_again()
        return True

    return speak


def leave(desk: Desk) -> bool:
    """LEAVE: out of a panel in one text. LEAVE is not STOP."""
    kept = tuple(frame for frame in desk.state.frames if not recruits(frame))
    desk.state = replace(desk.state, frames=kept)
    _close_casual(desk)
    desk.begin("leave", {})
    return True


def start(desk: Desk) -> bool:
    """START with nothing stopped: say hello; a link may say what it is about."""
    if desk.heard.start in desk.house.council.services:
        desk.begin("matter", {"service": desk.heard.start, "flags": desk.standing_flags()})
        return True
    desk.say("welcome")
    desk.put_again()
    return True


COMMANDS: dict[str, Callable[[Desk], bool]] = {
    "help": help_,
    "person": person,
    "menu": menu,
    "back": back,
    "repeat": repeat,
    "why": why,
    "language-welsh": _language("cy"),
    "language-english": _language("en"),
    "leave-panel": leave,
    "start": start,
}
