"""Fresh databases to measure on: a SQLite file, or one of a PostgreSQL server that waits for its disk."""

import functools
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import URL, NullPool, create_engine, text

from tests.databases import postgres_server

DURABLE = ("fsync", "synchronous_commit", "full_page_writes")


def run_on(server: URL, *statements: str) -> None:
    """Run statements as the server's keeper."""
    engine = create_engine(server, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as conn:
        for statement in statements:
            conn.execute(text(statement))
    engine.dispose()


@functools.cache
def durable_server() -> URL:
    """The tests' server, as careful as one that a council runs."""
    server = postgres_server()
    run_on(server, *(f"ALTER SYSTEM SET {setting} = on" for setting in DURABLE), "SELECT pg_reload_conf()")
    return server


@contextmanager
def place(folder: str, *, postgres: bool) -> Iterator[str]:
    """The address of an empty database, gone afterwards."""
    if not postgres:
        with tempfile.TemporaryDirectory(dir=folder) as inside:
            yield f"sqlite:///{Path(inside) / 'bench.db'}"
        return
    name, server = f"bench_{uuid4().hex[:12]}", durable_server()
    run_on(server, f"CREATE DATABASE {name}")
    yield server.set(drivername="postgresql+psycopg", database=name).render_as_string(hide_password=False)
    run_on(server, f"DROP DATABASE {name} WITH (FORCE)")
