"""The people of a panel: the list with filters, one of them with masked details, notes, removal."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from console.guard import Signed, need
from console.house import Here, House, Id, Name
from console.pages.of_panel import acted, panel_of
from console.pages.panels import LONGEST, Decision, panel_page, to
from console.roles import Officer, Right
from panels import life, service, service_members, service_seats
from panels.life import MemberState
from panels.service import By
from storage import audit, consents, draws, member_notes, offers, officers, panels, people
from storage.database import Tx

router = APIRouter(prefix="/panels/{panel_id}/members")
Text = Annotated[str, Form()]
KINDS = {"needs": "need", "when": "time", "way": "way"}
"""Details whose values have words, with the family of these words."""


def _list(tx: Tx, panel_id: int, state: str, origin: str) -> dict[str, Any]:
    panel, everybody = panel_of(tx, panel_id), panels.members(tx, panel_id)
    shown = [m for m in everybody if state in ("", m["state"]) and origin in ("", m["origin"])]
    given = {purpose: consents.given_for(tx, panel_id, purpose) for purpose in ("contact", "selection")}
    return {
        "panel": panel, "members": shown, "counts": panels.count_by_state(tx, panel_id), "given": given,
        "origins": sorted({member["origin"] for member in everybody}), "state": state, "origin": origin,
    }  # fmt: skip


@router.get("")
async def member_list(
    request: Request, here: Here, officer: Signed, panel_id: Id, state: Name = "", origin: Name = ""
) -> HTMLResponse:
    """Members, all or those in one state or from one origin."""
    need(officer, Right.SEE)
    seen = await here.db.read(lambda tx: _list(tx, panel_id, state, origin))
    return panel_page(request, here, officer, "panel_members.html", **seen)


def _member(tx: Tx, panel_id: int, member_id: int) -> dict[str, Any]:
    panel, member = panel_of(tx, panel_id), panels.member(tx, member_id)
    if member is None or member["panel"] != panel_id:
        raise HTTPException(404, f"There is no member {member_id} in this panel.")
    rows = [row for row in consents.all_of(tx, member["person"]) if row["panel_id"] == panel_id]
    log = [row for row in audit.about(tx, service.subject(panel_id)) if f"member {member_id} " in row["action"]]
    chance = draws.chances_of(tx, [member_id]).get(member_id)
    may_go = MemberState.REMOVED in life.MEMBER_STEPS.get(member["state"], ())
    return {
        "panel": panel, "member": member, "consents": rows, "shown": False, "log": log, "chance": chance,
        "names": officers.names(tx), "may_go": may_go, "kinds": KINDS, "offer": offers.open_of_member(tx, member_id),
        "acts": life.member_acts_for(member["state"]),
    }  # fmt: skip


def _shown(tx: Tx, who: Officer, panel_id: int, member_id: int) -> dict[str, Any]:
    seen = _member(tx, panel_id, member_id)
    audit.add(tx, who.actor, "showed details", f"member {member_id}")
    about = people.about(tx, seen["member"]["person"])
    notes = member_notes.of_member(tx, member_id)
    return {**seen, "shown": True, "traits": panels.traits(tx, member_id), "about": about, "notes": notes}


async def _page(request: Request, here: House, officer: Officer, ids: tuple[int, int], error: str = "") -> HTMLResponse:
    seen = await here.db.read(lambda tx: _member(tx, *ids))
    return panel_page(request, here, officer, "member.html", error=error, **seen)


@router.get("/{member_id}")
async def member_page(request: Request, here: Here, officer: Signed, panel_id: Id, member_id: Id) -> HTMLResponse:
    """One member: consents with their words; details and notes stay hidden."""
    need(officer, Right.SEE)
    return await _page(request, here, officer, (panel_id, member_id))


@router.post("/{member_id}/show")
async def show_member(request: Request, here: Here, officer: Signed, panel_id: Id, member_id: Id) -> HTMLResponse:
    """The same with details; that they were shown, and to whom, is logged."""
    need(officer, Right.SHOW_DETAILS)
    seen = await here.db.write(lambda tx: _shown(tx, officer, panel_id, member_id))
    return panel_page(request, here, officer, "member.html", **seen)


@router.post("/{member_id}/notes")
async def note_member(
    request: Request, here: Here, officer: Signed, panel_id: Id, member_id: Id, text: Text = ""
) -> Response:
    """Keep a note on a member."""
    need(officer, Right.RUN_PANELS)
    note = text.strip()
    if not note or len(note) > LONGEST:
        return await _page(request, here, officer, (panel_id, member_id), f"Write a note of 1 to {LONGEST} letters.")

    def work(tx: Tx) -> None:
        _member(tx, panel_id, member_id)
        member_notes.add(tx, member_id, officer.id, note)

    await here.db.write(work)
    return to(panel_id, f"members/{member_id}")


@router.post("/{member_id}/remove")
async def remove_member(
    request: Request, here: Here, officer: Signed, panel_id: Id, member_id: Id, reason: Text = ""
) -> Response:
    """Remove a member, with a reason; a reserve is asked."""
    need(officer, Right.RUN_PANELS)
    by = By(officer.actor, reason.strip()[:LONGEST])

    def work(tx: Tx) -> None:
        _member(tx, panel_id, member_id)
        life.check_reason(by.reason)
        service_seats.leave(tx, member_id, by, MemberState.REMOVED)

    error = await acted(here, officer, panel_id, work)
    if error:
        return await _page(request, here, officer, (panel_id, member_id), error)
    return to(panel_id, f"members/{member_id}")


@router.post("/{member_id}/place")
async def move_member(
    request: Request, here: Here, officer: Signed, panel_id: Id, member_id: Id, form: Decision
) -> Response:
    """Pause a place, take it up again, end a term, or take somebody back whose removal was wrong; with a reason."""
    need(officer, Right.RUN_PANELS)
    by = form.by(officer)

    def work(tx: Tx) -> None:
        _member(tx, panel_id, member_id)
        service_members.act(tx, panel_id, member_id, form.how, by)

    error = await acted(here, officer, panel_id, work)
    if error:
        return await _page(request, here, officer, (panel_id, member_id), error)
    return to(panel_id, f"members/{member_id}")
