"""A working twin of the inbox, in memory: it keeps once, remembers receipts and what was said."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from bot.channels.base import Said, StorageAway
from bot.messages import Address, Channel, Choice, Inbound, Receipt

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class FakeDoor:
    """Keeps the promises of Door (see door_contract.py). A test answers by calling `answer`."""

    def __init__(self) -> None:
        self.kept: list[Inbound] = []
        self.receipts: list[Receipt] = []
        self.away = False
        self._done: dict[tuple[Channel, str], asyncio.Event] = {}
        self._said: dict[Address, list[Said]] = {}
        self._count = 0
        self._changed = asyncio.Condition()

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds after a message was kept; fails after five seconds."""
        async with asyncio.timeout(5), self._changed:
            await self._changed.wait_for(holds)

    async def accept(self, inbound: Inbound) -> bool:
        """Keep it once."""
        if self.away:
            raise StorageAway
        key = (inbound.sender.channel, inbound.provider_id)
        if key in self._done:
            return False
        self._done[key] = asyncio.Event()
        self.kept.append(inbound)
        self._say(inbound.sender, Said(0, inbound.text, "resident", self._now()))
        async with self._changed:
            self._changed.notify_all()
        return True

    async def receipt(self, receipt: Receipt) -> None:
        """Keep it."""
        if self.away:
            raise StorageAway
        self.receipts.append(receipt)

    async def answered(self, inbound: Inbound, seconds: float) -> bool:
        """Wait until `answer` was called for it."""
        try:
            async with asyncio.timeout(seconds):
                await self._done[inbound.sender.channel, inbound.provider_id].wait()
        except TimeoutError:
            return False
        return True

    async def history(self, address: Address, after: int = 0) -> Sequence[Said]:
        """What was said, oldest first."""
        said = self._said.get(address, [])
        return [line for line in said if line.id > after] if after else list(said)

    def answer(self, inbound: Inbound, *texts: str, choices: tuple[Choice, ...] = (), asked: str = "") -> None:
        """End the turn on `inbound` with these replies."""
        for text in texts:
            self.say(inbound.sender, text, choices=choices, asked=asked)
        self._done[inbound.sender.channel, inbound.provider_id].set()

    def say(
        self, address: Address, text: str, *, sender: str = "bot", choices: tuple[Choice, ...] = (), asked: str = ""
    ) -> Said:
        """Keep one line of ours."""
        self._count += 1
        said = Said(self._count, text, sender, self._now(), choices, asked)
        self._say(address, said)
        return said

    def _say(self, address: Address, said: Said) -> None:
        self._said.setdefault(address, []).append(said)

    def _now(self) -> datetime:
        return START + timedelta(seconds=sum(map(len, self._said.values())))
