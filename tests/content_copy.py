"""A copy of the content folder that a test may spoil."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.content import ContentError, load
from bot.content_files import Problem

CONTENT = Path(__file__).parent.parent / "content"
TODAY = date(2026, 11, 24)  # a Tuesday


def copy_to(tmp_path: Path) -> Path:
    """The content, copied."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def edit(folder: Path, name: str, old: str, new: str) -> int:
    """Put `new` in the place of `old`; the line on which it stood."""
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def problems_of(folder: Path) -> tuple[Problem, ...]:
    """Why it does not load."""
    with pytest.raises(ContentError) as caught:
        load(folder)
    return caught.value.problems
