"""Meetings of panels: when and where, who comes, what they need, how each wants to be thanked."""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Field, SQLModel, UniqueConstraint

from storage.base import Utc, table
from storage.database import Tx
from storage.panels import M

YES, NO = "yes", "no"


class Meeting(SQLModel, table=True):
    """One meeting. `reminded` lists what went out to all. Kept 6 years; names nobody."""

    __tablename__ = "meeting"
    id: int | None = Field(default=None, primary_key=True)
    panel_id: int = Field(foreign_key="panel.id", index=True)
    starts: datetime = Field(sa_type=Utc, index=True)
    minutes: int
    place: str
    reminded: str = ""
    made: datetime = Field(sa_type=Utc)
    cancelled: datetime | None = Field(default=None, sa_type=Utc)


class Attendance(SQLModel, table=True):
    """One member and one meeting: what they said, which needs are met (keyed hashes), whether they came.

    Removed with the member.
    """

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("meeting_id", "member_id"),)
    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    reply: str = ""
    met: str = "[]"
    came: bool | None = None
    changed: datetime = Field(sa_type=Utc)


class ThanksChoice(SQLModel, table=True):
    """How a member wants to be thanked, with the exact words, warning included. Kept 6 years."""

    __tablename__ = "thanks_choice"
    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    choice: str
    text: str
    version: str
    at: datetime = Field(sa_type=Utc)


G, A, C = table(Meeting), table(Attendance), table(ThanksChoice)


def add(tx: Tx, panel_id: int, starts: datetime, minutes: int, place: str) -> int:
    """Set a meeting; its id."""
    values = {"panel_id": panel_id, "starts": starts, "minutes": minutes, "place": place, "made": tx.now}
    made = tx.conn.execute(G.insert().values(**values, reminded="")).inserted_primary_key
    return int(made[0]) if made else 0


def _meeting(row: Any) -> dict[str, Any]:
    return {**row._mapping, "reminded": tuple(filter(None, row.reminded.split(",")))}


def get(tx: Tx, meeting_id: int) -> dict[str, Any] | None:
    """One meeting, or None."""
    row = tx.conn.execute(select(G).where(G.c.id == meeting_id)).first()
    return None if row is None else _meeting(row)


def of_panel(tx: Tx, panel_id: int) -> list[dict[str, Any]]:
    """The meetings of a panel by their day."""
    return [_meeting(row) for row in tx.conn.execute(select(G).where(G.c.panel_id == panel_id).order_by(G.c.starts))]


def coming(tx: Tx) -> list[dict[str, Any]]:
    """Every meeting that lies ahead and is not cancelled."""
    query = select(G).where(G.c.starts > tx.now, G.c.cancelled.is_(None)).order_by(G.c.id)
    return [_meeting(r) for r in tx.conn.execute(query.with_for_update(skip_locked=True) if tx.locks_rows else query)]


def cancel(tx: Tx, meeting_id: int) -> bool:
    """Call a meeting off; False when it was called off before or is over."""
    mine = (G.c.id == meeting_id, G.c.cancelled.is_(None), G.c.starts > tx.now)
    return tx.conn.execute(update(G).where(*mine).values(cancelled=tx.now)).rowcount == 1


def cancel_coming(tx: Tx, panel_id: int) -> None:
    """Call off everything that lies ahead of a panel."""
    ahead = (G.c.panel_id == panel_id, G.c.cancelled.is_(None), G.c.starts > tx.now)
    tx.conn.execute(update(G).where(*ahead).values(cancelled=tx.now))


def note_reminded(tx: Tx, meeting_id: int, kinds: Collection[str]) -> None:
    """These went out, or are past."""
    tx.conn.execute(update(G).where(G.c.id == meeting_id).values(reminded=",".join(kinds)))


def _note(tx: Tx, meeting_id: int, member_id: int, **values: Any) -> None:
    mine = (A.c.meeting_id == meeting_id, A.c.member_id == member_id)
    if tx.conn.execute(update(A).where(*mine).values(changed=tx.now, **values)).rowcount == 0:
        first = {"reply": "", "met": "[]", "came": None, "changed": tx.now}
        tx.conn.execute(A.insert().values(meeting_id=meeting_id, member_id=member_id, **{**first, **values}))


def note_reply(tx: Tx, meeting_id: int, member_id: int, reply: str) -> None:
    """A member says whether they come: "yes" or "no"."""
    _note(tx, meeting_id, member_id, reply=reply)


def note_came(tx: Tx, meeting_id: int, member_id: int, *, came: bool | None) -> None:
    """An officer notes who came; None takes the note back."""
    _note(tx, meeting_id, member_id, came=came)


def note_met(tx: Tx, meeting_id: int, member_id: int, needs: Collection[str]) -> None:
    """An officer notes which of a member's needs are seen to."""
    _note(tx, meeting_id, member_id, met=json.dumps(sorted(tx.vault.find(f"need:{need}") for need in needs)))


def attendance(tx: Tx, meeting_id: int) -> dict[int, dict[str, Any]]:
    """{"reply", "met", "came"} of a meeting by member; `met` holds hashes, `is_met` reads them."""
    rows = tx.conn.execute(select(A).where(A.c.meeting_id == meeting_id))
    return {r.member_id: {"reply": r.reply, "met": json.loads(r.met), "came": r.came} for r in rows}


def is_met(tx: Tx, noted: dict[str, Any], need: str) -> bool:
    """Whether a need is seen to."""
    return tx.vault.find(f"need:{need}") in noted.get("met", ())


def members_of(tx: Tx, meeting_id: int, person_id: int) -> int | None:
    """The member that a person is in the panel of this meeting, or None."""
    query = select(M.c.id).join(G, G.c.panel_id == M.c.panel_id).where(G.c.id == meeting_id, M.c.person_id == person_id)
    return tx.conn.execute(query).scalar()


def choose_thanks(tx: Tx, member_id: int, choice: str, text: str, version: str) -> None:
    """Keep how a member wants to be thanked, with the words that were shown."""
    values = {"member_id": member_id, "choice": choice, "text": text, "version": version}
    tx.conn.execute(C.insert().values(**values, at=tx.now))


def thanks_of(tx: Tx, panel_id: int) -> dict[int, str]:
    """The last choice of each member of a panel."""
    query = select(C.c.member_id, C.c.choice).join(M, M.c.id == C.c.member_id).where(M.c.panel_id == panel_id)
    return {r.member_id: r.choice for r in tx.conn.execute(query.order_by(C.c.id))}
