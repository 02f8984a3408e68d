"""The door of the house: keep what came, once, and answer only after the commit."""

import asyncio
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import structlog
from sqlalchemy.exc import OperationalError

from bot.channels.base import Said, StorageAway
from bot.messages import Address, Channel, Choice, Inbound, Receipt, ReceiptState
from storage import conversations, inbox, outbox, receipts
from storage.database import Database, Tx

log = structlog.get_logger()
SWEEP = 0.5  # seconds between two looks when another process may have taken the turn
ORDER = [state.value for state in ReceiptState]
BAD = (ReceiptState.UNDELIVERED, ReceiptState.FAILED)


class Inbox:
    """What channels are handed as their Door."""

    def __init__(self, db: Database, wake: Callable[[], None], turn_done: asyncio.Condition) -> None:
        self._db, self._wake, self._turn_done = db, wake, turn_done
        self._tasks: set[asyncio.Future[None]] = set()

    async def accept(self, inbound: Inbound) -> bool:
        """Keep it durably, once; False for a repeat. Raises StorageAway."""
        with _away():
            row = await self._db.write_soon(lambda tx: _keep(tx, inbound))
        log.info("inbox.kept", inbox=row, channel=inbound.sender.channel.value)
        self._wake()
        return row is not None

    async def receipt(self, receipt: Receipt) -> None:
        """Keep how far a message came; one that did not arrive becomes something that happened. Raises StorageAway."""
        with _away():
            await self._db.write_soon(lambda tx: _note(tx, receipt))
        self._wake()

    async def settle_receipts(self) -> int:
        """Take up receipts that came before their send was written down; how many."""
        return await self._db.write(_settle)

    async def answered(self, inbound: Inbound, seconds: float) -> bool:
        """Wait until the turn on `inbound` is over. While the database is away nobody can say that it is."""
        channel, provider_id = inbound.sender.channel.value, inbound.provider_id
        try:
            async with asyncio.timeout(seconds):
                while not await self._db.look(lambda tx: inbox.is_done(tx, channel, provider_id)):
                    await self._next_turn()
        except (TimeoutError, OperationalError):
            return False
        return True

    async def _next_turn(self) -> None:
        try:
            async with asyncio.timeout(SWEEP), self._turn_done:
                await self._turn_done.wait()
        except TimeoutError:
            return

    def turn_taken(self) -> None:
        """Another process has taken a turn: who waits for an answer looks again."""
        self._tasks.add(task := asyncio.ensure_future(self._tell_waiting()))
        task.add_done_callback(self._tasks.discard)

    async def _tell_waiting(self) -> None:
        async with self._turn_done:
            self._turn_done.notify_all()

    async def history(self, address: Address, after: int = 0) -> Sequence[Said]:
        """What was said, oldest first. Raises StorageAway."""
        with _away():
            return await self._db.read(lambda tx: _history(tx, address, after))


@contextmanager
def _away() -> Iterator[None]:
    """Tell the channel in its own words that the database is away."""
    try:
        yield
    except OperationalError as error:
        raise StorageAway("The database is away.") from error


def _keep(tx: Tx, inbound: Inbound) -> int | None:
    body = {name: value for name, value in vars(inbound).items() if value and name not in ("sender", "received")}
    if inbound.media:
        body["media"] = [vars(one) for one in inbound.media]
    return inbox.keep(
        tx, channel=inbound.sender.channel.value, address=inbound.sender.value, provider_id=inbound.provider_id,
        kind="said", body=json.dumps(body),
    )  # fmt: skip


def _note(tx: Tx, receipt: Receipt) -> None:
    channel, state = receipt.channel.value, receipt.state
    conversation_id = outbox.note_receipt(tx, channel, receipt.provider_id, state.value, receipt.code, ORDER)
    if conversation_id is None:
        receipts.keep(tx, channel, receipt.provider_id, state.value, receipt.code)
    conversation = conversations.get(tx, conversation_id) if conversation_id and state in BAD else None
    if conversation is not None:
        inbox.keep(
            tx, channel=conversation.channel, address=conversation.address, kind="not-delivered",
            provider_id=f"receipt-{receipt.provider_id}", body=json.dumps({"name": receipt.code}),
        )  # fmt: skip


def _settle(tx: Tx) -> int:
    known = receipts.take_known(tx)
    for channel, provider_id, state, code in known:
        _note(tx, Receipt(Channel(channel), provider_id, ReceiptState(state), code))
    return len(known)


def _history(tx: Tx, address: Address, after: int) -> list[Said]:
    conversation = conversations.find(tx, address.channel.value, address.value)
    ours = outbox.said(tx, conversation.id, after) if conversation else []
    said = [
        Said(
            row_id,
            text,
            extras.get("sender", "bot"),
            created,
            _choices(extras),
            extras.get("asked", ""),
            extras.get("language", ""),
        )
        for row_id, text, extras, created, _state in ours
        if text  # an officer took the words out of the others
    ]
    if not after:
        theirs = inbox.heard(tx, address.channel.value, address.value)
        bodies = [(i, json.loads(b), at) for i, k, b, at in theirs if k == "said" and b]
        said += [Said(i, body.get("text", ""), "resident", at) for i, body, at in bodies if "redacted" not in body]
    return sorted(said, key=lambda one: (one.at, one.sender != "resident", one.id))


def _choices(extras: dict[str, object]) -> tuple[Choice, ...]:
    pairs = extras.get("choices", [])
    return tuple(Choice(label, value) for label, value in pairs)  # type: ignore[attr-defined]
