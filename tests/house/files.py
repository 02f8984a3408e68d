"""What the house tests read: our own files, as git knows them, and their syntax trees."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "nlp", "storage", "panels", "console")


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of ours: what git tracks or would add; without git (an archive) every file of our folders."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode == 0:
        files = [ROOT / name for name in listed.stdout.splitlines()]
    else:
        folders = (*ROOMS, "tests", "docs", "content", ".ci")
        files = [file for folder in folders for file in (ROOT / folder).rglob("*") if "__pycache__" not in file.parts]
    return tuple(sorted(file for file in files if file.is_file()))


def ours(*suffixes: str, under: tuple[str, ...] = ()) -> list[Path]:
    """Our files with one of these endings, where asked only below these folders."""
    return [
        file
        for file in tracked()
        if file.name.endswith(suffixes) and (not under or file.relative_to(ROOT).parts[0] in under)
    ]


def name_of(file: Path) -> str:
    """A file's name from the root, as a person would say it."""
    return str(file.relative_to(ROOT))


@cache
def tree(file: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(file.read_text(encoding="utf-8"))


def functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a Python file."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
