"""The audit log: who did what to whom. Each row carries the hash of the one before, so a gap or a change shows."""

import hashlib
from datetime import datetime

from sqlalchemy import select, text
from sqlmodel import Field, SQLModel

from storage.base import Utc, table
from storage.database import Tx


class AuditRow(SQLModel, table=True):
    """One act. Ids only, no message text. Kept 6 years."""

    __tablename__ = "audit"
    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Utc)
    actor: str
    action: str
    subject: str
    reason: str = ""
    previous: str = ""
    hash: str = ""


A = table(AuditRow)
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


def first_broken(tx: Tx) -> int | None:
    """The id of the first row that does not follow from the one before, or None when the chain holds."""
    previous = ""
    for r in tx.conn.execute(select(A).order_by(A.c.id)):
        if r.previous != previous or r.hash != _link(previous, r.at, r.actor, r.action, r.subject, r.reason):
            return int(r.id)
        previous = r.hash
    return None
