"""The desk behind the page, the plain HTTP and the socket: checks what a resident typed and keeps it."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.channels.base import Door, Said, StorageAway
from bot.channels.body import clean
from bot.channels.webchat_identity import Origins, Tokens
from bot.channels.webchat_text import CouncilText
from bot.messages import Address, Inbound

MOST_CHARACTERS = 5_000
MOST_ID_CHARACTERS = 200
PACE_MESSAGES = 20
PACE_SECONDS = 10.0
PACE_ADDRESSES = 10_000
ANSWER_SECONDS = 10.0

STATUS = {
    "too-long": 413,
    "empty": 400,
    "bad-message": 400,
    "unknown": 401,
    "forbidden": 403,
    "slow-down": 429,
    "try-again": 503,
}


class Refused(Exception):
    """A message that we do not take; the code says why, and the council's words say it to the resident."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Pace:
    """At most 20 messages in 10 seconds from one conversation, whichever way they come."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._recent: OrderedDict[str, deque[float]] = OrderedDict()

    def allows(self, who: str) -> bool:
        """Whether one more may come now; a message that is refused does not count."""
        now = self._clock()
        times = self._recent.setdefault(who, deque())
        self._recent.move_to_end(who)
        if len(self._recent) > PACE_ADDRESSES:
            self._recent.popitem(last=False)
        while times and times[0] <= now - PACE_SECONDS:
            times.popleft()
        if len(times) >= PACE_MESSAGES:
            return False
        times.append(now)
        return True


@dataclass(frozen=True)
class Typed:
    """What a resident sent, not yet checked. `id` is the client's own: the same id is the same message."""

    id: str
    text: str
    choice: str = ""
    asked: str = ""
    language: str = ""


def tidy(text: str) -> str:
    """Text that every database can keep, with one kind of line end."""
    return clean(text).replace("\r\n", "\n").strip()


def language_hint(accept_language: str) -> str:
    """The browser's first language (ISO 639-1), or ""."""
    first = accept_language.split(",")[0].split(";")[0].split("-")[0].strip().lower()
    return first if len(first) == 2 and first.isalpha() else ""


@dataclass
class Desk:
    """What the three ways of the web chat share. `door` is there while the channel is running."""

    council: CouncilText
    tokens: Tokens
    origins: Origins
    pace: Pace
    answer_seconds: float = ANSWER_SECONDS
    door: Door | None = None

    def check(self, address: Address, typed: Typed) -> Inbound:
        """The message as the inbox takes it, or a refusal."""
        if not typed.id or len(typed.id) > MOST_ID_CHARACTERS:
            raise Refused("bad-message")
        text = tidy(typed.text)
        if len(text) > MOST_CHARACTERS or len(typed.choice) > MOST_CHARACTERS:
            raise Refused("too-long")
        if not text and not typed.choice:
            raise Refused("empty")
        if not self.pace.allows(address.value):
            raise Refused("slow-down")
        return Inbound(
            sender=address,
            # Two residents may use the same id of their own making.
            provider_id=f"{address.value}:{tidy(typed.id)}",
            text=text,
            choice=tidy(typed.choice),
            asked=tidy(typed.asked),
            language=typed.language,
        )

    async def keep(self, inbound: Inbound) -> bool:
        """Keep it durably; False when it is a repeat."""
        try:
            return await self._open().accept(inbound)
        except StorageAway as away:
            raise Refused("try-again") from away

    async def answered(self, inbound: Inbound) -> bool:
        """Wait for the answer, but not for ever."""
        return await self._open().answered(inbound, self.answer_seconds)

    async def history(self, address: Address, after: int = 0) -> Sequence[Said]:
        """What was said, oldest first."""
        try:
            return await self._open().history(address, after)
        except StorageAway as away:
            raise Refused("try-again") from away

    def _open(self) -> Door:
        if self.door is None:
            raise Refused("try-again")
        return self.door
