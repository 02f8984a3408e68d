"""The pages of a panel: what they take, what they refuse, what they hide and what they write down."""

import io
import zipfile
from collections.abc import AsyncIterator
from typing import Any

import pytest
from fastapi import FastAPI

from console.app import console_app
from panels import service
from panels.service import By
from panels.verify import check
from panels.watch import unlimited
from storage import audit, draws, officers, panels, quotas
from storage.database import Database, Tx
from tests.console.demo import PASSWORD_HASH
from tests.console.site import TOKEN, Site, Wake, config
from tests.databases import ONLY_SQLITE
from tests.panels import lives
from tests.panels.lives import Ids

pytestmark = ONLY_SQLITE
NAMES = ("Ann", "Ben")


@pytest.fixture
def ids(db: Database) -> Ids:
    """A panel with eight people in its pool, and two officers who can log in."""

    def work(tx: Tx) -> Ids:
        made = lives.pooled(tx)
        for name in NAMES:
            officers.add(tx, name, "engagement officer", PASSWORD_HASH)
        return made

    return db.write_now(work)


@pytest.fixture
def app(db: Database, ids: Ids) -> FastAPI:  # noqa: ARG001 - filled first
    """The console over it."""
    return console_app(db, config(Wake(), features={"area": ("north", "south")}))


@pytest.fixture
async def ann(app: FastAPI) -> AsyncIterator[Site]:
    """The first officer's browser."""
    site = Site(app)
    async with site.client:
        await site.log_in("Ann")
        yield site


@pytest.fixture
async def ben(app: FastAPI) -> AsyncIterator[Site]:
    """The second officer's browser."""
    site = Site(app, "192.0.2.2")
    async with site.client:
        await site.log_in("Ben")
        yield site


def log_of(db: Database, panel_id: int) -> list[tuple[str, str]]:
    rows = db.read_now(lambda tx: audit.about(tx, service.subject(panel_id)))
    return [(row["action"], row["reason"]) for row in rows]


async def test_an_illegal_step_is_refused_with_a_sentence_and_logged(ann: Site, ids: Ids, db: Database) -> None:
    page = f"/panels/{ids.panel}"
    for form, sentence in (
        ({"how": "run", "reason": "now"}, "A panel that is open cannot be started."),
        ({"how": "close-joining", "reason": " "}, "Give a reason"),
        ({"how": "propose", "reason": "now"}, "A panel that is open cannot be drawn."),
        ({"how": "dance", "reason": "now"}, "There is no act"),
    ):
        answer = await ann.post(f"{page}/move", page, form)
        assert answer.status_code == 422
        assert sentence in answer.text.replace("&#39;", "'")
        assert log_of(db, ids.panel)[-1][0] == "refused"
    assert db.read_now(lambda tx: service.get(tx, ids.panel))["state"] == "open"


async def test_a_panel_is_made_only_with_what_it_needs(ann: Site, db: Database) -> None:
    good = {"name": "Day Centre group", "service": "care-at-home", "seats": "6", "reason": "agreed", "feature": "area"}
    for change, sentence in (
        ({"name": " "}, "Give the panel a name."),
        ({"service": "none"}, "Choose the service"),
        ({"seats": "1"}, "Give the number of seats"),
        ({"seats": "six"}, "Give the number of seats"),
        ({"reason": ""}, "Give a reason"),
        ({"name": "Care"}, "There is a panel of this name"),
    ):
        answer = await ann.post("/panels/new", "/panels/new", {**good, **change})
        assert answer.status_code == 422
        assert sentence in answer.text
    answer = await ann.post("/panels/new", "/panels/new", good)
    assert answer.status_code == 303
    made = db.read_now(lambda tx: panels.of_slug(tx, "day-centre-group"))
    assert made is not None
    assert (made["state"], made["seats"]) == ("draft", 6)
    assert made["about"]["features"] == [{"name": "area", "values": ["north", "south"]}]
    page = f"/panels/{made['id']}/edit"
    assert (await ann.post(page, page, {**good, "owner": "Ann"})).status_code == 303
    changed = db.read_now(lambda tx: panels.of_slug(tx, "day-centre-group"))
    assert changed is not None
    assert changed["about"]["owner"] == "Ann"


@pytest.mark.parametrize("heading", ["feature,value,min,max", "category,name,min,max"], ids=["features", "categories"])
async def test_quotas_come_and_go_as_csv_in_both_shapes(ann: Site, ids: Ids, db: Database, heading: str) -> None:
    page = f"/panels/{ids.panel}/quotas"
    text = f"{heading}\narea,north,1,3\narea,south,1,3\n"
    answer = await upload(ann, page, text)
    assert answer.status_code == 303, answer.text
    kept = db.read_now(lambda tx: quotas.of_panel(tx, ids.panel))
    assert [(one.value, one.minimum, one.maximum) for one in kept] == [("north", 1, 3), ("south", 1, 3)]
    assert log_of(db, ids.panel)[-1] == ("quotas changed", "a new census")
    shape = "features" if heading.startswith("feature") else "categories"
    assert (await ann.get(f"{page}/{shape}.csv")).text == text


