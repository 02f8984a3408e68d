"""The two journeys in a real Chromium, with and without JavaScript; then an officer sees what came of them."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page

from tests.browser import open_browser
from tests.journeys.browsing import Look, Visitor, log_in, open_page, picture, sound
from tests.journeys.checks import check_bin, check_pool
from tests.journeys.conftest import OpenHouse
from tests.journeys.house import House
from tests.journeys.script import BIN, BIN_ANSWERS, CONSENTS, INVITATION, MUM, MUM_ANSWERS, walk

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["javascript", "no-javascript"])
LOOKED_AT = {
    "How would you like this done": "question", INVITATION: "invitation", "Do you want to ask for a place": "about",
    "Have you used this service": "traits", "You are on the list": "pool",
}  # fmt: skip


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """One Chromium."""
    async with open_browser() as chromium:
        yield chromium


class LookingVisitor(Visitor):
    """A visitor whose page is examined at the steps that look different."""

    async def look(self, text: str) -> str:
        """Examine the page that shows this text."""
        for words, name in LOOKED_AT.items():
            if words in text:
                await sound(self.page, f"chat-{name}", scripts=self.scripts)
        return text

    async def say(self, text: str) -> str:
        """As a visitor."""
        return await self.look(await super().say(text))

    async def tap(self, label: str) -> str:
        """As a visitor."""
        return await self.look(await super().tap(label))


@SCRIPTS
async def test_a_missed_bin_in_the_web_chat(browser: Browser, open_here: OpenHouse, *, scripts: bool) -> None:
    async with open_here() as house, open_page(browser, scripts=scripts) as page:
        visitor = Visitor(page, scripts=scripts)
        await visitor.arrive(house)
        await sound(page, f"chat-empty-{scripts}", scripts=scripts)
        await check_bin(house, await walk(visitor, BIN, BIN_ANSWERS))
        await sound(page, f"chat-bin-{scripts}", scripts=scripts)


@SCRIPTS
async def test_from_care_to_the_pool_in_the_web_chat(browser: Browser, open_here: OpenHouse, *, scripts: bool) -> None:
    async with open_here() as house, open_page(browser, scripts=scripts) as page:
        visitor = LookingVisitor(page, scripts=scripts)
        await visitor.arrive(house)
        await check_pool(house, await walk(visitor, MUM, MUM_ANSWERS), "web")
        async with open_page(browser, scripts=scripts) as desk:
            look = sound if scripts else picture  # what axe finds there without scripts is the console's own test
            await log_in(desk, house, look)
            await see_the_member(desk, look)
            if scripts:
                await see_the_rest(desk, house)


async def see_the_member(page: Page, look: Look) -> None:
    """The officer finds the person among the panel's members, with the state and each consent."""
    await page.get_by_role("link", name="Panels", exact=True).click()
    await page.get_by_role("heading", name="Panels", exact=True).wait_for()
    await look(page, "console-panels")
    await page.get_by_role("link", name="Care at Home group").click()
    await look(page, "console-panel")
    await page.get_by_role("link", name="Members", exact=True).click()
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="Member 1", exact=True))
    assert "in pool" in (await row.inner_text()).lower()
    assert (await row.inner_text()).count("Yes") == CONSENTS["contact"] + CONSENTS["selection"]
    await look(page, "console-members")
    await row.get_by_role("link", name="Member 1", exact=True).click()
    await page.get_by_role("button", name="Show details").click()
    await page.get_by_text("Jo Bell").wait_for()
    assert "Aged 45 to 64" in await page.locator("#details").inner_text()
    assert "3 Wharf Street, RV1 1AA" in await page.locator("#details").inner_text()
    await look(page, "console-member")


async def see_the_rest(page: Page, house: House) -> None:
    """Conversation, case, person and the lists are as sound as the rest."""
    paths = ("conversations", "conversations/1", "cases", "cases/1", "people", "people/1", "alerts", "ideas", "rights")
    for path in paths:
        answer = await page.goto(f"{house.url}/console/{path}")
        assert answer is not None
        assert answer.ok, path
        await sound(page, f"console-{path.replace('/', '-')}")


async def test_two_residents_do_not_see_each_other(browser: Browser, open_here: OpenHouse) -> None:
    async with open_here() as house, open_page(browser) as one, open_page(browser) as other:
        visitors = [Visitor(one), Visitor(other)]
        for visitor in visitors:
            await visitor.arrive(house)
        heard = await asyncio.gather(*(walk(visitor, BIN, BIN_ANSWERS) for visitor in visitors))
        assert [len(texts) for texts in heard] == [3, 3]
        await picture(one, "chat-one-of-two")
        for visitor in visitors:
            assert await visitor.page.locator(".line").count() == 6
        assert len(await house.items("/cases")) == 2
        assert len(await house.items("/conversations")) == 2
