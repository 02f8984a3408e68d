"""A published draw replays; whatever is changed in it is found, with file and row."""

import hashlib
import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from random import Random

import pytest

from panels.commands import ImpossibleError, Wish, main_select, main_verify, portfolio_of, select
from panels.groups import make_groups
from panels.leximin import leximin
from panels.pool import Pool
from panels.pool_csv import people_csv, quotas_csv
from panels.portfolio import canonical, commitment, load
from panels.report import ManualChange, chance_of_each, make_draw
from panels.verify import Problem, check, files_of
from panels.watch import unlimited
from tests.panels.pools import generated, tiny
from tests.panels.test_leximin import limited

NEVER_AND_CUTS = 806


def small() -> Pool:
    return generated(40, 8, 3, seed=3)


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return files_of(select(small(), "7 14 21", "leximin", unlimited(), made="Drawn on 24 November 2026 by Sam"))


@pytest.mark.parametrize("algorithm", ["leximin", "maximin", "legacy"])
def test_a_draw_holds(algorithm: str) -> None:
    published = files_of(select(small(), "7 14 21", algorithm, unlimited()))
    assert check(published, unlimited()) == []
    report = json.loads(published["report.json"])
    assert report["algorithm"] == algorithm
    assert report["commitment"] == hashlib.sha256(published["portfolio.json"].encode()).hexdigest()
    assert check(published, unlimited(), promised=report["commitment"]) == []


def test_a_draw_with_cuts_and_people_who_cannot_be_chosen_holds() -> None:
    drawn = select(tiny(NEVER_AND_CUTS), "s", "leximin", unlimited())
    assert drawn.portfolio.cuts
    assert drawn.portfolio.never
    assert check(files_of(drawn), unlimited()) == []
    assert "could not be drawn" in files_of(drawn)["report.html"]


def test_published_chances_are_the_ones_a_resident_is_told(files: dict[str, str]) -> None:
    told = chance_of_each(load(files["portfolio.json"]))
    rows = [line.split(",") for line in files["probabilities.csv"].splitlines()[1:]]
    assert {who: exact for who, _, exact in rows} == {w: f"{c.numerator}/{c.denominator}" for w, c in told.items()}
    assert sum(float(chance) for _, chance, _ in rows) == pytest.approx(small().size, abs=1e-9)


CSVS = ("people.csv", "quotas.csv", "probabilities.csv", "selected.csv", "reserves.csv", "report.json", "report.html")


