"""The first phase as a file: people, quotas, and the lottery over mixes, fixed before any seed is known. Pure.

The file is canonical JSON (keys sorted, no spaces, UTF-8) with one person, quota or mix a line, so the same draw is
the same bytes. Its SHA-256 is the commitment. Each line of the lists ends with a short check of itself, which tells
where a file was changed; the commitment tells that it was.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from panels.groups import Groups, make_groups
from panels.lottery import UNITS, Certificate, Lottery
from panels.pool import Person, Pool, PoolError, Quota, make_pool
from panels.pool_csv import published

FORMAT = "doorstep-portfolio-1"
_CHECK = 12
"""Letters of a line's check."""


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
        "format": FORMAT, "never": portfolio.never, "seats": pool.size, "solver": portfolio.solver,
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
    parts = [_listed("about", [head]), _listed("people", people), _listed("quotas", quotas), _listed("mixes", mixes)]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _listed(name: str, rows: Iterable[Mapping[str, Any]]) -> str:
    return f'"{name}":[\n' + ",\n".join(canonical({**row, "check": _check(row)}) for row in rows) + "\n]"


def _check(row: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(row).encode()).hexdigest()[:_CHECK]


def load(text: str) -> Portfolio:
    """Reads a file and checks all that can be checked without solving; raises PortfolioError."""
    _check_lines(text)
    try:
        portfolio = _read(json.loads(text))
    except (ValueError, KeyError, TypeError, IndexError, PoolError) as error:
        raise PortfolioError(f"The file cannot be read: {error}") from error
    row = first_difference(text, dump(portfolio))
    if row is not None:
        raise PortfolioError("This is not written in the one way that a portfolio is.", row)
    _check_mixes(portfolio, text)
    return portfolio


def _check_lines(text: str) -> None:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith('{"') and '"check"' in line:
            try:
                row = json.loads(line.removesuffix(","))
            except ValueError as error:
                raise PortfolioError("This line was changed: it cannot be read.", number) from error
            if row.pop("check", None) != _check(row):
                raise PortfolioError("This line was changed: it does not fit its check.", number)


def _read(data: Mapping[str, Any]) -> Portfolio:
    about = data["about"][0]
    people = [Person(row["id"], tuple(row["traits"]), row["household"]) for row in data["people"]]
    quotas = [Quota(row["feature"], row["value"], row["min"], row["max"]) for row in data["quotas"]]
    pool = make_pool(about["features"], people, quotas, about["seats"])
    width, mixes = len(make_groups(pool).counts), []
    for row in data["mixes"]:
        mix = [0] * width
        for group, count in row["seats"]:
            mix[group] = count
        mixes.append(tuple(mix))
    lottery = Lottery(tuple(mixes), tuple(row["weight"] for row in data["mixes"]))
    proof = about["certificate"]
    numbers = {key: float(proof[key]) for key in ("bound", "reached", "gap", "gap_all")}
    certificate = Certificate(**numbers, finished=proof["finished"])
    return Portfolio(
        pool, about["asked"], about["algorithm"], about["solver"], lottery, certificate,
        about["stages"], about["cuts"], tuple(about["never"]),
    )  # fmt: skip


def first_difference(one: str, other: str) -> int | None:
    """The first row (from 1) in which two texts differ; None when they do not."""
    pairs = enumerate(zip(one.split("\n"), other.split("\n"), strict=False), start=1)
    different = next((number for number, (a, b) in pairs if a != b), None)
    return different if different or one == other else min(one.count("\n"), other.count("\n")) + 1


def _check_mixes(portfolio: Portfolio, text: str) -> None:
    groups, first = portfolio.groups(), text.split("\n").index('"mixes":[') + 2
    for place, (mix, weight) in enumerate(zip(portfolio.lottery.mixes, portfolio.lottery.weights, strict=True)):
        if weight < 1 or not groups.fits(mix):
            raise PortfolioError("This mix does not meet the quotas, or its weight is not 1 or more.", first + place)
    if sum(portfolio.lottery.weights) != UNITS:
        raise PortfolioError(f"The weights of the mixes do not sum to {UNITS}.")
