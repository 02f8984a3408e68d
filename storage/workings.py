"""How the service runs, as its tables show it: queues and their age, what did not arrive, what waits for a person."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from storage.alerts import A
from storage.conversations import C
from storage.database import Tx
from storage.inbox import I
from storage.outbox import LOST, OWED, O


def gauges(tx: Tx) -> dict[str, float]:
    """The figures for Prometheus; bot/health.py says what each is."""
    heard = _waiting(tx, select(func.count(), func.min(I.c.received)).where(I.c.done.is_(None)))
    owed = _waiting(tx, select(func.count(), func.min(O.c.due)).where(OWED, O.c.due <= tx.now))
    alerts = _waiting(tx, select(func.count(), func.min(A.c.created)).where(A.c.acknowledged.is_(None)))
    people = select(func.count()).select_from(C).where(C.c.waiting.is_not(None))
    lost = select(func.count()).select_from(O).where(LOST)
    return {
        "inbox_waiting": heard[0], "inbox_age_seconds": heard[1], "outbox_waiting": owed[0],
        "outbox_age_seconds": owed[1], "alerts_waiting": alerts[0], "alerts_age_seconds": alerts[1],
        "people_waiting": int(tx.conn.execute(people).scalar() or 0),
        "outbox_undelivered": int(tx.conn.execute(lost).scalar() or 0),
    }  # fmt: skip


def _waiting(tx: Tx, query: Select[int, Any]) -> tuple[int, float]:
    """How many wait, and for how many seconds the oldest has."""
    count, oldest = tx.conn.execute(query).one()
    since: datetime = oldest or tx.now
    return int(count), max((tx.now - since).total_seconds(), 0.0)


def undelivered(tx: Tx, most: int = 50) -> list[dict[str, Any]]:
    """The newest messages that did not arrive: id, conversation, channel, code, receipt, created."""
    columns = (O.c.id, O.c.conversation_id, O.c.channel, O.c.code, O.c.receipt, O.c.created)
    rows = select(*columns).where(LOST).order_by(O.c.id.desc()).limit(most)
    return [dict(row._mapping) for row in tx.conn.execute(rows)]
