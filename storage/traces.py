"""By what two members can be seen to be alike, and what officers decided on such pairs."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlmodel import Field, SQLModel, UniqueConstraint

from storage.base import Utc, table
from storage.database import Tx
from storage.panels import GONE, M


class TraceRow(SQLModel, table=True):
    """A keyed hash of a member's home, UPRN or phone: it shows that two are the same, not what it is.

    Removed with the member.
    """

    __tablename__ = "trace"
    __table_args__ = (UniqueConstraint("member_id", "kind", "found_by"),)
    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    kind: str
    found_by: str


class LikenessRow(SQLModel, table=True):
    """What an officer decided on two members who seemed alike. Removed with either member."""

    __tablename__ = "likeness"
    __table_args__ = (UniqueConstraint("first_id", "second_id"),)
    id: int | None = Field(default=None, primary_key=True)
    first_id: int = Field(foreign_key="member.id", index=True)
    second_id: int = Field(foreign_key="member.id", index=True)
    verdict: str
    reason: str
    officer: str
    at: datetime = Field(sa_type=Utc)


T, V = table(TraceRow), table(LikenessRow)


def put(tx: Tx, member_id: int, found: Mapping[str, str]) -> None:
    """Keep a member's traces by kind; those without a value are left out, those that are kept already stay."""
    known = {(r.kind, r.found_by) for r in tx.conn.execute(select(T).where(T.c.member_id == member_id))}
    for kind, value in found.items():
        hashed = tx.vault.find(f"{kind}:{value}")
        if value and (kind, hashed) not in known:
            tx.conn.execute(T.insert().values(member_id=member_id, kind=kind, found_by=hashed))


def of_panel(tx: Tx, panel_id: int) -> list[tuple[int, str, str]]:
    """(member, kind, hash) of everybody who stands in a panel."""
    here = (M.c.panel_id == panel_id, M.c.state.not_in(GONE))
    query = select(T.c.member_id, T.c.kind, T.c.found_by).join(M, M.c.id == T.c.member_id).where(*here)
    return [(r.member_id, r.kind, r.found_by) for r in tx.conn.execute(query.order_by(T.c.id))]


def decide(tx: Tx, pair: tuple[int, int], *, verdict: str, reason: str, officer: str) -> None:
    """Keep what an officer decided, in place of an earlier decision."""
    first, second = sorted(pair)
    tx.conn.execute(delete(V).where(V.c.first_id == first, V.c.second_id == second))
    values = {"first_id": first, "second_id": second, "verdict": verdict, "reason": reason, "officer": officer}
    tx.conn.execute(V.insert().values(**values, at=tx.now))


def verdicts(tx: Tx, panel_id: int) -> list[tuple[int, int, str]]:
    """(first, second, verdict) of every decision in a panel."""
    query = select(V).join(M, M.c.id == V.c.first_id).where(M.c.panel_id == panel_id).order_by(V.c.id)
    return [(r.first_id, r.second_id, r.verdict) for r in tx.conn.execute(query)]


def forget(tx: Tx, member_id: int) -> None:
    """Delete what shows a member to be like another."""
    forget_hashes(tx, member_id)
    tx.conn.execute(delete(V).where(or_(V.c.first_id == member_id, V.c.second_id == member_id)))


def forget_hashes(tx: Tx, member_id: int) -> None:
    """Delete a member's hashes; what officers decided stays."""
    tx.conn.execute(delete(T).where(T.c.member_id == member_id))
