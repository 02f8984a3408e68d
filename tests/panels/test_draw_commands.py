"""`doorstep select` and `doorstep verify-draw` as somebody types them."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.cli_draw import Teller
from panels.pool_csv import people_csv, quotas_csv
from panels.portfolio import commitment
from tests.panels.pools import generated, tiny


@pytest.fixture
def given(tmp_path: Path) -> list[str]:
    """The options that say what to draw from."""
    pool = generated(40, 8, 3, seed=3)
    (tmp_path / "p.csv").write_text(people_csv(pool))
    (tmp_path / "q.csv").write_text(quotas_csv(pool))
    return ["--people", str(tmp_path / "p.csv"), "--quotas", str(tmp_path / "q.csv"), "--size", "8"]


def run(command: str, *options: object) -> Result:
    return CliRunner().invoke(app, [command, *map(str, options)])


def test_two_steps_give_what_one_gives_and_the_first_needs_no_seed(given: list[str], tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    assert run("select", *given, "--seed", "7 14 21", "--out", one).exit_code == 0
    first = run("select", *given, "--publish", "--out", two)
    promised = commitment((two / "portfolio.json").read_text())
    assert promised in first.stdout
    assert {path.name for path in two.iterdir()} == {"people.csv", "quotas.csv", "portfolio.json", "probabilities.csv"}
    assert run("select", "--seed", " 7 14 21 ", "--out", two).exit_code == 0
    assert {path.name: path.read_bytes() for path in one.iterdir()} == {p.name: p.read_bytes() for p in two.iterdir()}
    held = run("verify-draw", two, "--commitment", promised)
    assert (held.exit_code, held.stdout) == (0, "The draw holds.\n")
    again = run("select", "--seed", "8", "--out", two)
    assert (again.exit_code, "drawn already" in again.stderr) == (2, True)
    assert "published already" in run("select", *given, "--publish", "--out", two).stderr
    (two / "selected.csv").write_text("id\n")
    (two / "more.csv").write_text("id\n")
    broken = run("verify-draw", two)
    assert broken.exit_code == 1
    assert "selected.csv:1: This is not what the draw gives" in broken.stdout
    assert "more.csv: This file is no part of the draw." in broken.stdout


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--seed", ""], "Give a public seed"),
        (["--seed", "  "], "Give a public seed"),
        ([], "Give either --seed, or --publish"),
        (["--seed", "1", "--publish"], "Give either --seed, or --publish"),
        (["--seed", "1", "--algorithm", "leximn"], "no algorithm 'leximn': it is leximin, maximin or legacy."),
        (["--seed", "1", "--people", "none.csv"], "none.csv"),
        (["--seed", "1", "--size", "41"], "not enough people"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    given: list[str], tmp_path: Path, options: list[str], sentence: str
) -> None:
    done = run("select", *given, *options, "--out", tmp_path / "out")
    assert (done.exit_code, sentence in done.stderr) == (2, True), done.stderr
    assert not (tmp_path / "out").exists()


def test_half_of_the_options_and_an_empty_folder_are_refused(given: list[str], tmp_path: Path) -> None:
    assert "Give --people, --quotas and --size" in run("select", *given[:2], "--seed", "1", "--out", tmp_path).stderr
    assert "portfolio.json" in run("select", "--seed", "1", "--out", tmp_path).stderr
    (tmp_path / "portfolio.json").write_text("{}")
    assert "portfolio.json, row 1:" in run("select", "--seed", "1", "--out", tmp_path).stderr


@pytest.mark.parametrize("name", ["p.csv", "q.csv"])
def test_a_file_in_other_letters_is_named(given: list[str], tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes((tmp_path / name).read_bytes() + "é".encode("latin-1"))
    done = run("select", *given, "--seed", "1", "--out", tmp_path / "out")
    assert done.stderr == f"{name}: this file is not text in UTF-8. Save it as CSV UTF-8.\n"


def test_who_cannot_be_drawn_is_printed(tmp_path: Path) -> None:
    pool = tiny(806)
    (tmp_path / "p.csv").write_text(people_csv(pool))
    (tmp_path / "q.csv").write_text(quotas_csv(pool))
    files = ["--people", tmp_path / "p.csv", "--quotas", tmp_path / "q.csv", "--size", pool.size]
    for options in (["--publish", "--out", tmp_path / "a"], ["--seed", "s", "--out", tmp_path / "b"]):
        assert "can have these people (1):\n  p" in run("select", *files, *options).stdout


def test_a_limit_that_is_too_short_is_told(given: list[str], tmp_path: Path) -> None:
    pool = generated(1700, 110, 7, seed=1)
    (tmp_path / "p.csv").write_text(people_csv(pool))
    (tmp_path / "q.csv").write_text(quotas_csv(pool))
    options = [*given[:-1], "110", "--seed", "s", "--limit", "0.1", "--out", tmp_path / "out"]
    done = run("select", *options)
    assert "--limit" in done.stderr or "The time limit came first" in done.stdout


def test_progress_is_told_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    times = iter([0.0, 1.0, 3.0, 4.0, 6.0])
    teller = Teller(lambda: next(times), 600.0)
    for done, left in ((0.1, None), (0.4, 12.0), (0.5, 9.0), (0.9, None)):
        teller.progress("panel-draw-search", done, left)
    assert not teller.cancelled()
    assert capsys.readouterr().err.splitlines() == [
        "Searching: 40% of this step, about 12 seconds left (3 of at most 600 seconds).",
        "Searching: 90% of this step (6 of at most 600 seconds).",
    ]
