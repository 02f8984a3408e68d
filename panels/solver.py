"""Linear and integer programs by HiGHS: the only file that knows highspy.

One thread, so that runs on the same machine do not disturb each other and equal input gives equal output. Every
call is given the seconds that are left. HiGHS counts these seconds from the model's first run for a linear program,
but from this run for an integer one (measured with 1.16), hence `_limit`.
"""

import os
import sys
from collections.abc import Sequence
from enum import Enum

import highspy
import numpy as np
from numpy.typing import NDArray

from panels.watch import Budget, OutOfTimeError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Pair = tuple[Floats, Floats]
INF = float(highspy.kHighsInf)
VERSION = f"HiGHS {highspy.HIGHS_VERSION_MAJOR}.{highspy.HIGHS_VERSION_MINOR}.{highspy.HIGHS_VERSION_PATCH}"
TOLERANCE = 1e-9
"""HiGHS's own 1e-7 is too loose: it adds up over hundreds of groups."""
NEAR = 1e-7
"""HiGHS may call a point optimal that misses TOLERANCE by a little after it has undone its scaling."""
OTHER_WAYS: tuple[tuple[str, str | float | int, str | float | int], ...] = (
    ("random_seed", 0, 0), ("presolve", "off", "choose"), ("random_seed", 7, 0), ("simplex_scale_strategy", 0, 2),
)  # fmt: skip
"""Options, each with its usual value, for what HiGHS stumbles over: from scratch, as it stands, shuffled, unscaled."""
_STOPPED = (highspy.HighsModelStatus.kTimeLimit, highspy.HighsModelStatus.kInterrupt)
_NONE = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)
_FOUND = 2
"""HiGHS's primal_solution_status of a point that fits; a MIP stopped early on purpose is not "optimal"."""


class Answer(Enum):
    """What a solver said."""

    FOUND = "found"
    NONE = "none"


class SolverError(Exception):
    """HiGHS gave no answer and had time; not expected, and never taken for an answer."""


class Program:
    """Columns with bounds, rows with bounds, a sum to maximise. Rows and costs may change between solves."""

    def __init__(self, rows: Floats | Ints, row_bounds: Pair, col_bounds: Pair) -> None:
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]  # its stub leaves this one out
        for name, value in (
            ("output_flag", False), ("threads", 1), ("random_seed", 0),
            ("primal_feasibility_tolerance", TOLERANCE), ("dual_feasibility_tolerance", TOLERANCE),
        ):  # fmt: skip
            self._highs.setOptionValue(name, value)
        self._highs.passModel(_model(np.asarray(rows, dtype=np.float64), row_bounds, col_bounds))
        self.columns = len(col_bounds[0])
        self._every = np.arange(self.columns, dtype=np.int32)
        self._whole = False

    def option(self, name: str, value: bool | int | float | str) -> None:
        """One of HiGHS's own options."""
        self._highs.setOptionValue(name, value)

    def integer(self, columns: Sequence[int] | None = None) -> None:
        """Makes these columns (all by default) whole numbers, to be solved without a gap."""
        which = self._every if columns is None else np.array(columns, dtype=np.int32)
        kinds = np.full(len(which), highspy.HighsVarType.kInteger)
        self._highs.changeColsIntegrality(len(which), which, kinds)
        self._whole = True
        for name, value in (("mip_rel_gap", 0.0), ("mip_abs_gap", 1e-6), ("mip_feasibility_tolerance", TOLERANCE)):
            self._highs.setOptionValue(name, value)

    def costs(self, costs: Floats | Ints) -> None:
        """What a unit of each column adds to the sum that is maximised."""
        self._highs.changeColsCost(self.columns, self._every, np.asarray(costs, dtype=np.float64))

    def bounds(self, columns: Ints | Sequence[int], lower: Floats, upper: Floats) -> None:
        """New bounds for these columns."""
        which = np.asarray(columns, dtype=np.int32)
        self._highs.changeColsBounds(len(which), which, np.asarray(lower, float), np.asarray(upper, float))

    def row(self, row: int, lower: float, upper: float) -> None:
        """New bounds for a row."""
        self._highs.changeRowBounds(row, lower, upper)

    def basis(self, columns: Sequence[bool], rows: Sequence[bool]) -> None:
        """Where to start: which columns and rows are basic; the others stand at their lower bound."""
        basis = highspy.HighsBasis()
        kinds = (highspy.HighsBasisStatus.kLower, highspy.HighsBasisStatus.kBasic)
        basis.col_status = [kinds[basic] for basic in columns]
        basis.row_status = [kinds[basic] for basic in rows]
        basis.valid = True
        self._highs.setBasis(basis)

    def solve(self, budget: Budget) -> Answer:
        """Solves within the budget, or raises OutOfTimeError. What HiGHS cannot solve it is given in other ways."""
        answer = self._run(budget)
        for name, value, usual in () if answer is not None else OTHER_WAYS:
            self._highs.clearSolver()
            self._highs.setOptionValue(name, value)
            answer = self._run(budget)
            self._highs.setOptionValue(name, usual)
            if answer is not None:
                break
        if answer is None:
            raise SolverError(self._highs.modelStatusToString(self._highs.getModelStatus()))
        return answer

    def _run(self, budget: Budget) -> Answer | None:
        self._highs.setOptionValue("time_limit", self._limit(budget.remaining()))
        self._highs.run()
        status, info = self._highs.getModelStatus(), self._highs.getInfo()
        if status in _STOPPED:
            raise OutOfTimeError
        near = status == highspy.HighsModelStatus.kOptimal and info.max_primal_infeasibility <= NEAR
        if info.primal_solution_status == _FOUND or near:
            return Answer.FOUND
        return Answer.NONE if status in _NONE else None

    def _limit(self, left: float) -> float:
        return left if self._whole else left + self._highs.getRunTime()

    @property
    def value(self) -> float:
        """The sum reached."""
        return float(self._highs.getInfo().objective_function_value)

    @property
    def point(self) -> Floats:
        """The columns' values."""
        return np.array(self._highs.getSolution().col_value)

    @property
    def column_duals(self) -> Floats:
        """What a unit more of each column would change."""
        return np.array(self._highs.getSolution().col_dual)

    @property
    def row_duals(self) -> Floats:
        """What a unit more of each row's bound would add to the sum."""
        return np.array(self._highs.getSolution().row_dual)


def _model(rows: Floats, row_bounds: Pair, col_bounds: Pair) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = len(row_bounds[0]), len(col_bounds[0])
    model.col_cost_ = np.zeros(model.num_col_)
    model.col_lower_, model.col_upper_ = col_bounds
    model.row_lower_, model.row_upper_ = row_bounds
    where_row, where_col = np.nonzero(rows)
    counts = np.bincount(where_row, minlength=model.num_row_)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    model.a_matrix_.index_ = where_col.astype(np.int32)
    model.a_matrix_.value_ = rows[where_row, where_col]
    model.sense_ = highspy.ObjSense.kMaximize
    return model


def whole(point: Floats, tolerance: float = 1e-6) -> bool:
    """Whether every number is whole, but for rounding."""
    return bool(np.all(np.abs(point - np.rint(point)) <= tolerance))


def quiet() -> None:
    """Lets HiGHS print its banner, which it does once and cannot be told not to, to nowhere."""
    sys.stdout.flush()
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        highspy.Highs()  # type: ignore[no-untyped-call]
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
