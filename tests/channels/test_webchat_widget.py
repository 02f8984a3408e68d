"""<doorstep-chat> on a council's own website: another origin with its own strict content policy."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, ViewportSize, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from tests.browser import Watch, axe, open_browser, overflow
from tests.channels.web_server import Running, listening, serving

pytestmark = pytest.mark.asyncio(loop_scope="module")

PAGE = """<!doctype html><html lang="en"><head><title>Bins</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width"><script {kind} src="{chat}/chat/widget.js"></script></head>
<body><main><h1>Bins</h1><p>When we collect.</p></main><doorstep-chat></doorstep-chat></body></html>"""


@dataclass
class Website:
    """A council's website; `chat` is where its pages load the chat from, `kind` how."""

    chat: str = ""
    kind: str = "async"
    url: str = ""

    async def page(self, _request: Request) -> Response:
        """One page with the element."""
        ws = self.chat.replace("http", "ws", 1)
        policy = f"default-src 'self' {self.chat}; connect-src {self.chat} {ws}; img-src data:; object-src 'none'"
        page = HTMLResponse(PAGE.format(chat=self.chat, kind=self.kind))
        page.headers["content-security-policy"] = policy
        return page

    def app(self, url: str) -> ASGIApp:
        """The website as an application."""
        self.url = url
        return Starlette(routes=[Route("/bins", self.page), Route("/other", self.page)])


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with open_browser() as browser:
        yield browser


@asynccontextmanager
async def embedded(*, listed: bool = True, kind: str = "async") -> AsyncIterator[tuple[Website, Running]]:
    """A website and a chat that knows it, or does not."""
    website = Website(kind=kind)
    async with listening(website.app), serving(chat_origins=website.url if listed else "") as running:
        website.chat = running.url
        yield website, running


async def visit(browser: Browser, website: Website, width: int = 1100) -> tuple[Page, Watch]:
    context = await browser.new_context(viewport=ViewportSize(width=width, height=800))
    page = await context.new_page()
    watch = Watch.on(page)
    await page.goto(f"{website.url}/bins")
    return page, watch


async def say(page: Page, text: str) -> None:
    await page.get_by_label("Your message").fill(text)
    await page.get_by_role("button", name="Send").click()


@pytest.mark.parametrize("kind", ["async", 'type="module"'])
async def test_three_steps_on_another_website(browser: Browser, kind: str) -> None:
    async with embedded(kind=kind) as (website, running):
        page, watch = await visit(browser, website)
        assert running.part.sockets.count() == 0
        await page.get_by_role("button", name="Chat with us").click()
        await expect(page.get_by_role("dialog", name="Chat with Riverton Council")).to_be_visible()
        await expect(page.get_by_label("Your message")).to_be_focused()
        await say(page, "my bin was not collected")
        await page.get_by_role("button", name="Green bin").click()
        await page.get_by_role("button", name="Yes", exact=True).click()
        await expect(page.get_by_text("RIV-1042")).to_be_visible()
        # Before axe: it sets style attributes of its own, which the website's policy refuses.
        assert watch.complaints == []
        assert await axe(page) == []
        await page.keyboard.press("Escape")
        assert await axe(page) == []
        await page.context.close()


async def test_the_conversation_follows_to_the_next_page_and_ends_on_request(browser: Browser) -> None:
    async with embedded() as (website, _):
        page, watch = await visit(browser, website)
        await page.get_by_role("button", name="Chat with us").click()
        await say(page, "my bin")
        await expect(page.get_by_role("button", name="Green bin")).to_be_visible()
        await page.goto(f"{website.url}/other")
        await expect(page.locator(".line")).to_have_count(2)
        await page.get_by_role("button", name="Green bin").click()
        await expect(page.locator(".line")).to_have_count(4)
        async with page.expect_download() as download:
            await page.get_by_role("button", name="Download this conversation").click()
        text = (await (await download.value).path()).read_text(encoding="utf-8")
        assert "You:\nmy bin\n" in text
        await page.get_by_role("button", name="End this conversation").click()
        await expect(page.locator(".line")).to_have_count(0)
        await say(page, "another matter")
        await expect(page.get_by_text("Which bin was missed?")).to_be_visible()
        assert watch.complaints == []
        await page.context.close()


async def test_escape_closes_and_returns_the_focus(browser: Browser) -> None:
    async with embedded() as (website, _):
        page, _ = await visit(browser, website)
        await page.get_by_role("button", name="Chat with us").press("Enter")
        await expect(page.get_by_label("Your message")).to_be_focused()
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("button", name="Chat with us")).to_be_focused()
        await page.context.close()


async def test_leaving_forgets(browser: Browser) -> None:
    async with embedded() as (website, running):
        page, _ = await visit(browser, website)
        await page.get_by_role("button", name="Chat with us").click()
        await say(page, "my bin")
        await expect(page.get_by_text("Which bin was missed?")).to_be_visible()
        await page.get_by_role("button", name="Leave this page").click()
        await page.wait_for_url(f"{running.url}/elsewhere")
        await page.goto(f"{website.url}/bins")
        await page.get_by_role("button", name="Chat with us").click()
        await expect(page.locator(".line")).to_have_count(0)
        await page.context.close()


async def test_a_small_screen_has_no_sideways_scroll(browser: Browser) -> None:
    async with embedded() as (website, _):
        page, _ = await visit(browser, website, width=320)
        await page.get_by_role("button", name="Chat with us").click()
        await say(page, "my bin")
        await expect(page.get_by_role("button", name="Green bin")).to_be_visible()
        assert await overflow(page) == 0
        panel = page.get_by_role("dialog")
        assert await panel.evaluate("panel => panel.scrollWidth - panel.clientWidth") == 0
        assert await axe(page) == []
        await page.context.close()


async def test_a_website_that_is_not_listed_gets_no_conversation(browser: Browser) -> None:
    async with embedded(listed=False) as (website, running):
        page, watch = await visit(browser, website)
        await page.get_by_role("button", name="Chat with us").click()
        await expect(page.get_by_text("You are not connected")).to_be_visible()
        assert running.part.sockets.count() == 0
        assert any("403" in complaint for complaint in watch.complaints)
        await page.context.close()
