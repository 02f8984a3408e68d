"""What officers note on a member of a panel."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlmodel import Field, SQLModel

from storage.base import Utc, table
from storage.database import Tx


class MemberNote(SQLModel, table=True):
    """One note, sealed; the member may ask to read it. Removed with the member."""

    __tablename__ = "member_note"
    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    officer_id: int = Field(foreign_key="officer.id")
    at: datetime = Field(sa_type=Utc)
    text: bytes


N = table(MemberNote)


def add(tx: Tx, member_id: int, officer_id: int, text: str) -> None:
    """Keep a note."""
    sealed = tx.vault.seal(text)
    tx.conn.execute(N.insert().values(member_id=member_id, officer_id=officer_id, at=tx.now, text=sealed))


def of_member(tx: Tx, member_id: int) -> list[dict[str, Any]]:
    """The notes on a member, oldest first, opened."""
    rows = tx.conn.execute(select(N).where(N.c.member_id == member_id).order_by(N.c.id))
    return [{"officer": r.officer_id, "at": r.at, "text": tx.vault.open(r.text)} for r in rows]


def forget(tx: Tx, member_id: int) -> None:
    """Delete the notes on a member."""
    tx.conn.execute(delete(N).where(N.c.member_id == member_id))
