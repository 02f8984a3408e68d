"""What a draw publishes: every file is made from the portfolio, the seed and the list of manual changes. Pure."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction

from panels.draw import NAME, Draw, draw
from panels.lottery import gini
from panels.pool import Person, Pool
from panels.pool_csv import people_csv, quotas_csv, write_csv
from panels.portfolio import Portfolio, canonical, commitment, dump, short_check

PORTFOLIO, REPORT, PAGE = "portfolio.json", "report.json", "report.html"
PEOPLE, QUOTAS, CHANCES = "people.csv", "quotas.csv", "probabilities.csv"
SELECTED, RESERVES = "selected.csv", "reserves.csv"


FEW = 5
"""Pool counts below this, except 0, are not shown in a report: they could point at a person (DOMAIN 4.4)."""


@dataclass(frozen=True)
class ManualChange:
    """What an officer changed by hand after the draw: when, who, what, and why."""

    when: str
    who: str
    what: str
    why: str


@dataclass(frozen=True)
class Drawn:
    """A whole draw: the portfolio as published, the seed, what came of it, and notes for the report.

    `made` says when and by whom, in the caller's words; the draw itself reads no clock.
    """

    portfolio: Portfolio
    text: str
    seed: str
    result: Draw
    changes: tuple[ManualChange, ...] = ()
    made: str = ""


def make_draw(portfolio: Portfolio, seed: str, changes: Sequence[ManualChange] = (), made: str = "") -> Drawn:
    """The second phase on a portfolio."""
    text = dump(portfolio)
    result = draw(portfolio.pool, portfolio.groups(), portfolio.lottery, commitment(text), seed)
    return Drawn(portfolio, text, seed, result, tuple(changes), made)


def chance_of_each(portfolio: Portfolio) -> dict[str, Fraction]:
    """Everyone's exact chance, by id: the one number that a resident is told."""
    groups = portfolio.groups()
    chances = portfolio.lottery.chances(groups)
    people = portfolio.pool.people
    found = {people[p].id: chances[g] for g, members in enumerate(groups.members) for p in members}
    return {person.id: found[person.id] for person in people}


def summary(drawn: Drawn) -> dict[str, object]:
    """The report as values, written to report.json.

    What no other file gives (seed, `made`, changes) stands beside its SHA-256, and each change beside a short check of
    itself, so that whoever edits one of them is found there, and not in report.html, which says the same.
    """
    portfolio, pool = drawn.portfolio, drawn.portfolio.pool
    rows = [{**one, "pool": shown(one["pool"])} for one in targets(pool, drawn.result.panel)]
    proof = {key: _places(value) for key, value in asdict(portfolio.certificate).items()}
    changes = [{**asdict(one), "check": short_check(canonical(asdict(one)))} for one in drawn.changes]
    return {
        "algorithm": portfolio.ran, "algorithm_asked": portfolio.asked, "certificate": proof,
        "changes": changes, "changes_sha256": _sha256(canonical(changes)),
        "chances": chances_in_short(portfolio),
        "commitment": commitment(drawn.text), "format": NAME, "made": drawn.made, "made_sha256": _sha256(drawn.made),
        "mix": drawn.result.mix + 1, "mixes": len(portfolio.lottery.mixes), "never": list(portfolio.never),
        "people": len(pool.people), "reserves": len(drawn.result.reserves), "seats": pool.size, "seed": drawn.seed,
        "seed_sha256": _sha256(drawn.seed), "solver": portfolio.solver,
        "stages": portfolio.stages, "cuts": portfolio.cuts, "targets": rows,
    }  # fmt: skip


def chances_in_short(portfolio: Portfolio) -> dict[str, str]:
    """The smallest chance (of those who can be drawn), the largest, and the Gini coefficient."""
    chances, never = chance_of_each(portfolio), set(portfolio.never)
    able = [chance for who, chance in chances.items() if who not in never]
    numbers = {"smallest": min(able), "largest": max(able), "gini": gini(chances.values())}
    return {name: f"{float(number):.12f}" for name, number in numbers.items()}


def targets(pool: Pool, panel: Sequence[Person]) -> list[dict[str, object]]:
    """Each quota row with its people in the pool and in the panel."""
    return [
        {
            "feature": quota.feature, "value": quota.value, "min": quota.minimum, "max": quota.maximum,
            "pool": pool.count(pool.people, quota), "panel": pool.count(panel, quota),
        }
        for quota in pool.quotas
    ]  # fmt: skip


def shown(count: object) -> object:
    """A count of people in the pool as a report shows it."""
    return f"under {FEW}" if isinstance(count, int) and 0 < count < FEW else count


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _places(value: object) -> object:
    return f"{value:.12f}" if isinstance(value, float) else value


def first_files(portfolio: Portfolio) -> dict[str, str]:
    """What the first phase publishes, by name."""
    chances = chance_of_each(portfolio)
    exact = ((who, f"{float(one):.12f}", f"{one.numerator}/{one.denominator}") for who, one in chances.items())
    return {
        PEOPLE: people_csv(portfolio.pool),
        QUOTAS: quotas_csv(portfolio.pool),
        PORTFOLIO: dump(portfolio),
        CHANCES: write_csv(("id", "probability", "exact"), exact),
    }


def plain_files(drawn: Drawn) -> Mapping[str, str]:
    """Every published file but the page, by name."""
    pool, result = drawn.portfolio.pool, drawn.result
    return {
        **first_files(drawn.portfolio),
        SELECTED: write_csv(("id", *pool.features), ((p.id, *p.traits) for p in result.panel)),
        RESERVES: write_csv(
            ("order", "id", *pool.features), ((n, p.id, *p.traits) for n, p in enumerate(result.reserves, start=1))
        ),
        REPORT: in_lines(summary(drawn)),
    }


def in_lines(value: object) -> str:
    """The one way in which report.json is written."""
    return json.dumps(value, sort_keys=True, indent=2, ensure_ascii=False) + "\n"
