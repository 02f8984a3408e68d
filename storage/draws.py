"""Draws of panels: the published lottery, its commitment and seed, and which place each member has in it."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlmodel import Field, SQLModel, UniqueConstraint

from storage.base import Utc, table
from storage.database import Tx

COMMITTED, DRAWN, APPROVED, TURNED_DOWN, DROPPED = "committed", "drawn", "approved", "turned down", "dropped"
STANDING = (COMMITTED, DRAWN, APPROVED)


class DrawRow(SQLModel, table=True):
    """One draw: portfolio (sealed; pseudonyms only), commitment, seed, who did what. Kept 6 years; names nobody."""

    __tablename__ = "draw"
    id: int | None = Field(default=None, primary_key=True)
    panel_id: int = Field(foreign_key="panel.id", index=True)
    state: str
    algorithm: str
    portfolio: bytes
    commitment: str
    made: datetime = Field(sa_type=Utc)
    made_by: int = Field(foreign_key="officer.id")
    seed: str = ""
    seed_source: str = ""
    seeded: datetime | None = Field(default=None, sa_type=Utc)
    seeded_by: int | None = Field(default=None, foreign_key="officer.id")
    decided: datetime | None = Field(default=None, sa_type=Utc)
    decided_by: int | None = Field(default=None, foreign_key="officer.id")
    reason: str = ""


class DrawPlace(SQLModel, table=True):
    """Which pseudonym of a draw is which member, and their exact chance ("3/20"). Removed with the member.

    `place` is 0 for a seat, from 1 the order among the reserves; None before the seed.
    """

    __tablename__ = "draw_place"
    __table_args__ = (UniqueConstraint("draw_id", "pseudonym"),)
    id: int | None = Field(default=None, primary_key=True)
    draw_id: int = Field(foreign_key="draw.id", index=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    pseudonym: str
    chance: str
    place: int | None = None


D, L = table(DrawRow), table(DrawPlace)


def add(tx: Tx, panel_id: int, *, algorithm: str, portfolio: str, commitment: str, made_by: int) -> int:
    """Keep the first phase of a draw; its id."""
    made = tx.conn.execute(
        D.insert().values(
            panel_id=panel_id, state=COMMITTED, algorithm=algorithm, portfolio=tx.vault.seal(portfolio),
            commitment=commitment, made=tx.now, made_by=made_by,
        )
    ).inserted_primary_key  # fmt: skip
    return int(made[0]) if made else 0


def add_place(tx: Tx, draw_id: int, member_id: int, pseudonym: str, chance: str) -> None:
    """Say which pseudonym a member has in a draw, and their chance."""
    tx.conn.execute(L.insert().values(draw_id=draw_id, member_id=member_id, pseudonym=pseudonym, chance=chance))


def set_seed(tx: Tx, draw_id: int, seed: str, source: str, officer_id: int) -> None:
    """The second phase: the public seed, where it came from and who entered it."""
    changed = {"state": DRAWN, "seed": seed, "seed_source": source, "seeded": tx.now, "seeded_by": officer_id}
    tx.conn.execute(update(D).where(D.c.id == draw_id).values(**changed))


def set_place(tx: Tx, draw_id: int, pseudonym: str, place: int) -> None:
    """What the seed gave: 0 a seat, else the order among the reserves."""
    tx.conn.execute(update(L).where(L.c.draw_id == draw_id, L.c.pseudonym == pseudonym).values(place=place))


def decide(tx: Tx, draw_id: int, state: str, officer_id: int, reason: str) -> None:
    """An officer approved it, turned it down or dropped it."""
    changed = {"state": state, "decided": tx.now, "decided_by": officer_id, "reason": reason}
    tx.conn.execute(update(D).where(D.c.id == draw_id).values(**changed))


def _draw(row: Any) -> dict[str, Any]:
    return {name: value for name, value in row._mapping.items() if name != "portfolio"}


def get(tx: Tx, draw_id: int, *, lock: bool = False) -> dict[str, Any] | None:
    """One draw without its portfolio, or None. `lock`: nobody else changes it until the transaction ends."""
    query = select(D).where(D.c.id == draw_id)
    row = tx.conn.execute(query.with_for_update() if lock and tx.locks_rows else query).first()
    return None if row is None else _draw(row)


def of_panel(tx: Tx, panel_id: int) -> list[dict[str, Any]]:
    """The draws of a panel, newest first."""
    return [_draw(r) for r in tx.conn.execute(select(D).where(D.c.panel_id == panel_id).order_by(D.c.id.desc()))]


def standing(tx: Tx, panel_id: int) -> dict[str, Any] | None:
    """The draw of a panel that stands: committed, drawn or approved; or None."""
    query = select(D).where(D.c.panel_id == panel_id, D.c.state.in_(STANDING)).order_by(D.c.id.desc())
    row = tx.conn.execute(query.limit(1)).first()
    return None if row is None else _draw(row)


def portfolio(tx: Tx, draw_id: int) -> str:
    """The published lottery of a draw, as text."""
    return tx.vault.open(tx.conn.execute(select(D.c.portfolio).where(D.c.id == draw_id)).scalar_one())


def places(tx: Tx, draw_id: int) -> list[dict[str, Any]]:
    """Every place of a draw: pseudonym, member, chance, place; seats first, then reserves in order."""
    query = select(L).where(L.c.draw_id == draw_id).order_by(L.c.place, L.c.pseudonym)
    return [dict(row._mapping) for row in tx.conn.execute(query)]


def chances_of(tx: Tx, member_ids: list[int]) -> dict[int, tuple[str, str]]:
    """(exact chance, pseudonym) of each of these members in the newest draw that stands."""
    query = (
        select(L.c.member_id, L.c.chance, L.c.pseudonym)
        .join(D, D.c.id == L.c.draw_id)
        .where(L.c.member_id.in_(member_ids), D.c.state.in_(STANDING))
        .order_by(D.c.id)
    )
    return {row.member_id: (row.chance, row.pseudonym) for row in tx.conn.execute(query)}


def page(tx: Tx, *, before: int | None = None, most: int = 50) -> list[dict[str, Any]]:
    """Draws newest first, ids under `before`, each with how many took part."""
    took = select(func.count()).select_from(L).where(L.c.draw_id == D.c.id).scalar_subquery()
    query = select(D, took.label("members")).order_by(D.c.id.desc()).limit(most)
    return [_draw(r) for r in tx.conn.execute(query if before is None else query.where(D.c.id < before))]


def forget(tx: Tx, member_id: int) -> None:
    """Nobody can tell any longer which pseudonym a member had."""
    tx.conn.execute(delete(L).where(L.c.member_id == member_id))
