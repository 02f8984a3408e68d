"""The outbox: every message we owe, until a provider has taken it or an officer has it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Index, and_, bindparam, func, or_, select, text, update
from sqlmodel import Field, SQLModel

from storage.base import Utc, table
from storage.conversations import C
from storage.database import Tx
from storage.notices import OUTBOX, WEB
from storage.prepared import Prepared

WAITING, SENDING, SENT, FAILED, STOPPED, OFFICER = (
    "waiting",
    "sending",
    "sent",
    "failed",
    "stopped",
    "officer",
)
SAFETY, REPLY, CAMPAIGN, NEWS = -1, 0, 1, 2  # a smaller priority is sent first; a reply answers, the rest is unasked
SOON = timedelta(seconds=60)  # an earlier message due within it is waited for
LEASE = timedelta(seconds=60)  # a row "sending" for longer belongs to a dead process

OWED, CLAIMED, LOST = text("state = 'waiting'"), text("state = 'sending'"), text("state = 'officer'")


class OutboxRow(SQLModel, table=True):
    """One message of ours. `state` is waiting, sending, sent, failed, stopped or officer. Text is kept 90 days."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_due", "priority", "id", sqlite_where=OWED, postgresql_where=OWED),
        Index("ix_outbox_sending", "claimed", sqlite_where=CLAIMED, postgresql_where=CLAIMED),
        Index("ix_outbox_lost", "id", sqlite_where=LOST, postgresql_where=LOST),
        Index("ix_outbox_provider", "channel", "provider_id"),
        Index("ix_outbox_conversation", "conversation_id", "id"),
    )  # fmt: skip
    id: int | None = Field(default=None, primary_key=True)
    conversation_id: int = Field(foreign_key="conversation.id")
    channel: str
    address: bytes
    text: bytes | None = None
    extras: str = "{}"
    choices: bytes | None = None
    state: str = WAITING
    priority: int = REPLY
    due: datetime = Field(sa_type=Utc)
    claimed: datetime | None = Field(default=None, sa_type=Utc)
    tries: int = 0
    created: datetime = Field(sa_type=Utc)
    sent: datetime | None = Field(default=None, sa_type=Utc)
    provider_id: str = ""
    receipt: str = ""
    code: str = ""


O = table(OutboxRow)  # noqa: E741
_earlier = O.alias("earlier")


@dataclass(frozen=True)
class Claimed:
    """A row that this process may send now."""

    id: int
    conversation_id: int
    channel: str
    address: str
    text: str
    extras: dict[str, Any]
    tries: int
    created: datetime


PUT = Prepared(
    O.insert(),
    "conversation_id", "channel", "address", "text", "extras", "choices", "state", "priority", "due", "created",
    "tries", "provider_id", "receipt", "code",
)  # fmt: skip
_due = (
    select(O.c.id)
    .where(
        O.c.state == WAITING, O.c.due <= bindparam("moment"),
        # one message of a conversation at a time, in order; only what waits long (quiet hours, a provider that is
        # away) is overtaken, and a safety reply overtakes everything that has not begun
        ~select(_earlier.c.id)
        .where(
            _earlier.c.conversation_id == O.c.conversation_id,
            _earlier.c.id < O.c.id,
            _earlier.c.priority <= O.c.priority,
            or_(_earlier.c.state == SENDING, and_(_earlier.c.state == WAITING, _earlier.c.due <= bindparam("soon"))),
        )
        .exists(),
    )
    .order_by(O.c.priority, O.c.id)
    .limit(bindparam("most"))
)  # fmt: skip
SENT_FROM = (O.c.id, O.c.conversation_id, O.c.channel, O.c.address, O.c.text, O.c.extras, O.c.choices, O.c.tries,
             O.c.created, O.c.priority)  # fmt: skip


@cache
def _claim_of(channels: tuple[str, ...]) -> Prepared:
    """The statement that takes what is due on these channels, built once."""
    due = _due.where(or_(*(O.c.channel == channel for channel in channels)))
    locked = due.with_for_update(skip_locked=True).scalar_subquery()
    return Prepared({
        dialect: update(O)
        .where(these, O.c.state == WAITING)
        .values(state=SENDING, claimed=bindparam("moment"), tries=O.c.tries + 1)
        .returning(*SENT_FROM)
        # an array, because PostgreSQL may look for what is due once for each row of the table that it compares
        for dialect, these in (("sqlite", O.c.id.in_(due)), ("postgresql", O.c.id == func.any(func.array(locked))))
    })  # fmt: skip


RECORD = Prepared(
    update(O)
    .where(O.c.id == bindparam("row"))
    .values(state=bindparam("new"), sent=bindparam("moment"), provider_id=bindparam("pid"),
            receipt=bindparam("how"), code=bindparam("why"))
)  # fmt: skip
CANCEL_UNASKED = Prepared(
    update(O)
    .where(O.c.conversation_id == bindparam("conversation"), O.c.state == WAITING, O.c.priority == CAMPAIGN)
    .values(state=STOPPED, code="overtaken")
)
AGAIN = Prepared(
    update(O)
    .where(O.c.id == bindparam("row"))
    .values(state=WAITING, due=bindparam("later"), claimed=None, code=bindparam("why"))
)


def put(
    tx: Tx, *, conversation_id: int, channel: str, address: str, text: str, extras: dict[str, Any],
    priority: int = REPLY, due: datetime | None = None,
) -> None:  # fmt: skip
    """Owe a message."""
    values = {
        "conversation_id": conversation_id, "channel": channel, "address": tx.vault.seal(address),
        "text": tx.vault.seal(text), **_packed(tx, extras), "state": WAITING, "priority": priority,
        "due": due or tx.now, "created": tx.now, "tries": 0, "provider_id": "", "receipt": "", "code": "",
    }  # fmt: skip
    tx.wakes(OUTBOX)
    if channel == "web":
        tx.wakes(WEB, address)
    PUT.post(tx, values)


