"""The dispatcher: claim an outbox row, send it with no transaction open, record how it went."""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from bot.breaker import Breaker
from bot.channels.base import ChannelPart
from bot.log_ids import WithIds
from bot.messages import Address, Channel, Choice, OurFault, Outbound, PersonStopped, Receipt, RetryLater, SendError
from bot.meter import Meter
from storage import conversations, outbox
from storage.database import Database, Tx
from storage.outbox import Claimed

log = structlog.get_logger()
BACKOFF = (5.0, 30.0, 120.0, 600.0, 3600.0)  # seconds before each further try
AT_ONCE = 16  # on each channel
MOMENT = 0.05  # seconds in which most sends end: what is due meanwhile is then taken together
GIVE_UP_ASKING = timedelta(minutes=15)  # after so long without an answer an officer decides
OUR_FAULT_WAIT = 60.0
DEADLINE_SLACK = 5.0  # seconds beyond the channel's own deadline
MAYBE_SENT = ("unknown", "timeout")  # codes after which the message may have gone out all the same


@dataclass
class Dispatcher:
    """Sends what is owed. `channels` holds only those that are on."""

    db: Database
    channels: Mapping[Channel, ChannelPart]
    deadline: float
    meter: Meter = field(default_factory=Meter)
    wake: Callable[[], None] = lambda: None
    _breakers: dict[str, Breaker] = field(init=False)
    _under_way: "dict[asyncio.Task[None], str]" = field(default_factory=dict)
    _gone: list[tuple[int, str, str]] = field(default_factory=list)
    _recording: "asyncio.Task[None] | None" = None

    def __post_init__(self) -> None:
        self._breakers = {channel.value: Breaker(self.db.clock) for channel in self.channels}

    async def send_next(self) -> int:
        """Begin to send what is due now; how many were begun. `wake` is called as each ends.

        A provider that hangs holds up nothing but what goes through it.
        """
        busy = Counter(self._under_way.values())
        names = [name for name, one in self._breakers.items() if one.allows() and busy[name] < AT_ONCE]
        room = AT_ONCE - max((busy[name] for name in names), default=0)
        claimed = await self.db.write_soon(lambda tx: outbox.claim(tx, names, room)) if names else []
        begun = [asyncio.create_task(self._send(row)) for row in claimed]
        for task, row in zip(begun, claimed, strict=True):
            self._under_way[task] = row.channel
            task.add_done_callback(self._ended)
        if begun:
            await asyncio.wait(begun, timeout=MOMENT, return_when=asyncio.FIRST_COMPLETED)
        return len(begun)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        del self._under_way[task]
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("send.unrecorded", error=type(error).__name__)  # `recover` settles it
        self.wake()

    async def ended(self) -> None:
        """Wait until nothing is under way."""
        if self._under_way:
            await asyncio.wait([*self._under_way])

    async def stop(self) -> None:
        """Break off what is under way: its rows stay "sending" until `recover` settles them."""
        for task in self._under_way:
            task.cancel()
        await self.ended()

    async def _send(self, row: Claimed) -> None:
        with WithIds(outbox=row.id, conversation=row.conversation_id, channel=row.channel):
            try:
                async with asyncio.timeout(self.deadline + DEADLINE_SLACK):
                    with self.meter.time(f"send {row.channel}"):
                        receipt = await self.channels[Channel(row.channel)].send(to_outbound(row))
            except SendError as error:
                await self._failed(row, error)
            except TimeoutError:
                await self._failed(row, RetryLater("timeout"))
            except Exception as error:
                log.exception("send.broke")
                await self._failed(row, RetryLater(type(error).__name__))
            else:
                await self._record(row, receipt)

    async def _record(self, row: Claimed, receipt: Receipt) -> None:
        """Write down that it went; those that went in the same moment share one statement."""
        self._breakers[row.channel].worked()
        self._gone.append((row.id, receipt.provider_id, receipt.state.value))
        if self._recording is None:
            self._recording = asyncio.create_task(self._record_gone())
        await asyncio.shield(self._recording)

    async def _record_gone(self) -> None:
        await asyncio.sleep(0)  # everything that is ready to go on does so first
        gone, self._gone, self._recording = self._gone, [], None
        await self.db.write_soon(lambda tx: outbox.record_all(tx, gone, outbox.SENT))

    async def _failed(self, row: Claimed, error: SendError) -> None:
        self.meter.failed(row.channel, error.code)
        breaker = self._breakers[row.channel]
        breaker.failed() if isinstance(error, RetryLater | OurFault) else breaker.worked()
        log.warning("send.failed", error=type(error).__name__, code=error.code, tries=row.tries)
        if error.code in MAYBE_SENT:
            return  # the row stays "sending": `recover` asks the provider before anything is sent again
        await self.db.write(lambda tx: record_failure(tx, row, error))

    async def recover(self, older_than: timedelta) -> int:
        """Settle rows that a dead process left "sending": ask the provider; never blindly send twice."""
        before = self.db.clock() - older_than
        left = await self.db.write(lambda tx: outbox.left_sending(tx, before))
        for row in left:
            await self._settle(row)
        return len(left)

    async def _settle(self, row: Claimed) -> None:
        part = self.channels.get(Channel(row.channel))
        try:
            receipt = await part.find_sent(to_outbound(row), row.created) if part else None
        except SendError as error:
            log.warning("recover.failed", code=error.code)
            if self.db.clock() - row.created < GIVE_UP_ASKING:
                return
            receipt = None
        if receipt is not None:
            await self.db.write(lambda tx: _sent(tx, row, receipt))
        else:
            await self.db.write(lambda tx: _tell_officer(tx, row, "possibly-sent"))


def to_outbound(row: Claimed) -> Outbound:
    """A claimed row as a message."""
    extras = row.extras
    return Outbound(
        row.id, Address(Channel(row.channel), row.address), row.text,
        tuple(Choice(label, value) for label, value in extras.get("choices", ())),
        extras.get("asked", ""), extras.get("sender", "bot"), extras.get("group", ""), extras.get("language", ""),
    )  # fmt: skip


def record_failure(tx: Tx, row: Claimed, error: SendError) -> None:
    """What a failed send means for its row."""
    if isinstance(error, PersonStopped):
        outbox.record(tx, row.id, outbox.STOPPED, code=error.code)
        conversations.set_opted_out(tx, row.conversation_id, stopped=True)
        outbox.cancel_waiting(tx, row.conversation_id)
    elif conversations.is_opted_out(tx, row.conversation_id):
        outbox.record(tx, row.id, outbox.STOPPED, code=error.code)
    elif isinstance(error, OurFault):
        outbox.again(tx, row.id, OUR_FAULT_WAIT, error.code)
    elif isinstance(error, RetryLater) and row.tries <= len(BACKOFF):
        outbox.again(tx, row.id, error.seconds or BACKOFF[row.tries - 1], error.code)
    else:
        _tell_officer(tx, row, error.code)


def _tell_officer(tx: Tx, row: Claimed, code: str) -> None:
    outbox.record(tx, row.id, outbox.OFFICER, code=code)
    conversations.wait_for_person(tx, row.conversation_id, "not-delivered")


def _sent(tx: Tx, row: Claimed, receipt: Receipt) -> None:
    outbox.record(tx, row.id, outbox.SENT, provider_id=receipt.provider_id, receipt=receipt.state.value)
