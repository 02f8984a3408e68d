"""Logging in and out."""

import asyncio
import functools
import secrets
from datetime import timedelta
from typing import Annotated, Any
from urllib.parse import urlsplit

from argon2 import PasswordHasher
from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from console import attempts
from console.codes import step_of
from console.guard import TOKEN
from console.house import Here, House
from console.passwords import hash_password, verify_aside
from console.render import BASE
from storage import audit, officers
from storage.database import Tx

router = APIRouter()
WRONG = "The name, the password or the code is not right."
TOO_MANY = "Too many attempts. Wait 15 minutes, or ask an administrator for a new password."
LONGEST = 200
SEE_OTHER = 303


def _safe(target: str) -> str:
    parts = urlsplit(target)
    ours = not parts.scheme and not parts.netloc and parts.path.startswith(f"{BASE}/") and "\\" not in target
    return target if ours and not parts.path.startswith(f"{BASE}/login") else f"{BASE}/"


@router.get("/login")
async def login_page(request: Request, here: Here, next: str = "") -> HTMLResponse:  # noqa: A002 - a URL's word
    """The form."""
    return here.pages.page(request, "login.html", next=next, name="", error="")


@functools.cache
def _nobody(hasher: PasswordHasher) -> str:
    """A hash that no password has, so that an unknown name takes as long as a known one."""
    return hash_password(secrets.token_hex(), hasher)


async def _officer(here: House, name: str, password: str) -> Any | None:
    hasher = here.config.hasher
    row = await here.db.read(lambda tx: officers.of_name(tx, name))
    kept = row.password_hash if row else await asyncio.to_thread(_nobody, hasher)
    return row if await verify_aside(kept, password, hasher) else None


async def _code_is_right(here: House, row: Any, code: str) -> bool:
    """Whether the code is the one of now, unused; who has no app needs none."""
    if row.code_secret is None:
        return True
    step = step_of(here.db.vault.open(row.code_secret), code, here.db.clock())
    return step is not None and await here.db.write(lambda tx: officers.take_code(tx, row.id, step))


async def _stronger(here: House, row: Any, password: str) -> str | None:
    hasher = here.config.hasher
    if not hasher.check_needs_rehash(row.password_hash):
        return None
    return await asyncio.to_thread(hash_password, password, hasher)


def _begin(tx: Tx, here: House, row: Any, token: str, stronger: str | None) -> None:
    attempts.forget(tx, row.name)
    officers.drop_old_sessions(tx, tx.now - timedelta(hours=here.config.session_hours))
    officers.begin_session(tx, row.id, token)
    if stronger is not None:
        officers.set_password_hash(tx, row.id, stronger)
    audit.add(tx, f"officer {row.id}", "logged in", f"officer {row.id}")


@router.post("/login")
async def login(
    request: Request,
    here: Here,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    code: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "",  # noqa: A002 - a URL's word
) -> Response:
    """Check password and code and open a session under a fresh id."""
    name, password = name.replace("\0", "").strip()[:LONGEST], password[:LONGEST]
    address = request.client.host if request.client else ""
    if not await here.db.write(lambda tx: attempts.allow(tx, name, address)):
        return here.pages.page(request, "login.html", status=429, next=next, name=name, error=TOO_MANY)
    row = await _officer(here, name, password)
    if row is None or not await _code_is_right(here, row, code[:LONGEST]):
        return here.pages.page(request, "login.html", status=401, next=next, name=name, error=WRONG)
    token, stronger = secrets.token_urlsafe(32), await _stronger(here, row, password)
    await here.db.write(lambda tx: _begin(tx, here, row, token, stronger))
    request.session.clear()
    request.session[TOKEN] = token
    return RedirectResponse(_safe(next), SEE_OTHER)


@router.post("/logout")
async def logout(request: Request, here: Here) -> Response:
    """End the session here and in the database."""
    token = str(request.session.get(TOKEN, ""))
    await here.db.write(lambda tx: officers.end_session(tx, token))
    request.session.clear()
    return RedirectResponse(f"{BASE}/login", SEE_OTHER)
