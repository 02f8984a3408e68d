"""The twin of the inbox keeps the contract of a door."""

import pytest

from bot.messages import Inbound, Receipt
from tests.channels.door import FakeDoor
from tests.channels.door_contract import DoorContract


class FakeCase:
    """The twin needs nothing behind it."""

    def __init__(self) -> None:
        self.door = FakeDoor()

    async def answer(self, inbound: Inbound) -> None:
        self.door.answer(inbound, "We will collect it on Friday.")

    async def kept(self) -> list[Inbound]:
        return self.door.kept

    async def receipts(self) -> list[Receipt]:
        return self.door.receipts

    def lose_storage(self) -> None:
        self.door.away = True

    def restore_storage(self) -> None:
        self.door.away = False


class TestFakeDoor(DoorContract):
    """The twin."""

    @pytest.fixture
    def case(self) -> FakeCase:
        return FakeCase()
