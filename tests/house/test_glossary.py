"""One word for one thing: no identifier of ours uses a word that the glossary rules out."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.files import ROOMS, ROOT, name_of, ours, tree
from tests.house.test_documents import table

PAGE = ROOT / "docs" / "glossary.md"
PARTS = re.compile(r"_+|(?<=[a-z0-9])(?=[A-Z])")


def banned() -> dict[str, str]:
    return {
        wrong.strip(): word for word, _means, others in table(PAGE) if word != "word" for wrong in others.split(",")
    }


def named(file: Path) -> Iterator[tuple[int, str]]:
    """Every name that this file itself gives: functions, classes, parameters, variables, the file."""
    yield 1, file.stem
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id


def test_names_keep_to_the_glossary() -> None:
    rules = banned()
    wrong = [
        f"{name_of(file)}:{line}: {name} (say {rules[part]})"
        for file in ours(".py", under=ROOMS)
        for line, name in named(file)
        for part in [name.lower(), *PARTS.sub(" ", name).lower().split()]
        if part in rules
    ]
    assert wrong == []


def test_a_word_stands_once() -> None:
    words = [word for word, _means, _others in table(PAGE)]
    assert len(words) == len(set(words))
    assert set(words).isdisjoint(banned())
