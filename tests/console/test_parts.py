"""The small parts: passwords, roles, headers, words and times on pages."""

from datetime import UTC, datetime

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from console.config import stored_reasons
from console.passwords import HASHER, hash_password, make_key, make_password, verify_password
from console.render import day, hour, masked, moment_words, words
from console.roles import RIGHTS, ROLES, Officer, Right, RoleError, role_of
from console.security import security_middleware
from storage.database import Database
from storage.tables import metadata
from tests.console.demo import QUICK
from tests.console.site import Site


def test_a_password_is_kept_as_argon2_and_compared() -> None:
    kept = hash_password("tabemo", QUICK)
    assert kept.startswith("$argon2id$")
    assert verify_password(kept, "tabemo", QUICK)
    assert not verify_password(kept, "Tabemo", QUICK)
    assert not verify_password("not a hash", "tabemo", QUICK)


def test_the_usual_hash_is_as_slow_as_the_library_advises() -> None:
    assert HASHER.memory_cost >= PasswordHasher().memory_cost
    assert HASHER.time_cost >= PasswordHasher().time_cost


def test_made_passwords_and_keys_are_long_and_never_the_same() -> None:
    assert len({make_password() for _ in range(50)}) == 50
    assert [len(group) for group in make_password().split("-")] == [6] * 5
    assert len({make_key() for _ in range(50)}) == 50
    assert make_key().startswith("doorstep_")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("adviser", "adviser"),
        ("Engagement-Officer", "engagement officer"),
        ("engagement", "engagement officer"),
        ("DPO", "dpo"),
        ("admin", "administrator"),
        (" safeguarding ", "safeguarding"),
    ],
)
def test_a_role_is_found_by_any_of_its_names(text: str, role: str) -> None:
    assert role_of(text) == role


def test_another_role_is_refused_with_the_ones_there_are() -> None:
    with pytest.raises(RoleError, match=r"There is no role 'beadle'. Use one of: engagement officer, service owner"):
        role_of("beadle")


def test_a_role_kept_under_a_shorter_name_has_its_rights() -> None:
    assert Officer(1, "x", "engagement").may(Right.TALK)
    assert not Officer(1, "x", "beadle").may(Right.TALK)


def test_every_role_sees_cases_and_two_acknowledge_alerts() -> None:
    assert all(Officer(1, "x", role).may(Right.SEE) for role in ROLES)
    assert {role for role in ROLES if Right.ACKNOWLEDGE in RIGHTS[role]} == {"safeguarding", "administrator"}


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2026, 11, 24, 17, 0, tzinfo=UTC), "24 November 2026, 5pm"),
        (datetime(2026, 7, 1, 8, 5, tzinfo=UTC), "1 July 2026, 9:05am"),
        (datetime(2026, 11, 24, 0, 0, tzinfo=UTC), "24 November 2026, 12am"),
        (datetime(2026, 11, 24, 12, 30, tzinfo=UTC), "24 November 2026, 12:30pm"),
        (None, ""),
    ],
)
def test_times_are_written_as_residents_read_them(moment: datetime | None, text: str) -> None:
    assert moment_words(moment) == text
    assert day(None) == hour(None) == ""


def test_names_become_words_and_numbers_are_masked() -> None:
    assert words("in-pool") == "In pool"
    assert masked("+447700900123") == "••••••••••123"
    assert masked("12") == "•••12"


@pytest.mark.parametrize(
    ("column", "sentences"),
    [
        ('["One.", "Two."]', ["One.", "Two."]),
        ('[["why-you-offered", [["n", 1]]]]', ["why-you-offered"]),
        ("", []),
        ("plain words", ["plain words"]),
        ('"One."', ["One."]),
    ],
)
def test_reasons_are_read_however_they_were_kept(column: str, sentences: list[str]) -> None:
    assert stored_reasons(column) == sentences


async def _anything(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("hello")(scope, receive, send)


async def test_every_answer_carries_the_headers() -> None:
    site = Site(security_middleware(_anything, https=True))
    async with site.client:
        usual = (await site.client.get("/console/")).headers
        widget = (await site.client.get("/chat/widget.js")).headers
    policy = usual["content-security-policy"]
    assert policy.startswith("default-src 'self';")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert usual["x-frame-options"] == "DENY"
    assert usual["x-content-type-options"] == "nosniff"
    assert usual["referrer-policy"] == "same-origin"
    assert usual["strict-transport-security"] == "max-age=31536000"
    assert widget["cross-origin-resource-policy"] == "cross-origin"
    assert "x-frame-options" not in widget


async def test_no_secure_transport_is_promised_where_there_is_none() -> None:
    site = Site(security_middleware(_anything, https=False))
    async with site.client:
        assert "strict-transport-security" not in (await site.client.get("/")).headers


async def test_style_and_scripts_are_served_and_the_fonts_of_gov_uk_are_not_named(site: Site) -> None:
    for path in ("/govuk/govuk-frontend.min.css", "/govuk/govuk-frontend.min.js", "/htmx/htmx.min.js"):
        assert (await site.get(path)).status_code == 200, path
    css = (await site.get("/static/console.css")).text
    assert "!important" in css
    assert "GDS Transport" not in css
    page = (await site.get("/login")).text
    assert "<script>" not in page
    assert "style=" not in page
    assert "onclick" not in page
    assert "/assets/" not in page


async def test_when_the_database_fails_the_answer_is_a_sentence(app: FastAPI, db: Database) -> None:
    metadata.drop_all(db.engine)
    site = Site(app, failing=True)
    async with site.client:
        answer = await site.ask("/cases")
        assert answer.status_code == 500
        assert answer.json()["detail"].startswith("Something went wrong on our side.")
        form = await site.log_in()
        assert form.status_code == 500
        assert form.text.startswith("Something went wrong on our side.")
