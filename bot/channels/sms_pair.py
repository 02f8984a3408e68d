"""Two providers for text messages: what goes to the second shifts with the errors and the slowness of the first.

Each failure or slow answer moves a part of the messages over, each quick one moves a little back. A provider is never
left out altogether, so that its recovery is seen.
"""

import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Protocol

import structlog
from starlette.routing import BaseRoute

from bot.channels.base import ChannelPart, Door
from bot.channels.sms_second import SecondSms
from bot.messages import Channel, OurFault, Outbound, Receipt, RetryLater, SendError

log = structlog.get_logger()
SLOW = 4.0  # seconds from which an answer counts as slow
STEP, BACK = 0.25, 0.05  # of all messages: moved over by a failure, moved back by a quick answer
MOST = 0.9  # of all messages go to the second at most, while the first fails
MAYBE_SENT = ("unknown", "timeout")  # then it may have gone out: the other provider must not send it again


class Way(Protocol):
    """One provider's way out."""

    async def send(self, message: Outbound) -> Receipt:
        """Send it. Raises SendError."""

    async def find_sent(self, message: Outbound, since: datetime) -> Receipt | None:
        """Whether it went out."""


class SmsPair:
    """The first provider's channel with a second way out for text messages; WhatsApp has only the first."""

    serves: tuple[Channel, ...] = (Channel.SMS, Channel.WHATSAPP)

    def __init__(self, first: ChannelPart, second: SecondSms) -> None:
        self.first, self.second = first, second
        self.share = 0.0
        self._owed = 0.0

    def routes(self) -> Sequence[BaseRoute]:
        """Those of both."""
        return [*self.first.routes(), *self.second.routes()]

    @asynccontextmanager
    async def running(self, door: Door) -> AsyncIterator[None]:
        """Both are open in the block."""
        async with self.first.running(door), self.second.running(door):
            yield

    def health(self) -> str:
        """The first one's line, and how much goes to the second."""
        return self.first.health() if not self.share else f"on, {self.share:.0%} by the second provider"

    async def send(self, message: Outbound) -> Receipt:
        """Send by one provider; by the other when this one surely did not take it."""
        if message.to.channel is not Channel.SMS:
            return await self.first.send(message)
        by_second = self._turn_of_second()
        try:
            return await self._by(message, second=by_second)
        except (RetryLater, OurFault) as error:
            if error.code in MAYBE_SENT:
                raise
            log.warning("sms.other-provider", code=error.code)
            return await self._by(message, second=not by_second)

    async def find_sent(self, message: Outbound, since: datetime) -> Receipt | None:
        """Ask both; neither may be left out, whichever it went by."""
        found = await self.first.find_sent(message, since)
        if found is None and message.to.channel is Channel.SMS:
            return await self.second.find_sent(message, since)
        return found

    async def _by(self, message: Outbound, *, second: bool) -> Receipt:
        way: Way = self.second if second else self.first
        begun = time.monotonic()
        try:
            receipt = await way.send(message)
        except SendError as error:
            if isinstance(error, RetryLater | OurFault):
                self._shift(STEP, away_from_second=second)
            raise
        quick = time.monotonic() - begun < SLOW
        self._shift(-BACK if quick else STEP, away_from_second=second)
        return receipt

    def _shift(self, by: float, *, away_from_second: bool) -> None:
        """Move a part of the messages away from one provider (or, below 0, back to it)."""
        change = -by if away_from_second else by
        if by < 0 and away_from_second:
            return  # that the second is quick is no reason to leave the first
        self.share = round(min(max(self.share + change, 0.0), MOST), 2)

    def _turn_of_second(self) -> bool:
        self._owed += self.share
        if self._owed < 1:
            return False
        self._owed -= 1
        return True
