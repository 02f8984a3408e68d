"""Statements of the message path: written with SQLAlchemy Core, compiled once, then handed to the driver as they are.

What SQLAlchemy does around each execution costs five times what SQLite needs for it (docs/benchmarks.md).
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, Delete, Dialect, Insert, LargeBinary, Select, Update
from sqlalchemy.sql import crud
from sqlalchemy.types import TypeEngine

from storage.tx import Tx

Given = Mapping[str, Any]
Process = Callable[[Any], Any] | None
NEEDED = crud.REQUIRED  # SQLAlchemy's sign for a value that must be given


class _Compiled:
    """A statement in one database's words, with what makes its values the driver's and its rows ours."""

    def __init__(self, statement: Any, columns: Sequence[str] | None, dialect: Dialect) -> None:
        made: Any = statement.compile(dialect=dialect, column_keys=columns)
        self.sql = str(made)
        binds = {name: bind for bind, name in made.bind_names.items()}
        order = [*(made.positiontup or ())] if made.positional else list(binds)
        self._binds = [(name, _standing(binds[name]), _in(binds[name].type, dialect)) for name in order]
        self._names = order
        self._named = not made.positional
        returned = getattr(statement, "selected_columns", None) or getattr(statement, "_returning", None) or ()
        self.columns = [(column.key, _out(column.type, dialect)) for column in returned]
        names = [name for name, _process in self.columns]
        self._row: Callable[[list[Any]], Any] = namedtuple("Row", names, rename=True)._make  # type: ignore[attr-defined]

    def values(self, given: Given) -> Any:
        """What the driver is handed."""
        found = []
        for name, fixed, process in self._binds:
            value = given[name] if fixed is NEEDED else given.get(name, fixed)
            found.append(value if process is None or value is None else process(value))
        return dict(zip(self._names, found, strict=True)) if self._named else found

    def read(self, raw: Sequence[Any]) -> Any:
        """A row with its columns by name."""
        return self._row(
            [
                value if process is None else process(value)
                for value, (_name, process) in zip(raw, self.columns, strict=True)
            ]
        )


def _standing(bind: BindParameter[Any]) -> Any:
    """The value that stands in the statement itself (a limit, a state), or NEEDED."""
    return NEEDED if bind.required or bind.value is NEEDED else bind.value


def _in(kind: TypeEngine[Any], dialect: Dialect) -> Process:
    if isinstance(kind, LargeBinary):
        return None  # both drivers take bytes as they are
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _out(kind: TypeEngine[Any], dialect: Dialect) -> Process:
    return kind.dialect_impl(dialect).result_processor(dialect, None)


class Prepared:
    """A statement, or one for each kind of database; `columns` are those that an INSERT sets."""

    def __init__(self, statement: Insert | Update | Delete | Select[Any] | Mapping[str, Any], *columns: str) -> None:
        self._statement, self._columns = statement, columns or None
        self._compiled: dict[str, _Compiled] = {}

    def _for(self, tx: Tx) -> _Compiled:
        dialect = tx.dialect
        made = self._compiled.get(dialect.name)
        if made is None:
            known = self._statement
            statement = known[dialect.name] if isinstance(known, Mapping) else known
            made = self._compiled[dialect.name] = _Compiled(statement, self._columns, dialect)
        return made

    def rows(self, tx: Tx, given: Given) -> list[Any]:
        """Every row, each with its columns by name."""
        made = self._for(tx)
        return [made.read(raw) for raw in tx.driver.execute(made.sql, made.values(given)).fetchall()]

    def first(self, tx: Tx, given: Given) -> Any:
        """The first row, or None."""
        made = self._for(tx)
        raw = tx.driver.execute(made.sql, made.values(given)).fetchone()
        return None if raw is None else made.read(raw)

    def scalar(self, tx: Tx, given: Given) -> Any:
        """The first column of the first row, or None."""
        row = self.first(tx, given)
        return None if row is None else row[0]

    def run(self, tx: Tx, given: Given) -> int:
        """Do it; how many rows it changed."""
        made = self._for(tx)
        done = tx.driver.execute(made.sql, made.values(given))
        tx.hear()
        return int(done.rowcount)

    def post(self, tx: Tx, given: Given, otherwise: Exception | None = None) -> None:
        """Do it by the commit at the latest; `otherwise` is raised by then unless it changed one row."""
        made = self._for(tx)
        if tx.locks_rows:
            tx.post(made.sql, made.values(given), otherwise)
        elif tx.driver.execute(made.sql, made.values(given)).rowcount != 1 and otherwise is not None:
            raise otherwise

    def run_all(self, tx: Tx, given: Sequence[Given]) -> None:
        """Do it once for each of these."""
        made = self._for(tx)
        tx.driver.cursor().executemany(made.sql, [made.values(each) for each in given])
