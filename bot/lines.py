"""A line: which sentence of content/words is meant and what stands in its gaps. Wording makes it text."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Line:
    """A sentence by its key, with arguments by name. Equal lines are the same thing said."""

    key: str
    args: tuple[tuple[str, "str | int | float | date | datetime | Line"], ...] = ()


Label = Line | str  # a label is ours (a Line) or comes from the council's data (text)


def line(key: str, **args: "str | int | float | date | datetime | Line") -> Line:
    """A Line, written shortly."""
    return Line(key, tuple(sorted(args.items())))
