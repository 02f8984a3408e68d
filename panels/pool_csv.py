"""Reads and writes people and quotas in the CSV shapes that sortition tools share. Pure: text in, text out.

People: one column per feature, an id column or else the row's number, and for one person a household either a
column `household` or both an address line and a postcode. Quotas: category,name,min,max or feature,value,min,max.
Every problem names the file, the row (the heading is row 1) and what to do.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from panels.pool import PREFER_NOT_TO_SAY, Person, Pool, PoolError, Problem, Quota, make_pool

IDS = ("id", "person", "person_id", "pseudonym", "reference", "nationbuilder_id", "unique_id", "respondent_id")
ADDRESSES = ("address1", "primary_address1", "address_line_1", "address_1", "address line 1")
POSTCODES = ("postcode", "primary_zip", "zip", "post_code", "primary_postcode", "zip_royal_mail")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""
QUOTA_NAMES = (("category", "name"), ("category", "feature"), ("category", "value"), ("feature", "value"))


class CsvError(Exception):
    """What is wrong with the files; each line names file, row and what to do."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


class File(NamedTuple):
    """A file's name, for messages, and its text."""

    name: str
    text: str


class _Table(NamedTuple):
    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def column(self, names: Sequence[str]) -> int | None:
        """The place of the first of these headings, whatever their case."""
        lowered = [head.casefold() for head in self.heads]
        return next((lowered.index(name.casefold()) for name in names if name.casefold() in lowered), None)


def read_pool(people: File, quotas: File, size: int) -> Pool:
    """The pool in two files, for a panel of this size; raises CsvError."""
    rows = _quotas(_table(quotas))
    table = _table(people)
    features = tuple(sorted({quota.feature for quota in rows}))
    persons = _people(table, features)
    try:
        return make_pool(features, persons, rows, size)
    except PoolError as error:
        raise CsvError(_placed(error.problems, people, persons, quotas, rows)) from error


def read_quotas(file: File) -> list[Quota]:
    """The quotas in a file of either shape; raises CsvError."""
    return _quotas(_table(file))


def _placed(
    problems: Iterable[Problem], people: File, persons: list[Person], quotas: File, rows: list[Quota]
) -> Iterable[str]:
    """Adds file and row to each problem."""
    for about, text in problems:
        if isinstance(about, str):
            place = max(i for i, person in enumerate(persons) if person.id == about)
            yield f"{people.name}, row {place + 2}: {text}"
        elif about is not None:
            place = max(i for i, quota in enumerate(rows) if (quota.feature, quota.value) == about)
            yield f"{quotas.name}, row {place + 2}: {text}"
        else:
            yield text


def _table(file: File) -> _Table:
    lines = list(csv.reader(io.StringIO(file.text.removeprefix("\ufeff"))))
    while lines and not any(cell.strip() for cell in lines[-1]):
        lines.pop()
    if len(lines) < 2:
        raise CsvError([f"{file.name}: the file has no rows. Give a heading and at least one row."])
    heads = tuple(map(_plain, lines[0]))
    bad = [
        f"{file.name}, row {number}: {len(line)} cells, and the heading has {len(heads)}. Give one cell per heading."
        for number, line in enumerate(lines[1:], start=2)
        if len(line) != len(heads)
    ]
    if bad:
        raise CsvError(bad)
    return _Table(file.name, heads, tuple(tuple(map(_plain, line)) for line in lines[1:]))


def _quotas(table: _Table) -> list[Quota]:
    pairs = [(table.column([a]), table.column([b])) for a, b in QUOTA_NAMES]
    names = next(((a, b) for a, b in pairs if a is not None and b is not None), None)
    low, high = table.column(["min", "minimum"]), table.column(["max", "maximum"])
    if names is None or low is None or high is None:
        advice = "Give the headings feature,value,min,max or category,name,min,max."
        raise CsvError([f"{table.name}, row 1: the headings are {', '.join(table.heads)}. {advice}"])
    bad: list[str] = []
    quotas = []
    for number, row in enumerate(table.rows, start=2):
        numbers = [_number(table.name, number, row[place], bad) for place in (low, high)]
        quotas.append(Quota(row[names[0]], _value(row[names[1]]), *numbers))
        if not all(row[name] for name in names):
            bad.append(f"{table.name}, row {number}: the feature or its value is empty. Write both.")
    if bad:
        raise CsvError(bad)
    return quotas


