"""The first phase as a file: people, quotas, and the lottery over mixes, fixed before any seed is known. Pure.

The file is canonical JSON (keys sorted, no spaces, UTF-8) with one person, quota or mix a line, so the same draw is
the same bytes. Its SHA-256 is the commitment. Each line of the lists has a short check of itself and of the check
above it, which tells where a file was changed; the commitment tells that it was.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from panels.groups import Groups, make_groups
from panels.lottery import UNITS, Certificate, Lottery
from panels.pool import Person, Pool, PoolError, Quota, make_pool
from panels.pool_csv import published

FORMAT = "doorstep-portfolio-2"
UNCHAINED = "doorstep-portfolio-1"
"""Published before a line's check held the one above it; such a portfolio is still read and written as it was."""
ASKED = ("leximin", "maximin", "legacy")
"""The algorithms there are."""
ABOUT = 3
"""The row of a file that says what ran, and the certificate."""
_CHECK = 12
"""Letters of a line's check."""
T = TypeVar("T")


@dataclass(frozen=True)
class Portfolio:
    """All that the first phase publishes. `asked` is the algorithm wished for, `ran` the one that really ran.

    `never` are the ids of people whom no panel within the quotas can have.
    """

    pool: Pool
    asked: str
    ran: str
    solver: str
    lottery: Lottery
    certificate: Certificate
    stages: int
    cuts: int
    never: tuple[str, ...]
    format: str = FORMAT

    def groups(self) -> Groups:
        """The pool's groups, which the mixes count by."""
        return make_groups(self.pool)


class PortfolioError(Exception):
    """A portfolio file that cannot be: `row` (from 1) is where, or None."""

    def __init__(self, text: str, row: int | None = None) -> None:
        self.row = row
        super().__init__(text)


def commitment(text: str) -> str:
    """SHA-256 of a portfolio file, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(value: object) -> str:
    """The one way in which a value is written."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def decimal(value: float) -> str:
    """A number between 0 and 1 with 12 places."""
    return f"{value:.12f}"


def dump(portfolio: Portfolio) -> str:
    """The file."""
    proof, pool = portfolio.certificate, published(portfolio.pool)
    head = {
        "algorithm": portfolio.ran, "asked": portfolio.asked, "cuts": portfolio.cuts, "features": pool.features,
        "format": portfolio.format, "never": portfolio.never, "seats": pool.size, "solver": portfolio.solver,
        "stages": portfolio.stages, "units": UNITS,
        "certificate": {
            "bound": decimal(proof.bound), "finished": proof.finished, "gap": decimal(proof.gap),
            "gap_all": decimal(proof.gap_all), "reached": decimal(proof.reached),
        },
    }  # fmt: skip
    people = ({"household": p.household, "id": p.id, "traits": p.traits} for p in pool.people)
    quotas = ({"feature": q.feature, "max": q.maximum, "min": q.minimum, "value": q.value} for q in pool.quotas)
    mixes = (
        {"seats": [[group, n] for group, n in enumerate(mix) if n], "weight": weight}
        for mix, weight in zip(portfolio.lottery.mixes, portfolio.lottery.weights, strict=True)
    )
    lists: dict[str, Iterable[Mapping[str, Any]]] = {
        "about": [head], "people": people, "quotas": quotas, "mixes": mixes
    }  # fmt: skip
    checks = _Checks(portfolio.format)
    return "{\n" + ",\n".join(_listed(name, rows, checks) for name, rows in lists.items()) + "\n}\n"


def _listed(name: str, rows: Iterable[Mapping[str, Any]], checks: "_Checks") -> str:
    return f'"{name}":[\n' + ",\n".join(canonical({**row, "check": checks.of(row)}) for row in rows) + "\n]"


class _Checks:
    """The checks of a file's lines from the top, so that a line that is missing, added or moved shows too."""

    def __init__(self, form: str) -> None:
        self._chained, self._above = form != UNCHAINED, ""

    def of(self, row: Mapping[str, Any]) -> str:
        """The check of the next line."""
        found = short_check(self._above + canonical(row))
        if self._chained:
            self._above = found
        return found


def short_check(text: str) -> str:
    """The first letters of a text's SHA-256: enough to find where a file was changed by accident or in part."""
    return hashlib.sha256(text.encode()).hexdigest()[:_CHECK]


def load(text: str) -> Portfolio:
    """Reads a file and checks all that can be checked without solving; raises PortfolioError."""
    _check_lines(text)
    try:
        portfolio = _read(json.loads(text), text.split("\n"))
    except json.JSONDecodeError as error:
        raise PortfolioError(f"The file cannot be read from here on: {error.msg}.", error.lineno) from error
    except (*UNREADABLE, PoolError) as error:
        raise PortfolioError(f"The file cannot be read: {error}", 1) from error
    row = first_difference(text, dump(portfolio))
    if row is not None:
        raise PortfolioError("This is not written in the one way that a portfolio is.", row)
    _check_mixes(portfolio, text)
    return portfolio


UNREADABLE = (ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError, RecursionError)
"""What comes of reading something that is no file of ours."""


