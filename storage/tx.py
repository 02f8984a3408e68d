"""An open transaction, as everything that reads and writes rows is handed one."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

from sqlalchemy import Connection, Dialect, Engine, event

from storage.vault import Vault

T = TypeVar("T")
Clock = Callable[[], datetime]


@dataclass
class Tx:
    """An open transaction: its connection, the vault and the moment it began.

    On PostgreSQL what is posted (storage/prepared.py) goes out without waiting for the server, which answers all of
    it at once; `hear` waits for these answers.
    """

    _conn: Connection
    vault: Vault
    now: datetime
    woken: set[tuple[str, str]] = field(default_factory=set)
    _pipeline: Any = None
    _posted: list[tuple[Any, Exception]] = field(default_factory=list)

    @property
    def conn(self) -> Connection:
        """SQLAlchemy's connection, which knows nothing of what was posted: that is heard first."""
        self.hear()
        return self._conn

    def post(self, sql: str, values: Any, otherwise: Exception | None) -> None:
        """Send a statement of PostgreSQL; `otherwise` is raised, at the latest by `hear`, unless it met one row."""
        if self._pipeline is None:
            self._pipeline = self.driver.pipeline()
            self._pipeline.__enter__()
        cursor = self.driver.execute(sql, values)
        if otherwise is not None:
            self._posted.append((cursor, otherwise))

    def hear(self) -> None:
        """Wait until all that was posted is done. Raises what the first that failed raised."""
        pipeline, self._pipeline = self._pipeline, None
        if pipeline is not None:
            pipeline.__exit__(None, None, None)
        posted, self._posted = self._posted, []
        for cursor, otherwise in posted:
            if cursor.rowcount != 1:
                raise otherwise

    def drop(self) -> None:
        """Something failed: what was posted will be rolled back, whatever came of it."""
        with contextlib.suppress(Exception):
            self.hear()

    def wakes(self, topic: str, about: str = "") -> None:
        """After the commit, let every process know that there is something new (PostgreSQL), and for whom."""
        self.woken.add((topic, about))

    @cached_property
    def locks_rows(self) -> bool:
        """True where rows can be locked (PostgreSQL)."""
        return self.dialect.name == "postgresql"

    @property
    def dialect(self) -> Dialect:
        """The database's way of speaking."""
        return self._conn.dialect

    @cached_property
    def driver(self) -> Any:
        """The driver's own connection, for statements that are prepared (storage/prepared.py)."""
        return self._conn.connection.dbapi_connection


Work = Callable[[Tx], T]


class Kept:
    """A connection of SQLite that stays open; whoever uses it begins and ends transactions by the driver."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._conn: Connection | None = None
        event.listen(engine, "engine_disposed", self._forget)

    def _forget(self, _engine: Engine) -> None:
        """The pool lets go of all its connections: the next use opens the file anew."""
        self.close()

    def open(self) -> Connection:
        """The connection. Raises OperationalError when the file cannot be opened."""
        if self._conn is None:
            conn = self._engine.connect().execution_options(begun=True)
            conn.begin()
            self._conn = conn
        return self._conn

    def close(self) -> None:
        """Let go of it."""
        conn, self._conn = self._conn, None
        if conn is not None:
            conn.close()
