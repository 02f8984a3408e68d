"""The terminal: what one person types and reads, for `doorstep talk`."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from uuid import uuid4

from starlette.routing import BaseRoute

from bot.channels.base import Door, StorageAway
from bot.messages import Address, Channel, Inbound, Outbound, Receipt, ReceiptState


class Terminal:
    """One person at a keyboard. What is sent to them waits until `take` prints it."""

    serves: tuple[Channel, ...] = (Channel.TERMINAL,)

    def __init__(self, name: str = "terminal", new_id: Callable[[], str] = lambda: uuid4().hex) -> None:
        self.person = Address(Channel.TERMINAL, name)
        self._new_id = new_id
        self._door: Door | None = None
        self._sent: dict[int, Receipt] = {}
        self._unread: list[Outbound] = []

    def routes(self) -> Sequence[BaseRoute]:
        """None: the terminal is not on the web."""
        return []

    @asynccontextmanager
    async def running(self, door: Door) -> AsyncIterator[None]:
        """Hold the door open."""
        self._door = door
        try:
            yield
        finally:
            self._door = None

    async def hear(self, text: str, *, choice: str = "", asked: str = "", received: datetime | None = None) -> Inbound:
        """Hand in one typed line and give what was handed in."""
        if self._door is None:
            raise StorageAway
        inbound = Inbound(self.person, self._new_id(), text, received, choice, asked)
        await self._door.accept(inbound)
        return inbound

    def take(self) -> list[Outbound]:
        """What came since the last time, in order."""
        unread, self._unread = self._unread, []
        return unread

    async def send(self, message: Outbound) -> Receipt:
        """Put it before the reader."""
        receipt = Receipt(Channel.TERMINAL, f"terminal-{message.id}", ReceiptState.DELIVERED)
        self._unread.append(message)
        self._sent[message.id] = receipt
        return receipt

    async def find_sent(self, message: Outbound, since: datetime) -> Receipt | None:  # noqa: ARG002
        """The receipt of what this process showed."""
        return self._sent.get(message.id)

    def health(self) -> str:
        """Always on: it needs no settings."""
        return "on"
