"""Replays a published draw from its own files and says where it does not hold. Pure: texts in, problems out."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np

from panels.groups import Groups
from panels.legacy import legacy
from panels.leximin import leximin
from panels.lottery import Lottery
from panels.portfolio import Portfolio, PortfolioError, commitment, first_difference, load
from panels.relaxed import fairest, never_even_in_part
from panels.report import PAGE, PORTFOLIO, REPORT, Drawn, ManualChange, make_draw, plain_files
from panels.report_page import page
from panels.solver import Floats
from panels.watch import Budget

NEAR = 2e-6
"""Chances this near are the same: the certificate's 1e-6, once on each side."""
LEVELS = {"leximin": None, "maximin": 1}


class Problem(NamedTuple):
    """Where a draw does not hold: the file, the row (from 1) or None, and what is wrong."""

    file: str
    row: int | None
    text: str


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
        report = json.loads(files[REPORT])
        drawn, stated = _drawn(portfolio, report), str(report["commitment"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return [Problem(REPORT, None, f"The file cannot be read: {error}")]
    if stated != commitment(files[PORTFOLIO]) and stated in files.get(PAGE, ""):
        return [Problem(PORTFOLIO, None, "Its SHA-256 is not the commitment in the reports.")]
    broken = _seed(files[REPORT], drawn.seed) + list(_differences(files, files_of(drawn)))
    return broken or list(_unfair(portfolio, budget))


def _drawn(portfolio: Portfolio, report: Mapping[str, Any]) -> Drawn:
    changes = [ManualChange(one["when"], one["who"], one["what"], one["why"]) for one in report["changes"]]
    return make_draw(portfolio, report["seed"], changes, report["made"])


def _seed(text: str, seed: str) -> list[Problem]:
    if json.loads(text).get("seed_sha256") == hashlib.sha256(seed.encode()).hexdigest():
        return []
    row = next(number for number, line in enumerate(text.split("\n"), start=1) if line.startswith('  "seed":'))
    return [Problem(REPORT, row, "The seed does not fit its SHA-256: one of the two was changed.")]


def _differences(files: Mapping[str, str], expected: Mapping[str, str]) -> Iterable[Problem]:
    for name, text in expected.items():
        if name not in files:
            yield Problem(name, None, "The file is missing.")
        elif (row := first_difference(files[name], text)) is not None:
            lines = text.split("\n")
            should = lines[row - 1] if row <= len(lines) else "the end of the file"
            yield Problem(name, row, f"This is not what the draw gives, which is: {should.strip()}")


def _unfair(portfolio: Portfolio, budget: Budget) -> Iterable[Problem]:
    """Proves again that the chances are what the algorithm promises."""
    proof, groups = portfolio.certificate, portfolio.groups()
    if portfolio.asked == "legacy":
        if legacy(portfolio.pool, groups, budget).lottery != portfolio.lottery:
            yield Problem(PORTFOLIO, None, "The legacy lottery over these people and quotas is another.")
        return
    chances, ideal = _as_floats(portfolio.lottery, groups), _ideal(portfolio, groups, budget)
    able = np.array([portfolio.pool.people[who[0]].id not in portfolio.never for who in groups.members])
    reached, best = float(chances[able].min()), float(ideal[able].min())
    if abs(reached - proof.reached) > NEAR:
        yield Problem(PORTFOLIO, None, f"The smallest chance is {reached:.9f}, not {proof.reached:.9f} as certified.")
    if proof.finished and abs(best - proof.bound) > NEAR:
        yield Problem(PORTFOLIO, None, f"The best smallest chance is {best:.9f}, not {proof.bound:.9f} as certified.")
    off = float(np.max(ideal - chances)) if portfolio.asked == "leximin" else best - reached
    if proof.finished and off > proof.gap_all + NEAR:
        yield Problem(PORTFOLIO, None, f"A chance is {off:.9f} below the fairest, more than certified.")


def _ideal(portfolio: Portfolio, groups: Groups, budget: Budget) -> Floats:
    """The fairest chances; where the draw needed cuts, only a whole new search finds them."""
    levels = LEVELS[portfolio.asked]
    if portfolio.cuts and portfolio.certificate.finished:
        return _as_floats(leximin(groups, budget, levels).lottery, groups)
    return fairest(groups.without(never_even_in_part(groups, budget)), budget, levels).chances


def _as_floats(lottery: Lottery, groups: Groups) -> Floats:
    return np.array([float(chance) for chance in lottery.chances(groups)])
