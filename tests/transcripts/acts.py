"""What the council does in a story, by the same services as the console: letters, forms, meetings, answers."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.rehearsal import Rehearsal, Reply
from panels import (
    service,
    service_feedback,
    service_joining,
    service_meetings,
    service_members,
    service_rest,
    service_seats,
)
from panels.fatigue import Caps
from panels.feedback import Decision
from panels.life import MemberState
from panels.quiet import LONDON
from panels.service import By
from panels.sign_up import Consented, Form
from storage import consents, conversations, panels, people
from storage.database import Tx
from storage.privacy import Days
from storage.retention import steps

SLUG = "care-at-home"
SAM = By("officer 1", "a story")
Act = Callable[[Tx, Rehearsal, "re.Match[str]"], object]


def _panel(tx: Tx) -> dict[str, Any]:
    panel = panels.of_slug(tx, SLUG)
    assert panel is not None
    return panel


def letter(tx: Tx, _talk: Rehearsal, said: "re.Match[str]") -> None:
    """A letter goes out."""
    home = {"uprn": "", "address": said["address"], "postcode": said["postcode"]}
    service_joining.letters_for(tx, _panel(tx), [(said["code"], home)], SAM)


def form(tx: Tx, talk: Rehearsal, said: "re.Match[str]") -> None:
    """Somebody fills the form of the group in and names the resident's number."""
    consents = (
        Consented("contact", given=True, text="May we?", version="1"),
        Consented("selection", given=True, text="May we pick?", version="1"),
    )
    filled = Form(said["name"], phone=talk.address.value, consents=consents, traits={"area": "south"})
    service_joining.sign_up(tx, _panel(tx), filled, can_text=True)


def busy(tx: Tx, talk: Rehearsal, _said: "re.Match[str]") -> None:
    """The resident has a seat in two other groups."""
    loaded = conversations.make(tx, talk.address.channel.value, talk.address.value)
    for slug in ("buses", "parks"):
        other = panels.put(tx, slug=slug, name=slug, service="parks", state="running", seats=9, about={})
        panels.put_member(tx, other, loaded.person_id, "active")


def member(tx: Tx, talk: Rehearsal, _said: "re.Match[str]") -> None:
    """The resident has a seat in the group, which is running."""
    panel, address = _panel(tx), talk.address
    known = conversations.find(tx, address.channel.value, address.value)
    loaded = known or conversations.make(tx, address.channel.value, address.value)
    panels.put_member(tx, panel["id"], loaded.person_id, "active")
    panels.set_state(tx, panel["id"], "running")


def meeting(tx: Tx, _talk: Rehearsal, said: "re.Match[str]") -> None:
    """A meeting is set."""
    starts = datetime.fromisoformat(said["starts"]).replace(tzinfo=LONDON)
    given = {"starts": starts, "minutes": 120, "place": said["place"]}
    service_meetings.set_meeting(tx, _panel(tx)["id"], given, SAM)


def standing(tx: Tx, talk: Rehearsal, _said: "re.Match[str]") -> None:
    """The resident is in the standing group, agreed to hear of others, and is asked to join this one."""
    about: dict[str, Any] = {"features": []}
    voices = panels.put(
        tx, slug="voices", name="Voices", service="care-at-home", state="running", seats=50, about=about
    )
    loaded = conversations.make(tx, talk.address.channel.value, talk.address.value)
    panels.put_member(tx, voices, loaded.person_id, "active")
    consents.add(
        tx, person_id=loaded.person_id, panel_id=voices, purpose="other-panels", given=True, text="May we?",
        version="1", channel="sms",
    )  # fmt: skip
    panel = _panel(tx)
    panels.put(tx, **{key: panel[key] for key in ("slug", "name", "service", "state", "seats")},
               about={**panel["about"], "standing": "voices"})  # fmt: skip
    assert service_rest.ask_standing(tx, panel["id"], Caps(), SAM) == 1
    assert service_rest.ask_standing(tx, panel["id"], Caps(), SAM) == 0


