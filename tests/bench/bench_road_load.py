"""The measuring side: signed requests, built before the clock starts, on kept-alive sockets."""

import asyncio
import gc
import json
import time
from dataclasses import dataclass, field
from typing import Any, cast

from tests.bench.bench_road_parts import number_of, request

CONNECTIONS = 64
PATIENCE = 60.0


@dataclass
class Lane(asyncio.Protocol):
    """One connection: the next request goes out when the last is answered, and not before it is due."""

    requests: list[bytes]
    done: "asyncio.Future[None]"
    due: list[float] = field(default_factory=list)
    answers: list[tuple[float, float, int]] = field(default_factory=list)
    _seen: bytes = b""
    _begun: float = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)

    def go_on(self) -> None:
        """Send the next request, when it is time."""
        nth = len(self.answers)
        if nth == len(self.requests):
            self.transport.close()
            self.done.set_result(None)
            return
        now = time.perf_counter()
        due = self.due[nth] if self.due else now
        if due > now:
            asyncio.get_running_loop().call_later(due - now, self._fire, due)
        else:
            self._fire(due)

    def _fire(self, due: float) -> None:
        self._begun = due
        self.transport.write(self.requests[len(self.answers)])

    def data_received(self, data: bytes) -> None:
        self._seen += data
        head, parted, body = self._seen.partition(b"\r\n\r\n")
        if not parted or len(body) < _length(head):
            return
        self._seen = b""
        self.answers.append((self._begun, time.perf_counter(), int(head[9:12])))
        self.go_on()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or ConnectionError("The server hung up."))


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0


@dataclass(frozen=True)
class Load:
    """So many texts of so many residents; with `rate` at fixed moments (open loop), else as fast as answered."""

    texts: int
    residents: int
    first: int
    rate: float = 0.0
    lanes: int = CONNECTIONS


async def drive(port: int, load: Load) -> tuple[float, dict[str, list[float]], list[float]]:
    """(begun, when each resident's texts were due, seconds to each acknowledgement)."""
    loop = asyncio.get_running_loop()
    turns = [(load.first + i % load.residents, i // load.residents) for i in range(load.texts)]
    lanes = [Lane([], loop.create_future()) for _ in range(min(load.lanes, load.residents))]
    owner: dict[int, list[int]] = {}
    for i, (resident, nth) in enumerate(turns):
        mine = (resident - load.first) % len(lanes)
        lanes[mine].requests.append(request(resident, nth, "bench"))
        owner.setdefault(mine, []).append(i)
    for lane in lanes:
        await loop.create_connection(lambda lane=lane: lane, "127.0.0.1", port)  # type: ignore[misc]
    gc.collect()
    begun = time.perf_counter()
    for number, lane in enumerate(lanes):
        lane.due = [begun + i / load.rate for i in owner.get(number, [])] if load.rate else []
        lane.go_on()
    async with asyncio.timeout(PATIENCE):
        await asyncio.gather(*(lane.done for lane in lanes))
    dues: dict[str, list[float]] = {}
    acks = []
    for number, lane in enumerate(lanes):
        for i, (due, at, status) in zip(owner.get(number, []), lane.answers, strict=True):
            assert status == 200, status
            dues.setdefault(number_of(turns[i][0]), []).append(due)
            acks.append(at - due)
    return begun, dues, acks


async def ask(port: int, path: str) -> Any:
    """One JSON answer of the measured side."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: bench.example\r\nConnection: close\r\n\r\n".encode())
    async with asyncio.timeout(PATIENCE):
        answer = await reader.read()
    writer.close()
    return json.loads(answer.partition(b"\r\n\r\n")[2])
