"""Cases: what the council does about an episode, with a reference and a history."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlmodel import Field, SQLModel

from storage.base import Utc, table
from storage.database import Tx
from storage.prepared import Prepared


class Case(SQLModel, table=True):
    """One case. `place` and `facts` are sealed. Kept under the service's own schedule (default 2 years)."""

    __tablename__ = "case_file"
    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(unique=True)
    service: str = Field(index=True)
    state: str = Field(default="open", index=True)
    place: bytes
    facts: bytes
    person_id: int = Field(foreign_key="person.id", index=True)
    episode_key: str = ""
    team: str = ""
    due: datetime | None = Field(default=None, sa_type=Utc)
    created: datetime = Field(sa_type=Utc, index=True)
    changed: datetime = Field(sa_type=Utc, index=True)


class CaseEvent(SQLModel, table=True):
    """One line of a case's history. Kept as long as the case."""

    __tablename__ = "case_event"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="case_file.id", index=True)
    at: datetime = Field(sa_type=Utc)
    actor: str
    what: str
    text: bytes | None = None


K, H = table(Case), table(CaseEvent)
OPEN = Prepared(
    K.insert().returning(K.c.id),
    "ref", "service", "state", "place", "facts", "person_id", "episode_key", "team", "due", "created", "changed",
)  # fmt: skip
ADD = Prepared(H.insert(), "case_id", "at", "actor", "what", "text")
TOUCH = Prepared(update(K).where(K.c.id == bindparam("case")).values(changed=bindparam("moment")))


def open_case(
    tx: Tx, *, ref: str, service: str, place: str, facts: dict[str, Any], person_id: int,
    episode_key: str, team: str = "", due: datetime | None = None,
) -> int:  # fmt: skip
    """Open a case; its id. The reference is unique."""
    values = {
        "ref": ref, "service": service, "state": "open", "place": tx.vault.seal(place),
        "facts": tx.vault.seal(json.dumps(facts)), "person_id": person_id, "episode_key": episode_key, "team": team,
        "due": due, "created": tx.now, "changed": tx.now,
    }  # fmt: skip
    case_id = int(OPEN.scalar(tx, values))
    add_event(tx, case_id, "resident", "opened")
    return case_id


def add_event(tx: Tx, case_id: int, actor: str, what: str, text: str = "") -> None:
    """Add a line to a case's history."""
    sealed = tx.vault.seal(text) if text else None
    ADD.post(tx, {"case_id": case_id, "at": tx.now, "actor": actor, "what": what, "text": sealed})
    TOUCH.post(tx, {"case": case_id, "moment": tx.now})


def change(tx: Tx, case_id: int, place: str, facts: dict[str, Any]) -> None:
    """The resident mended place or facts; what stood before is kept in the history."""
    row = tx.conn.execute(select(K.c.place, K.c.facts).where(K.c.id == case_id)).one()
    before = f"{tx.vault.open(row.place)} {tx.vault.open(row.facts)}".strip()
    sealed = {"place": tx.vault.seal(place), "facts": tx.vault.seal(json.dumps(facts))}
    tx.conn.execute(update(K).where(K.c.id == case_id).values(**sealed))
    add_event(tx, case_id, "resident", "changed", before)


def set_state(tx: Tx, case_id: int, state: str, actor: str) -> None:
    """Move a case on: open, in progress, done or closed."""
    tx.conn.execute(update(K).where(K.c.id == case_id).values(state=state))
    add_event(tx, case_id, actor, state)


def _as_dict(tx: Tx, row: Any) -> dict[str, Any]:
    return {
        "id": row.id, "ref": row.ref, "service": row.service, "state": row.state, "place": tx.vault.open(row.place),
        "facts": json.loads(tx.vault.open(row.facts)), "person": row.person_id, "created": row.created,
        "team": row.team, "due": row.due,
    }  # fmt: skip


def of_ref(tx: Tx, ref: str) -> dict[str, Any] | None:
    """The case with this reference, opened for reading, or None."""
    row = tx.conn.execute(select(K).where(K.c.ref == ref)).first()
    return None if row is None else _as_dict(tx, row)


def latest_of_person(tx: Tx, person_id: int, service: str | None = None) -> dict[str, Any] | None:
    """The newest case of a person (for one service), or None."""
    query = select(K).where(K.c.person_id == person_id).order_by(K.c.id.desc()).limit(1)
    row = tx.conn.execute(query if service is None else query.where(K.c.service == service)).first()
    return None if row is None else _as_dict(tx, row)


def page(tx: Tx, *, before: int | None = None, most: int = 50, state: str | None = None) -> list[dict[str, Any]]:
    """Cases newest first, ids under `before`."""
    query = select(K).order_by(K.c.id.desc()).limit(most)
    if before is not None:
        query = query.where(K.c.id < before)
    if state:
        query = query.where(K.c.state == state)
    return [_as_dict(tx, row) for row in tx.conn.execute(query)]


def history(tx: Tx, case_id: int) -> list[dict[str, Any]]:
    """A case's history, oldest first."""
    rows = tx.conn.execute(select(H).where(H.c.case_id == case_id).order_by(H.c.id))
    return [
        {"at": r.at, "actor": r.actor, "what": r.what, "text": tx.vault.open(r.text) if r.text else ""} for r in rows
    ]


def get(tx: Tx, case_id: int) -> dict[str, Any] | None:
    """The case with this id, opened for reading, or None."""
    row = tx.conn.execute(select(K).where(K.c.id == case_id)).first()
    return None if row is None else _as_dict(tx, row)


def of_person(tx: Tx, person_id: int) -> list[dict[str, Any]]:
    """Every case of a person, newest first."""
    rows = tx.conn.execute(select(K).where(K.c.person_id == person_id).order_by(K.c.id.desc()))
    return [_as_dict(tx, row) for row in rows]


def count_by_state(tx: Tx) -> dict[str, int]:
    """How many cases stand in each state."""
    rows = tx.conn.execute(select(K.c.state, func.count()).group_by(K.c.state))
    return {state: int(count) for state, count in rows}
