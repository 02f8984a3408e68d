"""The draw from files to files: what `doorstep select` and `doorstep verify-draw` do."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from panels.groups import Groups, make_groups
from panels.infeasible import Change, Explanation, Row, Trouble, explain
from panels.legacy import legacy
from panels.leximin import NoPanelError, Result, leximin
from panels.pool import Pool
from panels.pool_csv import CsvError, File, read_pool
from panels.portfolio import Portfolio, load
from panels.relaxed import NoPointError
from panels.report import PORTFOLIO, REPORT, Drawn, first_files, make_draw
from panels.solver import VERSION, quiet
from panels.verify import Problem, check, files_of
from panels.watch import Budget, Unwatched, Watch

LIMIT = 600.0
"""Seconds that a draw may take when nobody says otherwise."""
ALGORITHMS: dict[str, Callable[[Pool, Groups, Budget], Result]] = {
    "leximin": lambda _, groups, budget: leximin(groups, budget),
    "maximin": lambda _, groups, budget: leximin(groups, budget, levels=1),
    "legacy": legacy,
}


class ImpossibleError(Exception):
    """No panel meets the quotas; `explanation` says which rows conflict and what would help."""

    def __init__(self, explanation: Explanation) -> None:
        self.explanation = explanation
        super().__init__(in_words(explanation))


def portfolio_of(pool: Pool, algorithm: str, budget: Budget) -> Portfolio:
    """The first phase; raises ImpossibleError."""
    groups = make_groups(pool)
    try:
        result = ALGORITHMS[algorithm](pool, groups, budget)
    except (NoPanelError, NoPointError):
        why = explain(pool, budget)
        if why is None:
            raise
        raise ImpossibleError(why) from None
    never = sorted(pool.people[place].id for group in result.never for place in groups.members[group])
    ran = algorithm if result.certificate.finished else f"{algorithm}-stopped"
    return Portfolio(
        pool, algorithm, ran, VERSION, result.lottery, result.certificate, result.stages, result.cuts, tuple(never)
    )  # fmt: skip


def select(pool: Pool, seed: str, algorithm: str, budget: Budget, made: str = "") -> Drawn:
    """Both phases at once, for use without a server."""
    return make_draw(portfolio_of(pool, algorithm, budget), seed, made=made)


def in_words(why: Explanation) -> str:
    """An explanation in English, for the command line; the console has its own words for the same keys."""
    if why.trouble is Trouble.TOO_FEW:
        return f"There are not enough people: {why.most} at most, one from each household."
    rows = [f"{_name(row)} {row.seats} ({row.pool} in the pool)" for row in why.rows]
    changes = [f"{_name(change)} {change.old} -> {change.new}" for change in why.changes]
    heads = "No panel meets these quota rows together:", "The least change that would help:"
    return "\n  ".join([heads[0], *rows]) + "\n" + "\n  ".join([heads[1], *changes])


def _name(end: Row | Change) -> str:
    return f"{end.quota.feature}: {end.quota.value}, {end.side}"


@dataclass(frozen=True)
class Wish:
    """What to draw from: two CSV files (docs/draw.md), the seats, an algorithm of ALGORITHMS, `limit` in seconds."""

    people: Path
    quotas: Path
    size: int
    algorithm: str = "leximin"
    limit: float = LIMIT


def main_select(wish: Wish, seed: str, out: Path, watch: Watch | None = None) -> Drawn:
    """Both phases from two files into a folder; raises what main_publish raises."""
    return _drawn(out, make_draw(_portfolio(wish, watch), seed))


def main_publish(wish: Wish, out: Path, watch: Watch | None = None) -> Portfolio:
    """The first phase from two files into a folder, before there is a seed.

    Raises panels.pool_csv.CsvError, ImpossibleError, panels.leximin.NoPanelInTimeError, panels.watch.OutOfTimeError,
    panels.watch.CancelledError, OSError, and FileExistsError where a lottery was published already.
    """
    if (out / PORTFOLIO).exists():
        raise FileExistsError(f"In {out} a lottery was published already. Give another folder.")
    portfolio = _portfolio(wish, watch)
    _write(out, first_files(portfolio))
    return portfolio


def main_draw(out: Path, seed: str) -> Drawn:
    """The second phase on a lottery that main_publish put into this folder.

    Raises panels.portfolio.PortfolioError, OSError, and FileExistsError where it was drawn already.
    """
    if (out / REPORT).exists():
        raise FileExistsError(f"The lottery in {out} was drawn already: a second seed would be a second draw.")
    return _drawn(out, make_draw(load((out / PORTFOLIO).read_bytes().decode(errors="replace")), seed))


def _portfolio(wish: Wish, watch: Watch | None) -> Portfolio:
    quiet()
    pool = read_pool(_file(wish.people), _file(wish.quotas), wish.size)
    return portfolio_of(pool, wish.algorithm, _budget(wish.limit, watch))


def _drawn(out: Path, drawn: Drawn) -> Drawn:
    _write(out, files_of(drawn))
    return drawn


def _write(out: Path, files: Mapping[str, str]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (out / name).write_bytes(text.encode())


def main_verify(folder: Path, *, promised: str | None = None, limit: float = LIMIT) -> list[Problem]:
    """Replays the draw in a folder; an empty list means that it holds. `promised`: the commitment published before."""
    quiet()
    there = (path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    files = {path.name: path.read_bytes().decode(errors="replace") for path in there}
    return check(files, _budget(limit, None), promised)


def _file(path: Path) -> File:
    try:
        return File(path.name, path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise CsvError([f"{path.name}: this file is not text in UTF-8. Save it as CSV UTF-8."]) from None


def _budget(limit: float, watch: Watch | None) -> Budget:
    return Budget(time.monotonic, time.monotonic() + limit, watch or Unwatched())