@pytest.mark.parametrize("name", CSVS)
def test_any_changed_row_is_named(files: dict[str, str], name: str) -> None:
    lines = files[name].split("\n")
    for row in sorted({1, 2, len(lines) // 2, len(lines) - 1}):
        line = lines[row - 1]
        changed = [*lines[: row - 1], line[:-1] + ("0" if line[-1:] != "0" else "1"), *lines[row:]]
        found = check({**files, name: "\n".join(changed)}, unlimited())
        named = [(problem.file, problem.row) for problem in found]
        next_row = [(name, row + 1)] if name == "report.json" else None  # where reading gets stuck
        assert named in ([(name, row)], next_row)


@pytest.mark.parametrize("name", CSVS)
def test_rows_taken_away_added_or_swapped_are_named(files: dict[str, str], name: str) -> None:
    lines = files[name].split("\n")
    assert check({**files, name: "\n".join(lines[:3] + lines[4:])}, unlimited())[0].file == name
    assert check({**files, name: files[name] + "x\n"}, unlimited())[0].file == name
    swapped = [*lines[:2], lines[3], lines[2], *lines[4:]]
    assert (check({**files, name: "\n".join(swapped)}, unlimited())[0].file) == name
    without = {key: text for key, text in files.items() if key != name}
    assert check(without, unlimited()) == [Problem(name, None, "The file is missing.")]


def test_any_changed_line_of_the_portfolio_is_named(files: dict[str, str]) -> None:
    lines = files["portfolio.json"].split("\n")
    rows = [number for number, line in enumerate(lines, start=1) if line.startswith('{"')]
    for row in Random(1).sample(rows, 10):
        digit = next(i for i, letter in enumerate(lines[row - 1]) if letter.isdigit())
        line = lines[row - 1]
        changed = line[:digit] + str((int(line[digit]) + 1) % 10) + line[digit + 1 :]
        found = check({**files, "portfolio.json": "\n".join([*lines[: row - 1], changed, *lines[row:]])}, unlimited())
        assert [(problem.file, problem.row) for problem in found] == [("portfolio.json", row)]


def mended(text: str) -> str:
    """A portfolio whose every check fits again."""
    above, lines = "", text.split("\n")
    for place, line in enumerate(lines):
        if line.startswith('{"'):
            row = json.loads(line.removesuffix(","))
            row.pop("check")
            above = hashlib.sha256((above + canonical(row)).encode()).hexdigest()[:12]
            lines[place] = canonical({**row, "check": above}) + ("," if line.endswith(",") else "")
    return "\n".join(lines)


def test_a_forger_who_mends_the_checks_fails_at_the_commitment(files: dict[str, str]) -> None:
    lines = files["portfolio.json"].split("\n")
    start = lines.index('"mixes":[') + 1
    for place, change in ((start, 1000), (start + 1, -1000)):
        mix = json.loads(lines[place].removesuffix(","))
        lines[place] = canonical({**mix, "weight": mix["weight"] + change}) + ","
    forged = mended("\n".join(lines))
    (problem,) = check({**files, "portfolio.json": forged}, unlimited())
    assert (problem.file, problem.row) == ("portfolio.json", None)
    (problem,) = check({**files, "portfolio.json": forged}, unlimited(), promised=commitment(files["portfolio.json"]))
    assert "promised" in problem.text


BAD: dict[str, dict[str, object]] = {
    "fewer seats": {"seats": [[0, 1]]}, "half": {"weight": 0.5}, "a text": {"weight": "1"}, "none": {"weight": 0},
    "true": {"weight": True}, "beyond": {"seats": [[99999, 1]]}, "below": {"seats": [[-1, 1]]},
    "huge": {"seats": [[0, 10**30]]}, "no list": {"seats": 5},
}  # fmt: skip


@pytest.mark.parametrize("how", BAD)
def test_a_mix_that_cannot_be_is_named(files: dict[str, str], how: str) -> None:
    lines = files["portfolio.json"].split("\n")
    start = lines.index('"mixes":[') + 1
    lines[start] = canonical({**json.loads(lines[start].removesuffix(",")), **BAD[how]}) + ","
    (problem,) = check({**files, "portfolio.json": mended("\n".join(lines))}, unlimited())
    assert (problem.file, problem.row) == ("portfolio.json", start + 1)


def test_an_unfair_lottery_with_everything_else_in_order_is_found() -> None:
    pool = small()
    fair, plain = portfolio_of(pool, "leximin", unlimited()), portfolio_of(pool, "legacy", unlimited())
    posing = replace(plain, asked="leximin", ran="leximin", certificate=fair.certificate)
    found = check(files_of(make_draw(posing, "s")), unlimited())
    assert {problem.file for problem in found} == {"portfolio.json"}
    other = replace(plain, lottery=fair.lottery, certificate=replace(fair.certificate, bound=plain.certificate.bound))
    (problem,) = check(files_of(make_draw(other, "s")), unlimited())
    assert "legacy" in problem.text


def test_unreadable_files_are_problems_not_crashes(files: dict[str, str]) -> None:
    for name in ("portfolio.json", "report.json"):
        for text in ("", "{", "[]", "{}", "null", "\x00"):
            assert check({**files, name: text}, unlimited())[0].file == name


class Tags(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_page_is_self_contained_and_accessible() -> None:
    change = ManualChange("25 November 2026", "Sam <Lee>", "p001 left, p002 came", "moved away")
    drawn = make_draw(portfolio_of(small(), "leximin", unlimited()), "<script>", [change], "Drawn by A & B")
    text = files_of(drawn)["report.html"]
    tags = Tags()
    tags.feed(text)
    names = [tag for tag, _ in tags.found]
    assert not {"script", "link", "img", "iframe", "form"} & set(names)
    assert not any(key.startswith("on") or key in ("src", "href") for _, attrs in tags.found for key in attrs)
    assert names.count("h1") == names.count("main") == 1
    assert names.count("caption") == names.count("table") == 4
    assert all(attrs.get("scope") for tag, attrs in tags.found if tag == "th")
    assert dict(tags.found)["html"] == {"lang": "en"}
    assert "Sam &lt;Lee&gt;" in text
    assert "A &amp; B" in text
    assert check(files_of(drawn), unlimited()) == []


def test_commands_from_files_to_files_whatever_the_order_of_rows(tmp_path: Path) -> None:
    pool, seen = small(), []
    for name in ("one", "other"):
        people, quotas = people_csv(pool).splitlines(), quotas_csv(pool).splitlines()
        if name == "other":
            people[1:], quotas[1:] = people[:0:-1], quotas[:0:-1]
        (tmp_path / "people.csv").write_text("\n".join(people))
        (tmp_path / "quotas.csv").write_text("\n".join(quotas))
        main_select(Wish(tmp_path / "people.csv", tmp_path / "quotas.csv", pool.size), "s", tmp_path / name)
        assert main_verify(tmp_path / name) == []
        seen.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert seen[0] == seen[1]
    (tmp_path / "one" / "selected.csv").write_text("id\n")
    assert [problem.file for problem in main_verify(tmp_path / "one")] == ["selected.csv"]


def test_command_explains_the_impossible(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("id,f\n1,a\n2,b\n")
    (tmp_path / "q.csv").write_text("feature,value,min,max\nf,a,2,2\nf,b,0,2\n")
    with pytest.raises(ImpossibleError) as error:
        main_select(Wish(tmp_path / "p.csv", tmp_path / "q.csv", 2), "s", tmp_path / "out")
    assert "f: a, minimum 2 (1 in the pool)" in str(error.value)
    assert "f: a, minimum 2 -> 1" in str(error.value)
    (tmp_path / "q.csv").write_text("feature,value,min,max\nf,a,0,2\nf,b,0,2\n")
    with pytest.raises(ImpossibleError, match="not enough people: 2 at most"):
        main_select(Wish(tmp_path / "p.csv", tmp_path / "q.csv", 3), "s", tmp_path / "out")


def test_a_stopped_draw_says_so_and_still_verifies() -> None:
    pool = generated(150, 25, 8, seed=2, exact=True)
    result = leximin(make_groups(pool), limited(0.01))
    drawn = make_draw(portfolio_of(pool, "leximin", limited(0.01)), "s")
    assert drawn.portfolio.ran == "leximin-stopped"
    assert drawn.portfolio.lottery == result.lottery
    assert "time limit came first" in files_of(drawn)["report.html"]
    assert check(files_of(drawn), unlimited()) == []
