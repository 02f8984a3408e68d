"""Who may do what: every route with every role and with none. A new route must be given its right here."""

import re
from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI

from console.roles import RIGHTS, ROLES, Right
from storage import officers
from storage.database import Database
from tests.console.demo import KEY, PASSWORD_HASH, Demo
from tests.console.site import TOKEN, Site
from tests.console.test_routes import PUBLIC, walk
from tests.databases import ONLY_SQLITE

pytestmark = ONLY_SQLITE
R = Right
MATRIX: dict[str, Right] = {
    "GET /alerts": R.SEE_ALERTS,
    "POST /alerts/{alert_id}/acknowledge": R.ACKNOWLEDGE,
    "GET /cases": R.SEE,
    "GET /cases/{case_id}": R.SEE,
    "POST /cases/{case_id}": R.CHANGE_CASES,
    "GET /conversations": R.READ_TALKS,
    "GET /conversations/{conversation_id}": R.READ_TALKS,
    "POST /conversations/{conversation_id}/give-back": R.TALK,
    "GET /conversations/{conversation_id}/messages/{mark}/correct": R.TALK,
    "POST /conversations/{conversation_id}/messages/{mark}/correct": R.TALK,
    "GET /conversations/{conversation_id}/messages/{mark}/remove": R.ANSWER_RIGHTS,
    "POST /conversations/{conversation_id}/messages/{mark}/remove": R.ANSWER_RIGHTS,
    "POST /conversations/{conversation_id}/reply": R.TALK,
    "POST /conversations/{conversation_id}/take": R.TALK,
    "GET /conversations/{conversation_id}/talk": R.READ_TALKS,
    "GET /ideas": R.SEE,
    "GET /panels": R.SEE,
    "GET /panels/new": R.RUN_PANELS,
    "POST /panels/new": R.RUN_PANELS,
    "GET /panels/{panel_id}": R.SEE,
    "GET /panels/{panel_id}/alike": R.SEE,
    "POST /panels/{panel_id}/alike": R.RUN_PANELS,
    "POST /panels/{panel_id}/alike/show": R.SHOW_DETAILS,
    "GET /panels/{panel_id}/draw": R.SEE,
    "POST /panels/{panel_id}/draw/cancel": R.RUN_PANELS,
    "POST /panels/{panel_id}/draw/publish": R.RUN_PANELS,
    "POST /panels/{panel_id}/draw/try": R.RUN_PANELS,
    "POST /panels/{panel_id}/draw/{draw_id}/decide": R.APPROVE_DRAWS,
    "POST /panels/{panel_id}/draw/{draw_id}/drop": R.RUN_PANELS,
    "GET /panels/{panel_id}/draw/{draw_id}/portfolio.json": R.SHOW_DETAILS,
    "GET /panels/{panel_id}/draw/{draw_id}/report.html": R.SEE,
    "GET /panels/{panel_id}/draw/{draw_id}/report.zip": R.SHOW_DETAILS,
    "POST /panels/{panel_id}/draw/{draw_id}/seed": R.RUN_PANELS,
    "GET /panels/{panel_id}/edit": R.RUN_PANELS,
    "POST /panels/{panel_id}/edit": R.RUN_PANELS,
    "GET /panels/{panel_id}/entry": R.RUN_PANELS,
    "POST /panels/{panel_id}/entry": R.RUN_PANELS,
    "GET /panels/{panel_id}/feedback": R.SEE,
    "POST /panels/{panel_id}/feedback": R.RUN_PANELS,
    "GET /panels/{panel_id}/feedback/{item_id}": R.SEE,
    "POST /panels/{panel_id}/feedback/{item_id}": R.ANSWER_FEEDBACK,
    "POST /panels/{panel_id}/feedback/{item_id}/tell": R.RUN_PANELS,
    "POST /panels/{panel_id}/forms/{form_id}": R.RUN_PANELS,
    "POST /panels/{panel_id}/forms/{form_id}/show": R.SHOW_DETAILS,
    "GET /panels/{panel_id}/invitations": R.SEE,
    "POST /panels/{panel_id}/invitations": R.RUN_PANELS,
    "POST /panels/{panel_id}/invitations/fill": R.RUN_PANELS,
    "POST /panels/{panel_id}/invitations/{offer_id}/answer": R.RUN_PANELS,
    "GET /panels/{panel_id}/people.csv": R.RUN_PANELS,
    "POST /panels/{panel_id}/people": R.RUN_PANELS,
    "POST /panels/{panel_id}/letters": R.RUN_PANELS,
    "POST /panels/{panel_id}/letters.csv": R.RUN_PANELS,
    "GET /panels/{panel_id}/meetings": R.SEE,
    "POST /panels/{panel_id}/meetings": R.RUN_PANELS,
    "GET /panels/{panel_id}/meetings/{meeting_id}": R.SEE,
    "POST /panels/{panel_id}/meetings/{meeting_id}": R.RUN_PANELS,
    "POST /panels/{panel_id}/meetings/{meeting_id}/call-off": R.RUN_PANELS,
    "POST /panels/{panel_id}/meetings/{meeting_id}/show": R.SHOW_DETAILS,
    "GET /panels/{panel_id}/members": R.SEE,
    "GET /panels/{panel_id}/members/{member_id}": R.SEE,
    "POST /panels/{panel_id}/members/{member_id}/notes": R.RUN_PANELS,
    "POST /panels/{panel_id}/members/{member_id}/place": R.RUN_PANELS,
    "POST /panels/{panel_id}/members/{member_id}/remove": R.RUN_PANELS,
    "POST /panels/{panel_id}/members/{member_id}/show": R.SHOW_DETAILS,
    "POST /panels/{panel_id}/move": R.RUN_PANELS,
    "GET /panels/{panel_id}/quotas": R.SEE,
    "POST /panels/{panel_id}/quotas": R.RUN_PANELS,
    "GET /panels/{panel_id}/quotas/{shape}.csv": R.SEE,
    "GET /panels/{panel_id}/recruiting": R.SEE,
    "POST /panels/{panel_id}/standing": R.RUN_PANELS,
    "GET /panels/{panel_id}/terms": R.SEE,
    "GET /people": R.SEE_PEOPLE,
    "GET /people/{person_id}": R.SEE_PEOPLE,
    "GET /people/{person_id}/data": R.ANSWER_RIGHTS,
    "POST /people/{person_id}/data/erase": R.ANSWER_RIGHTS,
    "POST /people/{person_id}/data/export": R.ANSWER_RIGHTS,
    "POST /people/{person_id}/show": R.SHOW_DETAILS,
    "GET /rights": R.SEE_RIGHTS,
    "POST /rights/{request_id}/done": R.ANSWER_RIGHTS,
    "GET /workings": R.SEE_WORKINGS,
}  # fmt: skip
ANY_OFFICER = {"GET /"}
FORM = {
    "text": "x", "state": "done", "reason": "x", "note": "x", "starts": "2026-12-01T10:00",
    "minutes": "60", "place": "x",
}  # fmt: skip


