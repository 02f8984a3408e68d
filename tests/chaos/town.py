"""The town: processes that are killed, the provider beside them, one database under them."""

import asyncio
import random
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import httpx2
from sqlalchemy import NullPool, create_engine, text

from bot.clock import Clock
from bot.settings import Settings
from storage.database import Database
from storage.migrate import migrate
from storage.vault import Vault
from tests.counterparts.serve import serve
from tests.counterparts.twilio_api import TwilioApi
from tests.databases import postgres_server
from tests.journeys.house import providers, unsettled, until
from tests.journeys.process import DOORSTEP, ROOT, environment, free_port

SECRET = "a secret for what is killed" * 2
PUBLIC = "https://chaos.example"
STARTS_WITHIN, SETTLES_WITHIN = 90.0, 240.0


@dataclass
class Process:
    """One `doorstep serve` or `doorstep worker`, started again after each kill."""

    command: str
    settings: dict[str, str]
    log: Path
    without: str = ""
    port: int = field(default_factory=free_port)
    kills: int = 0
    _process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Start; a server is up when it answers."""
        program = [sys.executable, "-m", "tests.chaos.served", self.without] if self.without else [DOORSTEP]
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *program, self.command, cwd=ROOT, env=environment(self.settings | {"port": str(self.port)}),
                stdout=log, stderr=log,
            )  # fmt: skip
        if self.command == "serve":
            async with httpx2.AsyncClient() as client:
                await until(lambda: self._answers(client), STARTS_WITHIN)

    async def _answers(self, client: httpx2.AsyncClient) -> bool:
        assert self._process is not None
        assert self._process.returncode is None, f"It ended by itself: see {self.log}"
        try:
            return (await client.get(f"{self.url}/health/live")).status_code == 200
        except httpx2.TransportError:
            return False

    async def kill(self) -> None:
        """SIGKILL: no time to finish anything."""
        if self._process is not None and self._process.returncode is None:
            self.kills += 1
            self._process.send_signal(signal.SIGKILL)
            await self._process.wait()


@dataclass
class Town:
    """Everything, and the way into it."""

    db: Database
    twilio: TwilioApi
    processes: list[Process]

    @property
    def doors(self) -> list[str]:
        """Where residents and providers knock."""
        return [process.url for process in self.processes if process.command == "serve"]

    async def settle(self) -> None:
        """Wait until every turn is taken and every message has found its end."""

        async def settled() -> bool:
            return await self.db.read(unsettled) == 0

        await until(settled, SETTLES_WITHIN)

    async def kill_now_and_then(self, chance: random.Random, kills: int) -> None:
        """Kill a process at a random moment and start it again, so many times."""
        for _ in range(kills):
            await asyncio.sleep(chance.uniform(0.3, 2.5))
            process = chance.choice(self.processes)
            await process.kill()
            await asyncio.sleep(chance.uniform(0, 0.5))
            await process.start()


def new_database(folder: Path, *, postgres: bool) -> str:
    """The address of a database of its own."""
    if not postgres:
        return f"sqlite:///{folder / 'chaos.db'}"
    server, name = postgres_server(), f"chaos_{uuid4().hex[:12]}"
    engine = create_engine(server, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as conn:
        conn.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.set(drivername="postgresql", database=name).render_as_string(hide_password=False)


@asynccontextmanager
async def open_town(folder: Path, *, postgres: bool, without: str = "") -> AsyncIterator[Town]:
    """SQLite: one process. PostgreSQL: two that serve and two that work."""
    url = new_database(folder, postgres=postgres)
    sqlalchemy_url = Settings.model_validate({"database_url": url}).sqlalchemy_url
    migrate(sqlalchemy_url)
    twilio = TwilioApi()
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(serve(twilio.app))
        given = {name: value for name, value in providers(api, "").items() if "telegram" not in name}
        settings = given | {
            "env": "test", "database_url": url, "secret_key": SECRET, "public_url": PUBLIC, "model": str(folder),
        }  # fmt: skip
        commands = ["serve", "serve", "worker", "worker"] if postgres else ["serve"]
        processes = [Process(c, settings, folder / f"{n}-{c}.log", without) for n, c in enumerate(commands)]
        for process in processes:
            stack.push_async_callback(process.kill)
        await asyncio.gather(*(process.start() for process in processes))
        db = Database(sqlalchemy_url, Vault(SECRET), Clock())
        stack.callback(db.close)
        yield Town(db, twilio, processes)
