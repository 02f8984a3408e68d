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
CLAIMED = 7_700_901  # the kind of PostgreSQL advisory lock that a claimed row of the inbox is
FAR = 8  # so many times as many heads as are claimed are looked at: others may have the first
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
_heads = (
    select(I.c.id, I.c.channel, I.c.address, I.c.kind, I.c.body, I.c.received, I.c.tries)
    .where(
        I.c.done.is_(None),
        ~exists().where(_earlier.c.thread == I.c.thread, _earlier.c.done.is_(None), _earlier.c.id < I.c.id),
    )
    .order_by(I.c.id)
    .limit(bindparam("most"))
)
HEADS = Prepared(_heads)
_far = _heads.limit(bindparam("far")).subquery()
CLAIM_HEADS = Prepared(
    {
        "sqlite": _heads,  # one process: nobody to claim them from
        "postgresql": select(_far).where(func.pg_try_advisory_lock(CLAIMED, _far.c.id)).limit(bindparam("most")),
    }
)
_claim = update(I).where(I.c.id == bindparam("row"), I.c.done.is_(None))
DONE = Prepared(_claim.values(done=bindparam("moment"), outcome=bindparam("how")))
LOCK = Prepared(select(I.c.id).where(I.c.id == bindparam("row"), I.c.done.is_(None)).with_for_update(skip_locked=True))
FAILED = _claim.values(tries=I.c.tries + 1)
_mine = (I.c.thread == bindparam("thread"), I.c.id <= bindparam("row"), I.c.kind == "said")
NTH_BEFORE = Prepared(select(I.c.received).where(*_mine).order_by(I.c.id.desc()).limit(1).offset(bindparam("n")))
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


def _waiting(tx: Tx, row: Any) -> Waiting:
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
    return [_waiting(tx, row) for row in HEADS.rows(tx, {"most": most})]


def claim_heads(tx: Tx, most: int) -> list[Waiting]:
    """The same, but those that another process has claimed; inside `Database.claim`."""
    return [_waiting(tx, row) for row in CLAIM_HEADS.rows(tx, {"most": most, "far": most * FAR})]


def lately(tx: Tx, head: Waiting, window: timedelta, least: int) -> list[tuple[datetime, str]]:
    """(received, body) of what this resident said in the time before `head` and in it; [] when fewer than `least`."""
    given = {"thread": tx.vault.find(f"{head.channel}:{head.address}"), "row": head.id}
    nth = NTH_BEFORE.scalar(tx, {**given, "n": least - 1})
    after = head.received - window
    if nth is None or nth <= after:
        return []
    rows = LATELY.rows(tx, {**given, "after": after})
    return [(r.received, tx.vault.open(r.body)) for r in rows if r.body]


def finish(tx: Tx, row_id: int, how: str) -> bool:
    """Mark a row done inside its turn's transaction; False when another worker has it or had it."""
    if tx.locks_rows and LOCK.first(tx, {"row": row_id}) is None:
        return False
    return DONE.run(tx, {"row": row_id, "moment": tx.now, "how": how}) == 1


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