def _number(name: str, row: int, text: str, bad: list[str]) -> int:
    if text.isdecimal() and text.isascii():
        return int(text)
    bad.append(f"{name}, row {row}: {text!r} is not a number of seats. Give a whole number, 0 or more.")
    return 0


def _value(text: str) -> str:
    return PREFER_NOT_TO_SAY if re.sub(r"[\W_]+", "-", text.casefold()) == PREFER_NOT_TO_SAY else text


def _people(table: _Table, features: Sequence[str]) -> list[Person]:
    places = [table.heads.index(f) if f in table.heads else table.column([f]) for f in features]
    bad = [
        f"{table.name}, row 1: there is no column {feature!r}, which a quota needs. Add it or remove the quota."
        for feature, place in zip(features, places, strict=True)
        if place is None
    ]
    found = [place for place in places if place is not None]
    who, home = table.column(IDS), _home_columns(table)
    persons = []
    for number, row in enumerate(table.rows, start=2):
        bad.extend(_empty(table, number, row, found if who is None else [who, *found]))
        name = str(number - 1) if who is None else row[who]
        persons.append(Person(name, tuple(_value(row[place]) for place in found), _home(row, home)))
    if bad:
        raise CsvError(bad)
    return persons


def _empty(table: _Table, number: int, row: Sequence[str], places: Iterable[int]) -> Iterable[str]:
    for place in places:
        if not row[place]:
            text = f"{table.heads[place]} is empty. Fill it in, or write {PREFER_NOT_TO_SAY!r} for an answer."
            yield f"{table.name}, row {number}: {text}"


def _home_columns(table: _Table) -> tuple[int, ...]:
    one = table.column(["household"])
    if one is not None:
        return (one,)
    address, postcode = table.column(ADDRESSES), table.column(POSTCODES)
    return () if address is None or postcode is None else (address, postcode)


def _home(row: Sequence[str], columns: tuple[int, ...]) -> str:
    """One household's name: an address without spaces, commas and case; empty unless every part is given."""
    if len(columns) == 1:
        return row[columns[0]]
    parts = [re.sub(r"[\W_]+", "", row[place].casefold()) for place in columns]
    return "|".join(parts) if columns and all(parts) else ""


def guarded(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula; reading it takes the apostrophe off again."""
    return f"'{cell}" if isinstance(cell, str) and _is_formula(cell) else cell


def _plain(cell: str) -> str:
    """A cell without what `guarded` put before it, and without spaces around it."""
    bare = cell.strip()
    return bare[1:] if bare.startswith("'") and _is_formula(bare) else bare


def _is_formula(cell: str) -> bool:
    return cell.lstrip("'").startswith(FORMULA)


def write_csv(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """CSV text, one line a row, the same on every system, safe to open in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([guarded(cell) for cell in row] for row in (heads, *rows))
    return out.getvalue()


def people_csv(pool: Pool) -> str:
    """The people as a draw publishes them: id and features, and a number instead of a household's address."""
    heads = ("id", *pool.features, "household")
    return write_csv(heads, ((p.id, *p.traits, p.household) for p in published(pool).people))


SHAPES = {"features": ("feature", "value", "min", "max"), "categories": ("category", "name", "min", "max")}
"""The two headings that quotas come in, by the name that sortition tools give the file."""


def quotas_csv(pool: Pool, shape: str = "features") -> str:
    """The quotas as a draw publishes them, or under the other heading."""
    return write_csv(SHAPES[shape], ((q.feature, q.value, q.minimum, q.maximum) for q in pool.quotas))


def published(pool: Pool) -> Pool:
    """The pool without addresses: shared households are numbered in the order of their first member."""
    sizes = Counter(person.household for person in pool.people if person.household)
    homes = [home for home, size in sizes.items() if size > 1]
    names = {home: f"household-{number}" for number, home in enumerate(homes, start=1)}
    people = tuple(replace(person, household=names.get(person.household, "")) for person in pool.people)
    return replace(pool, people=people)
