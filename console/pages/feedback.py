"""You said, we did: what a panel said, who answers for it, what was decided, and that members were told."""

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from console.guard import Signed, need
from console.house import Here, House, Id
from console.pages.of_panel import act, acted, by, panel_of, read, typed
from console.render import BASE
from console.roles import Officer, Right
from panels import service_feedback
from panels.feedback import LONGEST, OUTCOMES, Decision
from storage import feedback, meetings
from storage.database import Tx

router = APIRouter(prefix="/panels/{panel_id}/feedback")
SEE_OTHER = 303
LABELS = {
    "done": "We have done it", "will-do": "We will do it", "partly": "We will do part of it",
    "not-possible": "It is not possible",
}  # fmt: skip


def _items(tx: Tx, panel_id: int) -> dict[str, Any]:
    return {
        "panel": panel_of(tx, panel_id), "items": feedback.of_panel(tx, panel_id), "now": tx.now, "labels": LABELS,
        "meetings": meetings.of_panel(tx, panel_id),
    }  # fmt: skip


async def _list(request: Request, here: House, officer: Officer, panel_id: int, **more: Any) -> HTMLResponse:
    seen = await here.db.read(lambda tx: _items(tx, panel_id))
    values = {"error": "", "values": {}, "longest": LONGEST, **more}
    return here.pages.page(request, "feedback.html", officer, status=422 if values["error"] else 200, **seen, **values)


@router.get("")
async def feedback_list(request: Request, here: Here, officer: Signed, panel_id: Id) -> HTMLResponse:
    """Everything that was said, the soonest due first, and a form for more."""
    need(officer, Right.SEE)
    return await _list(request, here, officer, panel_id)


@router.post("")
async def note_said(request: Request, here: Here, officer: Signed, panel_id: Id) -> Response:
    """Note a thing said, with who answers for it."""
    need(officer, Right.RUN_PANELS)
    values = typed(await request.form(), "said", "owner", "meeting", "due")
    item: dict[str, Any] = {"said": values["said"], "owner": values["owner"]}
    try:
        item["meeting"] = int(values["meeting"]) if values["meeting"] else None
        item["due"] = date.fromisoformat(values["due"]) if values["due"] else None
    except ValueError:
        return await _list(request, here, officer, panel_id, values=values, error="Give the day as a date.")
    error = await acted(here, officer, panel_id, lambda tx: service_feedback.add(tx, panel_id, item, by(officer)))
    if error:
        return await _list(request, here, officer, panel_id, values=values, error=error)
    return RedirectResponse(f"{BASE}/panels/{panel_id}/feedback", SEE_OTHER)


async def _one(
    request: Request, here: House, officer: Officer, panel_id: int, item_id: int, **more: Any,
) -> HTMLResponse:  # fmt: skip
    def look(tx: Tx) -> dict[str, Any]:
        item, unreached = service_feedback.find(tx, panel_id, item_id), service_feedback.unreached(tx, panel_id)
        return {"panel": panel_of(tx, panel_id), "item": item, "unreached": unreached, "now": tx.now}

    seen = await read(here, look)
    values = {"error": "", "values": seen["item"], "labels": LABELS, "outcomes": OUTCOMES, "longest": LONGEST, **more}
    status = 422 if values["error"] else 200
    return here.pages.page(request, "feedback_item.html", officer, status=status, **seen, **values)


@router.get("/{item_id}")
async def item_page(request: Request, here: Here, officer: Signed, panel_id: Id, item_id: Id) -> HTMLResponse:
    """One thing said: decide, then tell the members."""
    need(officer, Right.SEE)
    return await _one(request, here, officer, panel_id, item_id)


@router.post("/{item_id}")
async def decide(request: Request, here: Here, officer: Signed, panel_id: Id, item_id: Id) -> Response:
    """Keep what was decided, and why not all of it."""
    need(officer, Right.ANSWER_FEEDBACK)
    values = typed(await request.form(), "outcome", "did", "why")
    decision = Decision(**values)
    error = await acted(
        here, officer, panel_id, lambda tx: service_feedback.decide(tx, panel_id, item_id, decision, by(officer))
    )
    if error:
        return await _one(request, here, officer, panel_id, item_id, values=values, error=error)
    return RedirectResponse(f"{BASE}/panels/{panel_id}/feedback/{item_id}", SEE_OTHER)


@router.post("/{item_id}/tell")
async def tell(here: Here, officer: Signed, panel_id: Id, item_id: Id) -> Response:
    """Tell every member in their own conversation."""
    need(officer, Right.RUN_PANELS)
    await act(here, officer, panel_id, lambda tx: service_feedback.tell_members(tx, panel_id, item_id, by(officer)))
    return RedirectResponse(f"{BASE}/panels/{panel_id}/feedback", SEE_OTHER)
