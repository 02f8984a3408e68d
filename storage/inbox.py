"""The inbox: everything that happened to a conversation, kept once, worked on in order."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Index, Insert, bindparam, exists, func, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, SQLModel, UniqueConstraint

from storage.base import Utc, table
from storage.database import Tx
from storage.notices import INBOX
from storage.prepared import Prepared

OPEN = text("done IS NULL")
REDACTED = '{"redacted": true}'


class InboxRow(SQLModel, table=True):
    """One thing that happened. `thread` is the keyed hash of the address. The body is kept 90 days.

    `kind` names what it is (said, timed-out, officer-said ...); `body` is sealed JSON.
    """

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("channel", "provider_id"),
        Index("ix_inbox_open_thread", "thread", "id", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_inbox_open", "id", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_inbox_thread", "thread", "id"),
    )  # fmt: skip
    id: int | None = Field(default=None, primary_key=True)
    channel: str
    provider_id: str
    thread: str
    address: bytes
    kind: str = "said"
    body: bytes | None = None
    received: datetime = Field(sa_type=Utc)
    done: datetime | None = Field(default=None, sa_type=Utc)
    outcome: str = ""
    tries: int = 0


I = table(InboxRow)  # noqa: E741
_earlier = I.alias("earlier")


def _keep(insert: type[postgresql.Insert] | type[sqlite.Insert]) -> Insert:
    return insert(I).on_conflict_do_nothing(index_elements=["channel", "provider_id"]).returning(I.c.id)


KEEP = Prepared(
    {"sqlite": _keep(sqlite.Insert), "postgresql": _keep(postgresql.Insert)},
    "channel", "provider_id", "thread", "address", "kind", "body", "received", "outcome", "tries",
)  # fmt: skip
OPEN_HEADS = (
    select(I.c.id, I.c.channel, I.c.thread, I.c.address, I.c.kind, I.c.body, I.c.received, I.c.tries)
    .where(
        I.c.done.is_(None),
        ~exists().where(_earlier.c.thread == I.c.thread, _earlier.c.done.is_(None), _earlier.c.id < I.c.id),
    )
    .order_by(I.c.id)
)
HEADS = Prepared(OPEN_HEADS.limit(bindparam("most")))
_open_row = (I.c.id == bindparam("row"), I.c.done.is_(None))
_free = select(I.c.id).where(*_open_row).with_for_update(skip_locked=True).scalar_subquery()
DONE = Prepared(
    {
        dialect: update(I).where(*row).values(done=bindparam("moment"), outcome=bindparam("how"))
        for dialect, row in (("sqlite", _open_row), ("postgresql", (I.c.id == _free,)))
    }
)
FAILED = update(I).where(*_open_row).values(tries=I.c.tries + 1)
_mine = (I.c.thread == bindparam("thread"), I.c.id <= bindparam("row"), I.c.kind == "said")
LATELY = Prepared(select(I.c.received, I.c.body).where(*_mine, I.c.received > bindparam("after")).order_by(I.c.id))
IS_DONE = Prepared(select(I.c.done).where(I.c.channel == bindparam("ch"), I.c.provider_id == bindparam("provider")))
HEARD = select(I.c.id, I.c.body, I.c.kind, I.c.received).where(I.c.thread == bindparam("thread")).order_by(I.c.id)


@dataclass(frozen=True)
class Waiting:
    """The oldest open row of one conversation."""

    id: int
    channel: str
    address: str
    kind: str
    body: str
    received: datetime
    tries: int


def waiting(tx: Tx, row: Any) -> Waiting:
    """A row of OPEN_HEADS, opened for reading."""
    address, body = tx.vault.open(row.address), tx.vault.open(row.body)
    return Waiting(row.id, row.channel, address, row.kind, body, row.received, row.tries)


def keep(tx: Tx, *, channel: str, address: str, provider_id: str, kind: str, body: str) -> int | None:
    """Keep what happened; None when it was kept before."""
    values = {
        "channel": channel, "provider_id": provider_id, "thread": tx.vault.find(f"{channel}:{address}"),
        "address": tx.vault.seal(address), "kind": kind, "body": tx.vault.seal(body), "received": tx.now,
        "outcome": "", "tries": 0,
    }  # fmt: skip
    tx.wakes(INBOX)
    kept: int | None = KEEP.scalar(tx, values)
    return kept


def heads(tx: Tx, most: int) -> list[Waiting]:
    """The oldest open row of up to `most` conversations, oldest first."""
    return [waiting(tx, row) for row in HEADS.rows(tx, {"most": most})]


def lately(tx: Tx, head: Waiting, window: timedelta) -> list[tuple[datetime, str]]:
    """(received, body) of what this resident said in the time before `head` and in it."""
    thread = tx.vault.find(f"{head.channel}:{head.address}")
    rows = LATELY.rows(tx, {"thread": thread, "row": head.id, "after": head.received - window})
    return [(r.received, tx.vault.open(r.body)) for r in rows if r.body]


def finish(tx: Tx, row_id: int, how: str) -> bool:
    """Mark a row done inside its turn's transaction; False when another worker has it or had it."""
    return DONE.run(tx, {"row": row_id, "moment": tx.now, "how": how}) == 1


def finish_else(tx: Tx, row_id: int, how: str, error: Exception) -> None:
    """The same; `error` is raised by the commit when another worker has it or had it."""
    DONE.post(tx, {"row": row_id, "moment": tx.now, "how": how}, error)


def count_failure(tx: Tx, row_id: int) -> None:
    """Remember that a turn on this row failed."""
    tx.conn.execute(FAILED, {"row": row_id})


def is_done(tx: Tx, channel: str, provider_id: str) -> bool:
    """Whether the turn on this message is over."""
    return IS_DONE.scalar(tx, {"ch": channel, "provider": provider_id}) is not None


def heard(tx: Tx, channel: str, address: str) -> list[tuple[int, str, str, datetime]]:
    """(id, kind, body, received) of everything that happened in one conversation, oldest first."""
    rows = tx.conn.execute(HEARD, {"thread": tx.vault.find(f"{channel}:{address}")})
    return [(r.id, r.kind, tx.vault.open(r.body) if r.body else "", r.received) for r in rows]


def open_rows(tx: Tx) -> int:
    """How many rows wait for their turn (a gauge)."""
    return int(tx.conn.execute(select(func.count()).select_from(I).where(I.c.done.is_(None))).scalar() or 0)


def redact(tx: Tx, channel: str, address: str, row_id: int) -> bool:
    """Take the words out of something heard in a conversation that has had its turn; False when there is none."""
    thread = tx.vault.find(f"{channel}:{address}")
    mine = (I.c.id == row_id, I.c.thread == thread, I.c.done.is_not(None), I.c.kind.in_(["said", "officer-said"]))
    return tx.conn.execute(update(I).where(*mine).values(body=tx.vault.seal(REDACTED))).rowcount == 1
