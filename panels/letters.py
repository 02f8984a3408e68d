"""Letters to addresses drawn at random: the list that comes in, the code on each, the list for the printer. Pure."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from panels.duplicates import POSTCODE, uprn_key
from panels.pool_csv import write_csv

SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32 signs, without 0 O 1 I
LENGTH = 7  # the last one is a check, so that a slip of the pen is nobody else's letter
CODE = re.compile(rf"(?<![A-Z0-9-])([{SIGNS}]{{{LENGTH}}})(?![A-Z0-9])")
MOST_ADDRESSES = 20_000
COLUMNS = {"uprn": ("uprn", "id"), "address": ("address", "line"), "postcode": ("postcode", "post code")}


@dataclass(frozen=True)
class Home:
    """One address of the list. `uprn` is "" where the list has none."""

    uprn: str
    address: str
    postcode: str


def _check(body: str) -> str:
    """The sign that follows: another one for every single slip and for most swaps of neighbours."""
    return SIGNS[sum((2 * place + 1) * SIGNS.index(sign) for place, sign in enumerate(body)) % len(SIGNS)]


def new_code(choose: Callable[[str], str]) -> str:
    """A code with a digit and a letter in it; `choose` picks one sign at random."""
    while True:
        body = "".join(choose(SIGNS) for _ in range(LENGTH - 1))
        if re.search(r"\d", body) and re.search(r"[A-Z]", body):
            return body + _check(body)


def code_in(text: str) -> str:
    """The code in a text, "" when there is none: seven signs with a digit, the last one right."""
    for found in CODE.findall(text.upper()):
        if found[-1] == _check(found[:-1]) and re.search(r"\d", found):
            return str(found)
    return ""


def read_addresses(text: str) -> tuple[list[Home], list[str]]:
    """The addresses of a CSV file and what is wrong with it, a sentence for each line that cannot be used."""
    rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    names = {name: _column(rows.fieldnames or (), known) for name, known in COLUMNS.items()}
    missing = [name for name in ("address", "postcode") if not names[name]]
    if missing:
        return [], [
            f"The first line must name the columns. Missing: {' and '.join(missing)}. A column uprn may stand too."
        ]
    homes, problems = list[Home](), list[str]()
    for home, problem in _homes(rows, names):
        if problem:
            problems.append(f"Line {rows.line_num}: {problem}")
        elif home is not None:
            homes.append(home)
    if len(homes) > MOST_ADDRESSES:
        return [], [f"The list has {len(homes)} addresses. Import at most {MOST_ADDRESSES} at a time."]
    return homes, problems


def _column(given: Iterable[str], known: tuple[str, ...]) -> str:
    return next((name for name in given if name.strip().casefold() in known), "")


def _homes(rows: "csv.DictReader[str]", names: dict[str, str]) -> Iterator[tuple[Home | None, str]]:
    seen: set[tuple[str, str]] = set()
    for row in rows:
        uprn, address, postcode = (str(row.get(names[n]) or "").strip() if names[n] else "" for n in COLUMNS)
        key = (address.casefold(), postcode.casefold().replace(" ", ""))
        if not address and not postcode:
            continue
        if not address or not POSTCODE.fullmatch(postcode):
            yield None, "the address or the postcode is missing or not right."
        elif key in seen:
            yield None, "this address stands in the list twice. One letter goes there."
        else:
            seen.add(key)
            yield Home(uprn_key(uprn), address, postcode.upper()), ""


def for_the_printer(letters: Iterable[tuple[str, Home]], link: str) -> str:
    """The list for the printer as CSV: code, address, postcode and the page that takes the code."""
    heads = ("code", "address", "postcode", "uprn", "link")
    return write_csv(
        heads, ((code, home.address, home.postcode, home.uprn, f"{link}?code={code}") for code, home in letters)
    )
