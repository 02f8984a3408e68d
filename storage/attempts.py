"""Attempts to log in, counted for every process together."""

from datetime import datetime, timedelta

from sqlalchemy import Index, delete, func, select
from sqlmodel import Field, SQLModel

from storage.base import Utc, table
from storage.database import Tx


class Attempt(SQLModel, table=True):
    """One attempt. `who` is the keyed hash of a name or an address. Counts for 15 minutes, kept a day at most."""

    __tablename__ = "attempt"
    __table_args__ = (Index("ix_attempt_who", "who", "at"),)
    id: int | None = Field(default=None, primary_key=True)
    who: str
    at: datetime = Field(sa_type=Utc)


N = table(Attempt)
WINDOW, LIFE = timedelta(minutes=15), timedelta(days=1)


def hit(tx: Tx, who: str, most: int) -> bool:
    """Count one attempt; False, and not counted, when there were `most` in the last 15 minutes."""
    hashed = tx.vault.find(f"attempt:{who}")
    lately = (N.c.who == hashed, N.c.at > tx.now - WINDOW)
    if tx.conn.execute(select(func.count()).select_from(N).where(*lately)).scalar_one() >= most:
        return False
    tx.conn.execute(N.insert().values(who=hashed, at=tx.now))
    return True


def forget(tx: Tx, who: str) -> None:
    """Let the attempts of before no longer count."""
    tx.conn.execute(delete(N).where(N.c.who == tx.vault.find(f"attempt:{who}")))
