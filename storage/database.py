"""One way to the database: a transaction is a function that is handed a Tx (storage/tx.py).

Writers put many transactions into one commit (storage/writers.py); whoever reads stands beside them.
"""

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, text

from storage.claims import Claims
from storage.postgres_writer import PostgresWriter
from storage.tx import Clock, Kept, Tx, Work
from storage.vault import Vault
from storage.writers import Asked, SqliteWriter

__all__ = ["Database", "Tx"]
T = TypeVar("T")
GROUP = 64  # transactions in one commit at most
POOL = 8  # connections of one process for reading (one more for its writer, one for what its loop looks up)


def _sqlite_engine(url: str) -> Engine:
    engine = create_engine(url, connect_args={"check_same_thread": False}, pool_size=POOL + 2, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def pragmas(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver must not begin transactions by itself
        for pragma in ("busy_timeout=10000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(conn: Connection) -> None:
        options = conn.get_execution_options()
        if not options.get("begun", False):  # else whoever holds it begins and ends by itself
            conn.exec_driver_sql("BEGIN" if options.get("reads", False) else "BEGIN IMMEDIATE")

    return engine


class Database:
    """Transactions on one database. `close` it at the end."""

    def __init__(self, url: str, vault: Vault, clock: Clock, *, group: int = GROUP) -> None:
        self.vault, self.clock = vault, clock
        self.is_sqlite = url.startswith("sqlite")
        # SQLAlchemy would write a row's values, names and numbers, into the text of its errors.
        postgres = {"hide_parameters": True, "pool_size": POOL}
        self.engine = _sqlite_engine(url) if self.is_sqlite else create_engine(url, **postgres)
        self._readers = ThreadPoolExecutor(POOL, thread_name_prefix="db")
        self._writer = (SqliteWriter if self.is_sqlite else PostgresWriter)(self.engine, self._open_tx, group)
        self._near = Kept(self.engine)
        self._claims = Claims(self.engine, self._open_tx)

    def _open_tx(self, conn: Connection) -> Tx:
        return Tx(conn, self.vault, self.clock())

    @property
    def commits(self) -> int:
        """How many there were."""
        return self._writer.commits

    def submit(self, work: Work[T]) -> "Future[T]":
        """Run `work` in a transaction soon; the future ends after its commit."""
        writer = self._writer
        if isinstance(writer, PostgresWriter):
            return self._readers.submit(lambda: writer.alone(work)[0])
        future: Future[T] = Future()
        self._writer.put(Asked(work, future))
        return future

    async def write(self, work: Work[T]) -> T:
        """Run `work` in a transaction; returns after its commit. Once begun it is not cancelled."""
        return await self._ask(work, quick=False)

    async def write_soon(self, work: Work[T]) -> T:
        """The same for a few statements of the message path, which share a commit with others of their kind."""
        return await self._ask(work, quick=True)

    async def _ask(self, work: Work[T], *, quick: bool) -> T:
        if not (quick or self.is_sqlite):
            return await asyncio.shield(asyncio.wrap_future(self.submit(work)))
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._writer.put(Asked(work, future, loop, quick))
        return await future

    def write_now(self, work: Work[T]) -> T:
        """The same for a caller without a loop."""
        return self.submit(work).result()

    async def read(self, work: Work[T]) -> T:
        """Run `work` that only reads, beside the writer."""
        return await asyncio.wrap_future(self._readers.submit(self.read_now, work))

    async def look(self, work: Work[T]) -> T:
        """The same for a few rows that the message path needs: with SQLite they are read here and now."""
        if not self.is_sqlite:
            return await asyncio.wrap_future(self._readers.submit(self._look_now, work))
        tx = self._open_tx(self._near.open())
        tx.driver.execute("BEGIN")
        try:
            return work(tx)
        finally:
            tx.driver.rollback()

    async def claim(self, work: Work[T]) -> T:
        """The same for `work` that claims rows for this process and lets go of others (storage/claims.py)."""
        if self.is_sqlite:
            return await self.look(work)
        return await asyncio.wrap_future(self._readers.submit(self._claims.take, work))

    def read_now(self, work: Work[T]) -> T:
        """The same for a caller without a loop."""
        with self.engine.connect().execution_options(reads=True) as conn, conn.begin():
            return work(self._open_tx(conn))

    def _look_now(self, work: Work[T]) -> T:
        """On PostgreSQL each statement sees what is committed by then, in a transaction or not: none is begun."""
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
            return work(self._open_tx(conn))

    def check(self) -> str:
        """Say "on" when the database answers."""
        return self.read_now(lambda tx: str(tx.conn.execute(text("SELECT 'on'")).scalar()))

    def close(self) -> None:
        """Finish what waits, then let go of every connection."""
        self._writer.close()
        self._readers.shutdown()
        self._near.close()
        self._claims.close()
        self.engine.dispose()
