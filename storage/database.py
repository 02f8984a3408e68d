"""One way to the database: a transaction is a function that is handed a Tx.

SQLite has one writer thread that puts waiting transactions into one commit (group commit). When one of them fails,
the group is rolled back and done again with a savepoint around each, so that the bad one fails alone: work may
therefore run twice and does nothing but read and write rows. PostgreSQL gives each transaction a connection of a pool.
"""

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, text

from storage.vault import Vault

T = TypeVar("T")
Clock = Callable[[], datetime]
GROUP = 64  # transactions in one SQLite commit at most
TELL = text("SELECT pg_notify(:topic, :about)")
POOL = 8  # connections of one process (SQLite: one more, for the writer)


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

    @property
    def locks_rows(self) -> bool:
        """True where rows can be locked (PostgreSQL)."""
        return self.conn.dialect.name == "postgresql"


Work = Callable[[Tx], T]
Outcome = tuple[Any, Exception | None]


@dataclass(frozen=True)
class _Asked:
    """Work that waits for the writer, and who waits for it: a thread, or a task of `loop`."""

    work: Work[Any]
    future: "Future[Any] | asyncio.Future[Any]"
    loop: asyncio.AbstractEventLoop | None = None

    def settle(self, outcome: Outcome) -> None:
        """Let the caller hear."""
        value, error = outcome
        if self.future.done():
            return
        if error is None:
            self.future.set_result(value)
        else:
            self.future.set_exception(error)


def _sqlite_engine(url: str) -> Engine:
    engine = create_engine(url, connect_args={"check_same_thread": False}, pool_size=POOL + 1, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def pragmas(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver must not begin transactions by itself
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(conn: Connection) -> None:
        reads = conn.get_execution_options().get("reads", False)
        conn.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


class Database:
    """Transactions on one database. `close` it at the end."""

    def __init__(self, url: str, vault: Vault, clock: Clock, *, group: int = GROUP) -> None:
        self.vault, self.clock, self._most = vault, clock, group
        self.is_sqlite = url.startswith("sqlite")
        # SQLAlchemy would write a row's values, names and numbers, into the text of its errors.
        postgres = {"hide_parameters": True, "pool_size": POOL}
        self.engine = _sqlite_engine(url) if self.is_sqlite else create_engine(url, **postgres)
        self._readers = ThreadPoolExecutor(POOL, thread_name_prefix="db")
        self._queue: queue.SimpleQueue[_Asked | None] = queue.SimpleQueue()
        self.commits = 0
        self._writer: threading.Thread | None = None
        if self.is_sqlite:
            self._writer = threading.Thread(target=self._write_in_groups, name="db-writer", daemon=True)
            self._writer.start()

    def submit(self, work: Work[T]) -> "Future[T]":
        """Run `work` in a transaction soon; the future ends after its commit."""
        if self._writer is None:
            return self._readers.submit(self._alone, work)
        future: Future[T] = Future()
        self._queue.put(_Asked(work, future))
        return future

    async def write(self, work: Work[T]) -> T:
        """Run `work` in a transaction; returns after its commit. Once begun it is not cancelled."""
        if self._writer is None:
            return await asyncio.shield(asyncio.wrap_future(self.submit(work)))
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._queue.put(_Asked(work, future, loop))
        return await asyncio.shield(future)

    def write_now(self, work: Work[T]) -> T:
        """The same for a caller without a loop."""
        return self.submit(work).result()

    async def read(self, work: Work[T]) -> T:
        """Run `work` that only reads, beside the writer."""
        return await asyncio.wrap_future(self._readers.submit(self.read_now, work))

    def read_now(self, work: Work[T]) -> T:
        """The same for a caller without a loop."""
        with self.engine.connect().execution_options(reads=True) as conn, conn.begin():
            return work(Tx(conn, self.vault, self.clock()))

    def check(self) -> str:
        """Say "on" when the database answers."""
        return self.read_now(lambda tx: str(tx.conn.execute(text("SELECT 'on'")).scalar()))

    def close(self) -> None:
        """Finish what waits, then let go of every connection."""
        if self._writer is not None:
            self._queue.put(None)
            self._writer.join()
        self._readers.shutdown()
        self.engine.dispose()

    def _alone(self, work: Work[T]) -> T:
        with self.engine.begin() as conn:
            tx = Tx(conn, self.vault, self.clock())
            result = work(tx)
            for topic, about in sorted(tx.woken):
                conn.execute(TELL, {"topic": topic, "about": about})  # sent by the commit
        self.commits += 1
        return result

    def _write_in_groups(self) -> None:
        while (first := self._queue.get()) is not None:
            group, last = [first], False
            while len(group) < self._most and not self._queue.empty():
                following = self._queue.get()
                if following is None:
                    last = True
                    break
                group.append(following)
            self._commit(group)
            if last:
                return

    def _commit(self, group: list[_Asked]) -> None:
        results: list[Outcome]
        try:
            results = self._all_in_one(group)
        except Exception:  # noqa: BLE001 - whatever it was: the second try finds out whose it is
            results = self._each_in_its_own(group)
        self.commits += 1
        _tell(group, results)

    def _all_in_one(self, group: list[_Asked]) -> list[Outcome]:
        with self.engine.connect() as conn, conn.begin():
            tx = Tx(conn, self.vault, self.clock())
            return [(asked.work(tx), None) for asked in group]

    def _each_in_its_own(self, group: list[_Asked]) -> list[Outcome]:
        try:
            with self.engine.connect() as conn, conn.begin():
                tx = Tx(conn, self.vault, self.clock())
                return [self._savepoint(tx, asked.work) for asked in group]
        except Exception as failed:  # noqa: BLE001 - the commit failed: every waiting caller must hear of it
            return [(None, failed)] * len(group)

    @staticmethod
    def _savepoint(tx: Tx, work: Work[Any]) -> Outcome:
        try:
            with tx.conn.begin_nested():
                return work(tx), None
        except Exception as error:  # noqa: BLE001 - one bad transaction must not fail its neighbours
            return None, error


def _tell(group: list[_Asked], outcomes: list[Outcome]) -> None:
    """Let every caller hear what came of it; those of one loop are woken together."""
    by_loop: dict[asyncio.AbstractEventLoop | None, list[tuple[_Asked, Outcome]]] = {}
    for asked, outcome in zip(group, outcomes, strict=True):
        by_loop.setdefault(asked.loop, []).append((asked, outcome))
    for loop, told in by_loop.items():
        if loop is None:
            _settle(told)
        else:
            with contextlib.suppress(RuntimeError):  # its loop was closed: nobody waits any longer
                loop.call_soon_threadsafe(_settle, told)


def _settle(told: list[tuple[_Asked, Outcome]]) -> None:
    for asked, outcome in told:
        asked.settle(outcome)
