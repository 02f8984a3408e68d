"""Which rows of the inbox this process works on, where several share a PostgreSQL database.

A claim is an advisory lock of a connection that is kept for nothing else: the server lets go of it at once when the
process dies. It only spares processes each other's work; that nothing is done twice is seen to when a turn is written.
"""

import threading
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, Engine

from storage.postgres_writer import straight
from storage.tx import Tx, Work

T = TypeVar("T")


class Claims:
    """The connection that holds this process's claims."""

    def __init__(self, engine: Engine, open_tx: Callable[[Connection], Tx]) -> None:
        self._engine, self._open_tx = engine, open_tx
        self._lock = threading.Lock()
        self._conn: Connection | None = None

    def take(self, work: Work[T]) -> T:
        """Run `work`, which reads, claims and lets go of what was claimed before."""
        with self._lock:
            if self._conn is None:
                self._conn = straight(self._engine.connect().execution_options(isolation_level="AUTOCOMMIT"))
            tx = self._open_tx(self._conn)
            try:
                found = work(tx)
                tx.hear()
                return found
            except Exception:
                tx.drop()
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
