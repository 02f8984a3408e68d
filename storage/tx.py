"""An open transaction, as everything that reads and writes rows is handed one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, event

from storage.vault import Vault

T = TypeVar("T")
Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Tx:
    """An open transaction: its connection, the vault and the moment it began."""

    conn: Connection
    vault: Vault
    now: datetime
    woken: set[tuple[str, str]] = field(default_factory=set)

    def wakes(self, topic: str, about: str = "") -> None:
        """After the commit, let every process know that there is something new (PostgreSQL), and for whom."""
        self.woken.add((topic, about))

    @cached_property
    def locks_rows(self) -> bool:
        """True where rows can be locked (PostgreSQL)."""
        return self.conn.dialect.name == "postgresql"

    @cached_property
    def driver(self) -> Any:
        """The driver's own connection, for statements that are prepared (storage/prepared.py)."""
        return self.conn.connection.dbapi_connection


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
