"""Replays a published draw from its own files and says where it does not hold. Pure: texts in, problems out."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any, NamedTuple

from panels.portfolio import (
    ABOUT,
    UNREADABLE,
    PortfolioError,
    canonical,
    commitment,
    first_difference,
    load,
    short_check,
)
from panels.proof import unproven
from panels.report import PAGE, PORTFOLIO, REPORT, Drawn, ManualChange, in_lines, make_draw, plain_files
from panels.report_page import page
from panels.watch import Budget


class Problem(NamedTuple):
    """Where a draw does not hold: the file, the row (from 1) or None for a whole file, and what is wrong."""

    file: str
    row: int | None
    text: str


class _ReportError(Exception):
    """A report.json that cannot be: where, and what is wrong."""

    def __init__(self, row: int, text: str) -> None:
        self.problem = Problem(REPORT, row, text)
        super().__init__(text)


def files_of(drawn: Drawn) -> dict[str, str]:
    """Every file that a draw publishes."""
    return {**plain_files(drawn), PAGE: page(drawn)}


def check(files: Mapping[str, str], budget: Budget, promised: str | None = None) -> list[Problem]:
    """Everything wrong with a published draw; `promised` is the commitment as it was published before the seed."""
    if PORTFOLIO not in files or REPORT not in files:
        return [Problem(name, None, "The file is missing.") for name in (PORTFOLIO, REPORT) if name not in files]
    try:
        portfolio = load(files[PORTFOLIO])
    except PortfolioError as error:
        return [Problem(PORTFOLIO, error.row, str(error))]
    if promised is not None and commitment(files[PORTFOLIO]) != promised:
        return [Problem(PORTFOLIO, None, f"Its SHA-256 is not {promised}, which was promised before the seed.")]
    try:
        report = _read(files[REPORT])
        if report["commitment"] != commitment(files[PORTFOLIO]) and _on_page(files, report["commitment"]):
            return [Problem(PORTFOLIO, None, "Its SHA-256 is not the commitment in the reports.")]
        for key in ("seed", "made"):
            _check_text(files, report, key)
        drawn = make_draw(portfolio, report["seed"], _changes(files[REPORT], report), report["made"])
    except _ReportError as error:
        return [error.problem]
    different = list(_differences(files, files_of(drawn)))
    return different or [Problem(PORTFOLIO, ABOUT, text) for text in unproven(portfolio, budget)]


def _read(text: str) -> dict[str, Any]:
    """The report's values, each of its kind; raises _ReportError."""
    try:
        report = json.loads(text)
        row = first_difference(text, in_lines(report))
    except json.JSONDecodeError as error:
        raise _ReportError(error.lineno, f"The file cannot be read from here on: {error.msg}.") from error
    except UNREADABLE as error:
        raise _ReportError(1, f"The file cannot be read: {error}") from error
    if not isinstance(report, dict):
        raise _ReportError(1, "The file is no report.")
    if row is not None:
        raise _ReportError(row, "This is not written in the one way that a report is.")
    kinds = {"commitment": str, "changes": list, "changes_sha256": str}
    for key, kind in {**kinds, **{key: str for one in ("seed", "made") for key in (one, f"{one}_sha256")}}.items():
        if not isinstance(report.get(key), kind):
            raise _ReportError(_row_of(text, key), f"{key!r} should stand here, as a {kind.__name__}.")
    return report


def _row_of(text: str, key: str) -> int:
    """Where a key of the report stands, or should."""
    keys = (
        (row, line[3 : line.find('"', 3)]) for row, line in enumerate(text.split("\n"), start=1) if line[:3] == '  "'
    )
    return next((row for row, found in keys if found >= key), text.count("\n"))


def _check_text(files: Mapping[str, str], report: Mapping[str, Any], key: str) -> None:
    if _sha256(report[key]) != report[f"{key}_sha256"]:
        changed = f"{key}_sha256" if _on_page(files, report[key]) else key
        text = f"The {key} does not fit its SHA-256: one of the two was changed."
        raise _ReportError(_row_of(files[REPORT], changed), text)


def _on_page(files: Mapping[str, str], text: str) -> bool:
    """Whether report.html says the same: two files against one."""
    return bool(text) and f">{escape(text)}<" in files.get(PAGE, "")


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()


def _changes(text: str, report: Mapping[str, Any]) -> list[ManualChange]:
    """What officers changed; raises _ReportError."""
    found, top = list[ManualChange](), _row_of(text, "changes")
    for place, one in enumerate(report["changes"]):
        row = top + 1 + 7 * place  # a change has a line for each of its five values and two brackets
        try:
            change = ManualChange(one["when"], one["who"], one["what"], one["why"])
            fits = short_check(canonical(vars(change))) == one["check"] and all(map(_is_text, vars(change).values()))
        except UNREADABLE as error:
            raise _ReportError(row, f"This change cannot be read: {error}") from error
        if not fits:
            raise _ReportError(row, "This change does not fit its check: it was edited.")
        found.append(change)
    if _sha256(canonical(report["changes"])) != report["changes_sha256"]:
        raise _ReportError(top, "A change was taken away, added or moved: the list does not fit its SHA-256.")
    return found


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _differences(files: Mapping[str, str], expected: Mapping[str, str]) -> Iterable[Problem]:
    yield from (
        Problem(name, None, "This file is no part of the draw.") for name in sorted(files) if name not in expected
    )
    for name, text in expected.items():
        if name not in files:
            yield Problem(name, None, "The file is missing.")
        elif (row := first_difference(files[name], text)) is not None:
            lines = text.split("\n")
            should = lines[row - 1] if row <= len(lines) else "the end of the file"
            yield Problem(name, row, f"This is not what the draw gives, which is: {should.strip()}")
