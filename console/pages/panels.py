"""Panels and the people in them."""

from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from console.guard import Signed, need
from console.house import Here, Id
from console.roles import Officer, Right
from storage import audit, consents, panels, people
from storage.database import Tx

router = APIRouter(prefix="/panels")
GONE = ("left", "removed", "declined", "invited", "interested", "information sent")


@router.get("")
async def panel_list(request: Request, here: Here, officer: Signed) -> HTMLResponse:
    """Every panel with how many stand where."""
    need(officer, Right.SEE)

    def look(tx: Tx) -> list[dict[str, Any]]:
        return [{**panel, "counts": panels.count_by_state(tx, panel["id"])} for panel in panels.every(tx)]

    return here.pages.page(request, "panels.html", officer, panels=await here.db.read(look))


def _panel(tx: Tx, panel_id: int) -> dict[str, Any]:
    panel = panels.get(tx, panel_id)
    if panel is None:
        raise HTTPException(404, f"There is no panel {panel_id}.")
    return panel


def _with_members(tx: Tx, panel_id: int) -> dict[str, Any]:
    panel = _panel(tx, panel_id)
    members = panels.members(tx, panel_id)
    for member in members:
        member["consents"] = consents.current(tx, member["person"], panel_id)
    purposes = sorted({purpose for member in members for purpose in member["consents"]})
    counts = panels.count_by_state(tx, panel_id)
    pool = sum(count for state, count in counts.items() if state not in GONE)
    return {"panel": panel, "members": members, "purposes": purposes, "counts": counts, "pool": pool}


@router.get("/{panel_id}")
async def panel_page(request: Request, here: Here, officer: Signed, panel_id: Id) -> HTMLResponse:
    """One panel and its pool."""
    need(officer, Right.SEE)
    seen = await here.db.read(lambda tx: _with_members(tx, panel_id))
    return here.pages.page(request, "panel.html", officer, **seen)


def _member(tx: Tx, panel_id: int, member_id: int) -> dict[str, Any]:
    panel, member = _panel(tx, panel_id), panels.member(tx, member_id)
    if member is None or member["panel"] != panel_id:
        raise HTTPException(404, f"There is no member {member_id} in this panel.")
    rows = [row for row in consents.all_of(tx, member["person"]) if row["panel_id"] == panel_id]
    return {"panel": panel, "member": member, "consents": rows, "shown": False}


def _shown(tx: Tx, who: Officer, panel_id: int, member_id: int) -> dict[str, Any]:
    seen = _member(tx, panel_id, member_id)
    audit.add(tx, who.actor, "showed details", f"member {member_id}")
    person = people.about(tx, seen["member"]["person"])
    return {**seen, "shown": True, "traits": panels.traits(tx, member_id), "about": person}


@router.get("/{panel_id}/members/{member_id}")
async def member_page(request: Request, here: Here, officer: Signed, panel_id: Id, member_id: Id) -> HTMLResponse:
    """One member: consents with their words; details stay hidden."""
    need(officer, Right.SEE)
    seen = await here.db.read(lambda tx: _member(tx, panel_id, member_id))
    return here.pages.page(request, "member.html", officer, **seen)


@router.post("/{panel_id}/members/{member_id}/show")
async def show_member(request: Request, here: Here, officer: Signed, panel_id: Id, member_id: Id) -> HTMLResponse:
    """The same with details; that they were shown, and to whom, is logged."""
    need(officer, Right.SHOW_DETAILS)
    seen = await here.db.write(lambda tx: _shown(tx, officer, panel_id, member_id))
    return here.pages.page(request, "member.html", officer, **seen)