def _check_lines(text: str) -> None:
    checks = _Checks(UNCHAINED if f'"format":"{UNCHAINED}"' in text else FORMAT)
    for number, line in enumerate(text.split("\n"), start=1):
        if line.endswith("\r"):
            raise PortfolioError("This line has another end than a portfolio's lines.", number)
        if line.startswith('{"'):
            try:
                row = json.loads(line.removesuffix(","))
            except (ValueError, RecursionError) as error:
                raise PortfolioError("This line was changed: it cannot be read.", number) from error
            if row.pop("check", None) != checks.of(row):
                raise PortfolioError("This line was changed, or one above it is missing, added or moved.", number)


def _read(data: Mapping[str, Any], lines: list[str]) -> Portfolio:
    def each(name: str, read: Callable[[Any], T]) -> list[T]:
        found, first = list[T](), lines.index(f'"{name}":[') + 2
        for place, row in enumerate(data[name]):
            try:
                found.append(read(row))
            except UNREADABLE as error:
                raise PortfolioError(f"This line cannot be read: {error}", first + place) from error
        return found

    about = data["about"][0]
    if about["format"] not in (FORMAT, UNCHAINED):
        raise PortfolioError(f"The format {about['format']!r} is not known.", ABOUT)
    people, quotas = each("people", _person), each("quotas", _quota)
    pool = make_pool(map(_text, about["features"]), people, quotas, _whole(about["seats"]))
    width = len(make_groups(pool).counts)
    mixes = each("mixes", lambda row: (_mix(row["seats"], width), _whole(row["weight"])))
    (ran, asked, solver), never = each("about", _names)[0], tuple(map(_text, about["never"]))
    lottery = Lottery(tuple(mix for mix, _ in mixes), tuple(weight for _, weight in mixes))
    (certificate,) = each("about", lambda row: _certificate(row["certificate"]))
    stages, cuts = _whole(about["stages"]), _whole(about["cuts"])
    return Portfolio(pool, asked, ran, solver, lottery, certificate, stages, cuts, never, about["format"])


def _names(about: Mapping[str, Any]) -> tuple[str, str, str]:
    if about["asked"] not in ASKED:
        raise ValueError(f"there is no algorithm {about['asked']!r}.")
    return _text(about["algorithm"]), about["asked"], _text(about["solver"])


def _person(row: Mapping[str, Any]) -> Person:
    return Person(_text(row["id"]), tuple(map(_text, row["traits"])), _text(row["household"]))


def _quota(row: Mapping[str, Any]) -> Quota:
    return Quota(_text(row["feature"]), _text(row["value"]), _whole(row["min"]), _whole(row["max"]))


def _mix(seats: Iterable[tuple[int, int]], width: int) -> tuple[int, ...]:
    mix = [0] * width
    for group, count in seats:
        mix[_whole(group)] = _whole(count)
    return tuple(mix)


def _certificate(proof: Mapping[str, Any]) -> Certificate:
    if type(proof["finished"]) is not bool:
        raise ValueError("Whether the search ended is true or false.")
    bound, reached, gap, gap_all = (float(_text(proof[key])) for key in ("bound", "reached", "gap", "gap_all"))
    return Certificate(bound, reached, gap, gap_all, proof["finished"])


def _whole(value: object) -> int:
    """A whole number that is not too large to be one of ours; raises ValueError."""
    if type(value) is not int or not 0 <= value <= UNITS:
        raise ValueError(f"{value!r} is not a whole number from 0 to {UNITS}.")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not a text.")
    return value


def first_difference(one: str, other: str) -> int | None:
    """The first row (from 1) in which two texts differ; None when they do not."""
    pairs = enumerate(zip(one.split("\n"), other.split("\n"), strict=False), start=1)
    different = next((number for number, (a, b) in pairs if a != b), None)
    return different if different or one == other else min(one.count("\n"), other.count("\n")) + 1


def _check_mixes(portfolio: Portfolio, text: str) -> None:
    groups, first = portfolio.groups(), text.split("\n").index('"mixes":[') + 2
    lottery = portfolio.lottery
    for place, (mix, weight) in enumerate(zip(lottery.mixes, lottery.weights, strict=True)):
        if weight < 1 or not groups.fits(mix):
            raise PortfolioError("This mix does not meet the quotas, or its weight is not 1 or more.", first + place)
        if place and mix <= lottery.mixes[place - 1]:
            raise PortfolioError("This mix stands twice, or not in its order.", first + place)
    if sum(lottery.weights) != UNITS:
        raise PortfolioError(f"The weights of the mixes above do not sum to {UNITS}.", first + len(lottery.mixes))
    drawable = {portfolio.pool.people[p].id for g, n in enumerate(lottery.expected()) if n for p in groups.members[g]}
    known = portfolio.pool.by_id()
    for who in portfolio.never:
        if who in drawable or who not in known or portfolio.never.count(who) > 1:
            raise PortfolioError(
                f"{who} is named as one who cannot be drawn, and is in a mix, unknown or twice.", ABOUT
            )
