"""Conversations, people and their episodes: the residents' side."""

import json
from typing import Any

from fastapi import APIRouter, HTTPException

from console import transcript
from console.api.guard import Caller
from console.api.lists import MISSING
from console.api.models import (
    ConversationOut,
    EpisodeOut,
    MessageOut,
    Page,
    PersonFull,
    PersonOut,
)
from console.api.paging import After, Limit, page_of
from console.house import Here, Id
from storage import audit, consents, conversations, episodes, panels, people
from storage.database import Tx

router = APIRouter()


def _conversation(row: dict[str, Any]) -> ConversationOut:
    since = row["waiting"]
    flags = {"waiting": since is not None, "waiting_since": since, "opted_out": row["opted_out"] is not None}
    return ConversationOut.model_validate({**row, **flags})


@router.get("/conversations")
async def conversation_list(here: Here, after: After = None, limit: Limit = 50) -> Page[ConversationOut]:
    """Conversations, newest first."""
    rows = await here.db.read(lambda tx: conversations.page(tx, before=after, most=limit + 1))
    return page_of(rows, limit, _conversation)


@router.get("/conversations/{conversation_id}/messages", responses=MISSING)
async def messages(
    here: Here, caller: Caller, conversation_id: Id, after: str | None = None, limit: Limit = 50
) -> Page[MessageOut]:
    """What was said, oldest first; `after` is the id of the last message you have. The reading is logged."""

    def look(tx: Tx) -> list[transcript.Entry] | None:
        found = transcript.read(tx, conversation_id)
        if found is not None:
            audit.add(tx, caller.label, "read", f"conversation {conversation_id}")
        return found

    entries = await here.db.write(look)
    if entries is None:
        raise HTTPException(404, f"There is no conversation {conversation_id}.")
    ids = [entry.id for entry in entries]
    begin = ids.index(after) + 1 if after in ids else 0
    return page_of([vars(entry) for entry in entries[begin : begin + limit + 1]], limit, MessageOut.model_validate)


@router.get("/people")
async def people_list(here: Here, after: After = None, limit: Limit = 50) -> Page[PersonOut]:
    """People, newest first, without name or number."""
    rows = await here.db.read(lambda tx: people.page(tx, before=after, most=limit + 1))
    return page_of(rows, limit, PersonOut.model_validate)


def _person(tx: Tx, person_id: int, actor: str) -> dict[str, Any] | None:
    about = people.about(tx, person_id)
    if about is None:
        return None
    audit.add(tx, actor, "showed details", f"person {person_id}")
    addresses = [{"channel": channel, "value": value} for channel, value in about["addresses"]]
    given = [{**row, "panel": row["panel_id"]} for row in consents.all_of(tx, person_id)]
    return {**about, "addresses": addresses, "consents": given, "panels": panels.memberships(tx, person_id)}


@router.get("/people/{person_id}", responses=MISSING)
async def one_person(here: Here, caller: Caller, person_id: Id) -> PersonFull:
    """One person in full. The view is written in the audit log."""
    person = await here.db.write(lambda tx: _person(tx, person_id, caller.label))
    if person is None:
        raise HTTPException(404, f"There is no person {person_id}.")
    return PersonFull.model_validate(person)


def _names(column: str) -> list[str]:
    if column.startswith("["):
        return [str(name) for name in json.loads(column)]
    return [name.strip() for name in column.split(",") if name.strip()]


@router.get("/episodes")
async def episode_list(here: Here, after: After = None, limit: Limit = 50) -> Page[EpisodeOut]:
    """Matters with their decision, newest first."""
    rows = await here.db.read(lambda tx: episodes.page(tx, before=after, most=limit + 1))

    def make(row: dict[str, Any]) -> EpisodeOut:
        lists = {"raises": _names(row["raises"]), "flags": _names(row["flags"])}
        more = {"person": row["person_id"], "conversation": row["conversation_id"]}
        return EpisodeOut.model_validate({**row, **lists, **more, "reason": here.config.explain(row["reason"])})

    return page_of(rows, limit, make)
