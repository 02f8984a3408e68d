"""The real inbox keeps the contract of a door, on SQLite and on PostgreSQL."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import URL, NullPool, create_engine, make_url, select, text

from bot.channels.base import StorageAway
from bot.messages import Address, Channel, Inbound, Receipt, ReceiptState
from storage import conversations, outbox
from storage.database import Database, Tx
from storage.inbox import I
from storage.outbox import O
from tests.channels.door_contract import DoorContract
from tests.databases import postgres_server
from tests.pipeline.conftest import Road

ELSEWHERE = "+447700900009"


def run_on(server: URL, statement: str, **values: str | None) -> None:
    """Run one statement as the server's keeper."""
    engine = create_engine(server, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as conn:
        conn.execute(text(statement), values)
    engine.dispose()


def lose_sqlite(url: str) -> Callable[[], None]:
    """Take the file away; what puts it back."""
    file = Path(make_url(url).database or "")
    kept = file.rename(file.with_suffix(".kept"))
    file.mkdir()

    def restore() -> None:
        file.rmdir()
        kept.rename(file)

    return restore


def lose_postgresql(url: str) -> Callable[[], None]:
    """Throw everybody out and let nobody in; what opens it again."""
    name, server = make_url(url).database, postgres_server()
    run_on(server, f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    run_on(server, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name", name=name)
    return lambda: run_on(server, f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


def put_sent(tx: Tx) -> None:
    """A message to somebody else that Twilio has taken as SM9: receipts are about messages of ours."""
    talk = conversations.make(tx, "sms", ELSEWHERE)
    outbox.put(tx, conversation_id=talk.id, channel="sms", address=ELSEWHERE, text="Hello.", extras={})
    row = outbox.said(tx, talk.id)[-1][0]
    outbox.record(tx, row, outbox.SENT, provider_id="SM9", receipt=ReceiptState.ACCEPTED.value)


def kept_rows(tx: Tx) -> list[Inbound]:
    """What stands in the inbox, in order."""
    rows = tx.conn.execute(select(I).order_by(I.c.id))
    return [
        Inbound(
            Address(Channel(r.channel), tx.vault.open(r.address)),
            r.provider_id,
            json.loads(tx.vault.open(r.body))["text"],
        )
        for r in rows
    ]


def receipt_rows(tx: Tx) -> list[Receipt]:
    """How far each sent message came."""
    rows = tx.conn.execute(select(O).where(O.c.provider_id != "").order_by(O.c.id))
    return [Receipt(Channel(r.channel), r.provider_id, ReceiptState(r.receipt), r.code) for r in rows]


class RealCase:
    """The inbox of the road; the road's own turn answers."""

    def __init__(self, road: Road, url: str) -> None:
        self.door = road.inbox
        self._road, self._url = road, url
        self._restore: Callable[[], None] = lambda: None

    async def answer(self, inbound: Inbound) -> None:
        """Take the turn."""
        del inbound
        assert await self._road.turns() == 1

    async def kept(self) -> list[Inbound]:
        """Read the rows."""
        return await self._road.db.read(kept_rows)

    async def receipts(self) -> list[Receipt]:
        """Read the rows."""
        return await self._road.db.read(receipt_rows)

    def lose_storage(self) -> None:
        """The database goes away under open connections."""
        if self._road.db.is_sqlite:
            self._road.db.engine.dispose()  # an open file would still be there when its name is not
            self._restore = lose_sqlite(self._url)
        else:
            self._restore = lose_postgresql(self._url)

    def restore_storage(self) -> None:
        """It is back; nobody tells the pool of connections."""
        self._restore()


class TestInbox(DoorContract):
    """The real one."""

    @pytest.fixture
    def case(self, road: Road, db: Database, database_url: str) -> RealCase:
        """Over the tiny council, with one message that was sent."""
        db.write_now(put_sent)
        return RealCase(road, database_url)

    async def test_a_receipt_that_cannot_be_kept_is_said_to_be_so(self, case: RealCase) -> None:
        """The provider is then told to repeat it."""
        case.lose_storage()
        with pytest.raises(StorageAway):
            await case.door.receipt(Receipt(Channel.SMS, "SM9", ReceiptState.DELIVERED))
        case.restore_storage()
        await case.door.receipt(Receipt(Channel.SMS, "SM9", ReceiptState.DELIVERED))
        assert [receipt.state for receipt in await case.receipts()] == [ReceiptState.DELIVERED]
