"""Quotas that no panel meets, in an officer's words: which rows conflict, and the least that would help."""

from collections.abc import Callable

from panels.infeasible import Change, Explanation, Row, Trouble

Label = Callable[[str, str], str]


def in_sentences(why: Explanation, label: Label) -> list[str]:
    """The explanation, one sentence a row."""
    if why.trouble is Trouble.TOO_FEW:
        return [f"There are not enough people: {why.most} can be drawn at most, one from each household."]
    rows = [_row(row, label) for row in why.rows]
    changes = [_change(change, label) for change in why.changes]
    return ["No panel can meet these together:", *rows, "The least change that would help:", *changes]


def _name(end: Row | Change, label: Label) -> str:
    quota = end.quota
    return f"{label('feature', quota.feature)}, {label(f'trait-{quota.feature}', quota.value)}"


def _row(row: Row, label: Label) -> str:
    word = "at least" if row.side == "minimum" else "at most"
    return f"{_name(row, label)}: {word} {row.seats} seats, {row.pool} people in the pool."


def _change(change: Change, label: Label) -> str:
    return f"{_name(change, label)}: {change.side} {change.new} instead of {change.old}."