def private(app: FastAPI) -> list[tuple[str, str]]:
    """(method, path) of every page that is not for everybody, without /console."""
    found = [(method, path) for method, path in walk(app.routes) if path not in PUBLIC and method != "HEAD"]
    return [(method, path.removeprefix("/console")) for method, path in found if path.startswith("/console")]


@pytest.fixture
async def staff(app: FastAPI, db: Database, demo: Demo) -> AsyncIterator[dict[str, Site]]:  # noqa: ARG001 - filled first
    """A browser of each role, logged in; "" is a browser where nobody is."""
    sites = {role: Site(app, f"192.0.2.{number}") for number, role in enumerate(("", *ROLES), 1)}
    for role, site in sites.items():
        if role:
            db.write_now(lambda tx, role=role: officers.add(tx, role, role, PASSWORD_HASH))  # type: ignore[misc]
            assert (await site.log_in(role)).status_code == 303
    yield sites
    for site in sites.values():
        await site.client.aclose()


async def status(site: Site, method: str, path: str, token: str) -> int:
    """What this browser is answered."""
    url = "/console" + re.sub(r"\{mark\}", "i1", re.sub(r"\{\w+_id\}", "1", path))
    answer = await site.client.request(method, url, data={**FORM, "csrf_token": token} if method == "POST" else None)
    if answer.status_code == 303 and answer.headers["location"].startswith("/console/login"):
        return 401
    return answer.status_code


def test_every_page_has_its_right(app: FastAPI) -> None:
    assert {f"{method} {path}" for method, path in private(app)} == MATRIX.keys() | ANY_OFFICER


async def test_each_role_may_do_what_its_rights_say_and_no_more(app: FastAPI, staff: dict[str, Site]) -> None:
    wrong = []
    for role, site in staff.items():
        found = TOKEN.search((await site.get("/" if role else "/login")).text)
        assert found
        for method, path in sorted(private(app), reverse=True):  # POST first: what is erased last is still there
            got = await status(site, method, path, found.group(1))
            needed = MATRIX.get(f"{method} {path}")
            allowed = bool(role) and (needed is None or needed in RIGHTS[role])
            if (allowed and got in (401, 403)) or (not allowed and got not in ((403, 422) if role else (401,))):
                wrong.append((role, method, path, got))
    assert wrong == []


async def test_a_program_reaches_the_api_with_its_key_alone(app: FastAPI, staff: dict[str, Site]) -> None:
    """Programs have no roles: a key may do what the API offers; a log-in of the console opens nothing there."""
    for method, path in walk(app.routes):
        if path.startswith("/api/") and path not in PUBLIC and method != "HEAD":
            url = re.sub(r"\{\w+_id\}", "1", path)
            for site in staff.values():
                assert (await site.client.request(method, url, json={"text": "x"})).status_code == 401, path
            keyed = await staff[""].client.request(
                method, url, json={"text": "x"}, headers={"authorization": f"Bearer {KEY}"}
            )
            assert keyed.status_code in (200, 404, 409), path


async def test_a_withdrawn_role_and_a_disabled_officer_lose_their_sessions(
    staff: dict[str, Site], db: Database
) -> None:
    db.write_now(lambda tx: officers.disable(tx, "adviser"))
    assert (await staff["adviser"].get("/")).status_code == 303
    assert (await staff["adviser"].log_in("adviser")).status_code == 401
    assert (await staff["dpo"].get("/")).status_code == 200
