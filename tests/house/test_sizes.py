"""Small files, small functions, few parameters; a package's own file says what the package is and no more."""

import ast
from statistics import median

import pytest

from tests.house.files import ROOMS, functions, name_of, ours, tree

MOST_LINES = 300
MOST_FUNCTION_LINES = 40
MOST_MEDIAN = 6
MOST_P90 = 20


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_files_are_short() -> None:
    read = ours(".py", ".js", ".mjs", ".css", ".html", "Makefile", ".ftl")
    lines = {name_of(file): len(file.read_text(encoding="utf-8").splitlines()) for file in read}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


def test_functions_are_short() -> None:
    long = [
        f"{name_of(file)}: {function.name} has {length(function)} lines"
        for file in ours(".py")
        for function in functions(file)
        if length(function) > MOST_FUNCTION_LINES
    ]
    assert long == []


@pytest.mark.parametrize("room", ROOMS[:3] + ROOMS[4:])
def test_most_functions_are_very_short(room: str) -> None:
    lengths = sorted(length(f) for file in ours(".py", under=(room,)) for f in functions(file))
    assert median(lengths) <= MOST_MEDIAN
    assert lengths[len(lengths) * 9 // 10] <= MOST_P90


def test_packages_hold_a_docstring_only() -> None:
    for file in ours("__init__.py"):
        body = tree(file).body
        assert len(body) == 1, f"{name_of(file)} must hold a docstring and nothing else"
        assert ast.get_docstring(tree(file)), f"{name_of(file)} must say what the package is"
