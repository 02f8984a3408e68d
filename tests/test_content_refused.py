"""Content that is refused: every slip with its file, its line and what to do."""

import shutil
from pathlib import Path

import pytest

from bot.content import load
from bot.content_check import check
from tests.content_copy import TODAY, copy_to, edit, problems_of

LOCAL = ("main", "out-of-hours", "adult-safeguarding", "child-safeguarding", "emergency-repairs", "homeless-duty")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content that a test may spoil."""
    return copy_to(tmp_path)


@pytest.mark.parametrize("name", LOCAL)
def test_it_does_not_start_without_a_local_number(name: str, folder: Path) -> None:
    edit(folder, "council.toml", f"[numbers.{name}]", f"[numbers.was-{name}]")
    said = [problem.sentence for problem in problems_of(folder)]
    assert any(f"add [numbers.{name}]" in sentence for sentence in said)


REFUSED = [
    ("council.toml", 'prefix = "RV"', 'prefix = "RV', "not TOML"),
    ("council.toml", 'name = "Riverton Council"', 'nam = "Riverton Council"', "nam is not known here"),
    ("council.toml", 'number = "01632 960100"', 'number = "+44 1632 960100"', "must be a UK number in digits"),
    ("council.toml", 'monday = ["09:00", "17:00"]', 'monday = ["17:00", "09:00"]', "closes before it opens"),
    ("council.toml", 'home = "https://riverton.example"', 'home = "http://riverton.example"', "begins with https://"),
    ("services/pothole.yaml", "path: report", "path: report\npath: menu", "'path' stands here twice"),
    ("services/pothole.yaml", "path: report", "path: [report", "not YAML"),
    ("services/pothole.yaml", "path: report", "path: repot", "path is not right"),
    ("services/pothole.yaml", "path: report", "[path]: report", "A key must be one word"),
    ("services/pothole.yaml", "path: report", "path: &a *a", "not YAML"),
    ("services/planning-application.yaml", "key: site", "key: aim", "'aim' stands here twice"),
    ("council.toml", 'languages = ["en", "cy"]', 'languages = ["cy"]', 'languages must hold "en"'),
    ("addresses.csv", "id,line", "uprn,line", "The first line must be id,line,postcode,round"),
    ("services/pothole.yaml", "verbs: [report, check]", "verbs: [report, moan]", "names 'moan'"),
    ("services/pothole.yaml", "facets: {variety: 1", "facets: {variety: 6", "less than or equal to 5"),
    ("services/pothole.yaml", "id: pothole", "id: potholes", "make them the same"),
    ("services/pothole.yaml", "link: https:", "link: http:", "begins with https://"),
    ("services/pothole.yaml", "phone: streets", "phone: roads", "not under [numbers]"),
    ("services/pothole.yaml", "promise_days: 10", "promise_days: 10\npromised: 10", "promised is not known here"),
    ("services/pothole.yaml", "  cy: Tyllau", "  cz: Tyllau", "'cz' is not one of `languages`"),
    ("services/pothole.yaml", "key: dangerous", "key: place", "every talk uses that name"),
    ("services/pothole.yaml", "kind: confirm", "kind: choice", "must have two options"),
    ("services/pothole.yaml", "  en: Potholes and pavements", "  en: no", "must be words: put them in quotes"),
    ("services/blue-badge.yaml", "kind: choice", "kind: text", "Only a choice has options"),
    ("services/blue-badge.yaml", "en: Renew a badge", 'en: "Renew, again"', "A label has no comma"),
    ("services/blue-badge.yaml", "value: renew", "value: new", "have the value 'new'"),
    ("services/leisure.yaml", "{ $link }", "{ $lnk }", "{ $lnk } cannot be filled here"),
    ("services/leisure.yaml", "{ $link }", "{ $link ", "Braces stand only around a gap"),
    ("panels.yaml", "services: [carers]", "services: [careers]", "'careers' is not a service"),
    ("panels.yaml", "slug: carers", "slug: care-at-home", "slug of its own"),
    ("panels.yaml", "seats: 10", "seats: 1", "greater than or equal to 4"),
    ("rounds.yaml", "anchor: 2026-11-23", "anchor: 2026-11-24", "must be a Monday"),
    ("rounds.yaml", "weekday: friday", "weekday: fryday", "weekday is not right"),
    ("addresses.csv", ",tue-1", ",tue-9", "'tue-9' is not in rounds.yaml"),
    ("addresses.csv", "900000000002,", "900000000001,", "stands here twice"),
    ("addresses.csv", "2 Wharf Street,", "2, Wharf Street,", "has 5 cells"),
    ("safety/urgent.yaml", "  gas:", "  gass:", "kinds.gass is not right"),
    ("involvement.toml", "middle = 2.5", "middle = 25", "complexity.middle must be a number"),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), REFUSED)
def test_a_slip_is_refused_with_file_and_line(name: str, old: str, new: str, said: str, folder: Path) -> None:
    at = edit(folder, name, old, new)
    found = [problem for problem in problems_of(folder) if said in problem.sentence]
    assert found, [str(problem) for problem in problems_of(folder)]
    assert found[0].file == f"content/{name}"
    assert abs(found[0].line - at) <= 1, "an editor must find the place"
    assert found[0] in check(folder, TODAY)


@pytest.mark.parametrize(
    ("name", "taken", "line", "said"),
    [
        ("carers", "open:", "group: adult-social-care", "begins warmly: add `open`"),
        ("leisure", "answer:", "path: menu", "`answer` must be there"),
        ("voting", "answer:", "path: answer", "`answer` must be there"),
    ],
)
def test_texts_that_a_service_needs(  # they are missed where the reason for them stands
    name: str, taken: str, line: str, said: str, folder: Path
) -> None:
    file = f"services/{name}.yaml"
    edit(folder, file, taken, "open:" if taken == "answer:" else "answer:")
    found = [problem for problem in problems_of(folder) if said in problem.sentence]
    assert (folder / file).read_text(encoding="utf-8").splitlines()[found[0].line - 1] == line


def test_a_field_that_is_missing_is_named(folder: Path) -> None:
    edit(folder, "services/pothole.yaml", "group: streets\n", "")
    assert "content/services/pothole.yaml:1: group is missing: add it." in map(str, problems_of(folder))


def test_a_link_that_is_missing_is_named(folder: Path) -> None:
    edit(folder, "council.toml", "privacy =", "private =")
    assert any("The link 'privacy' is missing" in problem.sentence for problem in problems_of(folder))


def test_a_file_that_is_missing_is_named(folder: Path) -> None:
    (folder / "panels.yaml").unlink()
    (folder / "safety" / "rules.yaml").unlink()
    assert "content/panels.yaml:1: This file is missing: add it." in map(str, problems_of(folder))
    assert any(problem.file == "content/safety/rules.yaml" for problem in check(folder, TODAY))


def test_a_folder_without_services_is_refused(folder: Path) -> None:
    shutil.rmtree(folder / "services")
    assert any("There is no service" in problem.sentence for problem in problems_of(folder))


def test_a_file_that_is_not_utf8_is_named(folder: Path) -> None:
    (folder / "streets.txt").write_bytes(b"Caf\xe9 Row\n")
    assert any("not UTF-8" in problem.sentence for problem in problems_of(folder))


def test_all_problems_come_at_once(folder: Path) -> None:
    edit(folder, "council.toml", 'number = "01632 960100"', 'number = "none"')
    edit(folder, "services/pothole.yaml", "path: report", "path: repot")
    edit(folder, "services/bus-pass.yaml", "tier: county", "tier: parish")
    assert {problem.file.rsplit("/", 1)[-1] for problem in problems_of(folder)} >= {
        "council.toml", "pothole.yaml", "bus-pass.yaml",
    }  # fmt: skip


def test_a_district_says_who_does_what_it_does_not(folder: Path) -> None:
    edit(folder, "council.toml", 'tier = "unitary"', 'tier = "district"')
    assert any("say in `elsewhere`" in problem.sentence for problem in problems_of(folder))
    for file in (folder / "services").glob("*.yaml"):
        file.write_text(file.read_text(encoding="utf-8") + "elsewhere: Rivershire County Council\n", encoding="utf-8")
    services = load(folder).council.services
    assert services["pothole"].elsewhere == "Rivershire County Council"
    assert services["missed-bin"].elsewhere == ""