async def upload(site: Site, page: str, text: str) -> Any:
    found = TOKEN.search((await site.get(page)).text)
    assert found
    data = {"csrf_token": found.group(1), "reason": "a new census"}
    return await site.client.post(f"/console{page}", data=data, files={"file": ("quotas.csv", text.encode())})


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("feature,value\narea,north\n", "row 1: the headings are"),
        ("feature,value,min,max\narea,north,x,2\n", "is not a number of seats"),
        ("feature,value,min,max\nshoes,red,1,2\n", "This panel does not ask for shoes"),
        ("feature,value,min,max\narea,north,3,2\n", "The minimum is more than the maximum."),
        ("feature,value,min,max\narea,north,3,3\narea,south,3,3\n", "The minimums add up to 6"),
    ],
)
async def test_a_file_that_does_not_fit_changes_nothing(
    ann: Site, ids: Ids, db: Database, text: str, sentence: str
) -> None:
    before = db.read_now(lambda tx: quotas.of_panel(tx, ids.panel))
    answer = await upload(ann, f"/panels/{ids.panel}/quotas", text)
    assert answer.status_code == 422
    assert sentence in answer.text.replace("&#39;", "'")
    assert db.read_now(lambda tx: quotas.of_panel(tx, ids.panel)) == before


async def test_the_pool_is_handed_out_under_pseudonyms_and_logged(ann: Site, ids: Ids, db: Database) -> None:
    text = (await ann.get(f"/panels/{ids.panel}/quotas/people.csv")).text
    assert text.splitlines()[0] == "id,area,household"
    assert all(line.startswith("P-") for line in text.splitlines()[1:])
    assert log_of(db, ids.panel)[-1][0] == "pool exported"


async def test_impossible_quotas_are_explained_in_words(ann: Site, ids: Ids, db: Database) -> None:
    page = f"/panels/{ids.panel}/quotas"
    rows = {"origin.letter": ("3", "4"), "area.north": ("2", "2"), "area.south": ("2", "2")}
    ends = {f"{end}.{row}": n for row, pair in rows.items() for end, n in zip(("min", "max"), pair, strict=True)}
    form = {**ends, **{f"source.{row}": "a census" for row in rows}, "reason": "a try"}
    assert (await ann.post(page, page, form)).status_code == 303
    text = (await ann.get(page)).text
    assert "No panel can meet these together" in text
    assert "Origin, Letter: at least 3 seats, 0 people in the pool." in text
    assert "Origin, Letter: minimum 0 instead of 3." in text
    db.write_now(lambda tx: service.move(tx, ids.panel, "close-joining", By("officer 1", "enough")))
    answer = await ann.post(f"/panels/{ids.panel}/draw/publish", f"/panels/{ids.panel}/draw", {"reason": "go"})
    assert answer.status_code == 422
    assert "Origin, Letter: at least 3 seats" in answer.text
    assert db.read_now(lambda tx: draws.of_panel(tx, ids.panel)) == []


async def test_a_dry_run_keeps_nothing(ann: Site, ids: Ids, db: Database) -> None:
    assert (await ann.post(f"/panels/{ids.panel}/draw/try", f"/panels/{ids.panel}/draw")).status_code == 303
    answer = await ann.get(f"/panels/{ids.panel}/draw")
    assert "This is a dry run, not the draw" in answer.text
    assert "50%" in answer.text
    assert "P-" not in answer.text
    assert db.read_now(lambda tx: draws.of_panel(tx, ids.panel)) == []


async def test_a_draw_takes_two_officers_and_its_report_can_be_checked(
    ann: Site, ben: Site, ids: Ids, db: Database
) -> None:
    page = f"/panels/{ids.panel}/draw"
    db.write_now(lambda tx: service.move(tx, ids.panel, "close-joining", By("officer 1", "enough")))
    assert (await ann.post(f"{page}/publish", page, {"reason": "go"})).status_code == 303
    assert (await ann.get(f"{page}/1/report.zip")).status_code == 409
    portfolio = (await ann.get(f"{page}/1/portfolio.json")).text
    assert (await ann.post(f"{page}/1/seed", page, {"seed": "7 8 9", "source": ""})).status_code == 422
    assert (await ann.post(f"{page}/1/seed", page, {"seed": "7 8 9", "source": "a lottery"})).status_code == 303
    own = await ann.post(f"{page}/1/decide", page, {"how": "approve", "reason": "good"})
    assert "A second officer must approve it" in own.text
    assert (await ben.post(f"{page}/1/decide", page, {"how": "approve", "reason": "good"})).status_code == 303
    packed = zipfile.ZipFile(io.BytesIO((await ben.get(f"{page}/1/report.zip")).content))
    files = {name: packed.read(name).decode() for name in packed.namelist()}
    draw = db.read_now(lambda tx: draws.get(tx, 1))
    assert draw is not None
    assert files["portfolio.json"] == portfolio
    assert check(files, unlimited(), draw["commitment"]) == []
    assert "approved" in files["report.json"]
    assert (await ben.get(f"/panels/{ids.panel + 99}/draw/1/report.html")).status_code == 404
    (selection,) = (await _selections(db, ben))["items"]
    assert (selection["panel"], selection["state"], selection["members"]) == (ids.panel, "approved", 8)


