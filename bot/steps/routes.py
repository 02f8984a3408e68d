"""Where a text goes that answers nothing: another matter, a clarification, small talk, a person. And the clock."""

import re
from dataclasses import replace
from datetime import timedelta

from bot.desk import RECAP_AFTER, Desk
from bot.effects import NoteOnCase, QueuePerson, SetTimer
from bot.heard import Kind
from bot.involvement import expired
from bot.lines import line
from bot.questions import plain
from bot.steps.answers import stumble

SURE = 0.5  # from this score a service is begun without asking
CLOSE = 0.25  # two services nearer than this are offered: of unseen texts as near, the first is right in 47 of 100
SECOND_REMINDER = timedelta(days=7)
LAST_DAY = timedelta(days=4)
GREETING = re.compile(r"(hi+|hello+|hey+|hiya|helo|shwmae|s'?mae|good (morning|afternoon|evening)|yo)( there| all)?")
THANKS = re.compile(
    r"(ok(ay)?|cool|great|lovely|cheers|ta|thanks?|thank you|thx|diolch|brilliant|perfect|fab|nice one)\b.*"
)
_WHAT = r"(a |an )?(real|actual|human|person|computer|robot|bot|chat ?bot|machine|ai|chat ?gpt|scam)\b.{0,30}"
_ASKED = r"((are|r) (you|u)|is (this|it|that)|am i (talking|speaking|texting|chatting) (to|with))"
_WHO = r"((who|what) (are you|r u|am i (talking|speaking) to)|who is this)"
COMPUTER = re.compile(rf"(so |wait |hang on )?({_ASKED} {_WHAT}|{_WHO})")
NEVER_SOONER = timedelta(days=2)  # a timer that rings sooner after a message was overtaken by it


def timed_out(desk: Desk) -> bool:
    """A timer rang: remind once after 3 days and once after 10, then close kindly."""
    if desk.heard.kind is not Kind.TIMED_OUT:
        return False
    last = desk.state.last_heard
    stale = last is not None and desk.heard.now - last < NEVER_SOONER
    if stale or desk.state.top is None or desk.state.opted_out or desk.state.owner == "officer":
        desk.silent = True
    elif desk.heard.name == "remind":
        desk.say("reminder-1")
        desk.recap()
        desk.put_again()
        desk.do(SetTimer("remind-2", desk.heard.now + SECOND_REMINDER))
    elif desk.heard.name == "remind-2":
        desk.say("reminder-2")
        desk.recap()
        desk.put_again()
        desk.do(SetTimer("close", desk.heard.now + LAST_DAY))
    else:
        desk.end_all("expired")
        desk.say("closed-kindly")
    return True


def invited(desk: Desk) -> bool:
    """The council begins a dialog: a seat, a meeting, an answer. Not with somebody in danger: a person decides.

    What is asked once more takes the place of the question before.
    """
    if desk.heard.kind is not Kind.INVITED:
        return False
    if desk.standing_flags():
        desk.do(QueuePerson("invitation-held-back"))
        desk.silent = True
        return True
    name, args = desk.heard.name, dict(desk.heard.args)
    about = [(key, args[key]) for key in ("offer", "meeting") if key in args]
    frames = (frame for frame in desk.state.frames if not about or about != [(k, frame.args.get(k)) for k, _ in about])
    desk.state = replace(desk.state, frames=tuple(frames))
    desk.begin(name, args)
    return True


def resumed(desk: Desk) -> bool:
    """Back after a day or more: a word on what we were at; what was looked up then is looked up anew.

    What was said of involvement counts for 90 days; a talk that is older is over.
    """
    frame, last = desk.state.top, desk.state.last_heard
    if frame is None or last is None or desk.heard.now - last < RECAP_AFTER:
        return False
    if expired(frame.opened.date(), desk.heard.now.date(), desk.house.rules):
        desk.end_all("expired")
        return False
    kept = {key: found for key, found in frame.facts.items() if key.startswith("Myself")}
    desk.state = desk.state.with_top(replace(frame, facts=kept))
    desk.resumed = frame.id
    return False


def change_of_mind(desk: Desk) -> bool:
    """Do what "actually can you just do it" asks: move at once, keep what was told."""
    understood, frame = desk.heard.understood, desk.state.top
    if understood.command != "change-mind" or frame is None:
        return False
    wish = understood.disposition if understood.disposition != "unknown" else "do-it-for-me"
    if frame.args.get("wish") == wish:
        return False
    desk.state = desk.state.with_top(replace(frame, args={**frame.args, "wish": wish}, open=None))
    desk.say("change-of-mind")
    desk.run()
    return True


