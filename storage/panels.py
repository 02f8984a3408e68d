"""Panels and their members."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, text, update
from sqlmodel import Field, SQLModel, UniqueConstraint

from storage.base import Utc, table
from storage.database import Tx


class Panel(SQLModel, table=True):
    """A co-design group. `slug` names it in content, addresses and replies. Kept 6 years; no personal data.

    `empty_seats` are those that no reserve fits: an officer decides. `closed` is when it ended: the time for which what
    its members told us is kept begins then.
    """

    __tablename__ = "panel"
    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True)
    name: str
    service: str = Field(index=True)
    state: str = "draft"
    seats: int
    about: str = "{}"
    created: datetime = Field(sa_type=Utc)
    empty_seats: int | None = None
    closed: datetime | None = Field(default=None, sa_type=Utc)


class Member(SQLModel, table=True):
    """A person's place in a panel's life. Removed at the panel's end plus 3 months.

    `household` is a keyed hash of where they live, when known: one person a household is drawn.
    """

    __tablename__ = "member"
    __table_args__ = (UniqueConstraint("panel_id", "person_id"),)
    id: int | None = Field(default=None, primary_key=True)
    panel_id: int = Field(foreign_key="panel.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    state: str
    origin: str = "open call"
    details: bytes | None = None
    household: str | None = None
    joined: datetime = Field(sa_type=Utc)
    changed: datetime = Field(sa_type=Utc, index=True)


class SelectionTrait(SQLModel, table=True):
    """One answer used to choose a balanced group, with its own consent. Removed with the member."""

    __tablename__ = "selection_trait"
    __table_args__ = (UniqueConstraint("member_id", "feature"),)
    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    feature: str
    value: bytes


GONE = ("left", "removed", "declined", "data removed")
"""States of a member who is no longer part of a panel."""
CLOSED = "closed"
"""The state of a panel whose work is over, and whose members' data is kept a while."""

P, M, S = table(Panel), table(Member), table(SelectionTrait)
MAKING = 7_700_901  # PostgreSQL advisory lock: processes that start together make a panel of content once


def put(tx: Tx, *, slug: str, name: str, service: str, state: str, seats: int, about: dict[str, Any]) -> int:
    """Make a panel, or change the one with this slug; its id."""
    values = {"name": name, "service": service, "state": state, "seats": seats, "about": json.dumps(about)}
    known = tx.conn.execute(select(P.c.id).where(P.c.slug == slug)).scalar()
    if known is not None:
        tx.conn.execute(update(P).where(P.c.id == known).values(**values))
        return int(known)
    made = tx.conn.execute(P.insert().values(slug=slug, created=tx.now, **values)).inserted_primary_key
    panel_id = int(made[0]) if made else 0
    set_state(tx, panel_id, state)
    return panel_id


def lock_making(tx: Tx) -> None:
    """No other process makes the panels of content until the transaction ends (SQLite has one writer anyway)."""
    if tx.locks_rows:
        tx.conn.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MAKING})


def _panel(row: Any) -> dict[str, Any]:
    return {"id": row.id, "slug": row.slug, "name": row.name, "service": row.service, "state": row.state,
            "seats": row.seats, "about": json.loads(row.about), "empty_seats": row.empty_seats or 0}  # fmt: skip


def every(tx: Tx) -> list[dict[str, Any]]:
    """All panels by name."""
    return [_panel(row) for row in tx.conn.execute(select(P).order_by(P.c.name))]


def get(tx: Tx, panel_id: int) -> dict[str, Any] | None:
    """One panel, or None."""
    row = tx.conn.execute(select(P).where(P.c.id == panel_id)).first()
    return None if row is None else _panel(row)


def of_slug(tx: Tx, slug: str) -> dict[str, Any] | None:
    """The panel with this slug, or None."""
    row = tx.conn.execute(select(P).where(P.c.slug == slug)).first()
    return None if row is None else _panel(row)


