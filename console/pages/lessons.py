"""Correcting what was understood of one message: kept without who said it, learnt at the next training."""

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from console import transcript
from console.guard import Signed, need
from console.house import Here, House, Id
from console.pages.data import Mark
from console.render import BASE
from console.roles import Officer, Right
from nlp.entities.reader import EntityReader
from nlp.redaction import redacted
from nlp.understanding import SAFETY_KINDS
from storage import audit, lessons
from storage.database import Tx

router = APIRouter(prefix="/conversations/{conversation_id}/messages/{mark}/correct")
Words = Annotated[str, Form()]
LONGEST = 1000
NOTHING = "none"
"""Chosen for a service or a danger: there is none in these words."""
NO_LABEL = "Choose a service or a danger."
NO_WORDS = "Leave the words in that show what was meant."


async def _page(here: House, officer: Officer, request: Request, where: tuple[int, str], error: str = "") -> Response:
    conversation_id, mark = where

    def look(tx: Tx) -> str | None:
        entries = transcript.read(tx, conversation_id) or []
        said = next((one.text for one in entries if (one.id, one.sender) == (mark, "resident")), None)
        return None if said in (None, transcript.REMOVED) else redacted(said, EntityReader(), tx.now)

    words = await here.db.read(look)
    if words is None:
        raise HTTPException(404, "There is no such message of a resident.")
    return here.pages.page(
        request, "lesson.html", officer, status=422 if error else 200, conversation_id=conversation_id, mark=mark,
        words=words, services=here.config.service_names, kinds=SAFETY_KINDS, error=error,
    )  # fmt: skip


@router.get("")
async def lesson_page(request: Request, here: Here, officer: Signed, conversation_id: Id, mark: Mark) -> Response:
    """The words, with personal data taken out, and what they may mean."""
    need(officer, Right.TALK)
    return await _page(here, officer, request, (conversation_id, mark))


def _wrong(here: House, words: str, service: str, danger: str) -> str:
    services, dangers = {"", NOTHING, *here.config.service_names}, {"", NOTHING, *SAFETY_KINDS}
    if not (service or danger) or service not in services or danger not in dangers:
        return NO_LABEL
    return "" if words else NO_WORDS


@router.post("")
async def correct(
    request: Request, here: Here, officer: Signed, conversation_id: Id, mark: Mark,
    words: Words = "", service: Words = "", danger: Words = "",
) -> Response:  # fmt: skip
    """Keep the correction; the audit log says that one was made, not which words."""
    need(officer, Right.TALK)
    words = words.strip()[:LONGEST]
    wrong = _wrong(here, words, service, danger)
    if wrong:
        return await _page(here, officer, request, (conversation_id, mark), wrong)

    def work(tx: Tx) -> None:
        lessons.add(tx, officer.id, words, service, danger)
        audit.add(tx, officer.actor, "corrected", f"conversation {conversation_id}")

    await here.db.write(work)
    return RedirectResponse(f"{BASE}/conversations/{conversation_id}", 303)
