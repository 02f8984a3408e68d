"""You said, we did: each thing that a panel said, who answers for it, and what came of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Field, SQLModel

from storage.base import Utc, table
from storage.database import Tx
from storage.panels import P

SEALED = ("said", "did", "why")


class FeedbackItem(SQLModel, table=True):
    """One thing said and its answer, sealed, as a member may have said something about themselves. Kept 6 years."""

    __tablename__ = "feedback_item"
    id: int | None = Field(default=None, primary_key=True)
    panel_id: int = Field(foreign_key="panel.id", index=True)
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id")
    said: bytes
    owner: str
    due: datetime = Field(sa_type=Utc, index=True)
    outcome: str = ""
    did: bytes | None = None
    why: bytes | None = None
    made: datetime = Field(sa_type=Utc)
    decided: datetime | None = Field(default=None, sa_type=Utc)
    told: datetime | None = Field(default=None, sa_type=Utc)
    told_people: int = 0


F = table(FeedbackItem)


def _item(tx: Tx, row: Any) -> dict[str, Any]:
    opened = {name: tx.vault.open(row._mapping[name]) if row._mapping[name] else "" for name in SEALED}
    return {**row._mapping, **opened}


def add(tx: Tx, panel_id: int, *, said: str, owner: str, due: datetime, meeting_id: int | None = None) -> int:
    """Keep a thing said; its id."""
    values = {"panel_id": panel_id, "said": tx.vault.seal(said), "owner": owner, "due": due, "made": tx.now}
    row = F.insert().values(**values, meeting_id=meeting_id, outcome="", told_people=0)
    made = tx.conn.execute(row).inserted_primary_key
    return int(made[0]) if made else 0


def get(tx: Tx, item_id: int) -> dict[str, Any] | None:
    """One item, opened, or None."""
    row = tx.conn.execute(select(F).where(F.c.id == item_id)).first()
    return None if row is None else _item(tx, row)


def of_panel(tx: Tx, panel_id: int) -> list[dict[str, Any]]:
    """The items of a panel, opened: what was not told yet first, the soonest due first."""
    query = select(F).where(F.c.panel_id == panel_id).order_by(F.c.told.is_not(None), F.c.due, F.c.id)
    return [_item(tx, row) for row in tx.conn.execute(query)]


def decide(tx: Tx, item_id: int, *, outcome: str, did: str, why: str) -> bool:
    """Keep the decision; False once members were told: then it is their answer and stays."""
    sealed = {"did": tx.vault.seal(did), "why": tx.vault.seal(why)}
    mine = (F.c.id == item_id, F.c.told.is_(None))
    done = tx.conn.execute(update(F).where(*mine).values(outcome=outcome, decided=tx.now, **sealed))
    return done.rowcount == 1


def note_told(tx: Tx, item_id: int, people: int) -> None:
    """So many members were told."""
    tx.conn.execute(update(F).where(F.c.id == item_id).values(told=tx.now, told_people=people))


def overdue(tx: Tx) -> list[dict[str, Any]]:
    """Items whose day is past and that members have not been told of, over all panels, oldest first."""
    query = (
        select(F, P.c.name.label("panel")).join(P, P.c.id == F.c.panel_id).where(F.c.due < tx.now, F.c.told.is_(None))
    )
    return [{**_item(tx, row), "panel": row.panel} for row in tx.conn.execute(query.order_by(F.c.due, F.c.id))]
