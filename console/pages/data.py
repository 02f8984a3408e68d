"""A resident's rights: everything we hold as one file, its erasure, and one message without its words."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from console import acts, transcript
from console.acts import Actor
from console.guard import Signed, need
from console.house import Here, House, Id
from console.render import BASE
from console.roles import Officer, Right
from storage import audit, cases, erasure, people
from storage.database import Tx

router = APIRouter()
Reason = Annotated[str, Form()]
Mark = Annotated[str, Path(pattern=r"^[io][1-9]\d{0,9}$")]
NO_REASON = "Say why in a few words."
LONGEST_REASON = 200
OPEN_STATES = ("open", "in progress")


def _held(tx: Tx, person_id: int) -> list[str]:
    if people.about(tx, person_id) is None:
        raise HTTPException(404, f"There is no person {person_id}.")
    return [case["ref"] for case in cases.of_person(tx, person_id) if case["state"] in OPEN_STATES]


async def _data_page(request: Request, here: House, officer: Officer, person_id: int, *, error: str = "") -> Response:
    open_cases = await here.db.read(lambda tx: _held(tx, person_id))
    more = {"person_id": person_id, "open_cases": open_cases, "error": error}
    return here.pages.page(request, "data.html", officer, status=422 if error else 200, **more)


@router.get("/people/{person_id}/data")
async def data_page(request: Request, here: Here, officer: Signed, person_id: Id) -> Response:
    """What can be done with everything that we hold of one person."""
    need(officer, Right.ANSWER_RIGHTS)
    return await _data_page(request, here, officer, person_id)


@router.post("/people/{person_id}/data/export")
async def export(here: Here, officer: Signed, person_id: Id) -> Response:
    """Everything in one file; that it was made is logged."""
    need(officer, Right.ANSWER_RIGHTS)

    def work(tx: Tx) -> dict[str, Any]:
        _held(tx, person_id)
        audit.add(tx, officer.actor, "exported", f"person {person_id}")
        return erasure.export(tx, person_id)

    file = json.dumps(await here.db.write(work), ensure_ascii=False, indent=1)
    headers = {"content-disposition": f'attachment; filename="person-{person_id}.json"', "cache-control": "no-store"}
    return Response(file, media_type="application/json", headers=headers)


@router.post("/people/{person_id}/data/erase")
async def erase(request: Request, here: Here, officer: Signed, person_id: Id, reason: Reason = "") -> Response:
    """Erase a person."""
    need(officer, Right.ANSWER_RIGHTS)
    why = reason.strip()[:LONGEST_REASON]
    if not why:
        return await _data_page(request, here, officer, person_id, error=NO_REASON)

    def work(tx: Tx) -> None:
        _held(tx, person_id)
        erasure.erase(tx, person_id, officer.actor, why)

    await here.db.write(work)
    return RedirectResponse(f"{BASE}/people", 303)


async def _message_page(
    request: Request, here: House, officer: Officer, conversation_id: int, mark: str, error: str = ""
) -> HTMLResponse:
    entries = await here.db.read(lambda tx: transcript.read(tx, conversation_id)) or []
    entry = next((one for one in entries if one.id == mark and one.removable), None)
    if entry is None:
        raise HTTPException(404, "There is no such message whose words can be removed.")
    return here.pages.page(
        request, "redact.html", officer, status=422 if error else 200, conversation_id=conversation_id, entry=entry,
        error=error,
    )  # fmt: skip


@router.get("/conversations/{conversation_id}/messages/{mark}/remove")
async def message_page(request: Request, here: Here, officer: Signed, conversation_id: Id, mark: Mark) -> HTMLResponse:
    """Ask why before the words go."""
    need(officer, Right.ANSWER_RIGHTS)
    return await _message_page(request, here, officer, conversation_id, mark)


@router.post("/conversations/{conversation_id}/messages/{mark}/remove")
async def remove(
    request: Request, here: Here, officer: Signed, conversation_id: Id, mark: Mark, reason: Reason = ""
) -> Response:
    """Take the words out of one message."""
    need(officer, Right.ANSWER_RIGHTS)
    why = reason.strip()[:LONGEST_REASON]
    if not why:
        return await _message_page(request, here, officer, conversation_id, mark, NO_REASON)
    who = Actor(officer.id, officer.name)
    await here.db.write(lambda tx: acts.redact(tx, conversation_id, who, mark, why))
    return RedirectResponse(f"{BASE}/conversations/{conversation_id}", 303)
