"""What the pages of one panel share: the panel itself, who acts, and refusals as pages."""

from collections.abc import Callable
from typing import Any, TypeVar

from fastapi import HTTPException
from starlette.datastructures import FormData

from console.acts import RefusedError
from console.house import House
from console.roles import Officer
from panels.life import IllegalStepError
from panels.service import By, subject
from storage import audit, panels
from storage.database import Tx

T = TypeVar("T")
LONGEST = 300  # characters of a field; each rule says its own limit in words


def panel_of(tx: Tx, panel_id: int) -> dict[str, Any]:
    """The panel, or 404."""
    panel = panels.get(tx, panel_id)
    if panel is None:
        raise HTTPException(404, f"There is no panel {panel_id}.")
    return panel


def by(officer: Officer, reason: str = "") -> By:
    """Who acts, and why."""
    return By(officer.actor, tidy(reason))


def tidy(text: str) -> str:
    """One line that every database can keep."""
    return " ".join(text.replace("\0", "").encode("utf-8", "ignore").decode().split())


def typed(form: FormData, *names: str) -> dict[str, str]:
    """These fields of a form, tidied."""
    return {name: tidy(str(form.get(name, "")))[:LONGEST] for name in names}


async def read(here: House, work: Callable[[Tx], T]) -> T:
    """Look something up; what there is not becomes a page that says so."""
    try:
        return await here.db.read(work)
    except IllegalStepError as refused:
        raise RefusedError(404, str(refused)) from None


async def note_refused(here: House, officer: Officer, panel_id: int, said: str) -> None:
    """Write down that the rules refused an officer's step, and why."""
    await here.db.write(lambda tx: audit.add(tx, officer.actor, "refused", subject(panel_id), said))


async def acted(here: House, officer: Officer, panel_id: int, work: Callable[[Tx], Any]) -> str:
    """Do it and wake the worker; "" when it was done, else the sentence that refuses it, which is logged."""
    try:
        await here.db.write(work)
    except IllegalStepError as refused:
        said = str(refused)
        await note_refused(here, officer, panel_id, said)
        return said
    here.config.wake()
    return ""


async def act(here: House, officer: Officer, panel_id: int, work: Callable[[Tx], T]) -> T:
    """The same, but what the rules refuse becomes a page that says why."""
    try:
        done = await here.db.write(work)
    except IllegalStepError as refused:
        await note_refused(here, officer, panel_id, str(refused))
        raise RefusedError(409, str(refused)) from None
    here.config.wake()
    return done
