"""What we write unasked waits for the day, for the end of a bank holiday and for the weekly cap; replies never wait."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from panels.quiet import at
from panels.service import tell
from storage import outbox
from storage.database import Tx
from storage.outbox import O
from tests.databases import MORNING, Clock
from tests.pipeline.conftest import RESIDENT, Road

ROUTE = (RESIDENT.channel.value, RESIDENT.value)
TODAY = MORNING.date()


@pytest.fixture
def quiet(road: Road) -> Road:
    """The road of a council with a bank holiday on Wednesday, and two unasked messages a week."""
    caps = {"texts_a_week": 2, "asks_a_year": 4, "groups_at_once": 2}
    council = replace(road.pipeline.house.council, closed=(date(2026, 11, 25),), caps=caps)
    road.pipeline.house = replace(road.pipeline.house, council=council)
    return road


async def invite(road: Road, mark: str, name: str = "matter") -> None:
    """The council begins a dialog."""
    await road.db.write(lambda tx: tell(tx, ROUTE, mark, {"name": name, "args": {"service": "report"}}))
    await road.turns()


def owed(tx: Tx) -> list[tuple[str, int, datetime]]:
    """(state, priority, due) of every message of ours."""
    rows = tx.conn.execute(select(O.c.state, O.c.priority, O.c.due).order_by(O.c.id))
    return [(row.state, row.priority, row.due) for row in rows]


async def test_by_day_it_goes_at_once_and_at_night_in_the_morning(quiet: Road, clock: Clock) -> None:
    await invite(quiet, "a")
    clock.now = at(TODAY, 20)
    await invite(quiet, "b")
    first, second = await quiet.db.read(owed)
    assert first == ("waiting", outbox.NEWS, MORNING)
    assert second == ("waiting", outbox.NEWS, at(date(2026, 11, 26), 8))  # Wednesday is a bank holiday


async def test_the_third_in_a_week_waits_until_the_first_is_a_week_old(quiet: Road, clock: Clock) -> None:
    for number in range(3):
        await invite(quiet, f"m{number}")
        await quiet.sends()
        clock.forward(minutes=10)
    third = (await quiet.db.read(owed))[2]
    assert third[2] == MORNING + timedelta(days=7)


async def test_a_place_that_they_asked_for_does_not_wait_for_the_cap(quiet: Road, clock: Clock) -> None:
    dialogs = quiet.pipeline.house.dialogs
    quiet.pipeline.house = replace(quiet.pipeline.house, dialogs={**dialogs, "offer": dialogs["matter"]})
    for number in range(2):
        await invite(quiet, f"m{number}")
        await quiet.sends()
    await invite(quiet, "an offer", "offer")
    assert (await quiet.db.read(owed))[-1] == ("waiting", outbox.NEWS, clock.now)


async def test_a_reply_is_sent_at_night_and_news_that_waits_is_not_lost_by_it(quiet: Road, clock: Clock) -> None:
    clock.now = at(TODAY, 21)
    await invite(quiet, "a")
    await quiet.write("about report")
    await quiet.turns()
    news, reply = await quiet.db.read(owed)
    assert news[:2] == ("waiting", outbox.NEWS)
    assert reply == ("waiting", outbox.REPLY, clock.now)
    assert len(await quiet.sends()) == 1
