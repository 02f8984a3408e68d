"""The console in a real Chromium: an officer's day, without JavaScript too, and what axe finds on every page."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from console.app import console_app
from console.security import security_middleware
from storage.database import Database
from tests.browser import Watch, axe, open_browser, overflow
from tests.console.demo import PASSWORD, Demo, take_turns
from tests.console.groups import fill_groups
from tests.console.site import Wake, config
from tests.console.test_groups import PATHS
from tests.console.test_pages import PAGES
from tests.counterparts.serve import serve
from tests.databases import ONLY_SQLITE

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    ONLY_SQLITE,
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for all tests of this file."""
    async with open_browser() as chromium:
        yield chromium


@asynccontextmanager
async def opened(browser: Browser, db: Database, *, scripts: bool = True) -> AsyncIterator[tuple[Page, Watch, str]]:
    """A page of the console, logged in, under the headers of the whole application."""
    app = security_middleware(console_app(db, config(Wake())), https=False)
    async with serve(app) as url:
        context = await browser.new_context(java_script_enabled=scripts)
        page = await context.new_page()
        watch = Watch.on(page)
        await page.goto(f"{url}/console")
        await page.get_by_label("Your name").fill("Sam")
        await page.get_by_label("Password", exact=True).fill(PASSWORD)
        await page.get_by_role("button", name="Log in").click()
        await page.get_by_role("heading", name="Overview").wait_for()
        yield page, watch, url
        await context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["javascript", "no javascript"])
async def test_an_officer_takes_over_replies_and_hands_back(
    browser: Browser, db: Database, demo: Demo, *, scripts: bool
) -> None:
    async with opened(browser, db, scripts=scripts) as (page, watch, _url):
        await page.get_by_role("link", name="waiting for a person").click()
        await page.get_by_role("link", name=f"Conversation {demo.talk}", exact=True).click()
        await page.get_by_text("my mum cant cope at home any more").wait_for()
        await page.get_by_role("button", name="Take over").click()
        await page.get_by_text("Taking over…").wait_for()
        db.write_now(take_turns)
        if not scripts:
            await page.reload()
        await page.get_by_text("Sam holds this conversation").wait_for()
        await page.get_by_label("Message").fill("Hello, I am Sam from Adult Care.")
        await page.get_by_role("button", name="Send").click()
        await page.locator(".talk__officer", has_text="Hello, I am Sam").get_by_text("On its way").wait_for()
        db.write_now(take_turns)
        await page.get_by_role("button", name="Hand back to the bot").click()
        await page.get_by_text("Handing back…").wait_for()
        db.write_now(take_turns)
        await page.reload()
        await page.get_by_text("The bot answers").wait_for()
        await page.get_by_text("Hello, I am Sam from Adult Care.").wait_for()
        await page.get_by_role("button", name="Log out").click()
        await page.get_by_role("heading", name="Log in").wait_for()
        assert watch.complaints == []


async def test_every_page_is_accessible_and_fits_a_narrow_window(browser: Browser, db: Database, demo: Demo) -> None:
    async with opened(browser, db) as (page, watch, url):
        for path in PAGES:
            await page.goto(f"{url}/console{path.format(**vars(demo))}")
            assert await axe(page) == [], path
            await page.set_viewport_size({"width": 320, "height": 640})
            assert await overflow(page) == 0, path
            await page.set_viewport_size({"width": 1280, "height": 800})
        for path in (f"/people/{demo.person}", f"/panels/{demo.panel}/members/{demo.member}"):
            await page.goto(f"{url}/console{path}")
            await page.get_by_role("button", name="Show").click()
            await page.get_by_text("Joan Hill").wait_for()
            assert await axe(page) == [], path
        assert watch.complaints == []


async def test_a_panel_at_work_is_accessible_and_fits_a_narrow_window(
    browser: Browser, db: Database, demo: Demo
) -> None:
    assert demo.officers
    groups = db.write_now(fill_groups)
    async with opened(browser, db) as (page, watch, url):
        for path in PATHS:
            await page.goto(f"{url}/console{path.format(**vars(groups))}")
            assert await axe(page) == [], path
            await page.set_viewport_size({"width": 320, "height": 640})
            assert await overflow(page) == 0, path
            await page.set_viewport_size({"width": 1280, "height": 800})
        for path in (f"/panels/{groups.open}/alike", f"/panels/{groups.running}/meetings/{groups.meeting}"):
            await page.goto(f"{url}/console{path}")
            await page.get_by_role("button", name="Show").click()
            await page.get_by_text("written in the audit log").wait_for()
            assert await axe(page) == [], path
        assert [said for said in watch.complaints if "qr.svg" not in said and "404" not in said] == []


async def test_errors_and_the_way_in_are_accessible(browser: Browser, db: Database, demo: Demo) -> None:
    async with opened(browser, db) as (page, _watch, url):
        await page.goto(f"{url}/console/nothing")
        assert await axe(page) == []
        await page.goto(f"{url}/console/cases/{demo.case}")
        await page.get_by_role("button", name="Save").click()
        await page.get_by_role("alert").wait_for()
        assert await axe(page) == []
        await page.get_by_role("button", name="Log out").click()
        await page.get_by_label("Your name").fill("Sam")
        await page.get_by_role("button", name="Log in").click()
        await page.get_by_role("alert").wait_for()
        assert await axe(page) == []
