"""`doorstep` as a process of its own: commands with lines in and out, and a server that can be killed."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from tests.journeys.house import until

ROOT = Path(__file__).parents[2]
DOORSTEP = str(Path(sys.executable).parent / "doorstep")
STARTS_WITHIN = 60.0  # seconds on a busy machine; a quiet one needs three


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """This environment with these settings and no other of ours."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DOORSTEP_")}
    return kept | {f"DOORSTEP_{name.upper()}": value for name, value in settings.items()}


async def run(*command: str, lines: str, settings: Mapping[str, str]) -> list[str]:
    """Run a command to its end; the lines that it wrote."""
    process = await asyncio.create_subprocess_exec(
        DOORSTEP, *command, cwd=ROOT, env=environment(settings), stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, problems = await process.communicate(lines.encode())
    assert process.returncode == 0, problems.decode()
    return out.decode().splitlines()


@dataclass
class Server:
    """`doorstep serve` over one database; `start` and `kill` it as often as needed."""

    settings: dict[str, str]
    log: Path
    port: int = field(default_factory=free_port)
    starts: int = 0
    _process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        """Its address, the same after each start."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self, client: httpx2.AsyncClient) -> None:
        """Start and wait until it answers."""
        self.starts += 1
        place = {"port": str(self.port), "public_url": self.url}
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                DOORSTEP, "serve", cwd=ROOT, env=environment(self.settings | place), stdout=log, stderr=log
            )

        async def answers() -> bool:
            assert self._process is not None
            assert self._process.returncode is None, self.log.read_text()
            with suppress(httpx2.TransportError):
                return (await client.get(f"{self.url}/health/live")).status_code == 200
            return False

        await until(answers, STARTS_WITHIN)

    async def kill(self) -> None:
        """SIGKILL: no time to finish anything."""
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(signal.SIGKILL)
            await self._process.wait()
