"""Sending when the provider is down or quicker than we are, and what stands at rest meanwhile."""

import asyncio

from sqlalchemy import select

from bot.messages import Address, Channel, Inbound, Outbound, Receipt, ReceiptState, RetryLater
from storage import conversations, outbox
from storage.base import table
from storage.database import Tx
from tests.databases import Clock
from tests.pipeline.conftest import RESIDENT, MemoryChannel, Road


async def test_a_receipt_that_comes_before_its_send_is_kept_for_it(road: Road) -> None:
    await road.write("about report")
    await road.turns()
    early = Receipt(Channel.SMS, "p1", ReceiptState.UNDELIVERED, "30003")
    await road.inbox.receipt(early)
    assert await road.inbox.settle_receipts() == 0
    await road.sends()
    assert await road.inbox.settle_receipts() == 1
    assert await road.inbox.settle_receipts() == 0
    await road.turns()
    c = table(conversations.Conversation)
    assert await road.db.read(lambda tx: tx.conn.execute(select(c.c.waiting_reason)).scalar()) == "not-delivered"


async def test_a_provider_that_is_down_is_left_alone_for_a_while(road: Road, clock: Clock) -> None:
    for number in range(6):
        await road.inbox.accept(Inbound(Address(Channel.SMS, f"+4477009000{number:02}"), f"m{number}", "about report"))
    await road.turns()
    road.channel.faults = [RetryLater("unreachable")] * 6
    assert await road.dispatcher.send_next() == 6
    await road.dispatcher.ended()
    clock.forward(seconds=20)
    assert await road.dispatcher.send_next() == 0  # all are due; the provider rests, and no try is used up
    clock.forward(seconds=11)
    assert await road.dispatcher.send_next() == 6
    await road.dispatcher.ended()
    assert len(road.channel.sent) == 6


class Hanging(MemoryChannel):
    """A provider that takes a message to one resident only when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on = asyncio.Event()

    async def send(self, message: Outbound) -> Receipt:
        """Keep it, some time."""
        if message.to == RESIDENT:
            await self.go_on.wait()
        return await super().send(message)


async def test_a_send_that_hangs_holds_up_nobody_else(road: Road) -> None:
    road.dispatcher.channels = {Channel.SMS: (provider := Hanging())}
    three, woken = asyncio.Event(), []

    def wake() -> None:
        woken.append(len(provider.sent))
        if len(woken) == 3:
            three.set()

    road.dispatcher.wake = wake
    await road.write("about report")
    await road.turns()
    assert await road.dispatcher.send_next() == 1
    for number in range(3):
        await road.inbox.accept(Inbound(Address(Channel.SMS, f"+4477009001{number:02}"), f"o{number}", "about report"))
    await road.turns()
    assert await road.dispatcher.send_next() == 3
    await three.wait()
    assert RESIDENT not in [message.to for message in provider.sent]
    provider.go_on.set()
    await road.dispatcher.ended()
    assert provider.sent[-1].to == RESIDENT
    assert woken == [3, 3, 3, 4]


async def test_labels_of_buttons_are_sealed(road: Road) -> None:
    label = [["4 Mill Road", "4"]]

    def put(tx: Tx) -> None:
        talk = conversations.make(tx, "sms", RESIDENT.value)
        outbox.put(tx, conversation_id=talk.id, channel="sms", address=RESIDENT.value, text="Which?",
                   extras={"choices": label, "asked": "f1.home"})  # fmt: skip

    await road.db.write(put)
    rows = await road.db.read(lambda tx: tx.conn.execute(select(outbox.O)).all())
    assert "Mill" not in str(rows)
    assert (await road.db.read(lambda tx: outbox.said(tx, 1)))[0][2] == {"asked": "f1.home", "choices": label}
    await road.sends()
    assert [choice.label for choice in road.channel.sent[0].choices] == ["4 Mill Road"]
