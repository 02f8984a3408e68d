"""What the pages of one panel share: the panel itself, who acts, and refusals as pages."""

from collections.abc import Callable
from typing import Any, TypeVar

from fastapi import HTTPException
from starlette.datastructures import FormData

from console.acts import RefusedError
from console.house import House
from console.roles import Officer
from panels.life import IllegalStepError
from panels.service import By
from storage import panels
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


async def act(here: House, work: Callable[[Tx], T]) -> T:
    """Do something and wake the worker; what the rules refuse becomes a page that says why."""
    try:
        done = await here.db.write(work)
    except IllegalStepError as refused:
        raise RefusedError(409, str(refused)) from None
    here.config.wake()
    return done
