"""The public page of a panel in a real Chromium without JavaScript; its text; robots; calendar; an officer's answer."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from playwright.async_api import Browser, Page

from bot.joining import SOONEST
from panels import service_joining, service_meetings
from panels.service import By
from storage import consents, conversations, letters, panels, sign_ups
from storage.database import Tx
from tests.browser import axe, open_browser, overflow
from tests.journeys.browsing import log_in, open_page, picture, sound
from tests.journeys.conftest import OpenHouse
from tests.journeys.house import MORNING, House
from tests.journeys.phone import NUMBER, Texter

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SLUG, CODE = "care-at-home", "A6J9ZW2"
SAM = By("officer 1", "a test")
WHOLE = {
    "name": "Jo Bell", "phone": "07700 900123", "adult": "yes", "area": "yes", "staff": "no", "consent": "contact",
}  # fmt: skip


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """One Chromium."""
    async with open_browser() as chromium:
        yield chromium


async def fill(page: Page) -> None:
    """What somebody fills in who wants a place."""
    await page.get_by_role("textbox", name="Your name").fill("Jo Bell")
    await page.get_by_role("textbox", name="Phone number").fill("07700 900123")
    await page.get_by_role("textbox", name="Postcode").fill("rv1 1aa")
    await page.get_by_role("textbox", name="Your address").fill("3 Wharf Street")
    for question, answer in (("18 or over", "Yes"), ("live, work", "Yes"), ("work for this service", "No")):
        await page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()
    await page.get_by_label("keep your name and contact details").check()
    await page.get_by_label("use your next answers").check()
    await page.get_by_role("group", name="Which part of the area").get_by_label("South").check()
    await page.get_by_label("No steps").check()


def pool(tx: Tx) -> list[dict[str, object]]:
    """The members of the panel."""
    panel = panels.of_slug(tx, SLUG)
    assert panel is not None
    return panels.members(tx, panel["id"])


async def test_the_form_without_javascript_leads_to_the_pool_by_text(browser: Browser, open_here: OpenHouse) -> None:
    async with open_here() as house, open_page(browser, scripts=False) as page:
        await page.goto(f"{house.url}/join/{SLUG}")
        await sound(page, "join-form", scripts=False)
        await fill(page)
        house.parts.clock.move(timedelta(seconds=SOONEST))
        await page.get_by_role("button", name="Send").click()
        await page.get_by_text("Reply to it, and you are on the list").wait_for()
        await sound(page, "join-sent", scripts=False)
        await house.settle()
        jo = Texter(house)
        assert "Was it you, and do you want to join?" in jo.texts()[-1]
        assert await house.read(pool) == []
        assert "You are on the list" in await jo.say("yes")
        (member,) = await house.read(pool)
        assert (member["state"], member["origin"]) == ("in pool", "open call")
        assert await house.read(lambda tx: panels.traits(tx, int(str(member["id"]))))
        given = await house.read(lambda tx: consents.all_of(tx, int(str(member["person"]))))
        assert {row["purpose"]: row["given"] for row in given} == {
            "contact": True, "selection": True, "quotes": False, "other-panels": False,
        }  # fmt: skip
        assert all("Riverton Council" in row["text"] and row["channel"] == "web" for row in given)


async def test_what_is_missing_is_said_beside_it_and_in_welsh_too(browser: Browser, open_here: OpenHouse) -> None:
    async with open_here() as house:
        context = await browser.new_context(viewport={"width": 1100, "height": 900})
        page = await context.new_page()
        await page.goto(f"{house.url}/join/{SLUG}")
        house.parts.clock.move(timedelta(seconds=SOONEST))
        await page.get_by_role("button", name="Send").click()
        await page.get_by_role("link", name="Tell us your name").wait_for()
        await picture(page, "join-problems")
        assert await axe(page) == []
        await page.get_by_role("link", name="Cymraeg").click()
        await page.get_by_role("heading", name="Ymunwch â'r grŵp Gofal Gartref").wait_for()
        assert await axe(page) == []
        await page.set_viewport_size({"width": 320, "height": 640})
        assert await overflow(page) == 0
        await picture(page, "join-narrow")
        await context.close()


async def stamp(house: House) -> str:
    """The stamp of a form that was just shown."""
    text = (await house.web.get(f"/join/{SLUG}")).text
    return text.split('name="stamp" value="')[1].split('"')[0]


async def post(house: House, **more: str) -> int:
    """Send a form as a program does."""
    return (await house.web.post(f"/join/{SLUG}", data={**WHOLE, **more})).status_code


def kept(tx: Tx) -> int:
    """How many forms wait."""
    panel = panels.of_slug(tx, SLUG)
    assert panel is not None
    return len(sign_ups.waiting(tx, panel["id"]))


async def test_robots_leave_nothing(open_here: OpenHouse) -> None:
    async with open_here() as house:
        seen = await stamp(house)
        assert await post(house, stamp=seen) == 422
        house.parts.clock.move(timedelta(seconds=SOONEST))
        assert await post(house, stamp=seen, website="https://example.org") == 303
        assert await post(house, stamp="1795514400.made-up") == 422
        assert await house.read(kept) == 0
        assert await post(house, stamp=seen) == 303
        assert await post(house, stamp=seen, phone="07700 900999") == 303
        assert await house.read(kept) == 2
        for _ in range(3):
            assert await post(house, stamp=seen) == 303
        assert await house.read(kept) == 3  # one number is asked twice a day at most
        codes = {await post(house, stamp=seen, email=f"a{n}@example.org", phone="") for n in range(20)}
        assert codes == {303, 429}
        answer = await house.web.post(f"/join/{SLUG}", data=WHOLE, headers={"origin": "https://evil.example"})
        assert answer.status_code == 403
        assert (await house.web.get("/join/nothing")).status_code == 404
        assert (await house.web.get("/join/sen-assessment")).status_code == 200


async def test_a_letters_code_on_the_page_counts_as_a_letter(open_here: OpenHouse) -> None:
    async with open_here() as house:
        home = {"uprn": "100", "address": "3 Wharf Street", "postcode": "RV1 1AA"}
        await house.parts.db.write(
            lambda tx: service_joining.letters_for(tx, panels.of_slug(tx, SLUG) or {}, [(CODE, home)], SAM)
        )
        assert f'value="{CODE}"' in (await house.web.get(f"/join/{SLUG}?code={CODE}")).text
        seen = await stamp(house)
        house.parts.clock.move(timedelta(seconds=SOONEST))
        assert await post(house, stamp=seen, code=CODE.lower()) == 303
        await house.settle()
        await Texter(house).say("1")
        (member,) = await house.read(pool)
        assert member["origin"] == "letter"
        letter = await house.read(lambda tx: letters.of_code(tx, CODE))
        assert letter is not None
        assert letter["member_id"] == member["id"]


async def test_the_qr_code_is_an_svg_of_the_address(open_here: OpenHouse) -> None:
    async with open_here() as house:
        answer = await house.web.get(f"/join/{SLUG}/qr.svg")
        assert answer.headers["content-type"] == "image/svg+xml"
        assert f"{house.url}/join/{SLUG}" in answer.text
        assert (await house.web.get("/join/nothing/qr.svg")).status_code == 404


def seat(tx: Tx) -> int:
    """The person at this number takes part in the panel, which is running and meets."""
    panel = panels.of_slug(tx, SLUG)
    assert panel is not None
    talk = conversations.make(tx, "sms", NUMBER)
    panels.put_member(tx, panel["id"], talk.person_id, "active")
    panels.set_state(tx, panel["id"], "running")
    given = {"starts": MORNING + timedelta(days=9), "minutes": 90, "place": "Town Hall, Market Square"}
    service_meetings.set_meeting(tx, panel["id"], given, SAM)
    return int(panel["id"])


async def test_meeting_and_answer_reach_the_member_by_text(browser: Browser, open_here: OpenHouse) -> None:
    async with open_here() as house, open_page(browser) as page:
        panel = await house.parts.db.write(seat)
        await house.parts.pipeline.ring_timers()
        house.parts.inbox_wake.set()
        await house.settle()
        jo = Texter(house)
        assert "Can you come?" in jo.texts()[-1]
        told = await jo.say("yes")
        link = next(word for word in told.split() if word.endswith(".ics"))
        answer = await house.web.get(link.removeprefix(house.url))
        assert answer.headers["content-type"].startswith("text/calendar")
        assert "DTSTART:20261203T100000Z" in answer.text
        assert (await house.web.get("/join/meetings/1-0000000000.ics")).status_code == 404
        await log_in(page, house)
        await page.goto(f"{house.url}/console/panels/{panel}/feedback")
        await page.get_by_label("What the panel said").fill("The same carer each week.")
        await page.get_by_label("Who answers for it").fill("Care at home manager")
        await page.get_by_role("button", name="Note it").click()
        await page.get_by_role("link", name="The same carer each week.").click()
        await page.get_by_label("We will do part of it").check()
        await page.get_by_label("What we do, or do instead").fill("Two carers for each home.")
        await page.get_by_label("What is not possible, and why").fill("There are too few carers for one.")
        await page.get_by_role("button", name="Save the decision").click()
        await sound(page, "console-feedback-item")
        await page.get_by_role("button", name="Tell the members").click()
        await page.get_by_text("1 told").wait_for()
        await sound(page, "console-feedback")
        await house.settle()
        said = jo.texts()[-1]
        assert "said: The same carer each week." in said
        assert "We will do part of it: Two carers for each home." in said
        assert "Why: There are too few carers for one." in said