def digression(desk: Desk) -> bool:
    """A matter that we know: begin it; what was open waits beneath and comes back with a recap."""
    understood = desk.heard.understood
    best = understood.services[0] if understood.services else None
    if best is None or best.score < SURE or best.id not in desk.house.council.services:
        return False
    if len(understood.services) > 1 and best.score - understood.services[1].score < CLOSE:
        return False
    frame = desk.state.top
    if frame is not None and frame.args.get("service") == best.id:
        desk.remember("raises", understood.raises)
        desk.remember("flags", understood.flags)
        return False
    _close_casual(desk)
    if not desk.raise_frame(best.id):
        begin_service(desk, best.id)
    return True


def in_group(desk: Desk) -> bool:
    """In a group nothing personal is asked or taken: one line, and a way into the private chat."""
    if not desk.heard.group:
        return False
    services = desk.heard.understood.services
    desk.private = services[0].id if services and services[0].score >= SURE else "start"
    desk.say("group-private")
    return True


def _close_casual(desk: Desk) -> None:
    scene = desk.scene()
    if (
        scene is not None
        and scene.question is not None
        and (scene.question.casual or (desk.state.top is not None and desk.state.top.dialog in ("menu", "clarify")))
    ):
        desk.end_top("left")


def begin_service(desk: Desk, service: str) -> None:
    """Open the matter of a service with all that its first message told."""
    desk.begin("matter", {"service": service, **opening(desk)}, spare=spare(desk))


def opening(desk: Desk) -> dict[str, object]:
    """What the first message tells about the situation."""
    understood = desk.heard.understood
    return {
        "verb": understood.verb or "", "raises": list(understood.raises),
        "flags": [*understood.flags, *desk.standing_flags()],
        "cues_up": list(understood.cues.up), "cues_down": list(understood.cues.down),
        "disposition": understood.disposition, "text": desk.heard.words,
    }  # fmt: skip


def spare(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Pieces of the first message that may answer questions to come."""
    entities = desk.heard.understood.entities
    return (
        *((kind, entity.value) for kind, found in entities.items() for entity in found),
        ("text", desk.heard.words),
    )


def clarify(desk: Desk) -> bool:
    """Two services are near: let the resident choose."""
    known = [s for s in desk.heard.understood.services if s.id in desk.house.council.services]
    if not known or (desk.state.top is not None and known[0].score < SURE):
        return False
    if desk.state.top is not None and known[0].id == desk.state.top.args.get("service"):
        return False
    _close_casual(desk)
    desk.begin("clarify", {"candidates": [s.id for s in known[:2]], **opening(desk)}, spare=spare(desk))
    return True


def small_talk(desk: Desk) -> bool:
    """Hello, thanks, a photo on its own, a yes with nothing asked."""
    said = plain(desk.heard.words)
    if desk.heard.media and not said:
        return _photo(desk)
    if GREETING.fullmatch(said) or (not said and not desk.heard.location):
        desk.say("welcome")
    elif desk.state.top is None and THANKS.fullmatch(said):
        desk.say("thanks-back")
    elif COMPUTER.fullmatch(said):
        desk.say("computer")
    elif desk.state.top is not None or not _aside(desk):
        return False
    desk.state = replace(desk.state, misses=0)
    desk.put_again()
    return True


def _aside(desk: Desk) -> bool:
    """Answer words that ask for nothing we know: a bare yes, anger, an offer of help."""
    understood = desk.heard.understood
    if understood.command in ("yes", "no", "skip"):
        desk.say("nothing-open")
    elif "abusive" in understood.flags:
        desk.say("calm")
    elif "offers-help" in understood.cues.up:
        desk.say("offer-taken")
    else:
        return False
    return True


def _photo(desk: Desk) -> bool:
    last = next((ended for ended in reversed(desk.state.ended) if ended.ref), None)
    if last is not None and desk.state.top is None:
        desk.do(NoteOnCase(last.ref, "photo"))
        desk.say("photo-on-case", ref=last.ref)
    else:
        desk.say("photo-kept")
    desk.put_again()
    return True


def person(desk: Desk) -> bool:
    """Not understood. A survey question takes that as "unknown"; anything else leads on to a person."""
    scene = desk.scene()
    question = scene.question if scene is not None else None
    if question is not None and question.casual and desk.state.top is not None and desk.state.top.dialog == "matter":
        desk.give(question, None)
        if not desk.lines and desk.question is None:
            desk.say("thanks-back")
        return True
    stumble(desk, question, line("not-understood" if question is None else "not-understood-answer"))
    return True
