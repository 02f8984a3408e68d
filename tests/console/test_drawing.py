"""A search for a lottery goes on beside the pages: followed, cancelled, and told plainly when its process ended."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from fastapi import FastAPI

from console.app import console_app, pages
from console.drawing import Search, search
from console.roles import Officer
from panels import service
from panels.life import IllegalStepError
from panels.portfolio import Portfolio
from panels.service import By
from panels.service_draw import Plan
from storage import draw_runs, draws, officers, panels
from storage.database import Database, Tx
from storage.quotas import Target
from tests.console.demo import PASSWORD_HASH
from tests.console.site import Site, Wake, config
from tests.databases import ONLY_SQLITE, Clock
from tests.panels import lives
from tests.panels.pools import generated

pytestmark = ONLY_SQLITE


@pytest.fixture
def panel(db: Database) -> int:
    """A panel, and an officer who can log in."""

    def work(tx: Tx) -> int:
        made = lives.pooled(tx).panel
        officers.add(tx, "Ann", "engagement officer", PASSWORD_HASH)
        return made

    return db.write_now(work)


@pytest.fixture
def app(db: Database, panel: int) -> FastAPI:  # noqa: ARG001 - filled first
    """The console over it."""
    return console_app(db, config(Wake()))


@pytest.fixture
async def ann(app: FastAPI) -> AsyncIterator[Site]:
    """The officer's browser."""
    site = Site(app)
    async with site.client:
        await site.log_in("Ann")
        yield site


async def test_a_search_is_followed_and_cancelled_from_the_page(ann: Site, panel: int, db: Database) -> None:
    page = f"/panels/{panel}/draw"
    run = db.write_now(lambda tx: draw_runs.start(tx, panel, 1, dry=True))
    assert db.write_now(lambda tx: draw_runs.beat(tx, run, 0.4, 11.2))
    text = (await ann.get(page)).text
    assert "40% done, about 12 seconds left" in text
    assert "goes on already" in (await ann.post(f"{page}/try", page)).text
    assert (await ann.post(f"{page}/cancel", page)).status_code == 303
    assert not db.write_now(lambda tx: draw_runs.beat(tx, run, 0.5, 9.0))
    db.write_now(lambda tx: draw_runs.end(tx, run, draw_runs.CANCELLED, "[]"))
    assert "The last search was cancelled. Nothing was drawn." in (await ann.get(page)).text


async def test_a_search_whose_process_ended_is_said_to_have_ended(
    ann: Site, panel: int, db: Database, clock: Clock
) -> None:
    page = f"/panels/{panel}/draw"
    db.write_now(lambda tx: draw_runs.start(tx, panel, 1, dry=True))
    clock.forward(seconds=30)
    assert "ended when the service was restarted" in (await ann.get(page)).text
    assert (await ann.post(f"{page}/try", page)).status_code == 303
    assert "This is a dry run, not the draw" in (await ann.get(page)).text


async def test_the_part_that_looks_again_gets_the_whole_page_at_the_end(ann: Site, panel: int, db: Database) -> None:
    page, part = f"/console/panels/{panel}/draw", {"hx-request": "true"}
    run = db.write_now(lambda tx: draw_runs.start(tx, panel, 1, dry=True))
    assert 'id="running"' in (await ann.client.get(page, headers=part)).text
    db.write_now(lambda tx: draw_runs.end(tx, run, draw_runs.FAILED, '["No."]'))
    assert (await ann.client.get(page, headers=part)).headers["HX-Refresh"] == "true"
    assert "No." in (await ann.get(f"/panels/{panel}/draw")).text


async def never(_portfolio: Portfolio) -> Any:
    """What must not be reached."""
    raise AssertionError


async def test_a_long_search_hears_that_it_is_cancelled(panel: int, db: Database) -> None:
    here = pages(db, config(Wake())).state.house
    plan = Plan({"id": panel}, {}, generated(1700, 110, 7, seed=1))
    wanted = Search(Officer(1, "Ann", "engagement officer"), plan, never, dry=False)
    await search(here, wanted)
    assert here.running, "the pool is so large that it takes longer than the officer waits"
    with pytest.raises(IllegalStepError, match="goes on already"):
        await search(here, wanted)
    assert db.write_now(lambda tx: draw_runs.cancel(tx, panel))
    await asyncio.wait(here.running)
    run = db.read_now(lambda tx: draw_runs.of_panel(tx, panel))
    assert run is not None
    assert run["state"] == draw_runs.CANCELLED


async def test_a_fault_of_the_search_ends_it_and_is_told(ann: Site, panel: int, db: Database) -> None:
    here = pages(db, config(Wake())).state.house
    broken = Plan({"id": panel}, {}, None)  # type: ignore[arg-type]
    await search(here, Search(Officer(1, "Ann", "engagement officer"), broken, never, dry=False))
    await asyncio.gather(*here.running)
    assert "The search met a fault of ours, and nothing was drawn." in (await ann.get(f"/panels/{panel}/draw")).text


async def test_who_cannot_be_drawn_is_named_before_the_draw(ann: Site, panel: int, db: Database) -> None:
    page, by = f"/panels/{panel}/draw", By("officer 1", "the south only")
    rows = [Target("area", "north", 0, 0, "census"), Target("area", "south", 4, 4, "census")]
    db.write_now(lambda tx: service.set_quotas(tx, panel, rows, by))
    north = [member["id"] for member in db.read_now(lambda tx: panels.members(tx, panel))][::2]
    await ann.post(f"{page}/try", page)
    text = (await ann.get(page)).text
    assert "4 people cannot be drawn" in text
    for member in north:
        assert f'/panels/{panel}/members/{member}">Member {member}</a>' in text
    db.write_now(lambda tx: service.move(tx, panel, "close-joining", by))
    await ann.post(f"{page}/publish", page, {"reason": "go"})
    names = {p["member_id"]: p["pseudonym"] for p in db.read_now(lambda tx: draws.places(tx, 1))}
    text = (await ann.get(page)).text
    assert "4 people cannot be drawn" in text
    for member in north:
        assert f'/panels/{panel}/members/{member}">{names[member]}</a>' in text
    db.write_now(lambda tx: draws.forget(tx, north[0]))
    assert f"{names[north[0]]}," in (await ann.get(page)).text
