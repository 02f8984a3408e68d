"""Letters that ask people at addresses drawn at random to join a panel."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlmodel import Field, SQLModel

from storage.base import Utc, table
from storage.database import Tx


class Letter(SQLModel, table=True):
    """One letter: its reply code and, sealed, where it went. Removed at the panel's end plus 3 months."""

    __tablename__ = "letter"
    id: int | None = Field(default=None, primary_key=True)
    panel_id: int = Field(foreign_key="panel.id", index=True)
    code: str = Field(unique=True)
    home: bytes
    made: datetime = Field(sa_type=Utc, index=True)
    member_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    answered: datetime | None = Field(default=None, sa_type=Utc)


L = table(Letter)


def add_all(tx: Tx, panel_id: int, letters: Iterable[tuple[str, dict[str, str]]]) -> None:
    """Keep letters: (code, {"uprn", "address", "postcode"}) of each."""
    rows = [
        {"panel_id": panel_id, "code": code, "home": tx.vault.seal(json.dumps(home)), "made": tx.now}
        for code, home in letters
    ]
    if rows:
        tx.conn.execute(L.insert(), rows)


def of_code(tx: Tx, code: str) -> dict[str, Any] | None:
    """The letter with this code, its `home` opened, or None."""
    row = tx.conn.execute(select(L).where(L.c.code == code)).first()
    return None if row is None else _letter(tx, row)


def _letter(tx: Tx, row: Any) -> dict[str, Any]:
    return {**row._mapping, "home": json.loads(tx.vault.open(row.home))}


def of_panel(tx: Tx, panel_id: int) -> list[dict[str, Any]]:
    """The letters of a panel, oldest first, homes opened."""
    return [_letter(tx, row) for row in tx.conn.execute(select(L).where(L.c.panel_id == panel_id).order_by(L.c.id))]


def note_answer(tx: Tx, letter_id: int, member_id: int) -> None:
    """Somebody at this home has joined; the first one counts as the answer."""
    mine = (L.c.id == letter_id, L.c.member_id.is_(None))
    tx.conn.execute(update(L).where(*mine).values(member_id=member_id, answered=tx.now))


def counts(tx: Tx, panel_id: int) -> tuple[int, int]:
    """(letters, answered letters) of a panel."""
    row = tx.conn.execute(select(func.count(), func.count(L.c.answered)).where(L.c.panel_id == panel_id)).one()
    return int(row[0]), int(row[1])
