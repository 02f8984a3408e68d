"""Cases: the list, and one case with its facts and history."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from console.guard import Signed, need
from console.house import Before, Here, Id, Name
from console.render import BASE
from console.roles import Officer, Right
from storage import audit, cases
from storage.database import Tx

router = APIRouter(prefix="/cases")
PAGE = 30
STATES = ("open", "in progress", "done", "closed")
LONGEST_NOTE = 2000


@router.get("")
async def case_list(
    request: Request, here: Here, officer: Signed, state: Name = "", before: Before = None
) -> HTMLResponse:
    """Cases newest first, all or those in one state."""
    need(officer, Right.SEE)
    rows, counts = await here.db.read(
        lambda tx: (cases.page(tx, before=before, most=PAGE + 1, state=state or None), cases.count_by_state(tx))
    )
    older = rows[PAGE - 1]["id"] if len(rows) > PAGE else None
    return here.pages.page(
        request, "cases.html", officer,
        cases=rows[:PAGE], counts=counts, state=state, states=STATES, older=older, before=before,
    )  # fmt: skip


async def _one(
    request: Request, here: Here, officer: Officer, case_id: int, *, error: str = "", status: int = 200
) -> HTMLResponse:
    case, history = await here.db.read(lambda tx: (cases.get(tx, case_id), cases.history(tx, case_id)))
    if case is None:
        raise HTTPException(404, f"There is no case {case_id}.")
    facts = [here.config.fact(case["service"], key, value) for key, value in case["facts"].items()]
    return here.pages.page(
        request, "case.html", officer,
        status=status, case=case, facts=facts, history=history, states=STATES, error=error,
    )  # fmt: skip


@router.get("/{case_id}")
async def case_page(request: Request, here: Here, officer: Signed, case_id: Id) -> HTMLResponse:
    """One case."""
    need(officer, Right.SEE)
    return await _one(request, here, officer, case_id)


def _change(tx: Tx, who: Officer, case: dict[str, Any], state: str, note: str) -> None:
    if state != case["state"]:
        cases.set_state(tx, case["id"], state, who.name)
    if note:
        cases.add_event(tx, case["id"], who.name, "note", note)
    audit.add(tx, who.actor, "changed", f"case {case['id']}")


@router.post("/{case_id}")
async def change_case(
    request: Request,
    here: Here,
    officer: Signed,
    case_id: Id,
    state: Annotated[str, Form()] = "",
    note: Annotated[str, Form()] = "",
) -> Response:
    """Move a case on, add a note, or both."""
    need(officer, Right.CHANGE_CASES)
    case = await here.db.read(lambda tx: cases.get(tx, case_id))
    note = note.strip()
    if case is None:
        raise HTTPException(404, f"There is no case {case_id}.")
    if state not in STATES or (state == case["state"] and not note):
        problem = "Choose another state or write a note."
        return await _one(request, here, officer, case_id, error=problem, status=422)
    if len(note) > LONGEST_NOTE:
        problem = f"Write a shorter note: {LONGEST_NOTE} characters at most."
        return await _one(request, here, officer, case_id, error=problem, status=422)
    await here.db.write(lambda tx: _change(tx, officer, case, state, note))
    return RedirectResponse(f"{BASE}/cases/{case_id}", 303)
