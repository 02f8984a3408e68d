"""Conversations: one for each address, with the sealed State that the next turn begins from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Index, bindparam, select, text, update
from sqlmodel import Field, SQLModel, UniqueConstraint

from storage.base import Utc, table
from storage.database import Tx
from storage.inbox import I
from storage.people import of_address
from storage.prepared import Prepared

TALKED = text("state IS NOT NULL")


class Conversation(SQLModel, table=True):
    """A conversation. Its state is kept 90 days after the last message; the row as long as the person."""

    __tablename__ = "conversation"
    __table_args__ = (
        UniqueConstraint("channel", "found_by"),
        Index("ix_conversation_lately", "owner", "last_heard", "id"),
        Index("ix_conversation_heard", "last_heard", sqlite_where=TALKED, postgresql_where=TALKED),
    )  # fmt: skip
    id: int | None = Field(default=None, primary_key=True)
    channel: str
    found_by: str
    address: bytes
    person_id: int = Field(foreign_key="person.id", index=True)
    state: bytes | None = None
    version: int = 0
    language: str = "en"
    owner: str = Field(default="bot", index=True)
    officer_id: int | None = Field(default=None, foreign_key="officer.id")
    waiting: datetime | None = Field(default=None, sa_type=Utc, index=True)
    waiting_reason: str = ""
    opted_out: datetime | None = Field(default=None, sa_type=Utc)
    last_heard: datetime | None = Field(default=None, sa_type=Utc)
    created: datetime = Field(sa_type=Utc)


C = table(Conversation)


@dataclass(frozen=True)
class Loaded:
    """A conversation as the pipeline holds it between reading and writing back."""

    id: int
    channel: str
    address: str
    person_id: int
    state: str
    version: int
    opted_out: bool
    owner: str = "bot"


FOUND = (C.c.id, C.c.channel, C.c.address, C.c.person_id, C.c.state, C.c.version, C.c.opted_out, C.c.owner)
FIND = select(*FOUND)
BY_HASH = Prepared(FIND.where(C.c.channel == bindparam("ch"), C.c.found_by == bindparam("found")))
BY_ID = Prepared(FIND.where(C.c.id == bindparam("conversation")))
MAKE = Prepared(
    C.insert().returning(C.c.id),
    "channel", "found_by", "address", "person_id", "version", "language", "owner", "waiting_reason", "created",
)  # fmt: skip
SAVE = Prepared(
    update(C)
    .where(C.c.id == bindparam("conversation"), C.c.version == bindparam("seen"))
    .values(
        state=bindparam("new_state"),
        version=bindparam("seen") + 1,
        language=bindparam("new_language"),
        last_heard=bindparam("moment"),
    )
)


WAIT = Prepared(
    update(C)
    .where(C.c.id == bindparam("conversation"), C.c.waiting.is_(None))
    .values(waiting=bindparam("moment"), waiting_reason=bindparam("why"))
)


def loaded(tx: Tx, found: Mapping[str, Any]) -> Loaded:
    """A row of FOUND, opened for reading."""
    state = tx.vault.open(found["state"]) if found["state"] else ""
    opened = {"address": tx.vault.open(found["address"]), "state": state, "opted_out": found["opted_out"] is not None}
    return Loaded(**{**found, **opened})


def find(tx: Tx, channel: str, value: str) -> Loaded | None:
    """The conversation with this address, or None."""
    row = BY_HASH.first(tx, {"ch": channel, "found": tx.vault.find(f"{channel}:{value}")})
    return None if row is None else loaded(tx, row._asdict())


def get(tx: Tx, conversation_id: int) -> Loaded | None:
    """The conversation with this id, or None."""
    row = BY_ID.first(tx, {"conversation": conversation_id})
    return None if row is None else loaded(tx, row._asdict())


def make(tx: Tx, channel: str, value: str) -> Loaded:
    """Begin a conversation with this address."""
    found = tx.vault.find(f"{channel}:{value}")
    person_id = of_address(tx, channel, value)
    values = {
        "channel": channel, "found_by": found, "address": tx.vault.seal(value), "person_id": person_id, "version": 0,
        "language": "en", "owner": "bot", "waiting_reason": "", "last_heard": tx.now,
        "created": tx.now,
    }  # fmt: skip
    return Loaded(MAKE.scalar(tx, values), channel, value, person_id, "", 0, opted_out=False)


def save_else(tx: Tx, loaded: Loaded, state: str, language: str, error: Exception) -> None:
    """Write the new State back; `error` is raised by the commit when another worker was first."""
    SAVE.post(
        tx,
        {"conversation": loaded.id, "seen": loaded.version, "new_state": tx.vault.seal(state),
         "new_language": language, "moment": tx.now},
        error,
    )  # fmt: skip


def set_opted_out(tx: Tx, conversation_id: int, *, stopped: bool) -> None:
    """Record that this address wants nothing more (or, after START, that it does again)."""
    tx.conn.execute(update(C).where(C.c.id == conversation_id).values(opted_out=tx.now if stopped else None))


def is_opted_out(tx: Tx, conversation_id: int) -> bool:
    """Whether this address wants nothing more."""
    return tx.conn.execute(select(C.c.opted_out).where(C.c.id == conversation_id)).scalar() is not None


def wait_for_person(tx: Tx, conversation_id: int, reason: str) -> None:
    """Put the conversation in the officers' queue, keeping its place when it stands there already."""
    WAIT.post(tx, {"conversation": conversation_id, "moment": tx.now, "why": reason})


