"""What the council must not forget: alerts, requests about personal data, and ideas that want an answer."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from console import acts
from console.acts import Actor
from console.guard import Signed, need
from console.house import Before, Here, Id
from console.render import BASE
from console.roles import Officer, Right
from storage import alerts, audit, interests
from storage.database import Tx

router = APIRouter()
PAGE = 50


@router.get("/alerts")
async def alert_list(request: Request, here: Here, officer: Signed, before: Before = None) -> HTMLResponse:
    """Signs of danger, newest first; the words only for who may acknowledge."""
    need(officer, Right.SEE_ALERTS)
    rows = await here.db.read(lambda tx: alerts.page(tx, before=before, most=PAGE + 1))
    older = rows[PAGE - 1]["id"] if len(rows) > PAGE else None
    return here.pages.page(request, "alerts.html", officer, alerts=rows[:PAGE], older=older, before=before)


@router.post("/alerts/{alert_id}/acknowledge")
async def acknowledge(here: Here, officer: Signed, alert_id: Id) -> Response:
    """A named person has seen it."""
    need(officer, Right.ACKNOWLEDGE)
    await here.db.write(lambda tx: acts.acknowledge(tx, alert_id, Actor(officer.id, officer.name)))
    return RedirectResponse(f"{BASE}/alerts", 303)


@router.get("/ideas")
async def idea_list(request: Request, here: Here, officer: Signed) -> HTMLResponse:
    """What residents suggest, newest first."""
    need(officer, Right.SEE)
    return here.pages.page(request, "ideas.html", officer, ideas=await here.db.read(interests.ideas))


@router.get("/rights")
async def rights_list(request: Request, here: Here, officer: Signed) -> HTMLResponse:
    """Open requests for personal data or its deletion, the soonest due first."""
    need(officer, Right.SEE_RIGHTS)
    rows, now = await here.db.read(lambda tx: (alerts.rights_requests(tx), tx.now))
    return here.pages.page(request, "rights.html", officer, requests=rows, now=now)


def _finish(tx: Tx, who: Officer, request_id: int) -> None:
    if not alerts.finish_rights_request(tx, request_id):
        raise acts.RefusedError(409, "This request was answered before.")
    audit.add(tx, who.actor, "answered", f"rights request {request_id}")


@router.post("/rights/{request_id}/done")
async def rights_done(here: Here, officer: Signed, request_id: Id) -> Response:
    """The council has answered."""
    need(officer, Right.ANSWER_RIGHTS)
    await here.db.write(lambda tx: _finish(tx, officer, request_id))
    return RedirectResponse(f"{BASE}/rights", 303)
