"""What comes before everything else, on every channel, in every state (DOMAIN 6)."""

from dataclasses import replace

from bot.desk import Desk
from bot.effects import LogRights, QueuePerson, RaiseAlert, SetOptOut, SetOwner
from bot.heard import Kind
from bot.lines import line
from bot.state import Frame
from bot.talk import Wants

EXCERPT = 500  # characters of the message that an alert carries
CRISIS_DAYS = 30  # after a sign of danger nobody is asked, invited or surveyed for so long
NUMBERS = ("safety-", "urgent-")
RECRUITING = {"involvement-invite", "panel", "go-on", "adult", "consent-contact"}
RIGHTS = {"delete-my-data": "erase", "access-my-data": "access"}


def provider_opted(desk: Desk) -> bool:
    """The provider has handled STOP, START or HELP itself: record it, say nothing."""
    if desk.heard.kind is not Kind.OPTED:
        return False
    if desk.heard.opt in ("stop", "start"):
        _opt(desk, stopped=desk.heard.opt == "stop")
    desk.silent = True
    return True


def _opt(desk: Desk, *, stopped: bool) -> None:
    if stopped:
        desk.end_all("cancelled")
    desk.state = replace(desk.state, opted_out=stopped, told_stopped=False)
    desk.do(SetOptOut(stopped))


def language(desk: Desk) -> bool:
    """Answer Welsh in Welsh, and remember it; a language that was chosen by word stays.

    While a question stands open its language does: what was shown is what a consent is given to.
    """
    heard = desk.heard.understood.language
    known = heard in desk.house.council.languages and heard != desk.state.language
    free = desk.state.top is None and not desk.state.language_known
    if desk.heard.kind is Kind.SAID and known and free:
        desk.state = replace(desk.state, language=heard, language_known=heard != "en")
    return False


def officer_acted(desk: Desk) -> bool:
    """An officer took the conversation, wrote, or gave it back."""
    kind = desk.heard.kind
    if kind is Kind.OFFICER_TOOK:
        desk.state = replace(desk.state, owner="officer", waiting=False)
        desk.do(SetOwner("officer", int(desk.heard.name or 0) or None))
        desk.say("officer-joined", name=desk.heard.text)
    elif kind is Kind.OFFICER_SAID:
        desk.sender = "officer"
        desk.say("officer-text", text=desk.heard.text)
    elif kind is Kind.OFFICER_GAVE_BACK:
        desk.state = replace(desk.state, owner="bot")
        desk.do(SetOwner("bot"))
        desk.say("officer-left")
        desk.put_again()
    elif kind is Kind.NOT_DELIVERED:
        desk.do(QueuePerson("not-delivered"))
        desk.silent = True
    return kind in (Kind.OFFICER_TOOK, Kind.OFFICER_SAID, Kind.OFFICER_GAVE_BACK, Kind.NOT_DELIVERED)


def opt_out(desk: Desk) -> bool:
    """STOP in any words: one confirmation, then silence."""
    if desk.heard.understood.command != "stop":
        return False
    if desk.state.opted_out:
        desk.silent = True
        return True
    _opt(desk, stopped=True)
    desk.say("stop-done")
    return True


def danger(desk: Desk) -> bool:
    """A sign of danger: numbers at once, an alert, a person. A gentle sign gives numbers and goes on."""
    safety = desk.heard.understood.safety
    if safety is None or (safety.kind == "child-speaking" and safety.tier == "alert"):
        return False
    desk.flag("crisis", days=CRISIS_DAYS if safety.tier == "alert" else 1)
    excerpt = desk.heard.words[:EXCERPT]
    desk.do(RaiseAlert(safety.kind, safety.danger, safety.tier, excerpt))
    desk.say(f"safety-{safety.kind}" if safety.tier == "alert" else "safety-signpost")
    if safety.tier != "alert":
        return False
    desk.do(QueuePerson("safety"))
    desk.state = replace(desk.state, waiting=True)
    _drop_casual(desk)
    return True


def _drop_casual(desk: Desk) -> None:
    """No invitation, survey or form stands in or after such a reply; the task itself stays open."""
    kept = tuple(frame for frame in desk.state.frames if not recruits(frame))
    desk.state = replace(desk.state, frames=kept)
    try:
        scene = desk.scene()
    except Wants:
        return  # what is not known yet must not hold up the numbers
    if scene is not None and (scene.question is None or scene.question.casual):
        desk.end_top("safety")


def recruits(frame: Frame) -> bool:
    """Whether a dialog has come to recruiting: then it is no longer about the day's service."""
    keys = {*frame.answers, frame.open.key if frame.open else ""}
    return not keys.isdisjoint(RECRUITING)


def child(desk: Desk) -> bool:
    """A child writes: stop collecting, give Childline, tell staff."""
    safety = desk.heard.understood.safety
    if safety is None or safety.kind != "child-speaking" or safety.tier != "alert":
        return False
    desk.do(RaiseAlert(safety.kind, safety.danger, "alert", desk.heard.words[:EXCERPT]))
    desk.do(QueuePerson("safety"))
    desk.state = replace(desk.state, waiting=True)
    desk.end_all("safety")
    desk.flag("under-age", days=CRISIS_DAYS)
    desk.say("safety-child-speaking")
    return True


def urgent_repair(desk: Desk) -> bool:
    """Gas, flood, no heating with a baby: the number first; then the usual talk goes on."""
    urgent = desk.house.urgent(desk.heard.words) if desk.heard.kind is Kind.SAID else None
    if urgent:
        desk.say(f"urgent-{urgent}")
    return False


def rights(desk: Desk) -> bool:
    """A request for one's own data, or for its deletion: log, acknowledge, pass on."""
    kind = RIGHTS.get(desk.heard.understood.command or "")
    if kind is None:
        return False
    desk.do(LogRights(kind))
    desk.do(QueuePerson(f"rights-{kind}"))
    desk.say(f"rights-{kind}")
    return True


def held_by_officer(desk: Desk) -> bool:
    """An officer holds the thread: the bot is silent, what was written is kept for them."""
    if desk.state.owner != "officer":
        return False
    _only_numbers(desk)
    return True


def _only_numbers(desk: Desk) -> None:
    """Be silent but for the numbers that come before everything."""
    desk.lines = [said for said in desk.lines if said.key.startswith(NUMBERS)]
    desk.silent = not desk.lines


def stopped(desk: Desk) -> bool:
    """Somebody who said STOP writes again: say once how to begin anew."""
    if not desk.state.opted_out:
        return False
    if desk.heard.understood.command == "start":
        _opt(desk, stopped=False)
        desk.state = replace(desk.state, greeted=True)
        desk.say("start-done")
    elif desk.state.told_stopped or desk.heard.kind not in (Kind.SAID, Kind.CHOSEN):
        _only_numbers(desk)
    else:
        desk.state = replace(desk.state, told_stopped=True)
        desk.lines.append(line("stopped-still"))
    return True
