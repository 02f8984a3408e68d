"""A message of several parts: a retry goes on after the last part that the provider took."""

from asyncio import CancelledError
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from bot.messages import Receipt, RetryLater

Part = TypeVar("Part")


class Parts:
    """Remembers, while this process lives, how much of a message went out before it broke off."""

    def __init__(self) -> None:
        self._next: dict[int, int] = {}

    async def send(
        self, message_id: int, parts: Sequence[Part], send_one: Callable[[Part], Awaitable[Receipt]]
    ) -> Receipt:
        """Send each part once; the last part's receipt stands for the message."""
        number = self._next.pop(message_id, 0)
        try:
            for part in parts[number:-1]:
                await send_one(part)
                number += 1
            return await send_one(parts[-1])
        except (RetryLater, CancelledError):
            self._next[message_id] = number
            raise
