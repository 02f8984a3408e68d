"""The public page of a panel's draw: what stands on it at each step, what never does, and that it can be checked."""

import hashlib
import json
from collections.abc import AsyncIterator
from functools import partial

import pytest
from playwright.async_api import Browser

from panels import service, service_draw
from panels.report import PAGE, REPORT
from panels.verify import check
from panels.watch import unlimited
from storage import draws
from storage.database import Tx
from tests.browser import open_browser, overflow
from tests.journeys.browsing import open_page, sound
from tests.journeys.conftest import OpenHouse
from tests.journeys.house import House
from tests.panels.lives import Ids, pooled, published, selected

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PATH, SEED, SOURCE = "/join/care/draw", "5 17 22 31 40 48", "National Lottery draw of 25 November 2026"
WHY = "Jo was rude to Ann"


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """One Chromium."""
    async with open_browser() as chromium:
        yield chromium


async def text(house: House, path: str = PATH) -> str:
    """A page that must be there."""
    answer = await house.web.get(path)
    assert answer.status_code == 200, path
    return answer.text


def drawn(tx: Tx, ids: Ids, draw_id: int) -> None:
    """The public number is entered."""
    service_draw.enter_seed(tx, draw_id, SEED, SOURCE, ids.first)


async def test_the_commitment_stands_there_before_the_seed_and_is_the_records(open_here: OpenHouse) -> None:
    async with open_here() as house:
        ids = await house.parts.db.write(pooled)
        assert (await house.web.get(PATH)).status_code == 404
        assert PATH not in await text(house, "/join/care")
        draw_id = await house.parts.db.write(partial(published, ids=ids))
        draw = await house.read(lambda tx: draws.get(tx, draw_id))
        portfolio = await house.read(lambda tx: draws.portfolio(tx, draw_id))
        assert draw is not None
        assert draw["commitment"] == hashlib.sha256(portfolio.encode()).hexdigest()
        before = await text(house)
        assert f"<code>{draw['commitment']}</code>" in before
        assert f"by officer {ids.first}" in before
        assert "has not been set yet" in before
        assert (await house.web.get(f"{PATH}/{draw_id}/{REPORT}")).status_code == 404
        await house.parts.db.write(lambda tx: drawn(tx, ids, draw_id))
        after = await text(house)
        assert all(said in after for said in (draw["commitment"], SEED, SOURCE, "must be approved before it counts"))
        assert f"doorstep verify-draw FOLDER --commitment {draw['commitment']}" in after
        report = json.loads(await text(house, f"{PATH}/{draw_id}/{REPORT}"))
        assert (report["commitment"], report["seed"]) == (draw["commitment"], SEED)
        assert {row["pool"] for row in report["targets"]} == {"under 5"}
        assert draw["commitment"] in await text(house, f"{PATH}/{draw_id}/{PAGE}")
        assert f'href="{PATH}?lang=en"' in await text(house, "/join/care")


async def test_it_is_for_draws_alone(open_here: OpenHouse) -> None:
    async with open_here() as house:
        ids = await house.parts.db.write(pooled)
        draw_id = await house.parts.db.write(partial(selected, ids=ids))
        nowhere = (
            "/join/sen-assessment/draw", "/join/nothing/draw", "/join/%00/draw", f"{PATH}/{draw_id + 1}/{PAGE}",
            f"{PATH}/{'9' * 30}/{PAGE}", f"/join/sen-assessment/draw/{draw_id}/{PAGE}",
            f"{PATH}/{draw_id}/portfolio.json", f"{PATH}/{draw_id}/people.csv", f"{PATH}/{draw_id}/selected.csv",
        )  # fmt: skip
        assert {path: (await house.web.get(path)).status_code for path in nowhere} == dict.fromkeys(nowhere, 404)
        codes = [(await house.web.get(f"{PATH}/{draw_id}/{PAGE}")).status_code for _ in range(61)]
        assert (codes[0], codes[-1]) == (200, 429)


async def test_no_reason_of_an_officer_goes_out_and_what_goes_out_verifies(open_here: OpenHouse) -> None:
    async with open_here() as house:
        ids = await house.parts.db.write(pooled)
        draw_id = await house.parts.db.write(partial(selected, ids=ids))
        places = await house.read(lambda tx: draws.places(tx, draw_id))
        member = places[0]["member_id"]
        why = service.By("officer 1", WHY)
        await house.parts.db.write(lambda tx: service.move_member(tx, member, "removed", why))
        files = await house.read(lambda tx: service_draw.report(tx, draw_id))
        assert WHY in files[REPORT]
        told = {name: await text(house, f"{PATH}/{draw_id}/{name}") for name in (PAGE, REPORT)}
        for one in (*told.values(), await text(house)):
            assert WHY not in one
            assert "+4477009001" not in one
        assert f"{places[0]['pseudonym']} now removed" in told[REPORT]
        commitment = json.loads(told[REPORT])["commitment"]
        assert check({**files, **told}, unlimited(), commitment) == []


async def test_a_draw_that_does_not_count_stays_there(open_here: OpenHouse) -> None:
    async with open_here() as house:
        ids = await house.parts.db.write(pooled)
        first = await house.parts.db.write(partial(published, ids=ids))
        await house.parts.db.write(lambda tx: drawn(tx, ids, first))
        await house.parts.db.write(lambda tx: service_draw.turn_down(tx, first, ids.second, service.By("x", WHY)))
        kept = await house.read(lambda tx: draws.get(tx, first))
        page = await text(house)
        assert kept is not None
        assert all(said in page for said in (kept["commitment"], SEED, "It was turned down", f"{PATH}/{first}/{PAGE}"))
        assert WHY not in page


async def test_it_is_sound_in_both_languages_and_fits_a_narrow_window(browser: Browser, open_here: OpenHouse) -> None:
    async with open_here() as house, open_page(browser) as page:
        ids = await house.parts.db.write(pooled)
        await house.parts.db.write(partial(selected, ids=ids))
        await page.goto(f"{house.url}/join/care")
        await page.get_by_role("link", name="See how people are drawn").click()
        await page.get_by_role("heading", name="The draw of the Care at Home group").wait_for()
        await sound(page, "draw-public")
        await page.get_by_role("link", name="Cymraeg").click()
        await page.get_by_role("heading", name="Tynnu enwau ar gyfer y grŵp Gofal Gartref").wait_for()
        await page.set_viewport_size({"width": 320, "height": 640})
        assert await overflow(page) == 0
        await sound(page, "draw-public-narrow")
