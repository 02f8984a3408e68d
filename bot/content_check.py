"""Everything that an editor can get wrong in content/, each with file and line: `doorstep content check`."""

from datetime import date
from pathlib import Path

from bot.content import read_all
from bot.content_files import Problem


def check(folder: Path, today: date) -> list[Problem]:  # noqa: ARG001
    """All problems of a content folder and what is worth a look, in the order of files and lines."""
    return sorted(read_all(folder).problems, key=lambda problem: (problem.file, problem.line))
