"""Meetings of a panel: set, called off, who comes, what they need, who came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from console.guard import Signed, need
from console.house import Here, House, Id
from console.pages.of_panel import act, acted, by, panel_of, typed
from console.render import BASE
from console.roles import Officer, Right
from panels import service_meetings
from panels.quiet import LONDON
from panels.service import By
from storage import audit, meetings, people
from storage.database import Tx

router = APIRouter(prefix="/panels/{panel_id}/meetings")
SEE_OTHER = 303
SAYS = {meetings.YES: True, meetings.NO: False}
CAME = {"yes": True, "no": False, "": None}
Text = Annotated[str, Form(max_length=100)]


@dataclass(frozen=True)
class Noted:
    """Which meeting an officer makes notes of, who notes, the words on thanks that members were read, the choices."""

    panel: int
    meeting: int
    by: By
    thanks: tuple[str, str]
    ways: Sequence[str]


def _meetings(tx: Tx, panel_id: int) -> dict[str, Any]:
    panel = panel_of(tx, panel_id)
    found = []
    for meeting in meetings.of_panel(tx, panel_id):
        replies = [noted["reply"] for noted in meetings.attendance(tx, meeting["id"]).values()]
        came = [noted["came"] for noted in meetings.attendance(tx, meeting["id"]).values()]
        found.append({**meeting, "yes": replies.count("yes"), "no": replies.count("no"), "came": came.count(True)})
    return {"panel": panel, "meetings": found, "now": tx.now}


async def _list(request: Request, here: House, officer: Officer, panel_id: int, **more: Any) -> HTMLResponse:
    seen = await here.db.read(lambda tx: _meetings(tx, panel_id))
    values = {"error": "", "values": {}, **more}
    return here.pages.page(request, "meetings.html", officer, status=422 if values["error"] else 200, **seen, **values)


@router.get("")
async def meeting_list(request: Request, here: Here, officer: Signed, panel_id: Id) -> HTMLResponse:
    """The meetings of a panel, and a form for a new one."""
    need(officer, Right.SEE)
    return await _list(request, here, officer, panel_id)


@router.post("")
async def set_meeting(
    request: Request, here: Here, officer: Signed, panel_id: Id,
) -> Response:  # fmt: skip
    """Set a meeting; members are told by themselves."""
    need(officer, Right.RUN_PANELS)
    values = typed(await request.form(), "day", "time", "minutes", "place")
    try:
        starts = datetime.fromisoformat(f"{values['day']}T{values['time']}").replace(tzinfo=LONDON)
        minutes = int(values["minutes"])
    except ValueError:
        return await _list(
            request, here, officer, panel_id, values=values, error="Give the day, the time and how long."
        )
    wanted = {"starts": starts, "minutes": minutes, "place": values["place"]}
    error = await acted(
        here, officer, panel_id, lambda tx: service_meetings.set_meeting(tx, panel_id, wanted, by(officer))
    )
    if error:
        return await _list(request, here, officer, panel_id, values=values, error=error)
    return RedirectResponse(f"{BASE}/panels/{panel_id}/meetings", SEE_OTHER)


def _meeting(tx: Tx, panel_id: int, meeting_id: int) -> dict[str, Any]:
    panel, meeting = panel_of(tx, panel_id), meetings.get(tx, meeting_id)
    if meeting is None or meeting["panel_id"] != panel_id:
        raise HTTPException(404, f"There is no meeting {meeting_id} of this panel.")
    members = service_meetings.people_at(tx, meeting)
    ahead = meeting["cancelled"] is None and meeting["starts"] > tx.now
    return {"panel": panel, "meeting": meeting, "members": members, "ahead": ahead, "shown": False}


@router.get("/{meeting_id}")
async def meeting_page(request: Request, here: Here, officer: Signed, panel_id: Id, meeting_id: Id) -> HTMLResponse:
    """Who comes and how each is thanked; what people need stays hidden."""
    need(officer, Right.SEE)
    seen = await here.db.read(lambda tx: _meeting(tx, panel_id, meeting_id))
    return await _one(request, here, officer, seen)


def _thanks(here: House, panel: dict[str, Any]) -> tuple[str, str]:
    """The gift and the warning, which go before the choice."""
    return here.config.shown("meeting-thanks", gift=panel["about"].get("gift") or "a gift")


async def _one(request: Request, here: House, officer: Officer, seen: dict[str, Any]) -> HTMLResponse:
    config, warning = here.config, _thanks(here, seen["panel"])[0]
    return here.pages.page(
        request, "meeting.html", officer, say=config.say, warning=warning, ways=config.thanks, **seen
    )


def _shown(tx: Tx, officer: Officer, panel_id: int, meeting_id: int) -> dict[str, Any]:
    seen = _meeting(tx, panel_id, meeting_id)
    audit.add(tx, officer.actor, "showed details", f"meeting {meeting_id}")
    members = [{**member, "name": people.name_of(tx, member["person"])} for member in seen["members"]]
    return {**seen, "members": members, "shown": True}


@router.post("/{meeting_id}/show")
async def show_meeting(request: Request, here: Here, officer: Signed, panel_id: Id, meeting_id: Id) -> HTMLResponse:
    """The checklist: names and what each needs; the view is logged."""
    need(officer, Right.SHOW_DETAILS)
    seen = await here.db.write(lambda tx: _shown(tx, officer, panel_id, meeting_id))
    return await _one(request, here, officer, seen)


def _note(tx: Tx, who: Noted, given: dict[str, list[str]]) -> None:
    seen, meeting_id = _meeting(tx, who.panel, who.meeting), who.meeting
    for member in seen["members"]:
        number = member["id"]
        _note_said(tx, who, member, given, ahead=seen["ahead"])
        if f"needs-{number}" in given:  # the checklist was shown: what is not ticked is not met
            ticked = given.get(f"met-{number}", [])
            needs = [name for place, (name, _met) in enumerate(member["needs"]) if str(place) in ticked]
            meetings.note_met(tx, meeting_id, number, needs)
        came = given.get(f"came-{number}", ["not asked"])[0]
        if came in CAME and CAME[came] != member["came"]:
            meetings.note_came(tx, meeting_id, number, came=CAME[came])


def _note_said(tx: Tx, who: Noted, member: dict[str, Any], given: dict[str, list[str]], *, ahead: bool) -> None:
    """What a member told an officer. What the page showed unchanged is not news: they may have written meanwhile."""
    said, choice = (
        given.get(f"{name}-{member['id']}", [""])[0] if _changed(given, f"{name}-{member['id']}") else ""
        for name in ("reply", "thanks")
    )
    if said in SAYS and ahead:
        service_meetings.reply(tx, who.meeting, member["person"], who.by, coming=SAYS[said])
    if choice in who.ways:
        service_meetings.choose_thanks(tx, member["id"], choice, who.thanks, who.by)


def _changed(given: dict[str, list[str]], name: str) -> bool:
    return given.get(name) != given.get(f"was-{name}")


@router.post("/{meeting_id}")
async def note_meeting(request: Request, here: Here, officer: Signed, panel_id: Id, meeting_id: Id) -> Response:
    """Note which needs are met, who came, and what members said who do not text."""
    need(officer, Right.RUN_PANELS)
    form = await request.form()
    given = {name: [str(value) for value in form.getlist(name)] for name in form}
    panel = await here.db.read(lambda tx: panel_of(tx, panel_id))
    who = Noted(panel_id, meeting_id, by(officer, "told an officer"), _thanks(here, panel), here.config.thanks)
    await act(here, officer, panel_id, lambda tx: _note(tx, who, given))
    return RedirectResponse(f"{BASE}/panels/{panel_id}/meetings/{meeting_id}", SEE_OTHER)


@router.post("/{meeting_id}/call-off")
async def call_off(here: Here, officer: Signed, panel_id: Id, meeting_id: Id, reason: Text = "") -> Response:
    """Call it off, with a reason; members who were asked are told."""
    need(officer, Right.RUN_PANELS)

    def work(tx: Tx) -> None:
        _meeting(tx, panel_id, meeting_id)
        service_meetings.call_off(tx, meeting_id, by(officer, reason))

    await act(here, officer, panel_id, work)
    return RedirectResponse(f"{BASE}/panels/{panel_id}/meetings", SEE_OTHER)
