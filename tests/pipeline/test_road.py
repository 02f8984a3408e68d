"""Nothing is lost, nothing is done twice, order holds."""

import json
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import func, select

from bot.messages import (
    Channel,
    Inbound,
    OurFault,
    PersonStopped,
    Receipt,
    ReceiptState,
    RetryLater,
    TellOfficer,
)
from storage import conversations, inbox, outbox, timers
from storage.base import table
from storage.cases import Case
from storage.database import Tx
from storage.outbox import OutboxRow
from tests.databases import Clock
from tests.pipeline import conftest
from tests.pipeline.conftest import RESIDENT, Road, make_road

TALK = ("about report", "red", "by the pond", "yes")


def rows(tx: Tx, model: type) -> int:
    return int(tx.conn.execute(select(func.count()).select_from(table(model))).scalar_one())


def keep(act: dict[str, str], tx: Tx) -> None:
    inbox.keep(tx, **act)


def states(tx: Tx) -> list[tuple[str, str]]:
    o = table(OutboxRow)
    return [(r.state, r.code) for r in tx.conn.execute(select(o.c.state, o.c.code).order_by(o.c.id))]


async def test_a_talk_goes_in_and_comes_out_in_order(road: Road) -> None:
    for text in TALK:
        await road.write(text)
    assert await road.turns() == 4
    texts = await road.sends()
    assert [text.split("\n")[-1].split(" ")[0] for text in texts] == ["ask-colour", "ask-place", "ask-sure", "done"]
    assert await road.db.read(lambda tx: rows(tx, Case)) == 1


async def test_a_repeat_is_kept_once_and_answered_once(road: Road) -> None:
    assert await road.write("about report", "twilio-1")
    assert not await road.write("about report", "twilio-1")
    assert await road.turns() == 1
    assert len(await road.sends()) == 1


async def test_another_process_goes_on_where_the_first_was_killed(road: Road) -> None:
    """Between any two turns the parts are thrown away and made anew over the same database."""
    current = road
    for text in TALK:
        await current.write(text)
        current = make_road(road.db)
        current.count = 100 + TALK.index(text)
        await current.turns()
    assert await road.db.read(lambda tx: rows(tx, Case)) == 1
    assert len(await make_road(road.db).sends()) == 4


