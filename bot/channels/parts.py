"""A message of several parts: a retry goes on after the last part that the provider took."""

from collections.abc import Awaitable, Callable, Sequence

from bot.messages import Receipt, RetryLater

SendOne = Callable[[str], Awaitable[Receipt]]


class Parts:
    """Remembers, while this process lives, how much of a message went out before the provider was away."""

    def __init__(self) -> None:
        self._next: dict[int, int] = {}

    async def send(self, message_id: int, parts: Sequence[str], send_one: SendOne) -> Receipt:
        """Send each part once; the last part's receipt stands for the message."""
        number = self._next.pop(message_id, 0)
        try:
            for part in parts[number:-1]:
                await send_one(part)
                number += 1
            return await send_one(parts[-1])
        except RetryLater:
            self._next[message_id] = number
            raise
