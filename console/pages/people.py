"""One resident: episodes with the decision and why, cases, conversations, consents."""

from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from console.guard import Signed, need
from console.house import Before, Here, House, Id
from console.roles import Officer, Right
from storage import audit, cases, consents, conversations, episodes, officers, panels, people
from storage.database import Tx

router = APIRouter(prefix="/people")
PAGE = 50


@router.get("")
async def people_list(request: Request, here: Here, officer: Signed, before: Before = None) -> HTMLResponse:
    """Everybody who wrote to us, newest first, by number only."""
    need(officer, Right.SEE_PEOPLE)
    rows = await here.db.read(lambda tx: people.page(tx, before=before, most=PAGE + 1))
    older = rows[PAGE - 1]["id"] if len(rows) > PAGE else None
    return here.pages.page(request, "people.html", officer, people=rows[:PAGE], older=older, before=before)


def _person(tx: Tx, here: House, person_id: int) -> dict[str, Any]:
    about = people.about(tx, person_id)
    if about is None:
        raise HTTPException(404, f"There is no person {person_id}.")
    matters = episodes.of_person(tx, person_id)
    return {
        "person": about,
        "episodes": [{**one, "reasons": here.config.explain(one["reason"])} for one in matters],
        "cases": cases.of_person(tx, person_id),
        "talks": conversations.of_person(tx, person_id),
        "consents": consents.all_of(tx, person_id),
        "memberships": panels.memberships(tx, person_id),
        "panels": {panel["id"]: panel for panel in panels.every(tx)},
        "names": officers.names(tx),
        "shown": False,
    }


@router.get("/{person_id}")
async def person_page(request: Request, here: Here, officer: Signed, person_id: Id) -> HTMLResponse:
    """One person; name and numbers stay hidden."""
    need(officer, Right.SEE_PEOPLE)
    seen = await here.db.read(lambda tx: _person(tx, here, person_id))
    return here.pages.page(request, "person.html", officer, **seen)


def _shown(tx: Tx, here: House, who: Officer, person_id: int) -> dict[str, Any]:
    seen = _person(tx, here, person_id)
    audit.add(tx, who.actor, "showed details", f"person {person_id}")
    return {**seen, "shown": True}


@router.post("/{person_id}/show")
async def show_person(request: Request, here: Here, officer: Signed, person_id: Id) -> HTMLResponse:
    """The same with name, numbers and needs; the view is logged."""
    need(officer, Right.SHOW_DETAILS)
    seen = await here.db.write(lambda tx: _shown(tx, here, officer, person_id))
    return here.pages.page(request, "person.html", officer, **seen)