async def test_a_turn_is_one_transaction(road: Road, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the last write of a turn fails, none of its rows stand."""
    for text in TALK[:3]:
        await road.write(text)
    await road.turns()

    def broken(*_args: object, **_more: object) -> bool:
        raise RuntimeError("the machine stopped here")

    await road.write(TALK[3])
    with monkeypatch.context() as patched:
        patched.setattr(conversations, "save_else", broken)
        assert await road.pipeline.handle_next() == 1
    assert await road.db.read(lambda tx: (rows(tx, Case), rows(tx, OutboxRow))) == (0, 3)
    assert await road.turns() == 1
    assert await road.db.read(lambda tx: (rows(tx, Case), rows(tx, OutboxRow))) == (1, 4)


async def test_a_turn_that_keeps_failing_calls_a_person_and_the_next_message_works(road: Road) -> None:
    await road.write("boom")
    await road.turns()
    loaded = await road.db.read(lambda tx: conversations.find(tx, "sms", RESIDENT.value))
    assert loaded is not None
    assert "sorry-fault" in (await road.sends())[0]
    await road.write("about report")
    await road.turns()
    assert "ask-colour" in (await road.sends())[-1]


async def test_two_pipelines_over_one_database_take_each_turn_once(road: Road) -> None:
    import asyncio

    other = make_road(road.db)
    for text in TALK:
        await road.write(text)
    for _ in range(8):
        await asyncio.gather(road.pipeline.handle_next(), other.pipeline.handle_next())
    assert await road.db.read(lambda tx: (rows(tx, Case), rows(tx, OutboxRow))) == (1, 4)
    assert await road.db.read(inbox.open_rows) == 0


async def test_waiting_for_an_answer_ends_with_the_turn(road: Road) -> None:

    message = Inbound(RESIDENT, "w1", "about report")
    await road.inbox.accept(message)
    assert not await road.inbox.answered(message, 0.05)
    await road.turns()
    assert await road.inbox.answered(message, 5)


async def test_a_busy_provider_is_tried_again_later(road: Road, clock: Clock) -> None:
    road.channel.faults = [RetryLater("429", seconds=40), RetryLater("500")]
    await road.write("about report")
    await road.turns()
    assert await road.sends() == []
    clock.forward(seconds=41)
    assert await road.sends() == []
    clock.forward(seconds=31)
    assert len(await road.sends()) == 1


async def test_a_provider_that_stays_away_brings_an_officer(road: Road, clock: Clock) -> None:
    road.channel.faults = [RetryLater("500") for _ in range(6)]
    await road.write("about report")
    await road.turns()
    for _ in range(7):
        await road.sends()
        clock.forward(hours=2)
    assert await road.db.read(states) == [("officer", "500")]


async def test_a_person_blocked_at_the_provider_is_stopped_here_too(road: Road) -> None:
    road.channel.faults = [PersonStopped("21610")]
    await road.write("about report")
    await road.turns()
    await road.sends()
    loaded = await road.db.read(lambda tx: conversations.find(tx, "sms", RESIDENT.value))
    assert loaded is not None
    assert loaded.opted_out
    assert await road.db.read(states) == [("stopped", "21610")]
    await road.write("red")
    await road.turns()
    assert "stopped-still" in [text.split("\n")[-1] for text in await road.sends()][-1]


async def test_a_permanent_fault_goes_to_an_officer_and_ours_waits(road: Road) -> None:
    road.channel.faults = [TellOfficer("30006"), OurFault("20003")]
    await road.write("about report")
    await road.turns()
    await road.sends()
    await road.write("red")
    await road.turns()
    await road.sends()
    assert await road.db.read(states) == [("officer", "30006"), ("waiting", "20003")]


async def test_a_message_that_may_have_gone_out_is_asked_of_the_provider_first(road: Road) -> None:
    road.channel.faults = [RetryLater("unknown")]
    await road.write("about report")
    await road.turns()
    assert await road.sends() == []
    assert await road.db.read(states) == [("sending", "")]
    await road.dispatcher.recover(timedelta(seconds=-1))
    assert await road.db.read(states) == [("officer", "possibly-sent")]


@pytest.mark.parametrize("known", [True, False])
async def test_a_row_left_sending_is_asked_of_the_provider_and_never_sent_twice(road: Road, known: bool) -> None:
    await road.write("about report")
    await road.turns()
    claimed = await road.db.write(lambda tx: outbox.claim(tx, ["sms"], 5))
    if known:
        from bot.dispatcher import to_outbound

        road.channel.sent.append(to_outbound(claimed[0]))
    assert await road.dispatcher.recover(timedelta(seconds=-1)) == 1
    assert await road.db.read(states) == [("sent", "") if known else ("officer", "possibly-sent")]
    assert len(await road.sends()) == int(known)


async def test_receipts_may_come_twice_and_out_of_order(road: Road) -> None:
    await road.write("about report")
    await road.turns()
    await road.sends()
    provider_id = f"p{road.channel.sent[0].id}"
    for state in (ReceiptState.DELIVERED, ReceiptState.SENT, ReceiptState.DELIVERED):
        await road.inbox.receipt(Receipt(Channel.SMS, provider_id, state))
    o = table(OutboxRow)
    assert await road.db.read(lambda tx: tx.conn.execute(select(o.c.receipt)).scalar()) == "delivered"


async def test_a_message_that_did_not_arrive_puts_the_conversation_before_an_officer(road: Road) -> None:
    await road.write("about report")
    await road.turns()
    await road.sends()
    await road.inbox.receipt(Receipt(Channel.SMS, f"p{road.channel.sent[0].id}", ReceiptState.UNDELIVERED, "30003"))
    await road.turns()
    c = table(conversations.Conversation)
    assert await road.db.read(lambda tx: tx.conn.execute(select(c.c.waiting_reason)).scalar()) == "not-delivered"


async def test_timers_ring_once_and_quiet_hours_hold(road: Road, clock: Clock) -> None:
    await road.write("about report")
    await road.turns()
    await road.sends()
    clock.forward(days=3, hours=12)  # 9pm: the reminder waits until 8am
    assert await road.pipeline.ring_timers() == 1
    assert await road.pipeline.ring_timers() == 0
    await road.turns()
    assert len(await road.sends()) == 1
    clock.forward(hours=11, minutes=1)
    assert "reminder-1" in (await road.sends())[-1]


async def test_every_timer_rings_though_ids_are_given_out_again(road: Road, clock: Clock) -> None:
    await road.write("about report")
    await road.turns()
    for _ in range(3):
        await road.db.write(lambda tx: timers.put(tx, 1, "remind", tx.now))
        assert await road.pipeline.ring_timers() >= 1
        clock.forward(seconds=1)
    rang = await road.db.read(lambda tx: [one for one in inbox.heard(tx, "sms", RESIDENT.value) if "timed" in one[1]])
    assert len(rang) == 3


async def test_history_shows_both_sides_in_order(road: Road) -> None:
    for text in TALK[:2]:
        await road.write(text)
    await road.turns()
    said = await road.inbox.history(RESIDENT)
    assert [one.sender for one in said] == ["resident", "bot", "resident", "bot"] or [one.sender for one in said].count(
        "bot"
    ) == 2
    assert len(await road.inbox.history(RESIDENT, after=max(o.id for o in said if o.sender == "bot"))) == 0


async def test_an_officers_act_reaches_the_resident_through_the_inbox(road: Road) -> None:
    await road.write("about report")
    await road.turns()
    for kind, text in (("officer-took", ""), ("officer-said", "Hello, this is Sam.")):
        body = json.dumps({"officer": None, "name": "Sam", "text": text})
        act = {"channel": "sms", "address": RESIDENT.value, "provider_id": f"o-{kind}", "kind": kind, "body": body}
        await road.db.write(partial(keep, act))
    await road.turns()
    assert (await road.sends())[-1] == "Hello, this is Sam."
    assert conftest.RESIDENT.value == RESIDENT.value
