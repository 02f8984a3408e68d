"""Consent: one row for each purpose and act, with the exact words that were shown. Rows are never changed."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Field, SQLModel

from storage.base import Utc, table
from storage.database import Tx


class Consent(SQLModel, table=True):
    """One answer to one question of consent. Kept 6 years."""

    __tablename__ = "consent"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    panel_id: int | None = Field(default=None, foreign_key="panel.id")
    purpose: str
    given: bool
    text: str
    version: str
    channel: str
    at: datetime = Field(sa_type=Utc, index=True)


C = table(Consent)


def add(
    tx: Tx,
    *,
    person_id: int,
    panel_id: int | None,
    purpose: str,
    given: bool,
    text: str,
    version: str,
    channel: str,
) -> None:
    """Record an answer with the exact text shown and its version."""
    tx.conn.execute(
        C.insert().values(
            person_id=person_id,
            panel_id=panel_id,
            purpose=purpose,
            given=given,
            text=text,
            version=version,
            channel=channel,
            at=tx.now,
        )  # fmt: skip
    )


def current(tx: Tx, person_id: int, panel_id: int | None) -> dict[str, bool]:
    """The last answer for each purpose of one panel."""
    rows = tx.conn.execute(
        select(C.c.purpose, C.c.given).where(C.c.person_id == person_id, C.c.panel_id == panel_id).order_by(C.c.id)
    )
    return {purpose: bool(given) for purpose, given in rows}


def given_for(tx: Tx, panel_id: int, purpose: str) -> set[int]:
    """The people whose last answer for one purpose of one panel is yes."""
    query = select(C.c.person_id, C.c.given).where(C.c.panel_id == panel_id, C.c.purpose == purpose).order_by(C.c.id)
    last = {row.person_id: row.given for row in tx.conn.execute(query)}
    return {person for person, given in last.items() if given}


def stands(tx: Tx, person_id: int) -> bool:
    """Whether any consent of a person stands."""
    return bool(standing(tx, person_id))


def standing(tx: Tx, person_id: int) -> list[str]:
    """The purposes for which a consent of a person stands, in any panel."""
    rows = tx.conn.execute(
        select(C.c.panel_id, C.c.purpose, C.c.given).where(C.c.person_id == person_id).order_by(C.c.id)
    )
    last = {(row.panel_id, row.purpose): bool(row.given) for row in rows}
    return sorted({purpose for (_panel, purpose), given in last.items() if given})


def withdraw(tx: Tx, person_id: int, panel_id: int | None, *, text: str, channel: str) -> None:
    """Take back every consent that stands for one panel, each by a row of its own."""
    for purpose, given in current(tx, person_id, panel_id).items():
        if given:
            add(tx, person_id=person_id, panel_id=panel_id, purpose=purpose, given=False, text=text,
                version="withdrawn", channel=channel)  # fmt: skip


def panels_of(tx: Tx, person_id: int) -> list[int | None]:
    """The panels for which a person has answered a consent question."""
    return list(tx.conn.execute(select(C.c.panel_id).where(C.c.person_id == person_id).distinct()).scalars())


def all_of(tx: Tx, person_id: int) -> list[dict[str, Any]]:
    """Every consent row of a person, oldest first."""
    return [dict(row._mapping) for row in tx.conn.execute(select(C).where(C.c.person_id == person_id).order_by(C.c.id))]
