"""What a program may do for an officer: take over, reply, hand back, acknowledge."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter

from console import acts
from console.api.guard import Caller
from console.api.lists import MISSING
from console.api.models import Done, Problem, ReplyIn
from console.house import Here, House, Id
from storage.database import Tx

router = APIRouter()
REFUSED: dict[int | str, dict[str, Any]] = {409: {"model": Problem, "description": "Not possible now"}}
ANSWERS = {**MISSING, **REFUSED}


async def _do(here: House, act: Callable[[Tx], None]) -> Done:
    await here.db.write(act)
    here.config.wake()
    return Done()


@router.post("/conversations/{conversation_id}/take", responses=ANSWERS)
async def take(here: Here, caller: Caller, conversation_id: Id) -> Done:
    """Take a conversation over: the bot is silent from its next turn."""
    return await _do(here, lambda tx: acts.take(tx, conversation_id, caller))


@router.post("/conversations/{conversation_id}/reply", responses=ANSWERS)
async def reply(here: Here, caller: Caller, conversation_id: Id, message: ReplyIn) -> Done:
    """Write to the resident. A conversation that nobody holds is taken over first."""
    return await _do(here, lambda tx: acts.reply(tx, conversation_id, caller, message.text))


@router.post("/conversations/{conversation_id}/give-back", responses=ANSWERS)
async def give_back(here: Here, caller: Caller, conversation_id: Id) -> Done:
    """Hand a conversation back to the bot."""
    return await _do(here, lambda tx: acts.give_back(tx, conversation_id, caller))


@router.post("/alerts/{alert_id}/acknowledge", responses=ANSWERS)
async def acknowledge(here: Here, caller: Caller, alert_id: Id) -> Done:
    """Say that somebody has seen an alert."""
    return await _do(here, lambda tx: acts.acknowledge(tx, alert_id, caller))
