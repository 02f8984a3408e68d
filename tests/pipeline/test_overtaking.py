"""What may overtake what on its way out, and what is no longer sent after STOP or LEAVE."""

import json

from bot.messages import RetryLater
from storage import consents, conversations, inbox, people
from tests.databases import Clock
from tests.pipeline.conftest import RESIDENT, Road


async def test_a_reminder_that_waits_for_the_morning_holds_up_no_reply_and_is_dropped(road: Road, clock: Clock) -> None:
    await road.write("about report")
    await road.turns()
    await road.sends()
    clock.forward(days=3, hours=12)
    await road.pipeline.ring_timers()
    await road.turns()
    await road.write("person")
    await road.turns()
    assert "person" in (await road.sends())[-1]
    clock.forward(hours=12)
    assert not any("reminder" in text for text in await road.sends())


async def test_a_message_that_backs_off_for_long_is_overtaken(road: Road, clock: Clock) -> None:
    road.channel.faults = [RetryLater("500") for _ in range(4)]
    await road.write("about report")
    await road.turns()
    for _ in range(4):
        await road.sends()
        clock.forward(minutes=3)
    await road.write("person")
    await road.turns()
    assert "person" in (await road.sends())[-1]


async def test_after_stop_neither_an_officer_nor_a_fault_writes(road: Road) -> None:
    await road.write("about report")
    await road.write("stop")
    await road.turns()
    texts = await road.sends()
    for kind in ("officer-took", "officer-said", "officer-gave-back"):
        body = json.dumps({"officer": None, "name": "Sam", "text": "Hello"})
        act = {"channel": "sms", "address": RESIDENT.value, "provider_id": kind, "kind": kind, "body": body}
        await road.db.write(lambda tx, act=act: inbox.keep(tx, **act))  # type: ignore[misc]
    await road.write("boom")
    await road.turns()
    assert await road.sends() == texts


async def test_leave_takes_back_every_consent_by_a_row_of_its_own(road: Road) -> None:
    def agree(person_id: int, purpose: str) -> None:
        road.db.write_now(
            lambda tx: consents.add(
                tx,
                person_id=person_id,
                panel_id=None,
                purpose=purpose,
                given=True,
                text="May we?",
                version="v",
                channel="sms",
            )
        )

    await road.write("about report")
    await road.turns()
    person_id = await road.db.read(lambda tx: people.of_address(tx, "sms", RESIDENT.value))
    for purpose in ("contact", "selection"):
        agree(person_id, purpose)
    assert await road.db.read(lambda tx: consents.stands(tx, person_id))
    await road.db.write(lambda tx: consents.withdraw(tx, person_id, None, text="LEAVE", channel="sms"))
    rows = await road.db.read(lambda tx: consents.all_of(tx, person_id))
    assert [row["given"] for row in rows] == [True, True, False, False]
    assert not await road.db.read(lambda tx: consents.stands(tx, person_id))
    assert await road.db.read(lambda tx: conversations.find(tx, "sms", RESIDENT.value)) is not None
