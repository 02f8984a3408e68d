"""Several processes over one PostgreSQL: each turn once, each message once, and a notice instead of a wait."""

import asyncio
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import func, select

from bot.messages import Address, Channel, Inbound
from storage import inbox, notices
from storage.base import table
from storage.cases import Case
from storage.database import Database, Tx
from storage.outbox import O
from storage.vault import Vault
from tests.databases import Clock
from tests.pipeline.conftest import Road, make_road

ONLY_POSTGRES = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
TALK = ("about report", "red", "by the pond", "yes")
RESIDENTS = 6
PATIENCE = 5.0


@pytest.fixture
def other(database_url: str, vault: Vault, clock: Clock) -> Iterator[Road]:
    """A second process's parts: its own connections to the same database."""
    db = Database(database_url, vault, clock)
    yield make_road(db)
    db.close()


def number_of(resident: int) -> Address:
    """A resident's number."""
    return Address(Channel.SMS, f"+4477009009{resident:02}")


def counts(tx: Tx) -> tuple[int, int, int]:
    """(cases, messages owed at any time, open rows of the inbox)."""
    cases, owed = (tx.conn.execute(select(func.count()).select_from(t)).scalar_one() for t in (table(Case), O))
    return cases, owed, inbox.open_rows(tx)


async def work(road: Road) -> None:
    """Take turns and send until there is nothing left for this process."""
    idle = 0
    while idle < 3:
        idle = 0 if await road.pipeline.handle_next() + await road.dispatcher.send_next() else idle + 1
        await road.dispatcher.ended()


@ONLY_POSTGRES
async def test_two_workers_take_each_turn_once_and_send_each_message_once(road: Road, other: Road) -> None:
    for nth, text in enumerate(TALK):
        for resident in range(RESIDENTS):
            await road.inbox.accept(Inbound(number_of(resident), f"m{resident}-{nth}", text))
    await asyncio.gather(work(road), work(other), work(road), work(other))
    assert await road.db.read(counts) == (RESIDENTS, RESIDENTS * len(TALK), 0)
    sent = [*road.channel.sent, *other.channel.sent]
    assert len({message.id for message in sent}) == len(sent) == RESIDENTS * len(TALK)


@ONLY_POSTGRES
async def test_a_commit_that_put_rows_is_noticed_by_another_process(road: Road, other: Road) -> None:
    heard: list[str] = []
    news = asyncio.Condition()

    def note(topic: str, about: str) -> None:
        heard.append(f"{topic} {about}".strip())
        told.add(asyncio.ensure_future(tell()))

    async def tell() -> None:
        async with news:
            news.notify_all()

    async def until(holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE), news:
            await news.wait_for(holds)

    told: set[asyncio.Future[None]] = set()
    listening = asyncio.create_task(notices.listen(other.db.engine.url, note))
    await until(lambda: heard == list(notices.TOPICS))  # at the start something may have been missed
    await road.write("about report")
    await until(lambda: heard[3:] == [notices.INBOX])
    await road.turns()
    await until(lambda: heard[4:] == [notices.OUTBOX])
    await road.inbox.accept(Inbound(Address(Channel.WEB, "w1"), "m1", "about report"))
    await road.turns()
    await until(lambda: heard[5:] == [notices.INBOX, notices.OUTBOX, f"{notices.WEB} w1"])
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)


@ONLY_POSTGRES
async def test_who_waits_for_an_answer_hears_of_a_turn_that_another_process_took(road: Road, other: Road) -> None:
    message = Inbound(number_of(1), "w1", "about report")
    await other.inbox.accept(message)
    waiting = asyncio.create_task(other.inbox.answered(message, PATIENCE))
    await road.turns()
    other.inbox.turn_taken()
    assert await waiting
