"""Seats that were offered: to whom, until when, how often we asked, and what they said."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, delete, or_, select, update
from sqlmodel import Field, SQLModel

from storage.base import Utc, table
from storage.database import Tx
from storage.panels import M

OPEN, ACCEPTED, DECLINED, NO_REPLY, WITHDRAWN = "open", "accepted", "declined", "no reply", "withdrawn"


class Offer(SQLModel, table=True):
    """A seat offered to a drawn member: open, accepted, declined, no reply or withdrawn. Removed with the member.

    `asked` is how often; with 0 the time to answer has not begun, and `due` is only a guess.
    """

    __tablename__ = "offer"
    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    state: str = Field(default=OPEN, index=True)
    sent: datetime = Field(sa_type=Utc)
    due: datetime = Field(sa_type=Utc)
    asked: int = 0
    asked_at: datetime = Field(sa_type=Utc)
    routes: str = ""
    answered: datetime | None = Field(default=None, sa_type=Utc)


F = table(Offer)


def add(tx: Tx, member_id: int, due: datetime) -> int:
    """Offer a seat of which nobody was told yet; the offer's id."""
    values = {"member_id": member_id, "state": OPEN, "sent": tx.now, "due": due, "asked": 0, "asked_at": tx.now}
    made = tx.conn.execute(F.insert().values(**values, routes="")).inserted_primary_key
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


def note_sent(tx: Tx, offer_id: int, due: datetime, route: str) -> None:
    """The member is asked now for the first time, over this channel, and has until `due`."""
    values = {"sent": tx.now, "due": due, "asked": 1, "asked_at": tx.now, "routes": route}
    tx.conn.execute(update(F).where(F.c.id == offer_id).values(**values))


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
    return _locked(tx, select(F).where(F.c.state == OPEN, F.c.asked > 0, F.c.due <= tx.now).order_by(F.c.id))


def not_asked(tx: Tx) -> list[dict[str, Any]]:
    """Open offers of which the member was not told yet."""
    return _locked(tx, select(F).where(F.c.state == OPEN, F.c.asked == 0).order_by(F.c.id))


def every_open(tx: Tx) -> list[dict[str, Any]]:
    """Open offers of all panels, each with its member's person and panel."""
    query = select(F, M.c.person_id.label("person"), M.c.panel_id.label("panel")).join(M, M.c.id == F.c.member_id)
    return [dict(row._mapping) for row in tx.conn.execute(query.where(F.c.state == OPEN).order_by(F.c.id))]


def to_ask_again(tx: Tx, after: timedelta, most: int) -> list[dict[str, Any]]:
    """Open offers to ask again: `after` the first time, twice that after it, and so on, `most` times in all.

    A time that was put off, over a bank holiday for example, does not put off the next one; some hours lie between.
    """
    times = [(F.c.asked == n) & (F.c.sent <= tx.now - n * after) for n in range(1, most)]
    waiting = (F.c.state == OPEN, F.c.due > tx.now, F.c.asked_at <= tx.now - after / 4, or_(*times))
    return _locked(tx, select(F).where(*waiting).order_by(F.c.id))


def forget(tx: Tx, member_id: int) -> None:
    """Delete the offers to a member."""
    tx.conn.execute(delete(F).where(F.c.member_id == member_id))