def set_owner(tx: Tx, conversation_id: int, owner: str, officer_id: int | None) -> None:
    """Say who speaks now: "bot" or "officer". Either way nobody waits any longer."""
    tx.conn.execute(
        update(C)
        .where(C.c.id == conversation_id)
        .values(owner=owner, officer_id=officer_id, waiting=None, waiting_reason="")
    )


def _about(row: Any) -> dict[str, Any]:
    return {
        "id": row.id, "channel": row.channel, "person": row.person_id, "language": row.language, "owner": row.owner,
        "officer": row.officer_id, "waiting": row.waiting, "waiting_reason": row.waiting_reason,
        "opted_out": row.opted_out, "last_heard": row.last_heard, "created": row.created,
    }  # fmt: skip


def about(tx: Tx, conversation_id: int) -> dict[str, Any] | None:
    """What officers may know of a conversation without reading it, or None."""
    row = tx.conn.execute(select(C).where(C.c.id == conversation_id)).first()
    return None if row is None else _about(row)


def page(tx: Tx, *, before: int | None = None, most: int = 50) -> list[dict[str, Any]]:
    """Conversations newest first, ids under `before`."""
    query = select(C).order_by(C.c.id.desc()).limit(most)
    rows = tx.conn.execute(query if before is None else query.where(C.c.id < before))
    return [_about(row) for row in rows]


def waiting_for_person(tx: Tx) -> list[dict[str, Any]]:
    """The officers' queue, the longest wait first."""
    rows = tx.conn.execute(select(C).where(C.c.waiting.is_not(None)).order_by(C.c.waiting, C.c.id))
    return [_about(row) for row in rows]


def not_waiting(tx: Tx, owner: str, *, skip: int = 0, most: int = 50) -> list[dict[str, Any]]:
    """Conversations that "bot" or "officer" holds and where nobody waits, the last heard first."""
    query = select(C).where(C.c.owner == owner, C.c.waiting.is_(None)).order_by(C.c.last_heard.desc(), C.c.id.desc())
    return [_about(row) for row in tx.conn.execute(query.offset(skip).limit(most))]


def of_person(tx: Tx, person_id: int) -> list[dict[str, Any]]:
    """Every conversation of a person, newest first."""
    rows = tx.conn.execute(select(C).where(C.c.person_id == person_id).order_by(C.c.id.desc()))
    return [_about(row) for row in rows]


def acts_to_come(tx: Tx, channel: str, address: str) -> list[tuple[int, str, str]]:
    """(id, kind, body) of officers' acts in a conversation's inbox that wait for their turn, oldest first."""
    waiting = (I.c.thread == tx.vault.find(f"{channel}:{address}"), I.c.done.is_(None))
    query = select(I.c.id, I.c.kind, I.c.body).where(*waiting, I.c.kind.like("officer-%")).order_by(I.c.id)
    return [(r.id, r.kind, tx.vault.open(r.body) if r.body else "{}") for r in tx.conn.execute(query)]
