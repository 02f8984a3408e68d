"""Conversations: who waits for a person, what was said, and the officer's three acts."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from console import acts, transcript
from console.acts import Actor, Holder
from console.guard import Signed, need
from console.house import Here, House, Id, Skip
from console.render import BASE
from console.roles import Officer, Right
from storage import audit, conversations, officers
from storage.database import Tx

router = APIRouter(prefix="/conversations")
PAGE = 30


@router.get("")
async def talk_list(request: Request, here: Here, officer: Signed, skip: Skip = 0) -> HTMLResponse:
    """Who waits, who talks with an officer, and the rest by when they last wrote."""
    need(officer, Right.READ_TALKS)

    def look(tx: Tx) -> dict[str, Any]:
        return {
            "waiting": conversations.waiting_for_person(tx),
            "held": conversations.not_waiting(tx, "officer", most=100),
            "others": conversations.not_waiting(tx, "bot", skip=max(skip, 0), most=PAGE + 1),
            "names": officers.names(tx),
        }

    seen = await here.db.read(look)
    older = skip + PAGE if len(seen["others"]) > PAGE else None
    seen["others"] = seen["others"][:PAGE]
    return here.pages.page(request, "conversations.html", officer, **seen, older=older, skip=skip)


@dataclass(frozen=True)
class Talk:
    """One conversation as its page shows it."""

    about: dict[str, Any]
    entries: list[transcript.Entry]
    holder: Holder
    names: dict[int, str]

    @property
    def settled(self) -> bool:
        """Whether the row says already what the officers' acts asked for."""
        owner = None if self.about["owner"] != "officer" else (self.about["officer"] or acts.NO_OFFICER)
        return owner == self.holder.officer

    @property
    def mark(self) -> str:
        """Changes when anything on the page changes."""
        return hashlib.sha256(repr((self.entries, self.holder, self.about)).encode()).hexdigest()[:16]


def _look(tx: Tx, conversation_id: int) -> Talk:
    about, entries = conversations.about(tx, conversation_id), transcript.read(tx, conversation_id)
    if about is None or entries is None:
        raise HTTPException(404, f"There is no conversation {conversation_id}.")
    return Talk(about, entries, acts.holder(tx, conversation_id), officers.names(tx))


def _opened(tx: Tx, who: Officer, conversation_id: int) -> Talk:
    audit.add(tx, who.actor, "read", f"conversation {conversation_id}")
    return _look(tx, conversation_id)


@router.get("/{conversation_id}")
async def talk_page(request: Request, here: Here, officer: Signed, conversation_id: Id) -> HTMLResponse:
    """One conversation; that it was read is logged."""
    need(officer, Right.READ_TALKS)
    talk = await here.db.write(lambda tx: _opened(tx, officer, conversation_id))
    return here.pages.page(request, "conversation.html", officer, talk=talk, text="", error="")


@router.get("/{conversation_id}/talk")
async def talk_part(request: Request, here: Here, officer: Signed, conversation_id: Id, seen: str = "") -> Response:
    """The part that refreshes itself; 204 when nothing is new."""
    need(officer, Right.READ_TALKS)
    talk = await here.db.read(lambda tx: _look(tx, conversation_id))
    if talk.mark == seen:
        return Response(status_code=204)
    return here.pages.page(request, "talk.html", officer, talk=talk)


async def _do(here: House, officer: Officer, conversation_id: int, act: Callable[[Tx, int, Actor], None]) -> Response:
    need(officer, Right.TALK)
    who = Actor(officer.id, officer.name)
    await here.db.write(lambda tx: act(tx, conversation_id, who))
    here.config.wake()
    return RedirectResponse(f"{BASE}/conversations/{conversation_id}", 303)


@router.post("/{conversation_id}/take")
async def take(here: Here, officer: Signed, conversation_id: Id) -> Response:
    """Take over."""
    return await _do(here, officer, conversation_id, acts.take)


@router.post("/{conversation_id}/give-back")
async def give_back(here: Here, officer: Signed, conversation_id: Id) -> Response:
    """Hand back to the bot."""
    return await _do(here, officer, conversation_id, acts.give_back)


@router.post("/{conversation_id}/reply")
async def reply(
    request: Request, here: Here, officer: Signed, conversation_id: Id, text: Annotated[str, Form()] = ""
) -> Response:
    """Write to the resident."""
    text = text.strip()
    error = "" if text else "Write a message first."
    if len(text) > acts.LONGEST:
        error = f"Write a shorter message: {acts.LONGEST} characters at most."
    try:
        if not error:
            return await _do(here, officer, conversation_id, lambda tx, i, who: acts.reply(tx, i, who, text))
    except acts.RefusedError as refused:
        error = refused.sentence
    talk = await here.db.read(lambda tx: _look(tx, conversation_id))
    return here.pages.page(request, "conversation.html", officer, status=422, talk=talk, text=text, error=error)
