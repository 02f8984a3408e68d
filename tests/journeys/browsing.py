"""Residents and officers at a real Chromium, with and without JavaScript."""

import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, Page, ViewportSize, expect

from bot.channels.webchat_desk import PACE_MESSAGES, PACE_SECONDS
from tests.browser import Watch, axe
from tests.console.demo import PASSWORD
from tests.journeys.house import OFFICER, House, until

SCREENSHOTS = Path(__file__).parents[2] / "screenshots"
SIZE = ViewportSize(width=1100, height=900)
Look = Callable[[Page, str], Awaitable[None]]


@asynccontextmanager
async def open_page(
    browser: Browser, *, scripts: bool = True, size: ViewportSize = SIZE, refusals: int = 0
) -> AsyncIterator[Page]:
    """A page of its own cookies; it must not complain of anything but of so many forms that were refused."""
    context = await browser.new_context(java_script_enabled=scripts, viewport=size)
    page = await context.new_page()
    watch = Watch.on(page)
    yield page
    assert len([one for one in watch.complaints if "status of 422" in one]) == refusals
    assert len(watch.complaints) == refusals, watch.complaints
    await context.close()


async def picture(page: Page, name: str) -> None:
    """Keep what the page looks like, for people to look at."""
    SCREENSHOTS.mkdir(exist_ok=True)
    await page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)


async def sound(page: Page, name: str, *, scripts: bool = True) -> None:
    """The page as it stands has no fault of accessibility; a picture of it is kept."""
    await picture(page, name)
    assert await (axe(page) if scripts else axe_of_drawn(page)) == [], name


async def axe_of_drawn(page: Page) -> list[str]:
    """What axe finds on the same page as the server alone draws it: the checker is a script and needs a browser
    that runs it, so it looks at a second one that has the same cookies and loads no script of ours.
    """
    browser = page.context.browser
    assert browser is not None
    context = await browser.new_context(storage_state=await page.context.storage_state(), viewport=SIZE)
    twin = await context.new_page()
    await twin.route("**/*.js", lambda route: route.abort())
    await twin.goto(page.url)
    assert await twin.locator("#lines .line").count() == await page.locator("#lines .line").count()
    found = await axe(twin)
    await context.close()
    return found


class Visitor:
    """A resident at the web chat's page, at a human's pace."""

    def __init__(self, page: Page, *, scripts: bool = True) -> None:
        self.page, self.scripts = page, scripts
        self._lines = page.locator(".line:not(.resident) .text")
        self._moments: deque[float] = deque(maxlen=PACE_MESSAGES)

    async def arrive(self, house: House) -> None:
        """Open the page; with scripts, until it is connected."""
        if not self.scripts:
            await self.page.goto(f"{house.url}/chat")
            return
        async with self.page.expect_websocket() as socket:
            await self.page.goto(f"{house.url}/chat")
        await (await socket.value).wait_for_event("framereceived")

    async def say(self, text: str) -> str:
        """Type and send; the answer's text."""
        return await self._after(self._send(text))

    async def tap(self, label: str) -> str:
        """Press one of the buttons offered; the answer's text."""
        button = self.page.locator("#choices").get_by_role("button", name=label, exact=True)
        return await self._after(button.click())

    async def _send(self, text: str) -> None:
        await self.page.get_by_label("Your message").fill(text)
        await self.page.get_by_role("button", name="Send").click()

    async def _after(self, act: Awaitable[None]) -> str:
        before = await self._lines.count()
        await until(self._may_send)
        await act
        await expect(self._lines).to_have_count(before + 1)
        self._moments.append(time.monotonic())
        return await self._lines.nth(before).text_content() or ""

    def _may_send(self) -> bool:
        full = len(self._moments) == PACE_MESSAGES
        return not full or time.monotonic() - self._moments[0] > PACE_SECONDS


async def log_in(page: Page, house: House, look: Look = picture) -> None:
    """The officer logs in at the console; login and overview are looked at."""
    await page.goto(f"{house.url}/console")
    await look(page, "console-login")
    await page.get_by_label("Your name").fill(OFFICER)
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Log in").click()
    await page.get_by_role("heading", name="Overview").wait_for()
    await look(page, "console-overview")
