"""What every Door promises. The twin and the real inbox run the same tests.

Plug in by subclassing DoorContract (its name must start with Test) with a fixture `case`.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import pytest

from bot.channels.base import Door, StorageAway
from bot.messages import Address, Channel, Inbound, Receipt, ReceiptState

RESIDENT = Address(Channel.SMS, "+447700900001")
HELLO = Inbound(RESIDENT, "SM1", "my bin was not collected")


class DoorCase(Protocol):
    """A door with what a test needs to see and move behind it."""

    door: Door

    async def answer(self, inbound: Inbound) -> None:
        """Let the turn on `inbound` end with one reply."""

    async def kept(self) -> Sequence[Inbound]:
        """What was kept, in order."""

    async def receipts(self) -> Sequence[Receipt]:
        """The receipts that were kept, in order."""

    def lose_storage(self) -> None:
        """From now on nothing can be kept."""

    def restore_storage(self) -> None:
        """Everything can be kept again."""


class DoorContract:
    """Inherit from this and give a fixture `case`."""

    async def test_what_was_accepted_is_kept_as_it_came(self, case: DoorCase) -> None:
        assert await case.door.accept(HELLO)
        assert [(kept.sender, kept.provider_id, kept.text) for kept in await case.kept()] == [
            (RESIDENT, "SM1", "my bin was not collected")
        ]

    async def test_a_repeat_is_told_apart_and_not_kept_again(self, case: DoorCase) -> None:
        answers = [await case.door.accept(HELLO), await case.door.accept(HELLO)]
        assert answers == [True, False]
        assert len(await case.kept()) == 1

    async def test_ten_repeats_at_once_are_kept_once(self, case: DoorCase) -> None:
        answers = await asyncio.gather(*(case.door.accept(HELLO) for _ in range(10)))
        assert sorted(answers) == [False] * 9 + [True]
        assert len(await case.kept()) == 1

    async def test_the_same_id_in_another_channel_is_another_message(self, case: DoorCase) -> None:
        elsewhere = replace(HELLO, sender=Address(Channel.TELEGRAM, "900001"))
        assert [await case.door.accept(HELLO), await case.door.accept(elsewhere)] == [True, True]

    async def test_without_storage_nothing_is_acknowledged_and_the_repeat_is_kept(self, case: DoorCase) -> None:
        case.lose_storage()
        with pytest.raises(StorageAway):
            await case.door.accept(HELLO)
        case.restore_storage()
        assert await case.door.accept(HELLO)

    async def test_a_receipt_may_come_twice_and_late(self, case: DoorCase) -> None:
        delivered = Receipt(Channel.SMS, "SM9", ReceiptState.DELIVERED)
        for receipt in (delivered, Receipt(Channel.SMS, "SM9", ReceiptState.SENT), delivered):
            await case.door.receipt(receipt)
        assert delivered in await case.receipts()

    async def test_waiting_ends_when_the_turn_is_done(self, case: DoorCase) -> None:
        await case.door.accept(HELLO)
        done, _ = await asyncio.gather(case.door.answered(HELLO, 5), case.answer(HELLO))
        assert done
        assert await case.door.answered(HELLO, 5)

    async def test_waiting_ends_when_time_runs_out(self, case: DoorCase) -> None:
        await case.door.accept(HELLO)
        assert not await case.door.answered(HELLO, 0.01)

    async def test_history_is_what_both_said_oldest_first(self, case: DoorCase) -> None:
        await case.door.accept(HELLO)
        await case.answer(HELLO)
        said = await case.door.history(RESIDENT)
        assert [line.sender for line in said] == ["resident", "bot"]
        assert said[0].text == "my bin was not collected"

    async def test_history_after_a_line_holds_only_our_newer_lines(self, case: DoorCase) -> None:
        again = replace(HELLO, provider_id="SM2", text="thanks")
        for inbound in (HELLO, again):
            await case.door.accept(inbound)
            await case.answer(inbound)
        first, second = [line for line in await case.door.history(RESIDENT) if line.sender == "bot"]
        assert list(await case.door.history(RESIDENT, after=first.id)) == [second]

    async def test_a_stranger_has_no_history(self, case: DoorCase) -> None:
        assert list(await case.door.history(Address(Channel.SMS, "+447700900002"))) == []
