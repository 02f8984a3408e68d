"""The demonstration council's content: 48 services, their words, groups, urgent repairs."""

import time
from datetime import date
from pathlib import Path

import pytest

from bot.content import Content, load
from bot.lines import line
from bot.wording import Words
from nlp.understanding import VERBS
from tests.content_copy import CONTENT, copy_to, edit

SIMPLE, POOLED, EXPERT, TOGETHER = "sequential-standardized", "pooled", "sequential-customized", "reciprocal"
DEFAULT_CELLS = {
    SIMPLE: "bin-day missed-bin recycling council-tax housing-repair school-places school-meals-transport bus-pass"
    " pothole street-light fly-tipping street-cleaning abandoned-vehicle parking-fine voting",
    POOLED: "bulky-waste garden-waste childcare youth-activities pest-control parking-permit registrars libraries"
    " leisure",
    EXPERT: "council-tax-support council-tax-arrears housing-benefit damp-mould housing-application homelessness"
    " rent-arrears home-adaptation day-services blue-badge noise-nuisance planning-application building-works complaint"
    " information-request",
    TOGETHER: "adult-care-assessment carers care-at-home direct-payments mental-health-support public-health"
    " sen-assessment fostering-adoption have-your-say",
}
ALL_IDS = {service for services in DEFAULT_CELLS.values() for service in services.split()}


@pytest.fixture(scope="module")
def content() -> Content:
    """The demonstration council."""
    return load(CONTENT)


def test_the_services_are_these_48(content: Content) -> None:
    assert set(content.council.services) == ALL_IDS
    assert len(ALL_IDS) == 48


@pytest.mark.parametrize("cell", list(DEFAULT_CELLS))
def test_facets_agree_with_the_default_cell(cell: str, content: Content) -> None:
    rules = content.rules
    for service in map(content.council.services.__getitem__, DEFAULT_CELLS[cell].split()):
        mean = sum(service.facets) / 6
        if cell in (SIMPLE, POOLED):
            low = set(service.verbs) & {"find out", "report", "pay", "book", "request", "check"}
            assert mean < rules.middle or (mean < rules.high and low), service.id
        elif cell == EXPERT:
            assert mean >= rules.middle, service.id
        elif service.id != "have-your-say":  # joining is simple; the groups themselves are not
            assert mean >= rules.high, service.id


def test_every_service_can_be_served(content: Content) -> None:
    for service in content.council.services.values():
        assert set(service.verbs) <= set(VERBS)
        assert service.link.startswith("https://")
        assert service.phone in {number.number for number in content.council.numbers.values()}
        assert service.path != "report" or len(service.questions) <= 1, f"{service.id} takes more than three messages"
        assert service.elsewhere == ""


def test_every_service_has_its_words_in_both_languages(content: Content) -> None:
    words = Words(content.words, content.council)
    for service in content.council.services.values():
        keys = [service.name, service.short, f"service-{service.id}-team"]
        for question in service.questions:
            stem = f"service-{service.id}-ask-{question.key}"
            keys += [stem, *(f"{stem}-{value}" for value in question.options)]
        if service.group in ("adult-social-care", "health"):
            keys.append(f"service-{service.id}-open")
        for language in ("en", "cy"):
            for key in keys:
                assert words.has(key, language)
                assert words.text(line(key), language)
    assert words.text(line("service-leisure-answer", link="https://a.example"), "en").count("https://a.example") == 1


def test_panels_are_rows_that_storage_takes(content: Content) -> None:
    by_slug = {panel["slug"]: panel for panel in content.council.panels}
    assert [by_slug[slug]["state"] for slug in ("care-at-home", "carers", "sen-assessment")] == [
        "open",
        "open",
        "closed",
    ]
    care = by_slug["care-at-home"]
    about = care["about"]
    assert isinstance(about, dict)
    assert set(care) == {"slug", "name", "service", "state", "seats", "about"}
    assert care["service"] == about["services"][0]
    assert "adult-care-assessment" in about["services"]
    words = Words(content.words, content.council)
    for feature in about["features"]:
        for value in feature["values"]:
            assert words.has(f"trait-{feature['name']}-{value}", "cy")


def test_bank_holidays_can_be_listed_or_worked_out(tmp_path: Path) -> None:
    folder = copy_to(tmp_path)
    edit(folder, "council.toml", "closed = [\n", 'bank_holidays = "ENG"\nclosed = [\n  2026-12-24,\n')
    council = load(folder).council
    assert {date(2026, 12, 24), date(2026, 12, 25), date(2031, 12, 25)} <= set(council.closed)


def test_loading_is_quick() -> None:
    load(CONTENT)
    begun = time.perf_counter()
    load(CONTENT)
    assert time.perf_counter() - begun < 0.5


URGENT = [
    ("theres a strong smell of gas in the hall", "gas"),
    ("boilers gone no heating got a baby", "no-heating"),
    ("water is pouring through the kitchen ceiling", "flood"),
    ("burst pipe help", "flood"),
    ("the socket is sparking", "electric"),
    ("we have had no water since 8", "no-water"),
    ("I can't lock my front door", "unsafe"),
    ("whens my bin", None),
    ("street light out by no 40, no power to it", None),
    ("is there flood risk for my plan, the garden flooded", None),
    ("no heating at the swimming pool", None),
]


@pytest.mark.parametrize(("said", "kind"), URGENT)
def test_urgent_repairs_are_heard(said: str, kind: str | None, content: Content) -> None:
    assert content.urgent(said) == kind
