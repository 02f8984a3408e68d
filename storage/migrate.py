"""Bring a database's tables up to date: quick where there is nothing to do, all or nothing where there is."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, NullPool, create_engine, event, inspect, make_url, text

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "alembic_version"
LOCK = 7_305_419  # any number that nothing else locks: two processes that start together migrate one after the other


def head() -> str:
    """The newest migration: files are numbered in order, and a migration's id is its number."""
    return max(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def is_current(url: str) -> bool:
    """True when every migration has been applied."""
    place = make_url(url)
    if _is_missing(place):
        return False
    with _connection(place) as conn:
        return _version(conn) == head()


def migrate(url: str) -> None:
    """Apply what is missing, in one transaction; creates the folder of a SQLite file."""
    if is_current(url):
        return
    place = make_url(url)
    if place.get_backend_name() == "sqlite" and place.database:
        Path(place.database).parent.mkdir(parents=True, exist_ok=True)
    with _connection(place) as conn:
        if conn.dialect.name == "postgresql":
            conn.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        upgrade(conn)


def upgrade(conn: Connection) -> None:
    """Run the migrations on an open transaction."""
    from alembic import command  # a second of import that an up-to-date database need not pay
    from alembic.config import Config

    config = Config(attributes={"connection": conn})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    command.upgrade(config, "head")


def _is_missing(place: URL) -> bool:
    return place.get_backend_name() == "sqlite" and bool(place.database) and not Path(str(place.database)).exists()


def _version(conn: Connection) -> str | None:
    if not inspect(conn).has_table(VERSION_TABLE):
        return None
    return conn.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608 - our own constant


@contextmanager
def _connection(place: URL) -> Iterator[Connection]:
    engine = create_engine(place, poolclass=NullPool)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _no_implicit_transactions)
        event.listen(engine, "begin", lambda conn: conn.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.begin() as conn:
        yield conn


def _no_implicit_transactions(connection: Any, _record: Any) -> None:
    """SQLite's driver would commit before each CREATE; foreign keys stay off, as its table rebuilds need."""
    connection.isolation_level = None
    connection.execute("PRAGMA busy_timeout=10000")