def open_panels(tx: Tx, service: str | None = None) -> list[dict[str, Any]]:
    """Panels that may be joined now."""
    query = select(P).where(P.c.state == "open").order_by(P.c.name)
    return [_panel(row) for row in tx.conn.execute(query if service is None else query.where(P.c.service == service))]


def put_member(tx: Tx, panel_id: int, person_id: int, state: str, origin: str = "open call") -> int:
    """Bring a person to `state` in a panel; the member's id."""
    mine = (M.c.panel_id == panel_id, M.c.person_id == person_id)
    known = tx.conn.execute(select(M.c.id).where(*mine)).scalar()
    if known is not None:
        tx.conn.execute(update(M).where(M.c.id == known).values(state=state, changed=tx.now))
        return int(known)
    made = tx.conn.execute(
        M.insert().values(
            panel_id=panel_id, person_id=person_id, state=state, origin=origin, joined=tx.now, changed=tx.now
        )
    ).inserted_primary_key
    return int(made[0]) if made else 0


def lock(tx: Tx, panel_id: int) -> None:
    """Nobody else draws or fills this panel until the transaction ends (SQLite has one writer anyway)."""
    if tx.locks_rows:
        tx.conn.execute(select(P.c.id).where(P.c.id == panel_id).with_for_update())


def set_state(tx: Tx, panel_id: int, state: str) -> None:
    """Move a panel on; whether the step is legal, panels/life.py says."""
    ends = {"closed": tx.now} if state == CLOSED else {}
    tx.conn.execute(update(P).where(P.c.id == panel_id).values(state=state, **ends))


def set_empty_seats(tx: Tx, panel_id: int, seats: int | None) -> None:
    """Say how many seats no reserve fits."""
    tx.conn.execute(update(P).where(P.c.id == panel_id).values(empty_seats=seats))


def with_free_seats(tx: Tx, states: Sequence[str], seated: Sequence[str]) -> list[int]:
    """Panels in one of these states with a free seat that is not yet known as empty."""
    taken = select(func.count()).select_from(M).where(M.c.panel_id == P.c.id, M.c.state.in_(seated)).scalar_subquery()
    free = (P.c.state.in_(states), P.c.seats - taken > func.coalesce(P.c.empty_seats, 0))
    return list(tx.conn.execute(select(P.c.id).where(*free).order_by(P.c.id)).scalars())


def set_member_state(tx: Tx, member_id: int, state: str) -> None:
    """Move a member on; whether the step is legal, panels/life.py says."""
    tx.conn.execute(update(M).where(M.c.id == member_id).values(state=state, changed=tx.now))


def set_household(tx: Tx, member_id: int, home: str) -> None:
    """Keep where a member lives, as a keyed hash of the normalised address."""
    tx.conn.execute(update(M).where(M.c.id == member_id).values(household=tx.vault.find(f"home:{home}")))


def state_of(tx: Tx, panel_id: int, person_id: int) -> str:
    """The state of a person in a panel, or ""."""
    return str(
        tx.conn.execute(select(M.c.state).where(M.c.panel_id == panel_id, M.c.person_id == person_id)).scalar() or ""
    )


def set_details(tx: Tx, member_id: int, details: dict[str, Any]) -> None:
    """Keep what a member told us of needs, times and contact, sealed."""
    tx.conn.execute(update(M).where(M.c.id == member_id).values(details=tx.vault.seal(json.dumps(details))))


def set_trait(tx: Tx, member_id: int, feature: str, value: str) -> None:
    """Keep one selection answer, sealed, replacing an earlier one."""
    tx.conn.execute(S.delete().where(S.c.member_id == member_id, S.c.feature == feature))
    tx.conn.execute(S.insert().values(member_id=member_id, feature=feature, value=tx.vault.seal(value)))


def traits(tx: Tx, member_id: int) -> dict[str, str]:
    """The selection answers of a member."""
    rows = tx.conn.execute(select(S.c.feature, S.c.value).where(S.c.member_id == member_id).order_by(S.c.feature))
    return {row.feature: tx.vault.open(row.value) for row in rows}