def _packed(tx: Tx, extras: dict[str, Any]) -> dict[str, Any]:
    """The columns of what goes beside a text; labels of buttons may name a home, so they are sealed."""
    plain = {name: value for name, value in extras.items() if name != "choices"}
    choices = extras.get("choices")
    return {"extras": json.dumps(plain), "choices": tx.vault.seal(json.dumps(choices)) if choices else None}


def _unpacked(tx: Tx, row: Any) -> dict[str, Any]:
    extras: dict[str, Any] = json.loads(row.extras)
    return {**extras, "choices": json.loads(tx.vault.open(row.choices))} if row.choices else extras


def _claimed(tx: Tx, row: Any) -> Claimed:
    return Claimed(
        row.id, row.conversation_id, row.channel, tx.vault.open(row.address), tx.vault.open(row.text),
        _unpacked(tx, row), row.tries, row.created,
    )  # fmt: skip


def claim(tx: Tx, channels: list[str], most: int) -> list[Claimed]:
    """Take up to `most` due rows for sending, replies first; each conversation's in order."""
    if not channels:
        return []
    given = {"moment": tx.now, "soon": tx.now + SOON, "most": most}
    rows = _claim_of(tuple(channels)).rows(tx, given)
    return [_claimed(tx, row) for row in sorted(rows, key=lambda row: (row.priority, row.id))]


def record(tx: Tx, row_id: int, state: str, *, provider_id: str = "", receipt: str = "", code: str = "") -> None:
    """Write down how a send ended."""
    record_all(tx, [(row_id, provider_id, receipt)], state, code)


def record_all(tx: Tx, ended: Sequence[tuple[int, str, str]], state: str, code: str = "") -> None:
    """Write down how several sends ended: (row, provider's id, receipt) of each."""
    moment = tx.now if state == SENT else None
    RECORD.run_all(
        tx,
        [{"row": row, "new": state, "moment": moment, "pid": pid, "how": how, "why": code} for row, pid, how in ended],
    )


def again(tx: Tx, row_id: int, after: float, code: str) -> None:
    """Try a row once more in `after` seconds."""
    AGAIN.post(tx, {"row": row_id, "later": tx.now + timedelta(seconds=after), "why": code})


def left_sending(tx: Tx, before: datetime) -> list[Claimed]:
    """Rows that a process took before `before` and never finished; they are taken over by this call."""
    query = select(O).where(O.c.state == SENDING, O.c.claimed < before).order_by(O.c.id).limit(50)
    rows = tx.conn.execute(query.with_for_update(skip_locked=True) if tx.locks_rows else query).all()
    for row in rows:
        tx.conn.execute(update(O).where(O.c.id == row.id).values(claimed=tx.now))
    return [_claimed(tx, row) for row in rows]


def note_receipt(tx: Tx, channel: str, provider_id: str, state: str, code: str, order: list[str]) -> int | None:
    """Keep a later receipt of a sent message; an earlier one never overwrites it. The conversation's id or None."""
    row = tx.conn.execute(
        select(O.c.id, O.c.receipt, O.c.conversation_id).where(O.c.channel == channel, O.c.provider_id == provider_id)
    ).first()
    if row is None:
        return None
    if row.receipt not in order or order.index(state) > order.index(row.receipt):
        tx.conn.execute(update(O).where(O.c.id == row.id).values(receipt=state, code=code))
    return int(row.conversation_id)


def unasked_since(tx: Tx, person_id: int, since: datetime) -> list[datetime]:
    """When each message that answers nothing went to this person, or will go, after `since`."""
    moment = func.coalesce(O.c.sent, O.c.due)
    mine = (C.c.person_id == person_id, O.c.priority > 0, O.c.state.in_([WAITING, SENDING, SENT]), moment > since)
    rows = tx.conn.execute(select(O.c.sent, O.c.due).join(C, C.c.id == O.c.conversation_id).where(*mine))
    return [row.sent or row.due for row in rows]


def cancel_unasked(tx: Tx, conversation_id: int) -> None:
    """The resident has written: a reminder that still waits is not sent any more. News still is."""
    CANCEL_UNASKED.post(tx, {"conversation": conversation_id})


def cancel_waiting(tx: Tx, conversation_id: int) -> None:
    """Send nothing more of what waits for this conversation (after STOP)."""
    tx.conn.execute(update(O).where(O.c.conversation_id == conversation_id, O.c.state == WAITING).values(state=STOPPED))


def said(tx: Tx, conversation_id: int, after: int = 0) -> list[Any]:
    """Our messages of a conversation with an id over `after`, oldest first: id, text, extras, created, state."""
    rows = tx.conn.execute(
        select(O.c.id, O.c.text, O.c.extras, O.c.choices, O.c.created, O.c.state)
        .where(O.c.conversation_id == conversation_id, O.c.id > after)
        .order_by(O.c.id)
    )
    return [(r.id, tx.vault.open(r.text) if r.text else "", _unpacked(tx, r), r.created, r.state) for r in rows]


def waiting_rows(tx: Tx) -> int:
    """How many messages wait to be sent (a gauge)."""
    return int(tx.conn.execute(select(func.count()).select_from(O).where(O.c.state == WAITING)).scalar() or 0)


def redact(tx: Tx, conversation_id: int, row_id: int) -> bool:
    """Take the words out of a message of ours that is no longer on its way; False when there is none."""
    mine = (O.c.id == row_id, O.c.conversation_id == conversation_id, O.c.state.not_in([WAITING, SENDING]))
    return tx.conn.execute(update(O).where(*mine).values(text=None, extras="{}", choices=None)).rowcount == 1
