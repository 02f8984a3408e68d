"""Who is at the browser, and whether a form came from our own page."""

from datetime import timedelta
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request
from starlette_wtf import csrf_protect

from console.house import Here, House
from console.roles import Officer, Right
from storage import officers
from storage.database import Tx

IDLE = timedelta(minutes=30)
TOUCH_EVERY = timedelta(minutes=1)  # a page view within the same minute writes nothing
TOKEN = "token"  # noqa: S105 - the name of a field, not a secret


class NotSignedInError(Exception):
    """Nobody is logged in, or no longer."""


def is_partial(request: Request) -> bool:
    """A part of a page that refreshes itself: it must not keep an abandoned session alive."""
    return "hx-request" in request.headers


def _still_open(here: House, row: Any, tx: Tx) -> bool:
    absolute = timedelta(hours=here.config.session_hours)
    return bool(tx.now - row.seen < IDLE and tx.now - row.created < absolute)


async def signed_in(request: Request, here: Here) -> Officer:
    """The officer of this session. Raises NotSignedInError."""
    token = str(request.session.get(TOKEN, ""))

    def look(tx: Tx) -> tuple[Officer, bool] | None:
        row = officers.of_session(tx, token) if token else None
        if row is None or not _still_open(here, row, tx):
            return None
        return Officer(row.id, row.name, row.role), tx.now - row.seen >= TOUCH_EVERY

    found = await here.db.read(look)
    if found is None:
        raise NotSignedInError
    officer, stale = found
    if stale and not is_partial(request):
        await here.db.write(lambda tx: officers.touch_session(tx, token))
    return officer


Signed = Annotated[Officer, Depends(signed_in)]


def need(officer: Officer, right: Right) -> None:
    """Refuse what the officer's role may not do."""
    if not officer.may(right):
        raise HTTPException(403, f"Your role ({officer.role}) may not {right}. Ask an administrator if you need it.")


async def _form_is_ours(request: Request) -> None:
    """Nothing more to do once the token has been checked."""


form_checked = csrf_protect(_form_is_ours)
"""A dependency of every page: a POST without this session's CSRF token is refused with 403."""