def traits_of_panel(tx: Tx, panel_id: int) -> dict[int, dict[str, str]]:
    """The selection answers of every member of a panel, by member."""
    query = select(S.c.member_id, S.c.feature, S.c.value).join(M, M.c.id == S.c.member_id)
    found: dict[int, dict[str, str]] = {}
    for row in tx.conn.execute(query.where(M.c.panel_id == panel_id)):
        found.setdefault(row.member_id, {})[row.feature] = tx.vault.open(row.value)
    return found


def forget_traits(tx: Tx, member_id: int) -> None:
    """Delete the selection answers of a member."""
    tx.conn.execute(S.delete().where(S.c.member_id == member_id))


def places_of(tx: Tx, person_id: int) -> list[dict[str, Any]]:
    """Every place that a person has or had, `details` opened."""
    ids = tx.conn.execute(select(M.c.id).where(M.c.person_id == person_id).order_by(M.c.id)).scalars().all()
    return [found for one in ids if (found := member(tx, one)) is not None]


def members(tx: Tx, panel_id: int) -> list[dict[str, Any]]:
    """The members of a panel by the order of joining; `details` opened."""
    rows = tx.conn.execute(select(M).where(M.c.panel_id == panel_id).order_by(M.c.id))
    return [
        {"id": r.id, "person": r.person_id, "state": r.state, "origin": r.origin, "joined": r.joined,
         "household": r.household or "", "details": json.loads(tx.vault.open(r.details)) if r.details else {}}
        for r in rows
    ]  # fmt: skip


def memberships(tx: Tx, person_id: int) -> list[dict[str, Any]]:
    """A person's places in panels that they have not left."""
    rows = tx.conn.execute(
        select(M.c.id, M.c.state, P.c.slug, P.c.name, P.c.service)
        .join(P, P.c.id == M.c.panel_id)
        .where(M.c.person_id == person_id, M.c.state.not_in(GONE))
    )
    return [{"id": r.id, "state": r.state, "slug": r.slug, "name": r.name, "service": r.service} for r in rows]


def leave(tx: Tx, member_id: int) -> None:
    """A member leaves: selection answers and details go at once, the bare fact stays."""
    forget_traits(tx, member_id)
    tx.conn.execute(update(M).where(M.c.id == member_id).values(state="left", details=None, changed=tx.now))


def count_by_state(tx: Tx, panel_id: int) -> dict[str, int]:
    """How many members stand in each state."""
    rows = tx.conn.execute(select(M.c.state, func.count()).where(M.c.panel_id == panel_id).group_by(M.c.state))
    return {state: int(count) for state, count in rows}


def asked_as(tx: Tx, person_id: int, origin: str) -> list[datetime]:
    """When this person came into panels by this way."""
    return list(tx.conn.execute(select(M.c.joined).where(M.c.person_id == person_id, M.c.origin == origin)).scalars())


def count_by_origin(tx: Tx, panel_id: int) -> dict[str, int]:
    """How many members came by each way."""
    rows = tx.conn.execute(select(M.c.origin, func.count()).where(M.c.panel_id == panel_id).group_by(M.c.origin))
    return {origin: int(count) for origin, count in rows}


def member(tx: Tx, member_id: int) -> dict[str, Any] | None:
    """One member, `details` opened, or None."""
    r = tx.conn.execute(select(M).where(M.c.id == member_id)).first()
    if r is None:
        return None
    return {"id": r.id, "panel": r.panel_id, "person": r.person_id, "state": r.state, "origin": r.origin,
            "joined": r.joined, "household": r.household or "",
            "details": json.loads(tx.vault.open(r.details)) if r.details else {}}  # fmt: skip


def services_of(tx: Tx, slug: str) -> list[str]:
    """The services that a panel stands for."""
    panel = of_slug(tx, slug)
    return [panel["service"], *panel["about"].get("services", ())] if panel else []
