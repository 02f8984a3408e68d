"""Quotas of a panel."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlmodel import Field, SQLModel, UniqueConstraint

from storage.base import table
from storage.database import Tx


class QuotaRow(SQLModel, table=True):
    """How many seats go to one value of one feature, where the numbers come from and why. Kept with the panel."""

    __tablename__ = "quota"
    __table_args__ = (UniqueConstraint("panel_id", "feature", "value"),)
    id: int | None = Field(default=None, primary_key=True)
    panel_id: int = Field(foreign_key="panel.id", index=True)
    feature: str
    value: str
    minimum: int
    maximum: int
    source: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Target:
    """One quota as it is kept: `source` is a census table or the service's own users, `reason` why it differs."""

    feature: str
    value: str
    minimum: int
    maximum: int
    source: str = ""
    reason: str = ""


Q = table(QuotaRow)


def of_panel(tx: Tx, panel_id: int) -> list[Target]:
    """The quotas of a panel, by feature and value."""
    rows = tx.conn.execute(select(Q).where(Q.c.panel_id == panel_id).order_by(Q.c.feature, Q.c.value))
    return [Target(r.feature, r.value, r.minimum, r.maximum, r.source, r.reason) for r in rows]


def put_all(tx: Tx, panel_id: int, targets: Iterable[Target]) -> None:
    """Replace the quotas of a panel."""
    tx.conn.execute(delete(Q).where(Q.c.panel_id == panel_id))
    for one in targets:
        tx.conn.execute(Q.insert().values(panel_id=panel_id, **vars(one)))
