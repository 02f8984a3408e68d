"""Forms that people filled in on a panel's page and that nobody has confirmed yet."""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlmodel import Field, SQLModel

from storage import people
from storage.base import Utc, table
from storage.database import Tx


class SignUp(SQLModel, table=True):
    """One filled form, sealed, until its phone or an officer confirms it. Then only that it was is kept.

    One that nobody confirms is removed after 30 days.
    """

    __tablename__ = "sign_up"
    id: int | None = Field(default=None, primary_key=True)
    panel_id: int = Field(foreign_key="panel.id", index=True)
    form: bytes | None = None
    phone: str = Field(default="", index=True)
    made: datetime = Field(sa_type=Utc)
    closed: datetime | None = Field(default=None, sa_type=Utc)
    member_id: int | None = Field(default=None, foreign_key="member.id", index=True)


F = table(SignUp)
WAYS = ("phone", "email")
"""Fields of a form that say whose it is."""


def add(tx: Tx, panel_id: int, form: dict[str, Any], phone: str) -> int:
    """Keep a form; its id. `phone` is the number that will be asked to confirm, or ""."""
    hashed = tx.vault.find(f"phone:{phone}") if phone else ""
    values = {"panel_id": panel_id, "form": tx.vault.seal(json.dumps(form)), "phone": hashed, "made": tx.now}
    made = tx.conn.execute(F.insert().values(**values)).inserted_primary_key
    return int(made[0]) if made else 0


def take(tx: Tx, sign_up_id: int) -> dict[str, Any] | None:
    """An open form, opened; None when it was closed before."""
    row = tx.conn.execute(select(F).where(F.c.id == sign_up_id, F.c.closed.is_(None))).first()
    return None if row is None or row.form is None else _open(tx, row)


def _open(tx: Tx, row: Any) -> dict[str, Any]:
    return {"id": row.id, "panel": row.panel_id, "made": row.made, "form": json.loads(tx.vault.open(row.form))}


def close(tx: Tx, sign_up_id: int, member_id: int | None) -> None:
    """Done with a form: its words go; `member_id` is who came of it."""
    mine = (F.c.id == sign_up_id, F.c.closed.is_(None))
    tx.conn.execute(update(F).where(*mine).values(closed=tx.now, member_id=member_id, form=None))


def waiting(tx: Tx, panel_id: int) -> list[dict[str, Any]]:
    """The open forms of a panel, oldest first, opened."""
    rows = tx.conn.execute(select(F).where(F.c.panel_id == panel_id, F.c.closed.is_(None)).order_by(F.c.id))
    return [_open(tx, row) for row in rows if row.form is not None]


def forget_of(tx: Tx, known: Collection[str]) -> int:
    """Forget every open form that names one of these numbers or emails; how many."""
    rows = tx.conn.execute(select(F).where(F.c.form.is_not(None))).all()
    theirs = [row.id for row in rows if {json.loads(tx.vault.open(row.form)).get(n) for n in WAYS} & {*known}]
    for one in theirs:
        tx.conn.execute(update(F).where(F.c.id == one).values(closed=tx.now, form=None, phone=""))
    return len(theirs)


def lately(tx: Tx, panel_id: int, phone: str, since: datetime) -> int:
    """How many forms of a panel named this phone since then, open ones only."""
    mine = (F.c.panel_id == panel_id, F.c.phone == tx.vault.find(f"phone:{phone}"), F.c.made > since)
    return int(tx.conn.execute(select(func.count()).where(*mine, F.c.closed.is_(None))).scalar() or 0)


def known_at(tx: Tx, channel: str, value: str) -> bool:
    """Whether somebody has this address already."""
    return people.known_at(tx, channel, value) is not None


def make_person(tx: Tx) -> int:
    """A person whom no address of ours reaches; their number stands in a member's details."""
    return people.make(tx)
