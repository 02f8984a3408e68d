"""Logging in, staying in, and being logged out."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pyotp
import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI

from console.app import console_app
from console.codes import make_secret
from storage import officers
from storage.database import Database
from tests.console.demo import PASSWORD, Demo
from tests.console.site import Site, Wake, config
from tests.databases import ONLY_SQLITE, Clock

pytestmark = ONLY_SQLITE


async def test_the_first_visit_leads_through_the_form_to_the_page(site: Site, demo: Demo) -> None:
    asked = await site.get(f"/cases/{demo.case}")
    assert asked.headers["location"] == f"/console/login?next=%2Fconsole%2Fcases%2F{demo.case}"
    answer = await site.log_in(next=f"/console/cases/{demo.case}")
    assert answer.headers["location"] == f"/console/cases/{demo.case}"
    assert (await site.get("/")).status_code == 200


@pytest.mark.parametrize("name", ["Sam", "Nobody", ""])
async def test_a_wrong_name_and_a_wrong_password_look_the_same(site: Site, name: str) -> None:
    answer = await site.log_in(name, "wrong")
    assert answer.status_code == 401
    assert "The name, the password or the code is not right." in answer.text
    assert (await site.get("/")).status_code == 303


@pytest.mark.parametrize(
    "target", ["https://evil.example/console/", "//evil.example", "/console/login", "/elsewhere", "/console/\\evil", ""]
)
async def test_nobody_is_led_elsewhere_after_logging_in(site: Site, target: str) -> None:
    answer = await site.log_in(next=target)
    assert answer.headers["location"] == "/console/"


async def test_the_cookie_is_for_the_console_only_and_not_for_scripts(site: Site) -> None:
    cookie = (await site.log_in()).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "path=/console" in cookie
    assert "secure" not in cookie


async def test_the_cookie_is_secure_where_the_settings_say_so(db: Database, demo: Demo) -> None:  # noqa: ARG001
    site = Site(console_app(db, config(Wake(), secure_cookies=True)))
    async with site.client:
        answer = await site.client.get("/console/login")
    assert "secure" in answer.headers["set-cookie"].lower()


async def test_logging_in_begins_a_fresh_session(site: Site) -> None:
    await site.get("/login")
    before = site.client.cookies["doorstep_console"]
    await site.log_in()
    assert site.client.cookies["doorstep_console"] != before


async def test_a_session_ends_after_half_an_hour_without_a_page(sam: Site, clock: Clock) -> None:
    clock.forward(minutes=29)
    assert (await sam.get("/")).status_code == 200
    clock.forward(minutes=29)
    assert (await sam.get("/")).status_code == 200
    clock.forward(minutes=31)
    assert (await sam.get("/")).status_code == 303


async def test_a_session_ends_after_its_longest_time_whatever_happens(sam: Site, clock: Clock) -> None:
    for _ in range(12 * 3 - 1):
        clock.forward(minutes=20)
        assert (await sam.get("/cases")).status_code == 200
    clock.forward(minutes=20)
    assert (await sam.get("/cases")).status_code == 303


async def test_a_page_that_refreshes_itself_keeps_nobody_logged_in(sam: Site, demo: Demo, clock: Clock) -> None:
    part, mark = f"/console/conversations/{demo.talk}/talk", {"hx-request": "true"}
    clock.forward(minutes=20)
    assert (await sam.client.get(part, headers=mark)).status_code == 200
    clock.forward(minutes=20)
    gone = await sam.client.get(part, headers=mark)
    assert gone.status_code == 204
    assert gone.headers["hx-refresh"] == "true"


async def test_logging_out_ends_the_session_in_the_database_too(sam: Site) -> None:
    stolen = dict(sam.client.cookies)
    assert (await sam.post("/logout", "/")).headers["location"] == "/console/login"
    sam.client.cookies.clear()
    sam.client.cookies.update(stolen)
    assert (await sam.get("/")).status_code == 303


async def test_a_new_password_ends_every_session(sam: Site, db: Database) -> None:
    db.write_now(lambda tx: officers.add(tx, "Sam", "adviser", "another hash"))
    assert (await sam.get("/")).status_code == 303
    assert (await sam.log_in("Sam")).status_code == 401


@pytest.fixture
async def other(app: FastAPI) -> AsyncIterator[Site]:
    """A browser at another address."""
    browser = Site(app, "192.0.2.2")
    async with browser.client:
        yield browser


async def test_an_account_that_is_guessed_at_is_closed_for_a_while(site: Site, other: Site, clock: Clock) -> None:
    for _ in range(10):
        assert (await site.log_in("Sam", "guess")).status_code == 401
    refused = await other.log_in("sam")
    assert refused.status_code == 429
    assert "Wait 15 minutes" in refused.text
    assert (await other.log_in("Lee")).status_code == 303
    clock.forward(minutes=16)
    assert (await site.log_in("Sam")).status_code == 303


async def test_attempts_count_whichever_process_they_reach(site: Site, demo: Demo, db: Database) -> None:  # noqa: ARG001
    another = Site(console_app(db, config(Wake())))
    async with another.client:
        for _ in range(5):
            assert (await site.log_in("Sam", "guess")).status_code == 401
            assert (await another.log_in("Sam", "guess")).status_code == 401
        assert (await site.log_in("Sam")).status_code == (await another.log_in("Sam")).status_code == 429


async def test_an_address_that_guesses_is_closed_for_a_while(site: Site, other: Site) -> None:
    answers = [await site.log_in(f"name {number}", "guess") for number in range(30)]
    assert {answer.status_code for answer in answers} == {401}
    assert (await site.log_in("Sam")).status_code == 429
    assert (await other.log_in("Sam")).status_code == 303


async def test_the_right_password_forgives_earlier_slips(site: Site) -> None:
    for _ in range(3):
        for _ in range(5):
            await site.log_in("Sam", "slip")
        assert (await site.log_in("Sam")).status_code == 303


async def test_an_older_hash_is_made_stronger_at_log_in(db: Database, demo: Demo) -> None:  # noqa: ARG001
    stronger = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    site = Site(console_app(db, config(Wake(), hasher=stronger)))
    async with site.client:
        assert (await site.log_in()).status_code == 303
        row = db.read_now(lambda tx: officers.of_name(tx, "Sam"))
        assert row is not None
        assert not stronger.check_needs_rehash(row.password_hash)
        assert (await site.log_in("Sam", PASSWORD)).status_code == 303


async def test_a_slow_hash_stops_nobody_else(db: Database, demo: Demo) -> None:  # noqa: ARG001
    site = Site(console_app(db, config(Wake(), hasher=PasswordHasher(time_cost=4))))
    async with site.client:
        form = await site.get("/login")
        slow = asyncio.create_task(site.log_in("Nobody", "guess"))
        quick = await site.get("/login")
        assert form.status_code == quick.status_code == 200
        assert (await slow).status_code == 401


async def test_a_code_is_asked_of_who_has_an_app_and_taken_once(site: Site, db: Database, clock: Clock) -> None:
    secret = make_secret()
    assert db.write_now(lambda tx: officers.ask_code(tx, "Sam", secret))
    assert (await site.log_in("Lee")).status_code == 303
    app = pyotp.TOTP(secret)
    right, older, stale = (app.at(clock() - timedelta(seconds=ago)) for ago in (0, 30, 90))
    for wrong in ("", "000000", stale, "not a code", "１２３４５６"):
        assert (await site.log_in("Sam", code=wrong)).status_code == 401
    assert (await site.log_in("Sam", code=f"{right[:3]} {right[3:]}")).status_code == 303
    for used in (right, older):
        assert (await site.log_in("Sam", code=used)).status_code == 401
    clock.forward(seconds=30)
    assert (await site.log_in("Sam", code=app.at(clock()))).status_code == 303
    assert (await site.log_in("Sam", "wrong", code=app.at(clock() + timedelta(seconds=30)))).status_code == 401
