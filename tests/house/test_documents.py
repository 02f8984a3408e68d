"""What can be set, typed, kept or decided stands in a document; links lead somewhere."""

import ast
import re
from pathlib import Path

import pytest
from pydantic_core import PydanticUndefined

from bot.settings import Settings
from storage.tables import TABLES, metadata
from tests.house.commands import command_names
from tests.house.files import ROOT, name_of, ours, tree

DOCS = ROOT / "docs"
KEPT = re.compile(r"\b([Kk]ept|[Rr]emoved|Gone|until|anonymous)\b")
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]+)")


@pytest.mark.parametrize("setting", Settings.model_fields)
def test_every_setting_is_described(setting: str) -> None:
    rows = [row for row in table(DOCS / "settings.md") if row[0] == f"`DOORSTEP_{setting.upper()}`"]
    assert len(rows) == 1, f"docs/settings.md needs one row `DOORSTEP_{setting.upper()}`"
    _name, default, reason = rows[0]
    written = Settings.model_fields[setting].default
    shown = "" if written in (None, "", PydanticUndefined) else f"`{written}`"
    assert default == (shown or "none")
    assert len(reason) > len("what and why")


def test_no_setting_is_described_that_is_none() -> None:
    known = {f"`DOORSTEP_{name.upper()}`" for name in Settings.model_fields}
    assert {row[0] for row in table(DOCS / "settings.md") if row[0].startswith("`DOORSTEP_")} == known


def test_every_command_is_described() -> None:
    rows = {row[0].strip("`").removeprefix("doorstep ") for row in table(DOCS / "commands.md")}
    assert {name for name in command_names() if not any(row.split(" [")[0].startswith(name) for row in rows)} == set()


def test_every_make_target_is_described() -> None:
    targets = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE)
    text = (DOCS / "commands.md").read_text()
    assert [target for target in targets if f"`make {target}`" not in text] == []


def test_every_table_says_how_long_it_is_kept() -> None:
    assert {model.__tablename__ for model in TABLES} == set(metadata.tables), "storage/tables.py lists every table"
    assert [model.__name__ for model in TABLES if not KEPT.search(model.__doc__ or "")] == []


def test_every_table_of_the_code_is_listed() -> None:
    written = {
        node.name
        for file in ours(".py", under=("storage",))
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ClassDef) and any(word.arg == "table" for word in node.keywords)
    }
    assert written == {model.__name__ for model in TABLES}


def test_every_decision_is_numbered_and_listed() -> None:
    pages = sorted(page.name for page in (DOCS / "decisions").glob("*.md") if page.name != "README.md")
    listed = re.findall(r"\]\((\d{4}-[a-z0-9-]+\.md)\)", (DOCS / "decisions" / "README.md").read_text())
    assert listed == pages
    for page in pages:
        first = (DOCS / "decisions" / page).read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith(f"# {page[:4]}: ")


def test_links_lead_somewhere() -> None:
    broken = [
        f"{name_of(page)}: {target}"
        for page in ours(".md")
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_files_that_documents_name_exist() -> None:
    """`bot/turn.py` in a document is a promise that it is there."""
    named = re.compile(r"`((?:bot|nlp|storage|panels|console|tests|content|docs)/[\w./-]+\.\w+)`")
    missing = [
        f"{name_of(page)}: {name}"
        for page in ours(".md")
        for name in named.findall(page.read_text(encoding="utf-8"))
        if not (ROOT / name).exists()
    ]
    assert missing == []


def table(page: Path) -> list[list[str]]:
    """The rows of every table of a page."""
    rows = [line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows]
