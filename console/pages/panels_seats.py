"""The invitations board: who was asked, how they answered, who came for whom, and seats that wait for an officer."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from console.guard import Signed, need
from console.house import Here, House, Id
from console.pages.of_panel import acted, panel_of
from console.pages.panels import LONGEST, Decision, panel_page, to
from console.roles import Officer, Right
from panels import life, service, service_seats
from panels.life import MemberState
from panels.service import By
from storage import audit, draws, offers, officers, panels
from storage.database import Tx

router = APIRouter(prefix="/panels/{panel_id}/invitations")
Text = Annotated[str, Form()]


def _look(tx: Tx, panel_id: int) -> dict[str, Any]:
    panel, counts = panel_of(tx, panel_id), panels.count_by_state(tx, panel_id)
    draw = draws.standing(tx, panel_id)
    waits = bool(panel["empty_seats"]) and draw is not None
    asked = offers.of_panel(tx, panel_id)
    known, to_call = {offer["member_id"] for offer in asked}, {offer["id"] for offer in service_seats.to_call(tx)}
    return {
        "panel": panel, "offers": asked, "empty": panel["empty_seats"], "reserves": counts.get(MemberState.RESERVE, 0),
        "taken": sum(counts.get(state, 0) for state in life.TAKES_PART), "names": officers.names(tx),
        "next": service_seats.find_reserve(tx, panel_id, draw["id"]) if waits and draw else None,
        "log": [r for r in audit.about(tx, service.subject(panel_id)) if r["action"].startswith("member")][::-1],
        "to_ask": [m for m in service.in_states(tx, panel_id, (MemberState.SELECTED,)) if m["id"] not in known],
        "may_offer": panel["state"] in life.HOLDS_SEATS, "most_asked": service_seats.MOST_ASKED,
        "to_call": to_call,
    }  # fmt: skip


async def _page(request: Request, here: House, officer: Officer, panel_id: int, error: str = "") -> HTMLResponse:
    seen = await here.db.read(lambda tx: _look(tx, panel_id))
    return panel_page(request, here, officer, "panel_seats.html", error=error, **seen)


@router.get("")
async def board(request: Request, here: Here, officer: Signed, panel_id: Id) -> HTMLResponse:
    """The board."""
    need(officer, Right.SEE)
    return await _page(request, here, officer, panel_id)


@router.post("")
async def invite(request: Request, here: Here, officer: Signed, panel_id: Id, reason: Text = "") -> Response:
    """Offer their seats to all who were selected."""
    need(officer, Right.RUN_PANELS)
    by = By(officer.actor, reason.strip()[:LONGEST])
    error = await acted(here, officer, panel_id, lambda tx: service_seats.invite(tx, panel_id, by))
    return await _page(request, here, officer, panel_id, error) if error else to(panel_id, "invitations")


@router.post("/{offer_id}/answer")
async def answer(request: Request, here: Here, officer: Signed, panel_id: Id, offer_id: Id, form: Decision) -> Response:
    """Write down what a member told an officer, by phone for example; or that they could not be reached."""
    need(officer, Right.RUN_PANELS)
    by = form.by(officer)

    def work(tx: Tx) -> None:
        life.check_reason(by.reason)
        if offer_id not in {offer["id"] for offer in offers.of_panel(tx, panel_id)}:
            raise HTTPException(404, f"There is no invitation {offer_id} of this panel.")
        if form.how == "no-answer":
            service_seats.release(tx, offer_id, by)
        else:
            service_seats.answer(tx, offer_id, by, accepted=form.how == "yes")

    error = await acted(here, officer, panel_id, work)
    return await _page(request, here, officer, panel_id, error) if error else to(panel_id, "invitations")


@router.post("/fill")
async def fill(request: Request, here: Here, officer: Signed, panel_id: Id, reason: Text = "") -> Response:
    """Give a free seat to the best reserve though a quota is then not met, with a reason."""
    need(officer, Right.RUN_PANELS)
    by = By(officer.actor, reason.strip()[:LONGEST])

    def work(tx: Tx) -> None:
        life.check_reason(by.reason)
        service_seats.fill(tx, panel_id, force=by)

    error = await acted(here, officer, panel_id, work)
    return await _page(request, here, officer, panel_id, error) if error else to(panel_id, "invitations")
