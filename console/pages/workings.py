"""How the service runs: queues, what did not arrive, the parts of this process, and whether the audit log holds."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from console.guard import Signed, need
from console.house import Here
from console.roles import Right
from storage import audit, workings
from storage.database import Tx

router = APIRouter(prefix="/workings")
REASONS = {
    "possibly-sent": "The provider did not say whether it went out",
    "30003": "The phone was off or out of reach",
    "30004": "The network or the person blocks messages from us",
    "30005": "There is no such number",
    "30006": "A landline, or a network that cannot be reached",
    "30007": "The network took it for unwanted mail",
    "30008": "The network did not say why",
    "21211": "Not a phone number",
    "21610": "The person has sent STOP to the provider",
    "63016": "WhatsApp takes no message from us 24 hours after the person last wrote",
    "unreachable": "The provider could not be reached",
    "timeout": "The provider did not answer in time",
}
"""Providers' codes in words; any other code is shown as it is."""


def _look(tx: Tx) -> dict[str, Any]:
    lost = [{**row, "reason": reason_of(row["code"])} for row in workings.undelivered(tx)]
    return {"gauges": workings.gauges(tx), "lost": lost, "broken": audit.lately_broken(tx)}


def reason_of(code: str) -> str:
    """Why a message did not arrive, as an officer can read it."""
    return REASONS.get(code, f"The provider's code {code}" if code else "Not known")


@router.get("")
async def workings_page(request: Request, here: Here, officer: Signed) -> HTMLResponse:
    """The operations page."""
    need(officer, Right.SEE_WORKINGS)
    seen = await here.db.read(_look)
    return here.pages.page(request, "workings.html", officer, **seen, parts=here.config.workings())
