"""An officer corrects what was understood; it is kept without who said it."""

from storage import inbox, lessons
from storage.database import Database
from tests.console.demo import JOAN, Demo
from tests.console.site import Site

SAID = "Hi this is Joan Hill, 07700 900123, joan@example.org. Nobody came to 4 Mill Road RV1 4AB for mum"


def mark(demo: Demo, db: Database) -> str:
    """A new message of Joan's, as her conversation's page names it."""
    db.write_now(lambda tx: inbox.keep(tx, channel="sms", address=JOAN, provider_id="new", kind="said", body=body()))
    return f"/conversations/{demo.talk}/messages/i{db.read_now(lambda tx: inbox.heard(tx, 'sms', JOAN)[-1][0])}/correct"


def body() -> str:
    """What the channel brought."""
    return '{"text": "' + SAID + '"}'


async def test_a_correction_is_kept_without_who_said_it(sam: Site, demo: Demo, db: Database) -> None:
    page = mark(demo, db)
    assert page.removeprefix("/") in (await sam.get(f"/conversations/{demo.talk}")).text
    shown = (await sam.get(page)).text
    assert [secret for secret in ("Joan", "900123", "joan@", "RV1 4AB", "4 Mill") if secret in shown] == []
    assert "Nobody came to [place] [postcode] for mum" in shown
    kept = {"words": "nobody came for mum", "service": "care-at-home", "danger": "neglect"}
    assert (await sam.post(page, page, kept)).status_code == 303
    assert db.read_now(lessons.export) == [
        {"text": "nobody came for mum", "service": "care-at-home", "danger": "neglect"}
    ]


async def test_a_correction_says_something(sam: Site, demo: Demo, db: Database) -> None:
    page = mark(demo, db)
    empty = await sam.post(page, page, {"words": "nobody came", "service": "", "danger": ""})
    assert (empty.status_code, "Choose a service or a danger." in empty.text) == (422, True)
    wordless = await sam.post(page, page, {"words": " ", "service": "none", "danger": ""})
    assert (wordless.status_code, "Leave the words in" in wordless.text) == (422, True)
    assert db.read_now(lessons.export) == []


async def test_only_a_resident_is_corrected(sam: Site, demo: Demo) -> None:
    assert (await sam.get(f"/conversations/{demo.talk}/messages/o1/correct")).status_code == 404