async def _selections(db: Database, site: Site) -> dict[str, Any]:
    db.write_now(lambda tx: officers.add_key(tx, "checks", "doorstep_test-key"))
    found: dict[str, Any] = (await site.ask("/selections")).json()
    return found


async def test_a_council_with_one_officer_may_do_without_the_second(db: Database, ids: Ids) -> None:
    site = Site(console_app(db, config(Wake(), second_officer=False)))
    page = f"/panels/{ids.panel}/draw"
    db.write_now(lambda tx: service.move(tx, ids.panel, "close-joining", By("officer 1", "enough")))
    async with site.client:
        await site.log_in("Ann")
        await site.post(f"{page}/publish", page, {"reason": "go"})
        await site.post(f"{page}/1/seed", page, {"seed": "7", "source": "a lottery"})
        assert (await site.post(f"{page}/1/decide", page, {"how": "approve", "reason": "good"})).status_code == 303


async def test_a_lottery_is_dropped_before_the_seed_and_a_draw_turned_down_after(
    ann: Site, ids: Ids, db: Database
) -> None:
    page = f"/panels/{ids.panel}/draw"
    db.write_now(lambda tx: service.move(tx, ids.panel, "close-joining", By("officer 1", "enough")))
    await ann.post(f"{page}/publish", page, {"reason": "go"})
    assert (await ann.post(f"{page}/1/drop", page, {"reason": "a quota was wrong"})).status_code == 303
    await ann.post(f"{page}/publish", page, {"reason": "again"})
    await ann.post(f"{page}/2/seed", page, {"seed": "7", "source": "a lottery"})
    assert (await ann.post(f"{page}/2/decide", page, {"how": "down", "reason": "the seed was old"})).status_code == 303
    states = [draw["state"] for draw in db.read_now(lambda tx: draws.of_panel(tx, ids.panel))]
    assert states == ["turned down", "dropped"]


async def test_members_are_filtered_noted_and_removed_with_a_reason(ann: Site, ids: Ids, db: Database) -> None:
    page, member = f"/panels/{ids.panel}/members", ids.members[0]
    assert f"Member {member}<" in (await ann.get(f"{page}?state=in pool&origin=open call")).text
    assert "Nobody is here." in (await ann.get(f"{page}?state=left")).text
    own = f"{page}/{member}"
    assert (await ann.post(f"{own}/notes", own, {"text": " "})).status_code == 422
    assert (await ann.post(f"{own}/notes", own, {"text": "Prefers mornings."})).status_code == 303
    assert "Prefers mornings." not in (await ann.get(own)).text
    shown = (await ann.post(f"{own}/show", own)).text
    assert "Prefers mornings." in shown
    assert "None" not in shown
    assert (await ann.post(f"{own}/remove", own, {"reason": ""})).status_code == 422
    assert (await ann.post(f"{own}/remove", own, {"reason": "works for the service"})).status_code == 303
    assert log_of(db, ids.panel)[-1] == (f"member {member} now removed", "works for the service")
    assert (await ann.post(f"{own}/remove", own, {"reason": "again"})).status_code == 422


async def test_an_answer_by_phone_and_a_seat_that_no_reserve_fits(ann: Site, db: Database, ids: Ids) -> None:
    db.write_now(lambda tx: lives.invited(tx, ids))
    page = f"/panels/{ids.panel}/invitations"
    assert (await ann.post(f"{page}/1/answer", page, {"how": "yes", "reason": ""})).status_code == 422
    assert (await ann.post(f"{page}/1/answer", page, {"how": "yes", "reason": "rang today"})).status_code == 303
    assert (await ann.post(f"{page}/1/answer", page, {"how": "no", "reason": "rang again"})).status_code == 422
    db.write_now(lambda tx: _no_reserve_left(tx, ids))
    text = (await ann.get(page)).text
    assert "1 seat stays empty" in text
    assert "comes nearest" in text
    assert (await ann.post(f"{page}/fill", page, {"reason": "the panel agreed"})).status_code == 303
    assert "stays empty" not in (await ann.get(page)).text


def _no_reserve_left(tx: Tx, ids: Ids) -> None:
    """Everybody in reserve from the south goes, then somebody from the south with a seat."""
    from panels import service_seats

    south = [m for m in panels.members(tx, ids.panel) if panels.traits(tx, m["id"]).get("area") == "south"]
    for member in sorted(south, key=lambda m: m["state"] != "reserve"):
        if member["state"] == "reserve":
            service_seats.leave(tx, member["id"], By("person:1", "LEAVE"))
    seated = next(m for m in south if m["state"] in ("selected", "confirmed"))
    service_seats.leave(tx, seated["id"], By("person:1", "LEAVE"))
