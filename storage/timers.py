"""Timers: what shall happen to a conversation later unless something happens first."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlmodel import Field, SQLModel

from storage.base import Utc, table
from storage.database import Tx
from storage.prepared import Prepared


class Timer(SQLModel, table=True):
    """One timer of a conversation; setting the same name again moves it. Gone when it rings."""

    __tablename__ = "timer"
    id: int | None = Field(default=None, primary_key=True)
    conversation_id: int = Field(foreign_key="conversation.id", index=True)
    name: str
    due: datetime = Field(sa_type=Utc, index=True)


T = table(Timer)
_mine = T.c.conversation_id == bindparam("conversation")
PUT = Prepared(T.insert(), "conversation_id", "name", "due")
DROP = Prepared(delete(T).where(_mine))
DROP_ONE = Prepared(delete(T).where(_mine, T.c.name == bindparam("called")))
DUE = select(T).where(T.c.due <= bindparam("moment")).order_by(T.c.due).limit(100)


def put(tx: Tx, conversation_id: int, name: str, due: datetime) -> None:
    """Ring `name` at `due`; the same name that waits already is moved."""
    DROP_ONE.post(tx, {"conversation": conversation_id, "called": name})
    PUT.post(tx, {"conversation_id": conversation_id, "name": name, "due": due})


def drop_all(tx: Tx, conversation_id: int) -> None:
    """Forget every timer of a conversation: something happened first."""
    DROP.post(tx, {"conversation": conversation_id})


def take_due(tx: Tx) -> list[tuple[int, int, str]]:
    """(id, conversation id, name) of every timer that rings now; each is taken once."""
    query = DUE.with_for_update(skip_locked=True) if tx.locks_rows else DUE
    rows = tx.conn.execute(query, {"moment": tx.now}).all()
    for row in rows:
        tx.conn.execute(delete(T).where(T.c.id == row.id))
    return [(row.id, row.conversation_id, row.name) for row in rows]
