"""Nothing is left undone, skipped or faked; nothing names a machine, a real number or what a log may not hold."""

import ast
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.house.commands import command_names
from tests.house.files import ROOMS, ROOT, name_of, ours, tree

TEXTS = (".py", ".md", ".toml", ".yaml", ".ftl", ".txt", ".json", ".html", ".js", ".css", ".jsonl", "Makefile", "run")
UNDONE = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
SKIPS = re.compile(r"\b(mark\.skip|mark\.xfail|pytest\.skip|importorskip|unittest\.mock|MagicMock|mocker)")
MACHINE = re.compile(r"(?<![\w.~/<])/(work|root|home|opt|Users)/\w")
NUMBER = re.compile(r"(?<![\w.+-])(\+44 ?|0)(\d[ ]?){8,9}\d(?![\w-])")
DRAMA = re.compile(r"(\+44|0)(1632960\d{3}|7700900\d{3})")
LOG_METHODS = {"debug", "info", "warning", "error", "exception", "bind", "WithIds"}
LOG_NAMES = {
    "channel", "code", "conversation", "effects", "error", "fact", "inbox", "kind", "loop", "officer", "outbox", "path",
    "reason", "request", "step", "tries", "what",
}  # fmt: skip


def others(*suffixes: str, under: tuple[str, ...] = ()) -> list[Path]:
    """Every file but this one, which names what it looks for."""
    return [file for file in ours(*suffixes, under=under) if file != Path(__file__)]


def found(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    return [
        f"{name_of(file)}:{number}: {line.strip()[:120]}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def test_nothing_is_left_undone() -> None:
    assert found(UNDONE, others(*TEXTS)) == []


def test_no_test_is_skipped_or_mocks() -> None:
    assert found(SKIPS, others(".py", under=("tests",))) == []


def test_no_path_of_a_machine() -> None:
    assert found(MACHINE, others(*TEXTS)) == []


def test_no_number_that_could_ring_somebody() -> None:
    """Made-up numbers come from Ofcom's ranges for drama; real ones stand in the council's file, which is checked."""
    council = tomllib.loads((ROOT / "content" / "council.toml").read_text(encoding="utf-8"))
    known = {re.sub(r"\D", "", text) for text in strings(council)}
    wrong = []
    for file in ours(*TEXTS):
        for match in NUMBER.finditer(file.read_text(encoding="utf-8")):
            digits = match[0].replace(" ", "")
            if not DRAMA.fullmatch(digits) and digits not in known:
                wrong.append(f"{name_of(file)}: {match[0]}")
    assert wrong == []


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def test_logs_carry_ids_never_text() -> None:
    wrong = [
        f"{name_of(file)}:{call.lineno}: {keyword.arg}"
        for file in ours(".py", under=("bot", "console", "storage", "panels"))
        for call in log_calls(file)
        for keyword in call.keywords
        if keyword.arg not in LOG_NAMES
    ]
    assert wrong == []


def test_a_log_line_begins_with_a_fixed_name() -> None:
    for file in ours(".py", under=("bot", "console", "storage", "panels")):
        for call in log_calls(file):
            fixed = all(isinstance(part, ast.Constant) for part in call.args)
            assert fixed, f"{name_of(file)}:{call.lineno}: what happened must be a fixed name"


def log_calls(file: Path) -> Iterator[ast.Call]:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LOG_METHODS:
            owner = node.func.value
            name = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
            if name in {"log", "logger"}:
                yield node
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in LOG_METHODS:
            yield node


def test_the_processes_start() -> None:
    """Every line of the Procfile is a command that we have."""
    lines = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())
    assert lines.keys() == {"web", "worker", "release"}
    for command in lines.values():
        program, *rest = shlex.split(command)
        assert program == "doorstep"
        assert " ".join(rest) in command_names()


def test_every_room_says_what_it_is() -> None:
    for room in ROOMS:
        assert ast.get_docstring(tree(ROOT / room / "__init__.py"))
