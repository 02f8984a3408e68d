"""Episodes: one matter each, from first message to close, with the decision and why it was taken."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Insert, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, SQLModel, UniqueConstraint

from storage.base import Utc, table
from storage.conversations import C
from storage.database import Tx
from storage.prepared import Prepared


class Episode(SQLModel, table=True):
    """One matter. `key` is the frame's id, so a repeat changes the same row. Kept 6 years without message text."""

    __tablename__ = "episode"
    __table_args__ = (UniqueConstraint("conversation_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    key: str
    conversation_id: int = Field(foreign_key="conversation.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    service: str = Field(index=True)
    verb: str = ""
    complexity: float = 0.0
    raises: str = ""
    disposition: str = "unknown"
    score: int = 0
    answers: str = "{}"
    cell: str = ""
    route: str = ""
    reason: str = "[]"
    flags: str = ""
    invited: bool = False
    declined: bool = False
    outcome: str = ""
    opened: datetime = Field(sa_type=Utc, index=True)
    decided: datetime | None = Field(default=None, sa_type=Utc)
    closed: datetime | None = Field(default=None, sa_type=Utc)


E = table(Episode)
FRESH = {
    "verb": "", "complexity": 0.0, "raises": "", "disposition": "unknown", "score": 0, "answers": "{}",
    "cell": "", "route": "", "reason": "[]", "flags": "", "invited": False, "declined": False, "outcome": "",
}  # fmt: skip
COLUMNS = ("key", "conversation_id", "person_id", "service", "opened", "decided", "closed", *FRESH)


@cache
def _note(names: tuple[str, ...]) -> Prepared:
    """The statement that opens an episode, or changes these columns of the one that is there; built once."""
    return Prepared(
        {"sqlite": _upsert(sqlite.insert(E), names), "postgresql": _upsert(postgresql.insert(E), names)}, *COLUMNS
    )


def _upsert(insert: postgresql.Insert | sqlite.Insert, names: tuple[str, ...]) -> Insert:
    new = {name: insert.excluded[name] for name in names}
    return insert.on_conflict_do_update(index_elements=["conversation_id", "key"], set_=new)


def note(tx: Tx, conversation_id: int, person_id: int, key: str, values: dict[str, Any]) -> None:
    """Open the episode with this key or change what is known of it."""
    mine = {"key": key, "conversation_id": conversation_id, "person_id": person_id, "opened": tx.now}
    _note(tuple(values)).post(tx, {**FRESH, "decided": None, "closed": None, **mine, **values})


def last_noes(tx: Tx, person_id: int) -> dict[str, datetime]:
    """When this person last said no to helping shape each service, after being asked."""
    query = (
        select(E.c.service, E.c.decided)
        .where(E.c.person_id == person_id, E.c.declined, E.c.decided.is_not(None))
        .order_by(E.c.id)
    )
    return {row.service: row.decided for row in tx.conn.execute(query)}


def asks(tx: Tx, person_id: int) -> list[datetime]:
    """When this person was asked to help shape a service."""
    query = select(E.c.opened).where(E.c.person_id == person_id, E.c.invited).order_by(E.c.id)
    return list(tx.conn.execute(query).scalars())


def page(tx: Tx, *, before: int | None = None, most: int = 50) -> list[dict[str, Any]]:
    """Episodes newest first, ids under `before`."""
    query = select(E).order_by(E.c.id.desc()).limit(most)
    rows = tx.conn.execute(query if before is None else query.where(E.c.id < before))
    return [dict(row._mapping) for row in rows]


def of_person(tx: Tx, person_id: int) -> list[dict[str, Any]]:
    """Every episode of a person, newest first."""
    rows = tx.conn.execute(select(E).where(E.c.person_id == person_id).order_by(E.c.id.desc()))
    return [dict(row._mapping) for row in rows]


def counts(tx: Tx) -> list[tuple[str, str, str, int]]:
    """(channel, cell, route, how many) over all episodes."""
    of = (C.c.channel, E.c.cell, E.c.route)
    query = select(*of, func.count()).join(C, C.c.id == E.c.conversation_id).group_by(*of).order_by(*of)
    return [(channel, cell, route, int(n)) for channel, cell, route, n in tx.conn.execute(query)]
