"""A panel's life at the console and by text: made, recruited, drawn, approved, invited, accepted, left, replaced."""

from collections.abc import AsyncIterator
from functools import partial

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from panels import service
from storage import audit, draw_runs, draws, offers, officers, panels
from storage.database import Tx
from tests.browser import open_browser, overflow
from tests.console.demo import PASSWORD, PASSWORD_HASH
from tests.databases import ONLY_SQLITE
from tests.journeys.browsing import open_page, picture, sound
from tests.journeys.conftest import OpenHouse
from tests.journeys.house import OFFICER, House, until
from tests.journeys.phone import Texter
from tests.panels.lives import phones, put_in_pool

pytestmark = [pytest.mark.asyncio(loop_scope="module"), ONLY_SQLITE]
SECOND = "Amina"
REASON = "Agreed by the care board on 12 November"
SAID = {
    "Name": "Home Care Planning group", "Seats": "4", "What the panel does": "You help plan how home care works.",
    "What can change, and what cannot": "You can change how visits are planned. You cannot change the budget.",
    "Dates and times": "It is 2 hours a month for 6 months.", "Gift": "£50 for each meeting",
    "Page with the information sheet": "https://riverton.example/home-care", "Owner": "Head of Adult Care",
    "Budget": "£4,000", "Support plan": "A named officer rings after each meeting",
    "Data protection assessment": "DPIA 2026-14",
}  # fmt: skip


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for all tests of this file."""
    async with open_browser() as chromium:
        yield chromium


async def log_in(page: Page, house: House, name: str) -> None:
    await page.goto(f"{house.url}/console")
    await page.get_by_label("Your name").fill(name)
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Log in").click()
    await page.get_by_role("heading", name="Overview").wait_for()


async def press(page: Page, button: str, reason: str = REASON) -> None:
    """Give the reason that stands beside the button, and press it."""
    form = page.locator("form", has=page.get_by_role("button", name=button, exact=True))
    await form.get_by_label("Reason").fill(reason)
    await form.get_by_role("button", name=button, exact=True).click()


async def make_panel(page: Page) -> int:
    await page.get_by_role("link", name="Panels", exact=True).click()
    await page.get_by_role("button", name="New panel").click()
    await sound(page, "panel-new")
    await page.get_by_label("Service").select_option("care-at-home")
    await page.get_by_label("Level of involvement").select_option("collaborate")
    for label, text in SAID.items():
        await page.get_by_label(label, exact=True).fill(text)
    await page.get_by_label("Area").check()
    await page.get_by_label("Reason").fill(REASON)
    await page.get_by_role("button", name="Save").click()
    await page.get_by_role("heading", name="Home Care Planning group").wait_for()
    return int(page.url.rsplit("/", 1)[1])


async def set_quotas(page: Page) -> None:
    await page.get_by_role("link", name="Quotas", exact=True).click()
    await page.get_by_label("North: seats at least").fill("3")
    await page.get_by_label("South: seats at least").fill("3")
    await press(page, "Save quotas")
    await page.get_by_text("The minimums add up to 6").first.wait_for()
    for area in ("North", "South"):
        await page.get_by_label(f"{area}: seats at least").fill("2")
        await page.get_by_label(f"{area}: seats at most").fill("2")
        await page.get_by_label(f"{area}: source").fill("Users of home care")
    await press(page, "Save quotas")
    await page.get_by_text("more to the aim").first.wait_for()
    await sound(page, "panel-quotas")


def fill_pool(tx: Tx, panel_id: int) -> dict[int, str]:
    """Eight people who texted; (member, number)."""
    found = {}
    for place, (address, _) in enumerate(zip(phones(), range(8), strict=False)):
        found[put_in_pool(tx, panel_id, address, "south" if place % 2 else "north")] = address[1]
    return found


async def refused(page: Page, url: str, button: str, sentence: str) -> None:
    """A form of a page that has gone stale: the step is refused in words."""
    await page.goto(url)
    await page.get_by_role("button", name=button).click()
    await page.get_by_text(sentence).first.wait_for()


async def draw(page: Page, url: str) -> None:
    await page.goto(f"{url}/draw")
    await page.get_by_role("button", name="Dry run").click()
    await page.get_by_role("heading", name="This is a dry run, not the draw").wait_for()
    await sound(page, "panel-dry-run")
    await press(page, "Publish the lottery")
    await page.get_by_text("Commitment (SHA-256)").wait_for()
    await sound(page, "panel-published")
    await page.get_by_label("Seed", exact=True).fill("5 17 22 31 40 48")
    await page.get_by_label("Where it comes from").fill("National Lottery draw of 25 November 2026")
    await page.get_by_role("button", name="Draw", exact=True).click()
    await page.get_by_text("You made this draw").wait_for()
    await press(page, "Approve the draw")
    await page.get_by_text("A second officer must approve it").first.wait_for()
    await sound(page, "panel-own-approval-refused")


async def approve_and_invite(page: Page, url: str) -> None:
    await page.goto(f"{url}/draw")
    await press(page, "Approve the draw", "Checked against the quotas")
    await page.get_by_role("link", name="Invite the members").click()
    await press(page, "Send invitations")
    await page.get_by_role("region", name="Invitations").wait_for()


async def test_a_panel_from_nothing_to_a_seat_accepted_by_text(open_here: OpenHouse, browser: Browser) -> None:
    async with open_here() as house:
        await house.parts.db.write(lambda tx: officers.add(tx, SECOND, "engagement officer", PASSWORD_HASH))
        async with open_page(browser, refusals=3) as page:
            await log_in(page, house, OFFICER)
            panel_id = await make_panel(page)
            url = f"{house.url}/console/panels/{panel_id}"
            await press(page, "Approve the panel")
            await page.get_by_text("Before this panel can be approved, fill in: Quotas").first.wait_for()
            await set_quotas(page)
            await page.goto(url)
            await press(page, "Approve the panel")
            await press(page, "Open for joining")
            await page.get_by_role("button", name="Close to joining").wait_for()
            numbers = await house.parts.db.write(lambda tx: fill_pool(tx, panel_id))
            await page.reload()
            await page.get_by_text("Whom the next wave should reach").wait_for()
            await sound(page, "panel-recruiting")
            await press(page, "Close to joining")
            await page.get_by_role("link", name="Members", exact=True).click()
            await sound(page, "panel-members")
            await draw(page, url)
        async with open_page(browser) as page:
            await log_in(page, house, SECOND)
            await approve_and_invite(page, url)
            await until(partial(house.read, asked))  # with the next look at the timers
            await house.settle()
            await accepted_left_replaced(house, panel_id, numbers)
            await page.reload()
            await sound(page, "panel-invitations")
            await page.goto(url)
            await sound(page, "panel-selected")


def asked(tx: Tx) -> bool:
    return not offers.not_asked(tx)


async def accepted_left_replaced(house: House, panel_id: int, numbers: dict[int, str]) -> None:
    """A resident says yes in their own words, asks for their chance, leaves; a reserve is asked by itself."""
    seated = await house.read(lambda tx: service.in_states(tx, panel_id, ("selected",)))
    member = seated[0]["id"]
    resident = Texter(house, numbers[member])
    assert "You have been picked for the Home Care Planning group" in resident.texts()[-1]
    assert "You have a place" in await resident.say("yes please i would love to come")
    told, kept = await resident.say("CHANCE"), await house.read(lambda tx: draws.chances_of(tx, [member]))
    assert kept[member][0] == "1/2"
    assert "1 in 2 (50%)" in told
    before = await house.read(lambda tx: panels.count_by_state(tx, panel_id))
    assert before == {"confirmed": 1, "selected": 3, "reserve": 4}
    assert "You have left" in await resident.say("LEAVE")
    await house.settle()
    assert await house.read(lambda tx: panels.count_by_state(tx, panel_id)) == {"left": 1, "selected": 4, "reserve": 3}
    log = await house.read(lambda tx: [r["action"] for r in audit.about(tx, service.subject(panel_id))])
    assert f"member {member} now left" in log
    assert log[-1].endswith("came from the reserve")


def begin_search(tx: Tx, panel_id: int) -> None:
    run = draw_runs.start(tx, panel_id, 1, dry=True)
    draw_runs.beat(tx, run, 0.4, 75.0)


@pytest.mark.parametrize("scripts", [True, False], ids=["javascript", "no javascript"])
async def test_every_page_of_a_panel_is_sound_and_fits_a_narrow_window(
    open_here: OpenHouse, browser: Browser, *, scripts: bool
) -> None:
    look = partial(sound, scripts=scripts) if scripts else picture
    async with open_here() as house, open_page(browser, scripts=scripts) as page:
        await log_in(page, house, OFFICER)
        panel_id = (await house.read(panels.every))[0]["id"]
        member = (await house.parts.db.write(lambda tx: list(fill_pool(tx, panel_id))))[0]
        for end in ("", "/members", f"/members/{member}", "/recruiting", "/quotas", "/draw", "/draw?", "/invitations",
                    "/edit"):  # fmt: skip
            if end == "/draw?":  # the same page while a search goes on
                await house.parts.db.write(lambda tx: begin_search(tx, panel_id))
            await page.goto(f"{house.url}/console/panels/{panel_id}{end}")
            await look(page, f"narrow{end.replace('/', '-').replace('?', '-running')}")
            await page.set_viewport_size({"width": 320, "height": 700})
            assert await overflow(page) == 0, end
            await page.set_viewport_size({"width": 1100, "height": 900})
