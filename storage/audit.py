"""The audit log: who did what to whom. Each row carries the hash of the one before, so a gap or a change shows.

What an officer wrote as a reason is kept apart from the chain, sealed, and the chain holds its hash: the words can go
when they name somebody who asks us to delete them, and the chain holds still.
"""

import hashlib
import re
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, text, update
from sqlmodel import Field, SQLModel

from storage.base import Utc, table
from storage.database import Tx


class AuditRow(SQLModel, table=True):
    """One act. Ids only, no message text. Kept 6 years; a row "trimmed" vouches for the hash where the chain begins.

    `words` is the reason, after a random mark; `reason` is the hash of both. Rows about the log itself have it plain.
    """

    __tablename__ = "audit"
    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Utc)
    actor: str
    action: str
    subject: str = Field(index=True)
    reason: str = ""
    previous: str = ""
    hash: str = ""
    words: bytes | None = None


A = table(AuditRow)
TRIMMED, BROKEN, HOLDS = "trimmed", "broken", "holds"
CHAIN = "audit"  # the subject of what is written about the log itself
LATEST = 1000  # rows that a page reads; the daily look reads all
HASHED, MARK = "sha256:", "\x1f"
GONE = "removed with the data of a person"
LOCK_KEY = 7_700_900  # PostgreSQL advisory lock: one link is forged at a time


def _link(previous: str, at: datetime, actor: str, action: str, subject: str, reason: str) -> str:
    parts = "\x1f".join((previous, at.isoformat(), actor, action, subject, reason))
    return hashlib.sha256(parts.encode()).hexdigest()


def add(tx: Tx, actor: str, action: str, subject: str, reason: str = "") -> None:
    """Write down an act."""
    if tx.locks_rows:
        tx.conn.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK_KEY})
    previous = tx.conn.execute(select(A.c.hash).order_by(A.c.id.desc()).limit(1)).scalar() or ""
    words = None
    if reason and subject != CHAIN:
        marked = secrets.token_hex(16) + MARK + reason
        reason, words = _hash(marked), tx.vault.seal(marked)
    linked = _link(previous, tx.now, actor, action, subject, reason)
    tx.conn.execute(
        A.insert().values(
            at=tx.now, actor=actor, action=action, subject=subject, reason=reason, previous=previous, hash=linked,
            words=words,
        )
    )  # fmt: skip


def _hash(marked: str) -> str:
    return HASHED + hashlib.sha256(marked.encode()).hexdigest()


def trim(tx: Tx, before: datetime) -> int:
    """Drop what is older than `before`; how many rows. The chain's new beginning is vouched for at its end."""
    last = tx.conn.execute(select(A.c.id, A.c.hash).where(A.c.at < before).order_by(A.c.id.desc()).limit(1)).first()
    if last is None:
        return 0
    add(tx, "retention", TRIMMED, CHAIN, last.hash)
    return tx.conn.execute(delete(A).where(A.c.id <= last.id)).rowcount


def first_broken(tx: Tx) -> int | None:
    """The id of the first row that does not follow from the one before, or None when the chain holds: reads it all."""
    vouched = _newest(tx, TRIMMED)
    every = select(A).order_by(A.c.id).execution_options(yield_per=LATEST)
    with tx.conn.execute(every) as rows:
        return _broken(tx, vouched.reason if vouched else "", rows)


def lately_broken(tx: Tx) -> int | None:
    """The same for a page: as the daily look found it, else among the newest rows."""
    told = _newest(tx, BROKEN, HOLDS)
    if told is not None and told.action == BROKEN:
        return int(told.reason)
    newest = tx.conn.execute(select(A).order_by(A.c.id.desc()).limit(LATEST)).all()[::-1]
    if len(newest) < LATEST:
        return first_broken(tx)
    return _broken(tx, newest[0].previous, newest)


def note_look(tx: Tx, broken: int | None) -> None:
    """Write down what the daily look found, when it is not what the one before found."""
    told = _newest(tx, BROKEN, HOLDS)
    before = int(told.reason) if told is not None and told.action == BROKEN else None
    if broken != before:
        add(tx, "worker", HOLDS if broken is None else BROKEN, CHAIN, "" if broken is None else str(broken))


def _newest(tx: Tx, *actions: str) -> Any:
    mine = (A.c.subject == CHAIN, A.c.action.in_(actions))
    return tx.conn.execute(select(A.c.action, A.c.reason).where(*mine).order_by(A.c.id.desc()).limit(1)).first()


def _broken(tx: Tx, previous: str, rows: Iterable[Any]) -> int | None:
    for r in rows:
        changed = r.words is not None and _hash(tx.vault.open(r.words)) != r.reason
        linked = _link(previous, r.at, r.actor, r.action, r.subject, r.reason)
        if changed or r.previous != previous or r.hash != linked:
            return int(r.id)
        previous = r.hash
    return None


def _reason(tx: Tx, row: Any) -> str:
    if row.words is not None:
        return tx.vault.open(row.words).partition(MARK)[2]
    return GONE if row.reason.startswith(HASHED) else str(row.reason)


def forget_words(tx: Tx, names: Iterable[str], digits: Iterable[str]) -> None:
    """Take away every reason that names somebody: by a whole name or email, or by the digits of a number."""
    wanted = [re.compile(rf"(?<!\w){re.escape(' '.join(name.split()))}(?!\w)", re.IGNORECASE) for name in names if name]
    numbers = [number for number in digits if number]
    query, gone = select(A.c.id, A.c.words).where(A.c.words.is_not(None)).execution_options(yield_per=LATEST), []
    with tx.conn.execute(query) as rows:
        for row in rows:
            said = " ".join(tx.vault.open(row.words).partition(MARK)[2].split())
            spelt = re.sub(r"[\s().+-]", "", said)
            if any(one.search(said) for one in wanted) or any(number in spelt for number in numbers):
                gone.append(row.id)
    for begin in range(0, len(gone), LATEST):
        tx.conn.execute(update(A).where(A.c.id.in_(gone[begin : begin + LATEST])).values(words=None))


def about(tx: Tx, subject: str) -> list[dict[str, Any]]:
    """Every act on one subject, oldest first: at, actor, action, reason."""
    rows = tx.conn.execute(select(A).where(A.c.subject == subject).order_by(A.c.id))
    return [{"at": row.at, "actor": row.actor, "action": row.action, "reason": _reason(tx, row)} for row in rows]
