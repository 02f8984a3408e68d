"""What residents offer beside the day's request: an idea, or the wish to hear when a group opens."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Field, SQLModel

from storage.base import Utc, table
from storage.database import Tx


class Interest(SQLModel, table=True):
    """The wish to hear when a group for a service opens: withdrawable at any time. Kept 2 years."""

    __tablename__ = "interest"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    service: str = Field(index=True)
    created: datetime = Field(sa_type=Utc)
    withdrawn: datetime | None = Field(default=None, sa_type=Utc)


class Idea(SQLModel, table=True):
    """An idea for a service, sealed, and what became of it. Kept 2 years."""

    __tablename__ = "idea"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    service: str = Field(index=True)
    text: bytes
    created: datetime = Field(sa_type=Utc)
    answer: str = ""


T, D = table(Interest), table(Idea)


def note_interest(tx: Tx, person_id: int, service: str) -> None:
    """Remember the wish once."""
    mine = (T.c.person_id == person_id, T.c.service == service, T.c.withdrawn.is_(None))
    if tx.conn.execute(select(T.c.id).where(*mine)).first() is None:
        tx.conn.execute(T.insert().values(person_id=person_id, service=service, created=tx.now))


def of_person(tx: Tx, person_id: int) -> list[str]:
    """The services that a person wants to hear about."""
    query = select(T.c.service).where(T.c.person_id == person_id, T.c.withdrawn.is_(None)).order_by(T.c.id)
    return list(tx.conn.execute(query).scalars())


def withdraw(tx: Tx, person_id: int) -> None:
    """Withdraw every wish of a person."""
    tx.conn.execute(update(T).where(T.c.person_id == person_id, T.c.withdrawn.is_(None)).values(withdrawn=tx.now))


def note_idea(tx: Tx, person_id: int, service: str, text: str) -> None:
    """Keep an idea."""
    tx.conn.execute(
        D.insert().values(person_id=person_id, service=service, text=tx.vault.seal(text), created=tx.now, answer="")
    )


def ideas(tx: Tx) -> list[dict[str, Any]]:
    """All ideas, newest first, opened."""
    return [{**r._mapping, "text": tx.vault.open(r.text)} for r in tx.conn.execute(select(D).order_by(D.c.id.desc()))]
