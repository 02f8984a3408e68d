"""Receipts that came before the send they speak of was written down: they wait for it."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlmodel import Field, SQLModel

from storage.base import Utc, table
from storage.database import Tx
from storage.outbox import O


class EarlyReceipt(SQLModel, table=True):
    """One receipt whose message is not known yet. Kept until it is, a day at most."""

    __tablename__ = "early_receipt"
    id: int | None = Field(default=None, primary_key=True)
    channel: str
    provider_id: str
    state: str
    code: str
    at: datetime = Field(sa_type=Utc)


E = table(EarlyReceipt)
LIFE = timedelta(days=1)


def keep(tx: Tx, channel: str, provider_id: str, state: str, code: str) -> None:
    """Keep a receipt for later."""
    tx.conn.execute(E.insert().values(channel=channel, provider_id=provider_id, state=state, code=code, at=tx.now))


def take_known(tx: Tx) -> list[tuple[str, str, str, str]]:
    """(channel, provider's id, state, code) of receipts whose message is known by now, oldest first; each once."""
    mine = (O.c.channel == E.c.channel, O.c.provider_id == E.c.provider_id)
    rows = tx.conn.execute(select(E).where(select(O.c.id).where(*mine).exists()).order_by(E.c.id).limit(100)).all()
    if rows:
        tx.conn.execute(delete(E).where(E.c.id.in_([row.id for row in rows])))
    return [(row.channel, row.provider_id, row.state, row.code) for row in rows]
