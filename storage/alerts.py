"""Safety alerts that a named person must acknowledge, and rights requests with their clock."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, func, select, text, update
from sqlmodel import Field, SQLModel

from storage.base import Utc, table
from storage.database import Tx

OPEN = text("acknowledged IS NULL")


class Alert(SQLModel, table=True):
    """A sign of danger. `excerpt` is sealed. Kept under the council's safeguarding schedule."""

    __tablename__ = "alert"
    __table_args__ = (Index("ix_alert_open", "id", sqlite_where=OPEN, postgresql_where=OPEN),)
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    danger: bool
    tier: str = "alert"
    person_id: int = Field(foreign_key="person.id", index=True)
    conversation_id: int = Field(foreign_key="conversation.id")
    channel: str
    excerpt: bytes | None = None
    created: datetime = Field(sa_type=Utc, index=True)
    acknowledged: datetime | None = Field(default=None, sa_type=Utc)
    acknowledged_by: str = ""


class RightsRequest(SQLModel, table=True):
    """An access or deletion request with its statutory due date. Kept 6 years."""

    __tablename__ = "rights_request"
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    person_id: int = Field(foreign_key="person.id", index=True)
    conversation_id: int = Field(foreign_key="conversation.id")
    created: datetime = Field(sa_type=Utc)
    due: datetime = Field(sa_type=Utc)
    done: datetime | None = Field(default=None, sa_type=Utc)


A, R = table(Alert), table(RightsRequest)


def raise_alert(
    tx: Tx,
    *,
    kind: str,
    danger: bool,
    tier: str,
    person_id: int,
    conversation_id: int,
    channel: str,
    excerpt: str,
) -> None:
    """Tell staff of a sign of danger."""
    tx.conn.execute(
        A.insert().values(
            kind=kind,
            danger=danger,
            tier=tier,
            person_id=person_id,
            conversation_id=conversation_id,
            channel=channel,
            excerpt=tx.vault.seal(excerpt),
            created=tx.now,
            acknowledged_by="",
        )  # fmt: skip
    )


def page(tx: Tx, *, only_open: bool = False, before: int | None = None, most: int = 50) -> list[dict[str, Any]]:
    """Alerts newest first; `excerpt` opened."""
    query = select(A).order_by(A.c.id.desc()).limit(most)
    if only_open:
        query = query.where(A.c.acknowledged.is_(None))
    if before is not None:
        query = query.where(A.c.id < before)
    rows = tx.conn.execute(query)
    return [{**r._mapping, "excerpt": tx.vault.open(r.excerpt) if r.excerpt else ""} for r in rows]


def acknowledge(tx: Tx, alert_id: int, who: str) -> bool:
    """A named person has seen it; False when somebody had already."""
    done = tx.conn.execute(
        update(A).where(A.c.id == alert_id, A.c.acknowledged.is_(None)).values(acknowledged=tx.now, acknowledged_by=who)
    )
    return done.rowcount == 1


def log_rights_request(tx: Tx, kind: str, person_id: int, conversation_id: int, due: datetime) -> None:
    """Record that a person asked for their data or its deletion; one open request of a kind at a time."""
    mine = (R.c.kind == kind, R.c.person_id == person_id, R.c.done.is_(None))
    if tx.conn.execute(select(R.c.id).where(*mine)).first() is None:
        tx.conn.execute(
            R.insert().values(kind=kind, person_id=person_id, conversation_id=conversation_id, created=tx.now, due=due)
        )


def rights_requests(tx: Tx) -> list[dict[str, Any]]:
    """Open rights requests, the soonest due first."""
    return [dict(r._mapping) for r in tx.conn.execute(select(R).where(R.c.done.is_(None)).order_by(R.c.due))]


def get(tx: Tx, alert_id: int) -> dict[str, Any] | None:
    """One alert, `excerpt` opened, or None."""
    r = tx.conn.execute(select(A).where(A.c.id == alert_id)).first()
    return None if r is None else {**r._mapping, "excerpt": tx.vault.open(r.excerpt) if r.excerpt else ""}


def count_open(tx: Tx) -> int:
    """How many alerts nobody has acknowledged."""
    query = select(func.count()).select_from(A).where(A.c.acknowledged.is_(None))
    return int(tx.conn.execute(query).scalar() or 0)


def finish_rights_request(tx: Tx, request_id: int) -> bool:
    """A rights request has been answered; False when it was before or is not there."""
    mine = (R.c.id == request_id, R.c.done.is_(None))
    return tx.conn.execute(update(R).where(*mine).values(done=tx.now)).rowcount == 1


def finish_erasures(tx: Tx, person_id: int) -> None:
    """What a person asked to be deleted is deleted."""
    mine = (R.c.person_id == person_id, R.c.kind == "erase", R.c.done.is_(None))
    tx.conn.execute(update(R).where(*mine).values(done=tx.now))
