"""The audit log: who did what to whom. Each row carries the hash of the one before, so a gap or a change shows."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, text
from sqlmodel import Field, SQLModel

from storage.base import Utc, table
from storage.database import Tx


class AuditRow(SQLModel, table=True):
    """One act. Ids only, no message text. Kept 6 years; a row "trimmed" vouches for the hash where the chain begins."""

    __tablename__ = "audit"
    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Utc)
    actor: str
    action: str
    subject: str = Field(index=True)
    reason: str = ""
    previous: str = ""
    hash: str = ""


A = table(AuditRow)
TRIMMED, BROKEN, HOLDS = "trimmed", "broken", "holds"
CHAIN = "audit"  # the subject of what is written about the log itself
LATEST = 1000  # rows that a page reads; the daily look reads all
LOCK_KEY = 7_700_900  # PostgreSQL advisory lock: one link is forged at a time


def _link(previous: str, at: datetime, actor: str, action: str, subject: str, reason: str) -> str:
    parts = "\x1f".join((previous, at.isoformat(), actor, action, subject, reason))
    return hashlib.sha256(parts.encode()).hexdigest()


def add(tx: Tx, actor: str, action: str, subject: str, reason: str = "") -> None:
    """Write down an act."""
    if tx.locks_rows:
        tx.conn.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK_KEY})
    previous = tx.conn.execute(select(A.c.hash).order_by(A.c.id.desc()).limit(1)).scalar() or ""
    tx.conn.execute(
        A.insert().values(
            at=tx.now,
            actor=actor,
            action=action,
            subject=subject,
            reason=reason,
            previous=previous,
            hash=_link(previous, tx.now, actor, action, subject, reason),
        )  # fmt: skip
    )


def trim(tx: Tx, before: datetime) -> int:
    """Drop what is older than `before`; how many rows. The chain's new beginning is vouched for at its end."""
    last = tx.conn.execute(select(A.c.id, A.c.hash).where(A.c.at < before).order_by(A.c.id.desc()).limit(1)).first()
    if last is None:
        return 0
    add(tx, "retention", TRIMMED, CHAIN, last.hash)
    return tx.conn.execute(delete(A).where(A.c.id <= last.id)).rowcount


def first_broken(tx: Tx) -> int | None:
    """The id of the first row that does not follow from the one before, or None when the chain holds: reads it all."""
    vouched = _newest(tx, TRIMMED)
    every = select(A).order_by(A.c.id).execution_options(yield_per=LATEST)
    with tx.conn.execute(every) as rows:
        return _broken(vouched.reason if vouched else "", rows)


def lately_broken(tx: Tx) -> int | None:
    """The same for a page: as the daily look found it, else among the newest rows."""
    told = _newest(tx, BROKEN, HOLDS)
    if told is not None and told.action == BROKEN:
        return int(told.reason)
    newest = tx.conn.execute(select(A).order_by(A.c.id.desc()).limit(LATEST)).all()[::-1]
    if len(newest) < LATEST:
        return first_broken(tx)
    return _broken(newest[0].previous, newest)


def note_look(tx: Tx, broken: int | None) -> None:
    """Write down what the daily look found, when it is not what the one before found."""
    told = _newest(tx, BROKEN, HOLDS)
    before = int(told.reason) if told is not None and told.action == BROKEN else None
    if broken != before:
        add(tx, "worker", HOLDS if broken is None else BROKEN, CHAIN, "" if broken is None else str(broken))


def _newest(tx: Tx, *actions: str) -> Any:
    mine = (A.c.subject == CHAIN, A.c.action.in_(actions))
    return tx.conn.execute(select(A.c.action, A.c.reason).where(*mine).order_by(A.c.id.desc()).limit(1)).first()


def _broken(previous: str, rows: Iterable[Any]) -> int | None:
    for r in rows:
        if r.previous != previous or r.hash != _link(previous, r.at, r.actor, r.action, r.subject, r.reason):
            return int(r.id)
        previous = r.hash
    return None


def about(tx: Tx, subject: str) -> list[dict[str, Any]]:
    """Every act on one subject, oldest first: at, actor, action, reason."""
    query = select(A.c.at, A.c.actor, A.c.action, A.c.reason).where(A.c.subject == subject).order_by(A.c.id)
    return [dict(row._mapping) for row in tx.conn.execute(query)]
