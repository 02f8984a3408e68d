"""A real Chromium for tests: where it is, how it starts, what it complains of, what axe finds."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WAIT_MS = 8_000


def chromium() -> str:
    """The path of an installed Chromium; fails with the line that mends it."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    raise RuntimeError("No Chromium here. Run: apt-get install -y chromium")


@cache
def axe_source() -> str:
    """The accessibility checker, as npm installed it; fails with the line that mends it."""
    if not AXE.exists():
        raise RuntimeError("No axe-core here. Run: npm ci --ignore-scripts --no-audit --no-fund")
    return AXE.read_text(encoding="utf-8")


@asynccontextmanager
async def open_browser() -> AsyncIterator[Browser]:
    """One headless Chromium. Make a new context for each test: it has its own cookies."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        try:
            yield browser
        finally:
            await browser.close()


@dataclass
class Watch:
    """What a page complained of: console errors (refusals of the content policy are among them) and crashes."""

    complaints: list[str] = field(default_factory=list)

    @classmethod
    def on(cls, page: Page) -> "Watch":
        """Begin to listen."""
        watch = cls()
        page.set_default_timeout(WAIT_MS)
        page.on("console", lambda said: watch.hear(said.type, said.text))
        page.on("pageerror", lambda error: watch.hear("error", str(error)))
        return watch

    def hear(self, kind: str, text: str) -> None:
        """Keep what is worse than a note."""
        if kind in {"error", "warning"}:
            self.complaints.append(f"{kind}: {text}")


async def axe(page: Page) -> list[str]:
    """What the accessibility checker finds on the page as it stands; shadow trees are looked into."""
    await page.evaluate(axe_source())
    found = await page.evaluate("rules => axe.run(document, rules)", RULES)
    return [
        f"{one['id']}: {one['help']}: {node['html']} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


async def overflow(page: Page) -> int:
    """By how many pixels the page scrolls sideways."""
    width = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return int(width)
