"""Meetings over storage: set, told to each member in their own conversation, reminded, answered, attended."""

from collections.abc import Collection
from datetime import date
from typing import Any

from panels import life
from panels import meetings as rules
from panels.fatigue import Caps
from panels.life import IllegalStepError
from panels.quiet import WEEK, after_cap
from panels.service import By, get, in_states, note, routes, tell
from storage import meetings, outbox, panels
from storage.database import Tx


def set_meeting(tx: Tx, panel_id: int, meeting: dict[str, Any], by: By) -> int:
    """Set a meeting ({"starts", "minutes", "place"}); members are told at the next time when we may write.

    Raises IllegalStepError.
    """
    panel = get(tx, panel_id)
    life.check_offering(panel["state"])
    starts, minutes, place = meeting["starts"], meeting["minutes"], meeting["place"].strip()
    wrong = rules.problem(starts, minutes, place, tx.now)
    if wrong:
        raise IllegalStepError(wrong)
    meeting_id = meetings.add(tx, panel_id, starts, minutes, place)
    note(tx, panel_id, by, f"meeting {meeting_id} set")
    return meeting_id


def call_off(tx: Tx, meeting_id: int, by: By) -> None:
    """Call a meeting off and tell everybody who was told of it and did not say no. Raises IllegalStepError."""
    life.check_reason(by.reason)
    meeting = find(tx, meeting_id)
    if not meetings.cancel(tx, meeting_id):
        raise IllegalStepError("This meeting is over or was called off before.")
    note(tx, meeting["panel_id"], by, f"meeting {meeting_id} called off")
    if rules.ASKED in meeting["reminded"]:
        for member in _asked(tx, meeting):
            _tell(tx, meeting, member, "called-off")


def find(tx: Tx, meeting_id: int) -> dict[str, Any]:
    """One meeting. Raises IllegalStepError."""
    meeting = meetings.get(tx, meeting_id)
    if meeting is None:
        raise IllegalStepError(f"There is no meeting {meeting_id}.")
    return meeting


def _asked(tx: Tx, meeting: dict[str, Any]) -> list[dict[str, Any]]:
    """The members who come to meetings and have not said no."""
    noted = meetings.attendance(tx, meeting["id"])
    coming = in_states(tx, meeting["panel_id"], life.COMES)
    return [m for m in coming if noted.get(m["id"], {}).get("reply") != meetings.NO]


def ring(tx: Tx, closed: Collection[date], caps: Caps) -> int:
    """Tell and remind members of what lies ahead, where it is time; how many were."""
    told = 0
    for meeting in meetings.coming(tx):
        plan = rules.Plan(meeting["starts"], meeting["made"], meeting["reminded"])
        kind, past = rules.due(plan, closed, tx.now)
        if past:
            meetings.note_reminded(tx, meeting["id"], [*meeting["reminded"], *past])
        for member in _asked(tx, meeting) if kind else ():
            told += _remind(tx, meeting, member, kind, caps)
    return told


def _remind(tx: Tx, meeting: dict[str, Any], member: dict[str, Any], kind: str, caps: Caps) -> int:
    """One member is told; a reminder beyond the weekly cap is left out, as a late one is of no use."""
    sent = outbox.unasked_since(tx, member["person"], tx.now - WEEK)
    if kind != rules.ASKED and after_cap(sent, tx.now, caps.texts_a_week) > tx.now:
        return 0
    return _tell(tx, meeting, member, kind)


def _tell(tx: Tx, meeting: dict[str, Any], member: dict[str, Any], kind: str) -> int:
    for way in routes(tx, member["person"])[:1]:
        args = {"meeting": meeting["id"], "kind": kind}
        mark = f"meeting-{meeting['id']}-{kind}-{member['id']}"
        tell(tx, way, mark, {"name": "meeting", "args": args})
        return 1
    return 0


def reply(tx: Tx, meeting_id: int, person_id: int, by: By, *, coming: bool) -> None:
    """A member says whether they come; a stranger's answer changes nothing."""
    member_id = meetings.members_of(tx, meeting_id, person_id)
    if member_id is not None:
        said = meetings.YES if coming else meetings.NO
        meetings.note_reply(tx, meeting_id, member_id, said)
        note(tx, find(tx, meeting_id)["panel_id"], by, f"member {member_id} and meeting {meeting_id}: {said}")


def choose_thanks(tx: Tx, member_id: int, choice: str, shown: tuple[str, str], by: By) -> None:
    """An officer keeps how a member wants to be thanked; `shown` are the words they were read, with the version."""
    member = panels.member(tx, member_id)
    if member is not None:
        meetings.choose_thanks(tx, member_id, choice, *shown)
        note(tx, member["panel"], by, f"member {member_id} thanked by: {choice}")


def told_of(tx: Tx, meeting_id: int, person_id: int) -> dict[str, Any] | None:
    """What a dialog says of a meeting to a member who takes part; None to anybody else, or when it is over."""
    meeting, member_id = meetings.get(tx, meeting_id), meetings.members_of(tx, meeting_id, person_id)
    member = panels.member(tx, member_id) if member_id else None
    if meeting is None or member is None or meeting["starts"] <= tx.now or member["state"] not in life.TAKES_PART:
        return None
    panel = get(tx, meeting["panel_id"])
    return {
        "starts": meeting["starts"].isoformat(), "place": meeting["place"],
        "panel": {key: panel[key] for key in ("slug", "name", "service", "about")},
        "off": meeting["cancelled"] is not None, "mark": mark_of(tx, meeting_id),
        "thanks": meetings.thanks_of(tx, meeting["panel_id"]).get(member["id"], ""),
    }  # fmt: skip


def mark_of(tx: Tx, meeting_id: int) -> str:
    """The unguessable end of a meeting's address on the web."""
    return f"{meeting_id}-{tx.vault.find(f'meeting:{meeting_id}')[:10]}"


def of_mark(tx: Tx, mark: str) -> dict[str, Any] | None:
    """The meeting at this address, with its panel's name; None when there is none or it was called off."""
    number = mark.partition("-")[0]
    if not (number.isascii() and number.isdigit()) or len(number) > 9 or mark != mark_of(tx, int(number)):
        return None
    meeting = meetings.get(tx, int(number))
    if meeting is None or meeting["cancelled"] is not None:
        return None
    return {**meeting, "panel": get(tx, meeting["panel_id"])["name"]}


def people_at(tx: Tx, meeting: dict[str, Any]) -> list[dict[str, Any]]:
    """Everybody who takes part: reply, needs and whether each is met, thanks, if they came, if we reach them."""
    noted, thanks = meetings.attendance(tx, meeting["id"]), meetings.thanks_of(tx, meeting["panel_id"])
    blank: dict[str, Any] = {"reply": "", "met": [], "came": None}
    found = []
    for member in in_states(tx, meeting["panel_id"], (*life.TAKES_PART, life.MemberState.COMPLETED)):
        mine = noted.get(member["id"], blank)
        needs = [(need, meetings.is_met(tx, mine, need)) for need in rules.needs(member["details"])]
        found.append({"id": member["id"], "person": member["person"], "reply": mine["reply"], "came": mine["came"],
                      "needs": needs, "thanks": thanks.get(member["id"], ""),
                      "reached": bool(routes(tx, member["person"]))})  # fmt: skip
    return found
