"""Seats that were offered: to whom, until when, how often we asked, and what they said."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, delete, select, update
from sqlmodel import Field, SQLModel

from storage.base import Utc, table
from storage.database import Tx
from storage.panels import M

OPEN, ACCEPTED, DECLINED, NO_REPLY, WITHDRAWN = "open", "accepted", "declined", "no reply", "withdrawn"


class Offer(SQLModel, table=True):
    """A seat offered to a drawn member: open, accepted, declined, no reply or withdrawn. Removed with the member."""

    __tablename__ = "offer"
    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    state: str = Field(default=OPEN, index=True)
    sent: datetime = Field(sa_type=Utc)
    due: datetime = Field(sa_type=Utc)
    asked: int = 1
    asked_at: datetime = Field(sa_type=Utc)
    routes: str = ""
    answered: datetime | None = Field(default=None, sa_type=Utc)


F = table(Offer)


def add(tx: Tx, member_id: int, due: datetime, route: str) -> int:
    """Offer a seat; the offer's id. `route` is the channel that carries it, or "" when there is none."""
    values = {"member_id": member_id, "state": OPEN, "sent": tx.now, "due": due, "asked": 1, "asked_at": tx.now}
    made = tx.conn.execute(F.insert().values(**values, routes=route)).inserted_primary_key
    return int(made[0]) if made else 0


def get(tx: Tx, offer_id: int) -> dict[str, Any] | None:
    """One offer, or None."""
    row = tx.conn.execute(select(F).where(F.c.id == offer_id)).first()
    return None if row is None else dict(row._mapping)


def of_panel(tx: Tx, panel_id: int) -> list[dict[str, Any]]:
    """The offers of a panel, oldest first, each with its member's person."""
    query = (
        select(F, M.c.person_id.label("person")).join(M, M.c.id == F.c.member_id).where(M.c.panel_id == panel_id)
    ).order_by(F.c.id)
    return [dict(row._mapping) for row in tx.conn.execute(query)]


def open_of_member(tx: Tx, member_id: int) -> int | None:
    """The id of the offer that a member has not answered, or None."""
    return tx.conn.execute(select(F.c.id).where(F.c.member_id == member_id, F.c.state == OPEN)).scalar()


def note_asked(tx: Tx, offer_id: int, asked: int, routes: str) -> None:
    """We asked once more."""
    tx.conn.execute(update(F).where(F.c.id == offer_id).values(asked=asked, asked_at=tx.now, routes=routes))


def close(tx: Tx, offer_id: int, state: str) -> bool:
    """Close an open offer; False when it was closed before."""
    mine = (F.c.id == offer_id, F.c.state == OPEN)
    return tx.conn.execute(update(F).where(*mine).values(state=state, answered=tx.now)).rowcount == 1


def _locked(tx: Tx, query: Select[Any]) -> list[dict[str, Any]]:
    """Rows that no other process works on."""
    rows = tx.conn.execute(query.with_for_update(skip_locked=True) if tx.locks_rows else query)
    return [dict(row._mapping) for row in rows]


def overdue(tx: Tx) -> list[dict[str, Any]]:
    """Open offers whose time is over."""
    query = select(F).where(F.c.state == OPEN, F.c.due <= tx.now).order_by(F.c.id)
    return _locked(tx, query)


def to_ask_again(tx: Tx, after: timedelta, most: int) -> list[dict[str, Any]]:
    """Open offers that were asked less than `most` times, the last time longer ago than `after`."""
    waiting = (F.c.state == OPEN, F.c.asked < most, F.c.asked_at <= tx.now - after, F.c.due > tx.now)
    query = select(F).where(*waiting).order_by(F.c.id)
    return _locked(tx, query)


def forget(tx: Tx, member_id: int) -> None:
    """Delete the offers to a member."""
    tx.conn.execute(delete(F).where(F.c.member_id == member_id))
