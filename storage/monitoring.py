"""Equality monitoring: a store of its own. Selection code cannot import this file (an import contract holds it)."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.base import Utc, table
from storage.database import Tx


class MonitoringAnswer(SQLModel, table=True):
    """One equality answer, never used for a decision about a person. Made anonymous at selection."""

    __tablename__ = "monitoring_answer"
    id: int | None = Field(default=None, primary_key=True)
    panel_id: int = Field(foreign_key="panel.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    feature: str
    value: bytes
    at: datetime = Field(sa_type=Utc)


N = table(MonitoringAnswer)


def put(tx: Tx, panel_id: int, person_id: int, feature: str, value: str) -> None:
    """Keep one monitoring answer, sealed."""
    tx.conn.execute(
        N.insert().values(
            panel_id=panel_id, person_id=person_id, feature=feature, value=tx.vault.seal(value), at=tx.now
        )
    )


def forget(tx: Tx, person_id: int) -> None:
    """Delete every monitoring answer of a person."""
    tx.conn.execute(N.delete().where(N.c.person_id == person_id))
