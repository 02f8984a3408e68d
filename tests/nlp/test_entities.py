"""Postcodes, places, phones, emails, dates, references and names, as residents type them."""

from datetime import UTC, datetime

import pytest

from nlp.entities.reader import EntityReader, read_streets
from tests.nlp.conftest import NOW, ROOT

READER = EntityReader(["Mill Lane", "Abbotsmead Close", "Plover Avenue", "Copper Street"])


def values(text: str, kind: str, now: datetime = NOW) -> list[str]:
    """The values of one kind in a text."""
    return [entity.value for entity in READER.read(text, now)[kind]]


@pytest.mark.parametrize(
    "text",
    ["RV1 2AB", "rv12ab", "rv1 2ab.", "RVI 2AB", "rvl 2ab", "Rv1,2ab", "rv 1 2ab", "RV1  2AB", "im at RV1-2AB ok"],
)
def test_a_postcode_in_any_form_is_the_same(text: str) -> None:
    assert values(text, "postcode") == ["RV1 2AB"]


def test_a_letter_o_is_a_zero_where_a_number_stands() -> None:
    assert values("RV1O 2AB", "postcode") == ["RV10 2AB"]
    assert values("rv1 oab", "postcode") == ["RV1 0AB"]


@pytest.mark.parametrize(
    "text", ["whens my bin", "3 weeks ago", "a4 paper 2 for 1", "PCN", "12 of us", "its 07700 900123"]
)
def test_other_words_are_no_postcode(text: str) -> None:
    assert values(text, "postcode") == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("12 mill ln", "12 Mill Lane"),
        ("bin at 12a Mill Lane RV1 2AB", "12A Mill Lane"),
        ("flat 2, 14 Abbotsmed Close", "Flat 2, 14 Abbotsmead Close"),
        ("no 40 plover ave", "40 Plover Avenue"),
        ("light out on the corner of Copper Steet", "Copper Street"),
        ("5 Unknown Road please", "5 Unknown Road"),
        ("pothole outside the chippy on tanners rd", "Tanners Road"),
        ("lampost out by no 40 been dark", "40"),
    ],
)
def test_houses_and_streets_are_found_through_a_slip(text: str, place: str) -> None:
    assert values(text, "place") == [place]


@pytest.mark.parametrize("text", ["3 weeks on my road", "5 of us in one house", "2 bags on the road", "at 10am"])
def test_other_numbers_are_no_house(text: str) -> None:
    assert values(text, "place") == []


@pytest.mark.parametrize("text", ["07700 900123", "+447700900123", "call 07700900123 pls", "(07700) 900 123"])
def test_a_uk_phone_in_e164(text: str) -> None:
    assert values(text, "phone") == ["+447700900123"]


def test_emails_typed_and_dictated() -> None:
    assert values("jo.bloggs@Example.com", "email") == ["jo.bloggs@example.com"]
    assert values("its jo dot bloggs at example dot co dot uk", "email") == ["jo.bloggs@example.co.uk"]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("the 3rd", "2026-12-03"), ("this saturday 10-12", "2026-11-28"), ("since monday", "2026-11-16"),
        ("first of december", "2026-12-01"), ("two weeks on friday", "2026-12-11"), ("tonight", "2026-11-23"),
        ("half past 6 tonight", "2026-11-23"), ("Christmas day", "2026-12-25"), ("next tuesday", "2026-11-24"),
        ("tues 3pm", "2026-11-24"), ("05/12", "2026-12-05"), ("wed", "2026-11-25"), ("fri 2.30pm", "2026-11-27"),
        ("tomorrow", "2026-11-24"), ("tmw", "2026-11-24"), ("yesterday", "2026-11-22"), ("3 days ago", "2026-11-20"),
        ("in two weeks", "2026-12-07"), ("friday week", "2026-12-04"), ("12/11/2026", "2026-11-12"),
        ("2026-12-01", "2026-12-01"), ("dec 3rd", "2026-12-03"), ("3 march 2027", "2027-03-03"),
        ("since the 3rd", "2026-11-03"), ("last friday", "2026-11-20"), ("day after tomorrow", "2026-11-25"),
        ("new years day", "2027-01-01"), ("1st jan", "2027-01-01"),
    ],
)  # fmt: skip
def test_dates_as_residents_write_them(text: str, iso: str) -> None:
    assert values(text, "date") == [iso]


def test_a_date_depends_on_the_instant_that_is_given() -> None:
    assert values("tomorrow", "date", datetime(2027, 2, 28, tzinfo=UTC)) == ["2027-03-01"]
    assert values("the 30th", "date", datetime(2027, 2, 1, tzinfo=UTC)) == ["2027-03-30"]


@pytest.mark.parametrize("text", ["3rd time this month", "i sat on the bus", "may i ask", "2 weeks running", "31/02"])
def test_other_words_are_no_date(text: str) -> None:
    assert values(text, "date") == []


@pytest.mark.parametrize("text", ["RV-7K3M2PQ", "rv-7k3m2pq please", "my ref is rv - 7k3m2pq"])
def test_our_own_reference(text: str) -> None:
    assert values(text, "reference") == ["RV-7K3M2PQ"]


def test_references_that_are_called_so() -> None:
    assert values("council tax account 12345678", "reference") == ["12345678"]
    assert values("acc no: 123456789", "reference") == ["123456789"]
    assert values("my pcn number is RV12345678A", "reference") == ["RV12345678A"]
    assert values("off-licence", "reference") == []


def test_names_only_after_a_cue() -> None:
    assert values("my name is john smith and i live at 5 High St", "name") == ["John Smith"]
    assert values("Hi, this is Sarah Jones", "name") == ["Sarah Jones"]
    assert values("im not happy", "name") == []
    assert values("I am Disabled", "name") == []


def test_every_kind_is_there_and_nothing_twice() -> None:
    found = READER.read("RV1 2AB or rv12ab", NOW)
    assert list(found) == ["postcode", "place", "phone", "email", "date", "reference", "name"]
    assert len(found["postcode"]) == 1


def test_the_councils_street_list_is_read() -> None:
    streets = read_streets(ROOT / "content" / "streets.txt")
    assert "Mill Lane" in streets
    assert not any(street.startswith("#") for street in streets)
    assert read_streets(ROOT / "no-such-file.txt") == []
