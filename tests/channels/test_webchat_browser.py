"""The web chat in a real Chromium, under a strict content security policy."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, ViewportSize, expect

from bot.messages import Address
from tests.browser import Watch, axe, open_browser, overflow
from tests.channels.web_door import Reply
from tests.channels.web_server import Running, serving

pytestmark = pytest.mark.asyncio(loop_scope="module")

WIDE = ViewportSize(width=1100, height=900)
# 1280 pixels at 400 %.
NARROW = ViewportSize(width=320, height=256)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with open_browser() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def running() -> AsyncIterator[Running]:
    async with serving() as running:
        yield running


async def visit(browser: Browser, running: Running, size: ViewportSize = WIDE) -> tuple[Page, Watch]:
    """Open the page with script, connected."""
    context = await browser.new_context(viewport=size)
    page = await context.new_page()
    watch = Watch.on(page)
    async with page.expect_websocket() as socket:
        await page.goto(f"{running.url}/chat")
    await (await socket.value).wait_for_event("framereceived")
    return page, watch


async def type_and_send(page: Page, text: str) -> None:
    await page.get_by_label("Your message").fill(text)
    await page.get_by_role("button", name="Send").click()


async def three_steps(page: Page) -> None:
    """Which bin, is this right, done."""
    await type_and_send(page, "my bin was not collected")
    await page.get_by_role("button", name="Green bin").click()
    await page.get_by_role("button", name="Yes", exact=True).click()
    await expect(page.get_by_text("RIV-1042")).to_be_visible()


def resident(running: Running) -> Address:
    return running.door.kept[0].sender


def said(running: Running) -> list[str]:
    return [inbound.choice or inbound.text for inbound in running.door.kept]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "400 %"])
async def test_three_steps_with_script(browser: Browser, running: Running, size: ViewportSize) -> None:
    page, watch = await visit(browser, running, size)
    assert await axe(page) == []
    await three_steps(page)
    assert said(running) == ["my bin was not collected", "green", "yes"]
    assert await axe(page) == []
    assert await overflow(page) == 0
    assert watch.complaints == []
    assert await page.locator(".line").count() == 6
    await page.context.close()


async def test_three_steps_without_script(browser: Browser, running: Running) -> None:
    context = await browser.new_context(java_script_enabled=False, viewport=NARROW)
    page = await context.new_page()
    watch = Watch.on(page)
    await page.goto(f"{running.url}/chat")
    await three_steps(page)
    assert said(running) == ["my bin was not collected", "green", "yes"]
    assert await page.locator(".line").count() == 6
    assert watch.complaints == []
    await page.get_by_role("button", name="End this conversation").click()
    await expect(page.locator(".line")).to_have_count(0)
    await context.close()


async def test_the_page_as_the_server_draws_it_has_no_fault(browser: Browser, running: Running) -> None:
    page, watch = await visit(browser, running)
    await type_and_send(page, "bin")
    await expect(page.get_by_role("button", name="Green bin")).to_be_visible()
    await page.route("**/*.js", lambda route: route.abort())
    await page.reload()
    await expect(page.get_by_role("button", name="Green bin")).to_be_visible()
    assert await axe(page) == []
    assert [text for text in watch.complaints if "ERR_FAILED" not in text] == []
    await page.context.close()


async def test_a_cut_line_is_mended_and_nothing_is_lost_or_doubled(browser: Browser, running: Running) -> None:
    page, _ = await visit(browser, running)
    await type_and_send(page, "one")
    await expect(page.get_by_text("Which bin was missed?")).to_be_visible()
    assert running.drop_sockets() == 1
    await expect(page.get_by_role("status")).to_have_text(re.compile("not connected"))
    await type_and_send(page, "two")
    await running.door.tell(resident(running), Reply("Said while you were away."))
    await expect(page.get_by_text("Report the two bin as missed?")).to_have_count(1)
    await expect(page.get_by_text("Said while you were away.")).to_have_count(1)
    await expect(page.locator(".line")).to_have_count(5)
    assert said(running) == ["one", "two"]
    await page.context.close()


async def test_a_reload_resumes_and_keeps_the_buttons(browser: Browser, running: Running) -> None:
    page, watch = await visit(browser, running)
    await type_and_send(page, "bin")
    await expect(page.get_by_role("button", name="Black bin")).to_be_visible()
    await page.reload()
    await expect(page.locator(".line")).to_have_count(2)
    await page.get_by_role("button", name="Black bin").click()
    await expect(page.get_by_text("Report the black bin as missed?")).to_be_visible()
    await expect(page.locator(".line")).to_have_count(4)
    assert said(running) == ["bin", "black"]
    assert watch.complaints == []
    await page.context.close()


async def test_what_was_written_without_a_line_survives_a_reload(browser: Browser, running: Running) -> None:
    page, _ = await visit(browser, running)
    running.door.away = True
    await type_and_send(page, "bin")
    await expect(page.get_by_role("alert")).to_have_text(re.compile("could not keep"))
    running.door.away = False
    await page.reload()
    await expect(page.get_by_text("Which bin was missed?")).to_be_visible()
    await expect(page.locator(".line")).to_have_count(2)
    assert said(running) == ["bin"]
    await page.context.close()


async def test_officers_are_named_and_markup_stays_text(browser: Browser, running: Running) -> None:
    page, watch = await visit(browser, running)
    await type_and_send(page, "<img src=x onerror=alert(1)>")
    await expect(page.get_by_text("Which bin was missed?")).to_be_visible()
    hostile = Reply("<b>Ada</b> here, see https://riverton.example/a.", sender="officer")
    await running.door.tell(resident(running), hostile)
    line = page.locator(".line.officer")
    await expect(line).to_contain_text("Riverton Council, officer")
    await expect(line).to_contain_text("<b>Ada</b> here")
    await expect(line.get_by_role("link")).to_have_attribute("href", "https://riverton.example/a")
    assert await page.locator(".line img").count() == 0
    assert watch.complaints == []
    await page.context.close()


async def test_too_long_is_said_and_what_was_typed_stays(browser: Browser, running: Running) -> None:
    page, watch = await visit(browser, running)
    await type_and_send(page, "y" * 5_001)
    await expect(page.get_by_role("alert")).to_have_text(re.compile("too long"))
    await expect(page.get_by_label("Your message")).to_have_value("y" * 5_001)
    assert await axe(page) == []
    await type_and_send(page, "   ")
    await expect(page.get_by_role("alert")).to_have_text("Type a message first.")
    assert not running.door.kept
    assert watch.complaints == []
    await page.context.close()


async def test_leaving_forgets_and_back_shows_nothing(browser: Browser, running: Running) -> None:
    page, _ = await visit(browser, running)
    await type_and_send(page, "please help me")
    await expect(page.get_by_text("Which bin was missed?")).to_be_visible()
    await page.get_by_role("link", name="Leave this page").click()
    await page.wait_for_url("**/elsewhere")
    assert await page.context.cookies() == []
    assert await page.evaluate("history.length") == 2
    await page.goto(f"{running.url}/chat")
    await expect(page.locator(".line")).to_have_count(0)
    await page.context.close()


async def test_the_keyboard_alone_is_enough(browser: Browser, running: Running) -> None:
    page, _ = await visit(browser, running)
    stops = ["Skip to the latest message", "Leave this page"]
    for name in stops:
        await page.keyboard.press("Tab")
        await expect(page.get_by_role("link", name=name)).to_be_focused()
    await expect(page.get_by_role("link", name=stops[0])).not_to_be_in_viewport()
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("region", name="Conversation")).to_be_focused()
    await page.get_by_label("Your message").focus()
    await page.keyboard.type("bin")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Green bin")).to_be_visible()
    await page.keyboard.press("Shift+Tab")
    await expect(page.get_by_role("button", name="Black bin")).to_be_focused()
    await page.keyboard.press("Space")
    await expect(page.locator(".line.resident").last).to_be_focused()
    await expect(page.get_by_text("Report the black bin as missed?")).to_be_visible()
    await page.context.close()


async def test_targets_are_large_enough(browser: Browser, running: Running) -> None:
    page, _ = await visit(browser, running, NARROW)
    await type_and_send(page, "bin")
    await expect(page.get_by_role("button", name="Green bin")).to_be_visible()
    for target in await page.locator("button:visible, a:visible:not(.line a), textarea").all():
        box = await target.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24, await target.inner_text()
    await page.context.close()


async def test_forced_colours_and_less_motion(browser: Browser, running: Running) -> None:
    context = await browser.new_context(forced_colors="active", reduced_motion="reduce", viewport=WIDE)
    page = await context.new_page()
    watch = Watch.on(page)
    await page.goto(f"{running.url}/chat")
    await three_steps(page)
    assert await page.evaluate("document.getAnimations().length") == 0
    assert watch.complaints == []
    await context.close()
