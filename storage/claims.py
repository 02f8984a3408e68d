"""Which rows of the inbox this process works on, where several share a PostgreSQL database.

A claim is an advisory lock of a connection that is kept for nothing else: the server lets go of it at once when the
process dies. It only spares processes each other's work; that nothing is done twice is seen to when a turn is written.
"""

import threading
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, Engine, text

from storage.tx import Tx, Work

T = TypeVar("T")
LET_GO = text("SELECT pg_advisory_unlock_all()")


class Claims:
    """The connection that holds this process's claims."""

    def __init__(self, engine: Engine, open_tx: Callable[[Connection], Tx]) -> None:
        self._engine, self._open_tx = engine, open_tx
        self._lock = threading.Lock()
        self._conn: Connection | None = None

    def take(self, work: Work[T]) -> T:
        """Let go of what was claimed before, then run `work`, which reads and claims."""
        with self._lock:
            if self._conn is None:
                self._conn = self._engine.connect()
            try:
                with self._conn.begin():
                    self._conn.execute(LET_GO)
                    return work(self._open_tx(self._conn))
            except Exception:
                self._conn.invalidate()
                self._conn.close()
                self._conn = None
                raise

    def close(self) -> None:
        """Let go of all."""
        with self._lock:
            if self._conn is not None:
                self._conn.invalidate()
                self._conn.close()
