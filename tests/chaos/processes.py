"""Processes that are killed with SIGKILL and started again, forked from the nursery (tests/chaos/nursery.py)."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from tests.journeys.house import until
from tests.journeys.process import ROOT, environment, free_port

STARTS_WITHIN = 90.0


class Nursery:
    """Where processes come from."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process, self._lock = process, asyncio.Lock()

    async def fork(self, **order: object) -> int:
        """Start one; its id."""
        orders, ids = self._process.stdin, self._process.stdout
        assert orders is not None
        assert ids is not None
        async with self._lock:
            orders.write(json.dumps(order).encode() + b"\n")
            return int(await ids.readline())


@asynccontextmanager
async def open_nursery() -> AsyncIterator[Nursery]:
    """Open it while the block runs."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.chaos.nursery", cwd=ROOT, env=environment({}), stdin=pipe, stdout=pipe
    )
    try:
        yield Nursery(process)
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


@dataclass
class Process:
    """One `doorstep serve` or `doorstep worker`. `settings` may change between two of its lives."""

    nursery: Nursery
    command: str
    log: Path
    without: str = ""
    port: int = field(default_factory=free_port)
    kills: int = 0
    _id: int = 0

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self, settings: Mapping[str, str]) -> None:
        """Start; a server is up when it answers."""
        self._id = await self.nursery.fork(
            command=self.command, without=self.without, log=str(self.log),
            environment=environment({**settings, "port": str(self.port)}),
        )  # fmt: skip
        if self.command == "serve":
            async with httpx2.AsyncClient() as client:
                await until(lambda: self._answers(client), STARTS_WITHIN)

    async def _answers(self, client: httpx2.AsyncClient) -> bool:
        assert self.lives(), f"It ended by itself: see {self.log}"
        try:
            return (await client.get(f"{self.url}/health/live")).status_code == 200
        except httpx2.TransportError:
            return False

    def lives(self) -> bool:
        """Whether it runs."""
        try:
            os.kill(self._id, 0)
        except ProcessLookupError:
            return False
        return True

    async def kill(self) -> None:
        """SIGKILL: no time to finish anything."""
        if not self._id:
            return
        with suppress(ProcessLookupError):
            os.kill(self._id, signal.SIGKILL)
        self.kills += 1
        await until(lambda: not self.lives())
        self._id = 0
