"""Homes, and when their bins are emptied."""

from datetime import date, timedelta

import pytest

from bot.content import Content, load
from bot.gazetteer import Gazetteer, Home, Round
from tests.content_copy import CONTENT, TODAY


@pytest.fixture(scope="module")
def content() -> Content:
    """The demonstration council."""
    return load(CONTENT)


def test_homes_are_found_however_the_postcode_is_typed(content: Content) -> None:
    homes = content.gazetteer.addresses_at("rv12ab")
    assert homes == content.gazetteer.addresses_at("RV1 2AB")
    assert [home["line"] for home in homes][:2] == ["2 Mill Lane", "4 Mill Lane"]
    assert content.gazetteer.knows_postcode("Rv1 2aB")
    assert not content.gazetteer.knows_postcode("RV1 9ZZ")
    assert content.gazetteer.addresses_at("RV1 9ZZ") == []
    assert "Mill Lane" in content.gazetteer.streets


def test_homes_stand_in_the_order_of_their_numbers() -> None:
    homes = {str(n): Home(str(n), f"{n} Low Row", "RV1 1AA", "x") for n in (10, 9, 2)}
    lines = [home["line"] for home in Gazetteer(homes).addresses_at("RV1 1AA")]
    assert lines == ["2 Low Row", "9 Low Row", "10 Low Row"]


def test_bins_of_a_home(content: Content) -> None:
    home = content.gazetteer.addresses_at("RV1 2AB")[0]["id"]
    assert content.gazetteer.bins_at(home, TODAY) == [
        {"bin": "rubbish", "next": "2026-11-24", "last": "2026-11-24"},
        {"bin": "recycling", "next": "2026-12-01", "last": "2026-11-17"},
    ]
    assert content.gazetteer.bins_at("nowhere", TODAY) is None


def test_bins_are_known_for_any_day(content: Content) -> None:
    homes = {home.round: home.id for home in content.gazetteer.homes.values()}
    assert set(homes) == set(content.gazetteer.rounds)
    for home in homes.values():
        for day in (TODAY + timedelta(days=n) for n in range(-800, 800, 7)):
            for collection in content.gazetteer.bins_at(home, day) or [{}]:
                last, coming = (date.fromisoformat(collection[name]) for name in ("last", "next"))
                assert last <= day <= coming
                assert coming - last <= timedelta(days=17)


def test_a_day_can_be_moved_for_once() -> None:
    friday, monday = date(2026, 12, 25), date(2026, 12, 28)
    gazetteer = Gazetteer(
        {"1": Home("1", "1 Low Row", "RV1 1AA", "fri")}, (), {"fri": Round(4, (("rubbish",),))}, date(2026, 1, 5),
        {friday: monday},
    )  # fmt: skip
    assert gazetteer.bins_at("1", friday) == [{"bin": "rubbish", "next": "2026-12-28", "last": "2026-12-18"}]
