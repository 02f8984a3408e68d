"""Who writes: many transactions in one commit, because waiting for the disk is what a commit costs.

When one of a group fails, the group is rolled back and each is done alone, so that the bad one fails alone: work may
therefore run twice and does nothing but read and write rows.
"""

import asyncio
import contextlib
import queue
import threading
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from storage.tx import Kept, Tx, Work

Outcome = tuple[Any, Exception | None]
OpenTx = Callable[[Connection], Tx]
WAIT, AT_ONCE = "PRAGMA busy_timeout=10000", "PRAGMA busy_timeout=0"


@dataclass(frozen=True)
class Asked:
    """Work that waits for a writer, and who waits for it: a thread, or a task of `loop`.

    `quick` work is a few statements and may be done in the loop's own thread.
    """

    work: Work[Any]
    future: "Future[Any] | asyncio.Future[Any]"
    loop: asyncio.AbstractEventLoop | None = None
    quick: bool = False

    def settle(self, outcome: Outcome) -> None:
        """Let the caller hear."""
        value, error = outcome
        if self.future.done():
            return
        if error is None:
            self.future.set_result(value)
        else:
            self.future.set_exception(error)


def tell(group: list[Asked], outcomes: list[Outcome]) -> None:
    """Let every caller hear what came of it; those of one loop are woken together."""
    by_loop: dict[asyncio.AbstractEventLoop | None, list[tuple[Asked, Outcome]]] = {}
    for asked, outcome in zip(group, outcomes, strict=True):
        by_loop.setdefault(asked.loop, []).append((asked, outcome))
    for loop, told in by_loop.items():
        if loop is None:
            _settle(told)
        else:
            with contextlib.suppress(RuntimeError):  # its loop was closed: nobody waits any longer
                loop.call_soon_threadsafe(_settle, told)


def _settle(told: list[tuple[Asked, Outcome]]) -> None:
    for asked, outcome in told:
        asked.settle(outcome)


class Writer(ABC):
    """Does what is asked of it in groups; `commits` counts them."""

    def __init__(self, engine: Engine, open_tx: OpenTx, most: int) -> None:
        self._engine, self._open_tx, self._most = engine, open_tx, most
        self.commits = 0

    @abstractmethod
    def put(self, asked: Asked) -> None:
        """Do this soon."""

    @abstractmethod
    def close(self) -> None:
        """Finish what waits."""

    def _known(self, error: Exception, *, cut: bool = False) -> Exception:
        """An error of the driver as SQLAlchemy's, without a row's values in it; any other as it is."""
        base: Any = self._engine.dialect.loaded_dbapi.Error
        if not isinstance(error, base):
            return error
        known: Exception = DBAPIError.instance("", None, error, base, hide_parameters=True, connection_invalidated=cut)
        return known


class SqliteWriter(Writer):
    """The one writer of a SQLite file.

    Quick work is done in the thread of the loop that asks for it: a statement costs microseconds there, while two
    threads would wait for the interpreter at each. Only the commit, which waits for the disk, is given to the
    writer's thread; what comes meanwhile is the next group. All other work is done in that thread.
    """

    def __init__(self, engine: Engine, open_tx: OpenTx, most: int) -> None:
        super().__init__(engine, open_tx, most)
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._waiting: deque[Asked] = deque()
        self._lock = threading.Lock()
        self._busy = self._called = self._closing = False
        self._kept = Kept(engine)
        self._thread = threading.Thread(target=self._run, name="db-writer", daemon=True)
        self._thread.start()

    def put(self, asked: Asked) -> None:
        """Do this soon; from the loop's own thread when it is quick."""
        with self._lock:
            self._waiting.append(asked)
            if not self._busy:
                self._busy = True
                self._go_on()
            elif self._called and not asked.quick:
                self._called = False  # the loop may be the one that waits
                self._jobs.put(self._there)

    def close(self) -> None:
        """Finish what waits, and let go of the connection."""
        with self._lock:
            self._closing = True
            if self._called:
                self._called = False
                self._jobs.put(self._there)
            elif not self._busy:
                self._jobs.put(None)
        self._thread.join()
        self._kept.close()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()

    def _go_on(self) -> None:
        """With the lock: let the next group be done, where it can be."""
        if not self._waiting:
            self._busy = False
            if self._closing:
                self._jobs.put(None)
            return
        loop = self._waiting[0].loop
        if loop is not None and not self._closing and all(asked.quick for asked in self._waiting):
            self._called = True
            try:
                loop.call_soon_threadsafe(self._here)
            except RuntimeError:  # the loop was closed
                self._called = False
            else:
                return
        self._jobs.put(self._there)

    def _next_group(self) -> list[Asked]:
        with self._lock:
            return [self._waiting.popleft() for _ in range(min(self._most, len(self._waiting)))]

    def _here(self) -> None:
        """In the loop's thread: all but the commit."""
        with self._lock:
            if not self._called:
                return
            self._called = False
        group = self._next_group()
        try:
            outcomes = self._do(group, AT_ONCE)
        except Exception:  # noqa: BLE001 - another process writes, or one is bad: the thread waits and finds out
            self._jobs.put(partial(self._alone, group))
        else:
            self._jobs.put(partial(self._commit, group, outcomes))

    def _there(self) -> None:
        """In the writer's thread: all of it."""
        group = self._next_group()
        try:
            outcomes = self._do(group, WAIT)
        except Exception:  # noqa: BLE001 - whatever it was: the second try finds out whose it is
            self._alone(group)
        else:
            self._commit(group, outcomes)

    def _do(self, group: list[Asked], patience: str) -> list[Outcome]:
        """Begin and do the work of a group. Raises what the first that failed raised, all rolled back."""
        tx = self._open_tx(self._kept.open())
        tx.driver.execute(patience)
        tx.driver.execute("BEGIN IMMEDIATE")
        try:
            return [(asked.work(tx), None) for asked in group]
        except BaseException:
            tx.driver.rollback()
            raise

    def _commit(self, group: list[Asked], outcomes: list[Outcome]) -> None:
        driver: Any = self._kept.open().connection.dbapi_connection
        try:
            driver.commit()
        except Exception as error:  # noqa: BLE001 - every waiting caller must hear of it
            driver.rollback()
            outcomes = [(None, self._known(error))] * len(group)
        self.commits += 1
        tell(group, outcomes)
        with self._lock:
            self._go_on()

    def _alone(self, group: list[Asked]) -> None:
        """In the writer's thread: each in a savepoint of its own, so that a bad one fails alone."""
        outcomes: list[Outcome] = []
        each = [Asked(partial(self._savepoint, asked.work), asked.future) for asked in group]
        try:
            outcomes = [outcome for outcome, _none in self._do(each, WAIT)]
        except Exception as error:  # noqa: BLE001 - nobody can write: every waiting caller must hear of it
            tell(group, [(None, self._known(error))] * len(group))
            with self._lock:
                self._go_on()
        else:
            self._commit(group, outcomes)

    def _savepoint(self, work: Work[Any], tx: Tx) -> Outcome:
        try:
            with tx.conn.begin_nested():
                return work(tx), None
        except Exception as error:  # noqa: BLE001 - one bad transaction must not fail its neighbours
            return None, self._known(error)
