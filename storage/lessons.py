"""What officers taught: words that were understood wrongly, without who said them, and how they are meant."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Field, SQLModel

from storage.base import Utc, table
from storage.database import Tx


class Lesson(SQLModel, table=True):
    """A correction. `text` holds no personal data: that was taken out, and an officer read the rest.

    `service` is an id or "none" (out of scope); `danger` a kind or "none" (a false alarm); empty says nothing of it.
    It names neither person nor conversation. Kept as long as records.
    """

    __tablename__ = "lesson"
    id: int | None = Field(default=None, primary_key=True)
    officer_id: int = Field(foreign_key="officer.id")
    made: datetime = Field(sa_type=Utc)
    text: str
    service: str = ""
    danger: str = ""


L = table(Lesson)


def add(tx: Tx, officer_id: int, text: str, service: str, danger: str) -> None:
    """Keep a correction."""
    row = {"officer_id": officer_id, "made": tx.now, "text": text, "service": service, "danger": danger}
    tx.conn.execute(L.insert().values(**row))


def export(tx: Tx) -> list[dict[str, Any]]:
    """All corrections for training, oldest first: words and labels, not who made them or when."""
    rows = tx.conn.execute(select(L.c.text, L.c.service, L.c.danger).order_by(L.c.id))
    return [dict(row._mapping) for row in rows]
