"""The town: processes that are killed, the providers beside them, one database under them, one clock over them."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import Clock
from bot.settings import Settings
from storage.database import Database
from storage.migrate import migrate
from storage.vault import Vault
from tests.chaos.postgres import Postgres, open_postgres
from tests.chaos.processes import Nursery, Process
from tests.counterparts.serve import serve
from tests.counterparts.telegram_api import TelegramApi
from tests.counterparts.twilio_api import Fault, TwilioApi
from tests.journeys.house import providers, unsettled

SECRET = "a secret for what is killed" * 2
PUBLIC = "https://chaos.example"
SETTLES_WITHIN = 240.0
LOOK = 0.2  # seconds between two looks whether all is done
BEGIN = datetime(2026, 10, 25, 0, 20, tzinfo=UTC)  # 1:20 by the town's clock; at 2 it goes back to 1
NIGHT = timedelta(hours=1)
KILL, CUT, CRASH, CLOCK = "kill", "cut connections", "crash the database", "jump over the change of the clock"
SHORT = 10  # faults up to which providers only ask for patience: other troubles take minutes until they are settled
GAP = (0.2, 1.6)  # seconds between two faults
TROUBLES = (
    Fault(20429, 429, headers={"Retry-After": "1"}),
    Fault(20500, 500),
    Fault(hang=True),
    Fault(hang=True, kept=True),
)  # fmt: skip


def plan(chance: random.Random, kills: int, *, postgres: bool) -> list[tuple[float, str]]:
    """(seconds to wait, fault) of a run in order; the clock jumps at the end, while residents still talk."""
    faults = [KILL] * kills
    if postgres:
        faults += [CUT] * (1 + kills // 10) + [CRASH] * (1 + kills // 25)
    chance.shuffle(faults)
    return [(chance.uniform(*GAP), fault) for fault in (*faults, CLOCK)]


@dataclass
class Town:
    """Everything, and the way into it."""

    db: Database
    clock: Clock
    twilio: TwilioApi
    telegram: TelegramApi
    processes: list[Process]
    settings: dict[str, str]
    postgres: Postgres | None = None
    done: Counter[str] = field(default_factory=Counter)

    @property
    def doors(self) -> list[str]:
        """Where residents and providers knock."""
        return [process.url for process in self.processes if process.command == "serve"]

    async def start(self, process: Process) -> None:
        """Start a process; its clock shows what the town's shows."""
        await process.start({**self.settings, "now": self.clock().isoformat()})

    async def settle(self) -> None:
        """Wait until every turn is taken and every message has found its end."""
        async with asyncio.timeout(SETTLES_WITHIN):
            while True:
                if not await self.db.read(unsettled):
                    return
                await asyncio.sleep(LOOK)

    async def suffer(self, chance: random.Random, faults: list[tuple[float, str]]) -> None:
        """Do the faults of a plan, one after another."""
        troubles = TROUBLES if len(faults) > SHORT else TROUBLES[:1]
        for wait, fault in faults:
            await asyncio.sleep(wait)
            self.twilio.faults.append(chance.choice(troubles))
            await self._do(fault, chance)
            self.done[fault] += 1

    async def _do(self, fault: str, chance: random.Random) -> None:
        if fault == KILL:
            await self._again(chance.choice(self.processes))
        elif fault == CLOCK:
            self.clock.move(NIGHT)
            await asyncio.gather(*(self._again(process) for process in self.processes))
        elif self.postgres is not None:
            await asyncio.to_thread(self.postgres.cut if fault == CUT else self.postgres.crash)

    async def _again(self, process: Process) -> None:
        await process.kill()
        await self.start(process)


@asynccontextmanager
async def open_town(folder: Path, nursery: Nursery, *, postgres: bool, without: str = "") -> AsyncIterator[Town]:
    """SQLite: one process. PostgreSQL: two that serve and two that work."""
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(open_postgres(folder)) if postgres else None
        url = server.url if server else f"sqlite:///{folder / 'chaos.db'}"
        sqlalchemy_url = Settings.model_validate({"database_url": url}).sqlalchemy_url
        migrate(sqlalchemy_url)
        clock = Clock(BEGIN)
        twilio, telegram = TwilioApi(clock), TelegramApi()
        apis = [await stack.enter_async_context(serve(twin.app)) for twin in (twilio, telegram)]
        settings = providers(*apis) | {
            "env": "test", "database_url": url, "secret_key": SECRET, "public_url": PUBLIC, "model": str(folder),
            "send_timeout": "2",
        }  # fmt: skip
        commands = ["serve", "serve", "worker", "worker"] if postgres else ["serve"]
        processes = [Process(nursery, c, folder / f"{n}-{c}.log", without) for n, c in enumerate(commands)]
        for process in processes:
            stack.push_async_callback(process.kill)
        db = Database(sqlalchemy_url, Vault(SECRET), clock)
        stack.callback(db.close)
        town = Town(db, clock, twilio, telegram, processes, settings, server)
        await asyncio.gather(*(town.start(process) for process in processes))
        yield town
