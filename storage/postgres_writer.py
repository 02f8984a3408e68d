"""The writer of one process on PostgreSQL (storage/writers.py says what writers do)."""

import asyncio
import queue
import threading
from typing import Any

from sqlalchemy import Connection, Engine, Text, bindparam, func, select

from storage.prepared import Prepared
from storage.tx import Work
from storage.writers import Asked, OpenTx, Outcome, Writer, tell

TELL = Prepared(select(func.pg_notify(bindparam("topic", type_=Text), bindparam("about", type_=Text))))
OTHER_WAYS = ("enable_hashjoin", "enable_mergejoin", "enable_bitmapscan", "enable_sort")
"""Of the rows that wait, which come and go within milliseconds, the planner knows nothing. Without these ways it walks
along the index that each statement of the message path has, and stops when it has enough."""


def straight(conn: Connection) -> Connection:
    """A connection for the message path."""
    for way in OTHER_WAYS:
        conn.exec_driver_sql(f"SET {way} = off")
    conn.commit()
    return conn


class PostgresWriter(Writer):
    """The quick work of one process: a thread and a connection that commit it in groups."""

    def __init__(self, engine: Engine, open_tx: OpenTx, most: int) -> None:
        super().__init__(engine, open_tx, most)
        self._queue: queue.SimpleQueue[list[Asked]] = queue.SimpleQueue()
        self._rounds: dict[asyncio.AbstractEventLoop, list[Asked]] = {}
        self._conn: Connection | None = None
        self._thread = threading.Thread(target=self._run, name="db-writer", daemon=True)
        self._thread.start()

    def put(self, asked: Asked) -> None:
        """Do this soon; what is asked for in the same round of a loop is one group."""
        if asked.loop is None:
            self._queue.put([asked])
            return
        waiting = self._rounds.setdefault(asked.loop, [])
        waiting.append(asked)
        if len(waiting) == 1:
            asked.loop.call_soon(self._hand_over, asked.loop)

    def _hand_over(self, loop: asyncio.AbstractEventLoop) -> None:
        if group := self._rounds.pop(loop, None):
            self._queue.put(group)

    def close(self) -> None:
        """Finish what waits."""
        for loop in list(self._rounds):
            self._hand_over(loop)
        self._queue.put([])
        self._thread.join()
        self._let_go()

    def _run(self) -> None:
        while group := self._queue.get():
            for first in range(0, len(group), self._most):
                self._write(group[first : first + self._most])

    def _write(self, group: list[Asked]) -> None:
        outcomes: list[Outcome]
        try:
            outcomes = [(value, None) for value in self._kept(*(asked.work for asked in group))]
        except Exception as error:  # noqa: BLE001 - whatever it was: the second try finds out whose it is
            outcomes = [self._once_more(asked) for asked in group] if len(group) > 1 else [(None, error)]
        tell(group, outcomes)

    def _once_more(self, asked: Asked) -> Outcome:
        try:
            return self._kept(asked.work)[0], None
        except Exception as error:  # noqa: BLE001 - its caller hears of it
            return None, error

    def _kept(self, *works: Work[Any]) -> list[Any]:
        """One transaction on the connection that is kept; a new one after an error, for that one may be broken."""
        if self._conn is None:
            self._conn = straight(self._engine.connect())
        try:
            return self._transaction(self._conn, works)
        except Exception:
            self._let_go()
            raise

    def _let_go(self) -> None:
        conn, self._conn = self._conn, None
        if conn is not None:
            conn.invalidate()  # its ways are not those of the pool
            conn.close()

    def alone(self, *works: Work[Any]) -> list[Any]:
        """One transaction of these, done in this thread."""
        with self._engine.connect() as conn:
            return self._transaction(conn, works)

    def _transaction(self, conn: Connection, works: tuple[Work[Any], ...]) -> list[Any]:
        tx = self._open_tx(conn)
        try:
            with conn.begin():
                try:
                    results = [work(tx) for work in works]
                    for topic, about in sorted(tx.woken):
                        TELL.post(tx, {"topic": topic, "about": about})  # sent by the commit
                    tx.hear()
                except BaseException:
                    tx.drop()
                    raise
        except self._engine.dialect.loaded_dbapi.Error as error:
            raise self._known(error, cut=bool(tx.driver.closed)) from None
        self.commits += 1
        return results
