"""A resident asks for a person by text; an officer takes over in the console, answers, and gives back."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser

from tests.browser import open_browser
from tests.journeys.browsing import log_in, open_page, sound
from tests.journeys.conftest import OpenHouse
from tests.journeys.house import OFFICER, until
from tests.journeys.phone import Texter

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
REPLY = "Hello, we will come on Monday at 10am."


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """One Chromium."""
    async with open_browser() as chromium:
        yield chromium


async def test_an_officer_takes_over_answers_and_gives_back(browser: Browser, open_here: OpenHouse) -> None:
    async with open_here() as house, open_page(browser) as page:
        resident = Texter(house)
        assert await resident.say("I want to speak to a person")
        (conversation,) = await house.items("/conversations")
        assert (conversation["waiting"], conversation["owner"]) == (True, "bot")
        await log_in(page, house, sound)
        await page.get_by_role("link", name="waiting for a person").click()
        await page.get_by_role("link", name="Conversation 1", exact=True).click()
        await page.get_by_role("button", name="Take over").click()
        await page.get_by_text(f"{OFFICER} holds this conversation").wait_for()
        await until(lambda: OFFICER in resident.texts()[-1])
        assert await resident.say("there is a big pothole on canal street") == ""
        await page.get_by_text("there is a big pothole on canal street").wait_for()
        await page.get_by_label("Message").fill(REPLY)
        await page.get_by_role("button", name="Send").click()
        await until(lambda: REPLY in resident.texts()[-1])
        assert await resident.say("thank you, my bin wasn't collected either") == ""
        await sound(page, "console-held")
        assert await house.items("/cases") == []
        await page.get_by_role("button", name="Hand back to the bot").click()
        await page.get_by_text("The bot answers").wait_for()
        await house.settle()
        (conversation,) = await house.items("/conversations")
        assert (conversation["waiting"], conversation["owner"]) == (False, "bot")
        assert "What is the postcode" in await resident.say("my bin wasn't collected")
        assert len([text for text in resident.texts() if REPLY in text]) == 1
