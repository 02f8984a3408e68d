"""Where the numbers of a quota come from: asked for, kept when a file brings new numbers, and never lost in silence."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from console.app import console_app
from panels import service
from panels.life import IllegalStepError
from panels.service import By
from storage import officers, quotas
from storage.database import Database, Tx
from storage.quotas import Target
from tests.console.demo import PASSWORD_HASH
from tests.console.site import TOKEN, Site, Wake, config
from tests.databases import ONLY_SQLITE
from tests.panels import lives

pytestmark = ONLY_SQLITE
NORTH = {"min.area.north": "2", "max.area.north": "2", "reason": "a try"}


@pytest.fixture
def panel(db: Database) -> int:
    """A panel, and an officer who can log in."""

    def work(tx: Tx) -> int:
        made = lives.pooled(tx).panel
        officers.add(tx, "Ann", "engagement officer", PASSWORD_HASH)
        return made

    return db.write_now(work)


@pytest.fixture
async def ann(db: Database, panel: int) -> AsyncIterator[Site]:  # noqa: ARG001 - filled first
    """The officer's browser."""
    site = Site(console_app(db, config(Wake())))
    async with site.client:
        await site.log_in("Ann")
        yield site


def kept(db: Database, panel: int) -> dict[str, Target]:
    return {one.value: one for one in db.read_now(lambda tx: quotas.of_panel(tx, panel))}


async def upload(site: Site, panel: int, text: str, source: str = "") -> Any:
    page = f"/panels/{panel}/quotas"
    found = TOKEN.search((await site.get(page)).text)
    assert found
    data = {"csrf_token": found.group(1), "reason": "new numbers", "source": source}
    return await site.client.post(f"/console{page}", data=data, files={"file": ("quotas.csv", text.encode())})


async def test_the_panels_own_file_brings_new_numbers_and_leaves_sources_and_reasons(
    ann: Site, panel: int, db: Database
) -> None:
    page = f"/panels/{panel}/quotas"
    said = {"source.area.north": "Census 2021", "why.area.north": "carers were left out before"}
    assert (await ann.post(page, page, {**NORTH, **said})).status_code == 303
    for shape in ("features", "categories"):
        text = (await ann.get(f"{page}/{shape}.csv")).text
        assert (await upload(ann, panel, text)).status_code == 303
        changed = text.replace("area,north,2,2", "area,north,1,3")
        assert changed != text
        assert (await upload(ann, panel, changed)).status_code == 303
        one = kept(db, panel)["north"]
        assert (one.minimum, one.source, one.reason) == (1, "Census 2021", "carers were left out before")
        await ann.post(page, page, {**NORTH, **said})


async def test_a_row_that_is_new_in_a_file_needs_the_source_of_the_file(ann: Site, panel: int, db: Database) -> None:
    text = "feature,value,min,max\narea,north,2,2\norigin,letter,1,2\n"
    answer = await upload(ann, panel, text)
    assert answer.status_code == 422
    assert "give the source of the numbers for origin letter" in answer.text
    assert (await upload(ann, panel, text, "Letters that went out")).status_code == 303
    assert {value: one.source for value, one in kept(db, panel).items() if one.minimum} == {
        "north": "Census 2021",
        "letter": "Letters that went out",
    }


async def test_an_open_panel_takes_no_limits_without_a_source(ann: Site, panel: int, db: Database) -> None:
    page, before = f"/panels/{panel}/quotas", kept(db, panel)
    answer = await ann.post(page, page, NORTH)
    assert answer.status_code == 422
    assert "give the source of the numbers for area north" in answer.text
    assert kept(db, panel) == before
    no_limit = {"min.area.north": "0", "max.area.north": str(lives.SEATS), "reason": "anybody"}
    assert (await ann.post(page, page, no_limit)).status_code == 303


def test_a_draft_may_wait_for_its_sources_and_its_approval_does_not(db: Database) -> None:
    by = By("officer 1", "a start")

    def draft(tx: Tx) -> int:
        made = {"slug": "new", "name": "New group", "service": "care-at-home", "seats": 4, "about": lives.ABOUT}
        panel_id = service.put(tx, made, by)
        service.set_quotas(tx, panel_id, [Target("area", "north", 2, 2), Target("area", "south", 0, 4)], by)
        return panel_id

    panel_id = db.write_now(draft)
    with pytest.raises(IllegalStepError, match=r"the source of the numbers for area north\."):
        db.write_now(lambda tx: service.move(tx, panel_id, "approve", by))
    db.write_now(lambda tx: service.set_quotas(tx, panel_id, lives.QUOTAS, by))
    db.write_now(lambda tx: service.move(tx, panel_id, "approve", by))
