"""The process loop: turns, sends and timers, each woken by an event and by a sweep in case one is missed."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import structlog

from bot.bootstrap import Parts
from bot.channels.base import Windows
from bot.dispatcher import Dispatcher
from bot.messages import Address, Channel
from storage import audit, notices
from storage.privacy import Days
from storage.retention import retain

log = structlog.get_logger()
TURN_LOOPS = 2  # while one waits for its commit, the other thinks
SWEEP = 1.0  # seconds after which a loop looks even if nothing woke it
TIMER_SWEEP = 5.0  # seconds between two looks at the timers
RECOVER_SWEEP = 30.0  # seconds between two looks for rows that a dead process left "sending"
RETENTION_SWEEP = 60.0  # seconds between two looks whether a day has gone by
RETENTION_FIRST = timedelta(minutes=1)  # after a start: who waits for an answer comes first
RETENTION_EVERY = timedelta(days=1)
LEASE = timedelta(seconds=60)
PAUSE_AFTER_FAULT = 1.0  # seconds before a loop goes on after the database was away


async def run(parts: Parts) -> None:
    """Work until cancelled. Rows that an earlier life of this process left behind are settled first."""
    first_lease = timedelta() if parts.db.is_sqlite else LEASE
    await parts.dispatcher.recover(first_lease)
    async with _stopping(parts.dispatcher), asyncio.TaskGroup() as tasks:
        for _ in range(TURN_LOOPS):
            tasks.create_task(_loop("turns", parts.inbox_wake, SWEEP, _turns(parts)))
        tasks.create_task(_loop("sends", parts.outbox_wake, SWEEP, parts.dispatcher.send_next))
        tasks.create_task(_loop("timers", asyncio.Event(), TIMER_SWEEP, _timers(parts)))
        tasks.create_task(_loop("receipts", asyncio.Event(), TIMER_SWEEP, parts.inbox.settle_receipts))
        tasks.create_task(_loop("retention", asyncio.Event(), RETENTION_SWEEP, _retention(parts)))
        tasks.create_task(_loop("recover", asyncio.Event(), RECOVER_SWEEP, lambda: parts.dispatcher.recover(LEASE)))


@asynccontextmanager
async def _stopping(dispatcher: Dispatcher) -> AsyncIterator[None]:
    try:
        yield
    finally:
        await dispatcher.stop()


async def listen(parts: Parts) -> None:
    """On PostgreSQL, look at once when another process has put something there; runs until cancelled."""

    def heard(topic: str, about: str) -> None:
        if topic == notices.WEB:
            for part in parts.channels:
                if isinstance(part, Windows):
                    part.look(Address(Channel.WEB, about))
            return
        (parts.inbox_wake if topic == notices.INBOX else parts.outbox_wake).set()
        if topic == notices.OUTBOX:
            parts.inbox.turn_taken()

    while not parts.db.is_sqlite:
        try:
            await notices.listen(parts.db.engine.url, heard)
        except notices.AwayError:
            log.warning("worker.notices-away")
            await asyncio.sleep(PAUSE_AFTER_FAULT)


def _turns(parts: Parts) -> Callable[[], Awaitable[int]]:
    async def turns() -> int:
        done = await parts.pipeline.handle_next()
        if done:
            parts.outbox_wake.set()
        return done

    return turns


def _timers(parts: Parts) -> Callable[[], Awaitable[int]]:
    async def timers() -> int:
        rung = await parts.pipeline.ring_timers()
        if rung:
            parts.inbox_wake.set()
        return 0

    return timers


def _retention(parts: Parts) -> Callable[[], Awaitable[int]]:
    due = parts.clock() + RETENTION_FIRST
    days = Days(**parts.content.council.keep)

    async def daily() -> int:
        nonlocal due
        if parts.clock() >= due:
            due = parts.clock() + RETENTION_EVERY
            await retain(parts.db, days)
            log.info("retention.done")
            broken = await parts.db.read(audit.first_broken)
            await parts.db.write(lambda tx: audit.note_look(tx, broken))
            if broken is not None:
                log.error("audit.broken")
        return 0

    return daily


async def _loop(name: str, wake: asyncio.Event, sweep: float, work: Callable[[], Awaitable[int]]) -> None:
    while True:
        try:
            while await work():
                pass
            async with asyncio.timeout(sweep):
                await wake.wait()
            wake.clear()
        except TimeoutError:
            continue
        except Exception:
            log.exception("worker.fault", loop=name)
            await asyncio.sleep(PAUSE_AFTER_FAULT)
