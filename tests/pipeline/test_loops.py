"""A machine that answers ours, or a flood: the conversation falls silent and a person looks; safety is still heard."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bot.effects import QueuePerson, Say, SetOptOut
from bot.lines import line
from bot.pipeline import FLOOD, SAME_TEXTS, is_loop, paused
from bot.state import State
from bot.turn import Turn
from storage import conversations
from storage.database import Tx
from tests.databases import Clock
from tests.pipeline.conftest import Road

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
C = conversations.C


def every(seconds: float, texts: list[str]) -> list[tuple[datetime, str]]:
    """These texts, one each so many seconds."""
    return [(NOON + timedelta(seconds=seconds * nth), text) for nth, text in enumerate(texts)]


def reason(tx: Tx) -> str:
    return str(tx.conn.execute(select(C.c.waiting_reason)).scalar())


async def flood(road: Road, clock: Clock, texts: list[str], seconds: float) -> None:
    """The resident writes all this, each answered before the next."""
    for text in texts:
        await road.write(text)
        await road.turns()
        clock.forward(seconds=seconds)


def test_the_same_text_again_and_again_is_a_loop() -> None:
    assert not is_loop([])
    assert not is_loop(every(10, ["out of office"] * (SAME_TEXTS - 1)))
    assert is_loop(every(10, ["out of office"] * SAME_TEXTS))
    assert not is_loop(every(16, ["out of office"] * (SAME_TEXTS + 5)))  # slower than 20 in 5 minutes
    assert not is_loop([*every(10, ["out of office"] * SAME_TEXTS), (NOON + timedelta(minutes=4), "I am back")])


def test_more_than_thirty_a_minute_is_a_flood() -> None:
    texts = [f"text {number}" for number in range(FLOOD + 1)]
    assert is_loop(every(1.9, texts))
    assert not is_loop(every(1.9, texts[:-1]))
    assert not is_loop(every(2, texts))


def test_what_is_left_of_a_turn_in_a_loop() -> None:
    before, after = State(count=1), State(count=2)
    said, stop = Say((line("menu"),)), SetOptOut(stopped=True)
    assert paused(before, Turn(after, (said,))) == Turn(before, (QueuePerson("loop"),))
    assert paused(before, Turn(after, (stop, said))) == Turn(after, (stop, said, QueuePerson("loop")))


async def test_a_loop_is_silenced_and_put_before_an_officer_until_it_is_over(road: Road, clock: Clock) -> None:
    await flood(road, clock, ["out of office"] * (SAME_TEXTS - 1), 10)
    before = len(await road.sends())
    await flood(road, clock, ["out of office"] * 5, 10)
    assert len(await road.sends()) == before
    assert await road.db.read(reason)  # a person looks; why they came first stays
    clock.forward(minutes=6)
    await flood(road, clock, ["about report"], 0)
    assert len(await road.sends()) == before + 1


async def test_a_flood_is_silenced_too_and_stop_is_heard_in_it(road: Road, clock: Clock) -> None:
    await flood(road, clock, [f"about thing {number}" for number in range(FLOOD + 3)], 0.5)
    before = len(await road.sends())
    await flood(road, clock, ["stop"], 0)
    assert "stop-done" in (await road.sends())[-1]
    assert len(road.channel.sent) == before + 1
    loaded = await road.db.read(lambda tx: conversations.find(tx, "sms", road.channel.sent[0].to.value))
    assert loaded is not None
    assert loaded.opted_out


async def test_a_rehearsal_may_talk_as_fast_as_it_likes(road: Road, clock: Clock) -> None:
    road.pipeline.guarded = False
    await flood(road, clock, ["out of office"] * (SAME_TEXTS + 1), 1)
    assert await road.db.read(reason) != "loop"