def no_checks(tx: Tx, _talk: Rehearsal, _said: "re.Match[str]") -> None:
    """The group asks nothing for equality checks, as one that an officer made without them."""
    panel = _panel(tx)
    panels.put(tx, **{key: panel[key] for key in ("slug", "name", "service", "state", "seats")},
               about={**panel["about"], "monitoring": []})  # fmt: skip


def call_off(tx: Tx, _talk: Rehearsal, _said: "re.Match[str]") -> None:
    """The meeting is called off."""
    service_meetings.call_off(tx, 1, SAM)


def answer(tx: Tx, _talk: Rehearsal, said: "re.Match[str]") -> None:
    """What the group said is decided, and told."""
    panel_id = _panel(tx)["id"]
    item_id = service_feedback.add(tx, panel_id, {"said": said["said"], "owner": "Care at home manager"}, SAM)
    decision = Decision(said["outcome"], said["did"], said["why"])
    service_feedback.decide(tx, panel_id, item_id, decision, SAM)
    service_feedback.tell_members(tx, panel_id, item_id, SAM)


def _mine(tx: Tx, talk: Rehearsal) -> dict[str, Any]:
    """The place that the resident has, or had, in the group."""
    person = people.known_at(tx, talk.address.channel.value, talk.address.value)
    found = (panels.member(tx, row.id) for row in tx.conn.execute(panels.M.select()) if row.person_id == person)
    return next(member for member in found if member is not None)


def move(tx: Tx, talk: Rehearsal, said: "re.Match[str]") -> None:
    """The group moves on; or ends before its time."""
    acts = {"starts": "run", "holds its last meeting": "ask-feedback", "ends": "close"}
    service.move(tx, _mine(tx, talk)["panel"], acts[said["how"]], SAM)


def place(tx: Tx, talk: Rehearsal, said: "re.Match[str]") -> None:
    """An officer does something to the resident's place."""
    mine = _mine(tx, talk)
    acts = {"pauses": "pause", "gives back": "resume", "ends the term of": "complete", "takes back": "reinstate"}
    if said["how"] == "removes":
        service_seats.leave(tx, mine["id"], SAM, MemberState.REMOVED)
    else:
        service_members.act(tx, mine["panel"], mine["id"], acts[said["how"]], SAM)


def clean(tx: Tx, _talk: Rehearsal, _said: "re.Match[str]") -> None:
    """What is past goes."""
    for step in steps(Days()).values():
        while step(tx):
            pass


ACTS: dict[str, Act] = {
    r"a letter with the code (?P<code>\w+) goes to (?P<address>[^,]+), (?P<postcode>.+)": letter,
    r"(?P<name>.+) fills in the form of the group and gives this number": form,
    "the resident has a seat in the group": member,
    "the resident has a seat in two other groups": busy,
    r"the group meets on (?P<starts>[\d: -]+) in the (?P<place>.+)": meeting,
    "the meeting is called off": call_off,
    "the group (?P<how>starts|holds its last meeting|ends)": move,
    "(?P<how>pauses|gives back|ends the term of|removes|takes back) the resident's place": place,
    "deletes what is past": clean,
    "the group asks nothing for equality checks": no_checks,
    "asks the members of the standing group": standing,
    r"decides on \"(?P<said>.+)\": (?P<outcome>[a-z-]+), \"(?P<did>.+)\", because \"(?P<why>.*)\"": answer,
}


async def council(talk: Rehearsal, text: str) -> Reply:
    """Do what the line says; what the resident hears of it."""
    for pattern, act in ACTS.items():
        found = re.fullmatch(pattern, text)
        if found:
            await talk.parts.db.write(lambda tx, act=act, found=found: act(tx, talk, found))  # type: ignore[misc]
            await talk.parts.pipeline.ring_timers()
            return await talk.settle()
    raise ValueError(f"No act of the council is written {text!r}: see tests/transcripts/acts.py.")
