"""The search for a panel's lottery while it goes on: how far it is, whether to stop it, and how it ended."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlmodel import Field, SQLModel

from storage.base import Utc, table
from storage.database import Tx

RUNNING, DONE, FAILED, CANCELLED, LOST = "running", "done", "failed", "cancelled", "lost"
SILENCE = timedelta(seconds=20)
"""A search that says nothing for so long has ended with its process: it is LOST."""


class DrawRun(SQLModel, table=True):
    """A search: `done` 0 to 1, `left` in seconds, `outcome` sentences or totals as JSON, `cancel` once an officer asks.

    Names no member, but has the numbers of those who cannot be drawn. Kept until the panel's next search, at most as
    long as records.
    """

    __tablename__ = "draw_run"
    id: int | None = Field(default=None, primary_key=True)
    panel_id: int = Field(foreign_key="panel.id", index=True)
    dry: bool
    state: str
    started: datetime = Field(sa_type=Utc)
    started_by: int = Field(foreign_key="officer.id")
    beat: datetime = Field(sa_type=Utc)
    done: float = 0.0
    left: float | None = None
    outcome: str = ""
    cancel: bool = False


R = table(DrawRun)


def start(tx: Tx, panel_id: int, officer_id: int, *, dry: bool) -> int:
    """A new search in place of the panel's last one; its id."""
    tx.conn.execute(delete(R).where(R.c.panel_id == panel_id))
    row = {
        "panel_id": panel_id, "dry": dry, "state": RUNNING, "started": tx.now, "started_by": officer_id, "beat": tx.now,
        "done": 0.0, "outcome": "", "cancel": False,
    }  # fmt: skip
    made = tx.conn.execute(R.insert().values(**row)).inserted_primary_key
    return int(made[0]) if made else 0


def of_panel(tx: Tx, panel_id: int) -> dict[str, Any] | None:
    """The panel's last search, or None."""
    row = tx.conn.execute(select(R).where(R.c.panel_id == panel_id)).first()
    if row is None:
        return None
    silent = row.state == RUNNING and tx.now - row.beat > SILENCE
    return {**row._mapping, "state": LOST if silent else row.state}


def beat(tx: Tx, run_id: int, done: float, left: float | None) -> bool:
    """Say that it goes on and how far it is; whether it should go on."""
    tx.conn.execute(update(R).where(R.c.id == run_id).values(beat=tx.now, done=done, left=left))
    asked = tx.conn.execute(select(R.c.cancel).where(R.c.id == run_id)).scalar()
    return asked is not None and not asked


def cancel(tx: Tx, panel_id: int) -> bool:
    """Ask the panel's search to stop; whether one was going on."""
    going = R.c.panel_id == panel_id, R.c.state == RUNNING
    return tx.conn.execute(update(R).where(*going).values(cancel=True)).rowcount > 0


def end(tx: Tx, run_id: int, state: str, outcome: str) -> None:
    """How it ended."""
    tx.conn.execute(update(R).where(R.c.id == run_id).values(state=state, outcome=outcome, left=None))
