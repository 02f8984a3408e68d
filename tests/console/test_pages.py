"""The officers' pages: what they show, what they hide, what they write down."""

import pytest

from storage import alerts, audit, cases, officers
from storage.audit import A
from storage.database import Database, Tx
from tests.console.demo import PASSWORD_HASH, SECRETS, Demo
from tests.console.site import Site
from tests.databases import ONLY_SQLITE

PAGES = (
    "/", "/conversations", "/cases", "/cases?state=open", "/panels", "/people", "/alerts", "/ideas", "/rights",
    "/workings",
    "/conversations/{talk}", "/conversations/{quiet_talk}", "/cases/{case}", "/panels/{panel}",
    "/panels/{panel}/members/{member}", "/people/{person}",
)  # fmt: skip


def acts(tx: Tx) -> list[tuple[str, str, str]]:
    return [(r.actor, r.action, r.subject) for r in tx.conn.execute(A.select().order_by(A.c.id))]


async def test_every_page_opens_and_hides_what_must_be_hidden(sam: Site, demo: Demo) -> None:
    for path in PAGES:
        answer = await sam.get(path.format(**vars(demo)))
        assert answer.status_code == 200, path
        assert answer.headers["cache-control"] == "no-store"
        assert not [secret for secret in SECRETS if secret in answer.text], path


async def test_the_overview_says_what_needs_somebody(sam: Site) -> None:
    text = (await sam.get("/")).text
    assert "<b>1</b> alert to acknowledge" in text
    assert "<b>1</b> waiting for a person" in text
    assert "RV-7K3M2PQ" in text
    assert "Care at Home group" in text


async def test_a_case_moves_on_with_a_note(sam: Site, demo: Demo, db: Database) -> None:
    page = f"/cases/{demo.case}"
    answer = await sam.post(page, page, {"state": "in progress", "note": "The lorry comes on Friday."})
    assert answer.status_code == 303
    text = (await sam.get(page)).text
    assert "The lorry comes on Friday." in text
    case = db.read_now(lambda tx: cases.get(tx, demo.case))
    assert case is not None
    assert case["state"] == "in progress"
    assert db.read_now(acts)[-1] == (f"officer {demo.officers['Sam']}", "changed", f"case {demo.case}")


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"state": "open"}, "Choose another state or write a note."),
        ({"state": "melted"}, "Choose another state or write a note."),
        ({"state": "done", "note": "x" * 2001}, "Write a shorter note: 2000 characters at most."),
    ],
)
async def test_a_change_that_says_nothing_is_refused(
    sam: Site, demo: Demo, form: dict[str, str], sentence: str
) -> None:
    page = f"/cases/{demo.case}"
    answer = await sam.post(page, page, form)
    assert answer.status_code == 422
    assert sentence in answer.text


async def test_cases_are_filtered_by_state(sam: Site) -> None:
    assert "RV-7K3M2PQ" in (await sam.get("/cases?state=open")).text
    assert "RV-7K3M2PQ" not in (await sam.get("/cases?state=closed")).text


@pytest.mark.parametrize("path", ["/panels/{panel}/members/{member}", "/people/{person}"])
async def test_details_show_when_asked_for_and_the_view_is_logged(
    sam: Site, demo: Demo, db: Database, path: str
) -> None:
    page = path.format(**vars(demo))
    answer = await sam.post(f"{page}/show", page)
    assert answer.status_code == 200
    assert "Joan Hill" in answer.text
    assert db.read_now(acts)[-1][1] == "showed details"
    assert db.read_now(audit.first_broken) is None


async def test_reading_a_conversation_is_logged(sam: Site, demo: Demo, db: Database) -> None:
    text = (await sam.get(f"/conversations/{demo.talk}")).text
    assert "my mum cant cope at home any more" in text
    assert db.read_now(acts)[-1] == (f"officer {demo.officers['Sam']}", "read", f"conversation {demo.talk}")


async def test_an_alert_is_acknowledged_once_by_name(sam: Site, demo: Demo, db: Database) -> None:
    path = f"/alerts/{demo.alert}/acknowledge"
    assert (await sam.post(path, "/alerts")).status_code == 303
    again = await sam.post(path, "/alerts")
    assert again.status_code == 409
    assert "Somebody has acknowledged this alert already." in again.text
    alert = db.read_now(lambda tx: alerts.get(tx, demo.alert))
    assert alert is not None
    assert alert["acknowledged_by"] == "Sam"


async def test_a_data_request_is_answered_once(sam: Site, db: Database) -> None:
    request = db.read_now(alerts.rights_requests)[0]["id"]
    assert "A copy of their data" in (await sam.get("/rights")).text
    assert (await sam.post(f"/rights/{request}/done", "/rights")).status_code == 303
    assert db.read_now(alerts.rights_requests) == []
    assert (await sam.post(f"/rights/{request}/done", "/rights")).status_code == 409


async def test_what_is_not_there_is_said_in_a_sentence(sam: Site) -> None:
    for path in ("/cases/99", "/conversations/99", "/panels/99", "/panels/1/members/99", "/people/99", "/nothing"):
        answer = await sam.get(path)
        assert answer.status_code == 404, path
        assert "There is no" in answer.text, path


async def test_a_number_that_is_none_is_said_in_a_sentence(sam: Site) -> None:
    answer = await sam.get("/cases/abc")
    assert answer.status_code == 422
    assert "not understood" in answer.text


@ONLY_SQLITE
@pytest.mark.parametrize(
    ("name", "path", "status"),
    [
        ("Lee", "/rights", 403),
        ("Amina", "/rights", 403),
        ("Dee", "/alerts", 403),
        ("Dee", "/rights", 200),
        ("Jo", "/alerts", 200),
        ("Lee", "/cases", 200),
    ],
)
async def test_a_role_sees_what_its_work_needs(site: Site, name: str, path: str, status: int) -> None:
    await site.log_in(name)
    assert (await site.get(path)).status_code == status


@ONLY_SQLITE
@pytest.mark.parametrize(
    ("name", "path", "page"),
    [
        ("Lee", "/alerts/{alert}/acknowledge", "/alerts"),
        ("Lee", "/people/{person}/show", "/people"),
        ("Lee", "/panels/{panel}/members/{member}/show", "/panels"),
        ("Dee", "/conversations/{talk}/take", "/conversations"),
        ("Amina", "/cases/{case}", "/cases"),
    ],
)
async def test_a_role_does_only_what_it_may(site: Site, demo: Demo, name: str, path: str, page: str) -> None:
    await site.log_in(name)
    answer = await site.post(path.format(**vars(demo)), page)
    assert answer.status_code == 403
    assert "Ask an administrator if you need it." in answer.text


async def test_the_words_of_an_alert_are_for_those_who_acknowledge(site: Site) -> None:
    await site.log_in("Lee")
    assert "he takes my money" not in (await site.get("/alerts")).text
    await site.log_in("Jo")
    assert "he takes my money" in (await site.get("/alerts")).text


async def test_a_role_that_no_longer_exists_may_only_look(site: Site, demo: Demo, db: Database) -> None:
    db.write_now(lambda tx: officers.add(tx, "Old", "beadle", PASSWORD_HASH))
    await site.log_in("Old")
    assert (await site.get("/cases")).status_code == 200
    assert (await site.get(f"/conversations/{demo.talk}")).status_code == 403
