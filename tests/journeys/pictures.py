"""The pictures of the README: `python -m tests.journeys.pictures` takes them anew from the running application."""

import asyncio
import logging
import tempfile
from pathlib import Path

import structlog
from playwright.async_api import Page, ViewportSize

from bot.demo import put_pool
from nlp.understand import load
from storage import panels
from storage.database import Tx
from storage.migrate import migrate
from tests.browser import open_browser
from tests.journeys.browsing import Visitor, log_in, open_page
from tests.journeys.house import MORNING, House, open_house
from tests.journeys.process import ROOT
from tests.journeys.script import BIN, BIN_ANSWERS, walk

PICTURES = ROOT / "docs" / "pictures"
CHAT, CONSOLE = ViewportSize(width=900, height=1060), ViewportSize(width=900, height=820)


async def take_chat(page: Page, house: House) -> None:
    """A bin that was not emptied, from the first word to the reference."""
    visitor = Visitor(page)
    await visitor.arrive(house)
    await walk(visitor, BIN, BIN_ANSWERS)
    await page.screenshot(path=PICTURES / "chat.png")


async def take_console(page: Page, house: House) -> None:
    """A panel with the people in its pool."""

    def fill(tx: Tx) -> None:
        panel = panels.of_slug(tx, "care-at-home")
        assert panel is not None
        put_pool(tx, panel, house.parts.words)

    await house.parts.db.write(fill)
    await log_in(page, house)
    await page.goto(f"{house.url}/console/panels/1")
    await page.screenshot(path=PICTURES / "console.png")


async def take(folder: Path) -> None:
    """Take both over a throw-away database."""
    url = f"sqlite:///{folder / 'pictures.db'}"
    migrate(url)
    understander = load(ROOT / "model", ROOT / "content", lambda: MORNING)
    PICTURES.mkdir(exist_ok=True)
    async with open_house(understander.understand, url) as house, open_browser() as browser:
        async with open_page(browser, size=CHAT) as page:
            await take_chat(page, house)
        async with open_page(browser, size=CONSOLE) as page:
            await take_console(page, house)


def main() -> None:
    """Take the pictures."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(take(Path(folder)))


if __name__ == "__main__":
    main()
