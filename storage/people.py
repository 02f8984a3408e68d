"""People and the addresses that reach them. Two addresses belong to one person only when that person joined them."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlmodel import Field, SQLModel, UniqueConstraint

from storage.base import Utc, table
from storage.database import Tx
from storage.prepared import Prepared


class Person(SQLModel, table=True):
    """Somebody who wrote to us. Kept until 2 years after the last matter, or until they ask us to delete it.

    What is left of an erased person is the number, for rows that stay without a name.
    """

    __tablename__ = "person"
    id: int | None = Field(default=None, primary_key=True)
    created: datetime = Field(sa_type=Utc, index=True)
    language: str = ""
    name: bytes | None = None
    recruit_again: datetime | None = Field(default=None, sa_type=Utc)
    communication_needs: bytes | None = None
    erased: datetime | None = Field(default=None, sa_type=Utc)


class PersonAddress(SQLModel, table=True):
    """One way to reach a person: a keyed hash to find it by, the sealed value to send to. Kept like the person."""

    __tablename__ = "person_address"
    __table_args__ = (UniqueConstraint("channel", "found_by"),)
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    channel: str
    found_by: str
    value: bytes
    verified: datetime = Field(sa_type=Utc)
    stopped: datetime | None = Field(default=None, sa_type=Utc)


P, A = table(Person), table(PersonAddress)
MAKE = Prepared(P.insert().returning(P.c.id), "created", "language")
MAKE_ADDRESS = Prepared(A.insert(), "person_id", "channel", "found_by", "verified", "value")
OF_ADDRESS = Prepared(select(A.c.person_id).where(A.c.channel == bindparam("ch"), A.c.found_by == bindparam("found")))


def of_address(tx: Tx, channel: str, value: str) -> int:
    """The id of the person at this address; made when new."""
    known = known_at(tx, channel, value)
    if known is not None:
        return known
    found = tx.vault.find(f"{channel}:{value}")
    person_id = make(tx)
    reached = {"person_id": person_id, "channel": channel, "found_by": found, "verified": tx.now}
    MAKE_ADDRESS.post(tx, {**reached, "value": tx.vault.seal(value)})
    return person_id


def make(tx: Tx) -> int:
    """A person whom no address reaches yet; the id."""
    return int(MAKE.scalar(tx, {"created": tx.now, "language": ""}))


def known_at(tx: Tx, channel: str, value: str) -> int | None:
    """The id of the person at this address, or None."""
    found = {"ch": channel, "found": tx.vault.find(f"{channel}:{value}")}
    known: int | None = OF_ADDRESS.scalar(tx, found)
    return known


def addresses(tx: Tx, person_id: int) -> list[tuple[str, str]]:
    """(channel, value) of every address of a person, oldest first."""
    rows = tx.conn.execute(select(A.c.channel, A.c.value).where(A.c.person_id == person_id).order_by(A.c.id))
    return [(row.channel, tx.vault.open(row.value)) for row in rows]


def set_name(tx: Tx, person_id: int, name: str) -> None:
    """Keep the name that a person gave, sealed."""
    tx.conn.execute(update(P).where(P.c.id == person_id).values(name=tx.vault.seal(name)))


def name_of(tx: Tx, person_id: int) -> str:
    """The name that a person gave, or ""."""
    sealed = tx.conn.execute(select(P.c.name).where(P.c.id == person_id)).scalar()
    return tx.vault.open(sealed) if sealed else ""


def page(tx: Tx, *, before: int | None = None, most: int = 50) -> list[dict[str, Any]]:
    """People newest first, ids under `before`: id, created and language, nothing that names them."""
    query = select(P.c.id, P.c.created, P.c.language).where(P.c.erased.is_(None)).order_by(P.c.id.desc()).limit(most)
    rows = tx.conn.execute(query if before is None else query.where(P.c.id < before))
    return [dict(row._mapping) for row in rows]


def about(tx: Tx, person_id: int) -> dict[str, Any] | None:
    """A person with name, communication needs and addresses opened, or None."""
    row = tx.conn.execute(select(P).where(P.c.id == person_id, P.c.erased.is_(None))).first()
    if row is None:
        return None
    needs = tx.vault.open(row.communication_needs) if row.communication_needs else ""
    return {
        "id": row.id, "created": row.created, "language": row.language, "recruit_again": row.recruit_again,
        "name": name_of(tx, person_id), "needs": needs, "addresses": addresses(tx, person_id),
    }  # fmt: skip


def mark_erased(tx: Tx, person_id: int) -> None:
    """Say that nobody stands behind this number any more."""
    tx.conn.execute(update(P).where(P.c.id == person_id).values(erased=tx.now))
