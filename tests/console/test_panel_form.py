"""What an officer writes of a panel on its form: in each language, and whom it is for."""

import pytest
from fastapi import FastAPI

from bot.dialogs.recruit import in_words
from console.app import console_app
from panels import service
from storage.database import Database
from tests.console.groups import Groups
from tests.console.site import Site, Wake, config
from tests.databases import ONLY_SQLITE
from tests.panels import lives
from tests.panels.lives import Ids

pytestmark = ONLY_SQLITE
QUESTIONS = ({"name": "gender", "values": ["female", "male"]},)


@pytest.fixture
def app(db: Database, groups: Groups) -> FastAPI:  # noqa: ARG001 - officers first
    """The console of a council with two languages and equality questions."""
    more = {"features": {"area": ("north", "south")}, "languages": {"cy": "Welsh"}, "monitoring": QUESTIONS}
    return console_app(db, config(Wake(), **more))


@pytest.fixture
def ids(db: Database, groups: Groups) -> Ids:  # noqa: ARG001 - officers first
    """A panel with eight people in its pool, beside the panels of others."""
    return db.write_now(lives.pooled)


async def test_whom_a_panel_is_for_is_set_on_its_form_and_kept(sam: Site, ids: Ids, db: Database) -> None:
    page = f"/panels/{ids.panel}/edit"
    form = {"name": "Home care group", "service": "care-at-home", "seats": "4", "feature": "area", "reason": "wider"}
    for wrong in ({"age": "7"}, {"term_months": "0"}, {"age": "old"}):
        answer = await sam.post(page, page, {**form, **wrong})
        assert answer.status_code == 422
        assert "or leave it empty." in answer.text
    who = {"age": "16", "term_months": "24", "also": "missed-bin", "monitoring": "yes", "standing": "home-care"}
    assert (await sam.post(page, page, {**form, **who})).status_code == 303
    about = db.read_now(lambda tx: service.get(tx, ids.panel))["about"]
    assert (about["age"], about["term_months"], about["standing"]) == (16, 24, "home-care")
    assert about["services"] == ["care-at-home", "missed-bin"]
    assert about["monitoring"] == list(QUESTIONS)
    shown = (await sam.get(page)).text
    assert 'value="24"' in shown
    assert (await sam.post(page, page, form)).status_code == 303
    about = db.read_now(lambda tx: service.get(tx, ids.panel))["about"]
    assert (about["age"], about["term_months"], about["services"], about["monitoring"]) == (
        18,
        None,
        ["care-at-home"],
        [],
    )


async def test_residents_are_told_of_a_panel_in_their_language_as_an_officer_wrote_it(
    sam: Site, ids: Ids, db: Database
) -> None:
    page = f"/panels/{ids.panel}/edit"
    form = {
        "name": "Home care group", "service": "care-at-home", "seats": "4", "what": "You help us plan care.",
        "feature": "area", "reason": "plainer", "cy-name": "grŵp Gofal",
        "cy-what": "Rydych yn helpu i gynllunio gofal.", "cy-time": " ",
    }  # fmt: skip
    assert 'value="grŵp Gofal Gartref"' in (await sam.get(page)).text
    assert (await sam.post(page, page, form)).status_code == 303
    panel = db.read_now(lambda tx: service.get(tx, ids.panel))
    welsh, english = in_words(panel, "cy"), in_words(panel, "en")
    assert (welsh["name"], welsh["about"]["what"]) == ("grŵp Gofal", "Rydych yn helpu i gynllunio gofal.")
    assert (english["name"], english["about"]["what"]) == ("Home care group", "You help us plan care.")
    assert welsh["about"]["time"] == "2 hours a month.", "what has no Welsh is told in English"
