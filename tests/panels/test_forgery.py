"""A lottery that is not what it says is found, however well its file fits itself; so is every tampered file."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from panels.commands import portfolio_of
from panels.lottery import UNITS, Certificate, Lottery
from panels.portfolio import UNCHAINED, Portfolio, PortfolioError, dump, load
from panels.report import ManualChange, chance_of_each, in_lines, make_draw
from panels.verify import Problem, check, files_of
from panels.watch import unlimited
from tests.panels.pools import generated, tiny

NEVER_AND_CUTS, NEVER_BUT_IN_PART = 806, 120


@pytest.fixture(scope="module")
def fair() -> Portfolio:
    return portfolio_of(generated(40, 8, 3, seed=3), "leximin", unlimited())


def picked(fair: Portfolio) -> Portfolio:
    """A portfolio of one mix that somebody liked: no lottery at all. Its certificate says what its chances are."""
    one = replace(fair, lottery=Lottery((fair.lottery.mixes[0],), (UNITS,)))
    reached = min(float(chance) for chance in chance_of_each(one).values())
    bound = fair.certificate.bound
    return replace(one, certificate=Certificate(bound, reached, bound - reached, bound, finished=True))


def ousted(portfolio: Portfolio) -> tuple[str, ...]:
    return tuple(sorted(who for who, chance in chance_of_each(portfolio).items() if not chance))


def said(portfolio: Portfolio) -> str:
    """The problems of a draw from this portfolio, which all are of its row with the certificate."""
    found = check(files_of(make_draw(portfolio, "s")), unlimited())
    assert {(problem.file, problem.row) for problem in found} <= {("portfolio.json", 3)}
    return " ".join(problem.text for problem in found)


def test_a_search_that_ended_has_no_gap(fair: Portfolio) -> None:
    one = picked(fair)
    assert "is said to have ended" in said(replace(one, certificate=replace(one.certificate, gap_all=1.0)))
    no_gap = replace(one, certificate=replace(one.certificate, gap=0.0, gap_all=0.0))
    assert "The gap is" in said(no_gap)
    low = replace(one, certificate=replace(one.certificate, bound=0.0, gap=0.0, gap_all=0.0))
    assert "The best smallest chance is" in said(low)


def test_a_search_that_was_stopped_says_so_and_its_gap_is_true(fair: Portfolio) -> None:
    one = picked(fair)
    stopped = replace(one, certificate=replace(one.certificate, gap_all=1.0, finished=False))
    assert "'leximin-stopped'" in said(stopped)
    assert said(replace(stopped, ran="leximin-stopped")) == ""
    near = Certificate(0.0, 0.0, 0.0, 0.0, finished=False)
    for cuts in (0, 1):
        assert "The best smallest chance is" in said(
            replace(stopped, ran="leximin-stopped", certificate=near, cuts=cuts)
        )
    less = replace(one.certificate, gap_all=0.0, finished=False)
    assert "below the fairest" in said(replace(stopped, ran="leximin-stopped", certificate=less))


@pytest.mark.parametrize("asked", ["leximin", "maximin"])
def test_who_can_be_drawn_is_not_named_as_one_who_cannot(fair: Portfolio, asked: str) -> None:
    one = picked(fair)
    reached = min(float(chance) for chance in chance_of_each(one).values() if chance)
    able = Certificate(reached, reached, 0.0, 0.0, finished=True)
    assert "there are panels with them" in said(
        replace(one, asked=asked, ran=asked, never=ousted(one), certificate=able)
    )
    one_gone = replace(fair, never=(fair.pool.people[0].id,))
    (problem,) = check(files_of(make_draw(one_gone, "s")), unlimited())
    assert (problem.row, "is in a mix" in problem.text) == (3, True)


def test_who_cannot_be_drawn_is_named() -> None:
    for seed in (NEVER_AND_CUTS, NEVER_BUT_IN_PART):
        true = portfolio_of(tiny(seed), "leximin", unlimited())
        assert true.never
        assert said(true) == ""
        assert said(replace(true, never=true.never[1:])) != ""


def test_only_known_names_stand_for_what_ran(fair: Portfolio) -> None:
    assert "'nash-exact'" in said(replace(fair, ran="nash-exact"))
    with pytest.raises(PortfolioError, match="no algorithm 'nash'"):
        load(dump(replace(fair, asked="nash", ran="nash")))
    assert "'leximin'" in said(replace(fair, ran="leximin-stopped"))
    for number in ("bound", "reached", "gap", "gap_all"):
        for value in (float("nan"), float("inf"), 1.5):
            assert said(replace(fair, certificate=Certificate(**{**vars(fair.certificate), number: value}))) != ""


def test_a_portfolio_of_the_first_format_is_still_read_and_verified(fair: Portfolio) -> None:
    old = replace(fair, format=UNCHAINED)
    assert dump(load(dump(old))) == dump(old) != dump(fair)
    assert said(old) == ""


@pytest.fixture(scope="module")
def files(fair: Portfolio) -> dict[str, str]:
    changes = [ManualChange("25 November", "officer 1", f"P-{n} left", "moved away") for n in range(3)]
    return files_of(make_draw(fair, "7 14 21", changes, "Drawn by Sam"))


NAMES = ("people.csv", "quotas.csv", "probabilities.csv", "selected.csv", "reserves.csv", "report.json", "report.html",
         "portfolio.json")  # fmt: skip


def tampered(text: str) -> Iterator[tuple[str, int, str]]:
    """Ways to change a file, with the row where each begins."""
    lines = text.split("\n")
    middle = len(lines) // 2
    yield "one row less", middle + 1, "\n".join(lines[:middle] + lines[middle + 1 :])
    yield "the last row less", len(lines) - 1, "\n".join(lines[:-2] + lines[-1:])
    yield "a row twice", middle + 2, "\n".join([*lines[: middle + 1], *lines[middle:]])
    yield "a row more", len(lines), text + "x,y\n"
    yield "an empty row more", len(lines), text + "\n"
    yield "a space more", middle + 1, "\n".join([*lines[:middle], lines[middle] + " ", *lines[middle + 1 :]])
    yield (
        "two rows changed about",
        middle + 1,
        "\n".join([*lines[:middle], lines[middle + 1], lines[middle], *lines[middle + 2 :]]),
    )
    yield "other ends of lines", 1, text.replace("\n", "\r\n")
    yield "a mark at the beginning", 1, "\ufeff" + text
    yield "nothing left", 1, ""


@pytest.mark.parametrize("name", NAMES)
def test_whatever_is_done_to_a_file_the_row_is_named(files: Mapping[str, str], name: str) -> None:
    for how, row, text in tampered(files[name]):
        assert text != files[name]
        problem = check({**files, name: text}, unlimited())[0]
        near = (row, row + 1, row - 1) if name.endswith(".json") else (row,)
        assert (problem.file, problem.row in near) == (name, True), (how, row, problem)


def test_the_portfolio_names_the_row_where_one_is_missing_added_or_moved(files: Mapping[str, str]) -> None:
    lines = files["portfolio.json"].split("\n")
    for part in ('"people":[', '"quotas":[', '"mixes":['):
        row = lines.index(part) + 3
        for changed in (lines[:row] + lines[row + 1 :], [*lines[:row], *lines[row - 1 :]]):
            problem = check({**files, "portfolio.json": "\n".join(changed)}, unlimited())[0]
            assert (problem.file, problem.row) == ("portfolio.json", row + 1)


@pytest.mark.parametrize(
    "key", ["seed", "made", "seed_sha256", "made_sha256", "changes_sha256", "commitment", "people"]
)
@pytest.mark.parametrize("value", ["other", 5, None, [], {}])
def test_each_value_of_the_report_is_checked_there(files: Mapping[str, str], key: str, value: object) -> None:
    report = json.loads(files["report.json"])
    text = in_lines({**report, key: value})
    row = next(number for number, line in enumerate(text.split("\n"), start=1) if line.startswith(f'  "{key}":'))
    if key == "changes_sha256" and isinstance(value, str):
        row -= 1 + 7 * len(report["changes"]) + 1  # the list that does not fit it
    problem = check({**files, "report.json": text}, unlimited())[0]
    assert (problem.file, problem.row) == ("report.json", row)
    without = in_lines({name: one for name, one in report.items() if name != key})
    assert check({**files, "report.json": without}, unlimited())[0].file == "report.json"


def test_a_change_that_is_edited_taken_away_or_added_is_named(files: Mapping[str, str]) -> None:
    report = json.loads(files["report.json"])
    changes, top = report["changes"], files["report.json"].split("\n").index('  "changes": [') + 1
    edited = [changes[0], {**changes[1], "why": "asked to go"}, changes[2]]
    for other, row in ((edited, top + 8), (changes[1:], top), ([], top), ([*changes, changes[0]], top), ([1], top + 1)):
        problem = check({**files, "report.json": in_lines({**report, "changes": other})}, unlimited())[0]
        assert (problem.file, problem.row) == ("report.json", row)


def test_a_report_in_other_lines_and_a_file_too_many_are_named(files: Mapping[str, str]) -> None:
    report = json.loads(files["report.json"])
    for text in (json.dumps(report), json.dumps({**report, "seed": "x"}), "[" * 100_000, "9" * 5000, "NaN"):
        problem = check({**files, "report.json": text}, unlimited())[0]
        assert (problem.file, problem.row) == ("report.json", 1)
    assert check({**files, "extra.csv": "a\n"}, unlimited()) == [
        Problem("extra.csv", None, "This file is no part of the draw.")
    ]
