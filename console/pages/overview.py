"""What needs somebody today."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from console.guard import Signed
from console.house import Here
from panels import service_seats
from storage import alerts, cases, conversations, feedback, officers, panels
from storage.database import Tx

router = APIRouter()
SHORT = 8


def _today(tx: Tx) -> dict[str, Any]:
    return {
        "alerts": alerts.page(tx, only_open=True, most=SHORT),
        "open_alerts": alerts.count_open(tx),
        "waiting": conversations.waiting_for_person(tx),
        "held": conversations.not_waiting(tx, "officer", most=SHORT),
        "cases": cases.page(tx, most=SHORT),
        "case_counts": cases.count_by_state(tx),
        "panels": [{**panel, "counts": panels.count_by_state(tx, panel["id"])} for panel in panels.every(tx)],
        "overdue": feedback.overdue(tx),
        "to_call": service_seats.to_call(tx),
        "names": officers.names(tx),
        "now": tx.now,
    }


@router.get("/")
async def overview(request: Request, here: Here, officer: Signed) -> HTMLResponse:
    """Alerts and people waiting first, then the newest cases and the panels."""
    return here.pages.page(request, "overview.html", officer, **await here.db.read(_today))
