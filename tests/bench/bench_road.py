"""`make bench`: what a turn costs beside an echo webhook with one durable commit; one run, medians, ratios.

python -m tests.bench.bench_road [--rounds 3] [--texts 900] [--rate 75] [--only road-0ms,echo] [--folder .] [--postgres]
"""

import argparse
import asyncio
import os
import platform
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from statistics import median

import typer
import uvloop

from tests.bench.bench_road_load import Load, ask, drive
from tests.bench.bench_road_places import place

Figures = dict[str, float]
WAYS = {
    "echo": ("echo",), "echo-grouped": ("echo-grouped",), "road-0ms": ("road", "0"), "road-1ms": ("road", "1"),
}  # fmt: skip
RESIDENTS, WARM, OPEN_SECONDS = 300, 60, 3
START_PATIENCE = 120.0
COLUMNS = (
    "turns/s", "to echo", "CPU ms", "thought ms", "commits", "ack p50", "ack p99", "sent p50", "sent p99",
)  # fmt: skip


def at(values: list[float], share: float) -> float:
    """The value below which `share` of them lie, in milliseconds."""
    ordered = sorted(values)
    return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.socket()) as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


async def ready(port: int) -> None:
    """Wait until the measured side answers."""
    deadline = time.monotonic() + START_PATIENCE
    while time.monotonic() < deadline:
        try:
            await ask(port, "/bench/wait/0")
        except OSError:
            await asyncio.sleep(0.05)
        else:
            return
    raise SystemExit("The measured side did not start.")


async def measure(port: int, texts: int, rate: float) -> Figures:
    """A warm-up, then a closed loop for the rate and the cost, then an open loop for how long people wait."""
    await drive(port, Load(WARM, WARM, first=90_000))
    before = await ask(port, f"/bench/wait/{WARM}")
    begun, _, _ = await drive(port, Load(texts, RESIDENTS, first=0))
    after = await ask(port, f"/bench/wait/{WARM + texts}")
    spent = {name: (after[name] - before[name]) / texts for name in ("cpu", "thought", "commits")}
    count = int(rate * OPEN_SECONDS)
    _, dues, acks = await drive(port, Load(count, RESIDENTS, first=1000, rate=rate))
    await ask(port, f"/bench/wait/{WARM + texts + count}")
    sent: dict[str, list[float]] = {}
    for number, moment in await ask(port, "/bench/sent"):
        sent.setdefault(number, []).append(moment)
    waits = [went - due for number, those in dues.items() for due, went in zip(those, sent[number], strict=True)]
    return {
        "turns/s": texts / (after["at"] - begun), "CPU ms": 1000 * (spent["cpu"] - spent["thought"]),
        "thought ms": 1000 * spent["thought"], "commits": spent["commits"], "ack p50": at(acks, 0.5),
        "ack p99": at(acks, 0.99), "sent p50": at(waits, 0.5), "sent p99": at(waits, 0.99),
    }  # fmt: skip


async def one(way: str, options: argparse.Namespace) -> Figures:
    """One way once, on a fresh database."""
    port = free_port()
    with place(options.folder, postgres=options.postgres) as url:
        mode, *more = WAYS[way]
        command = [sys.executable, *options.under, "-m", "tests.bench.bench_road_server", mode, str(port), url, *more]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:  # noqa: ASYNC220 - it starts once a minute
            try:
                await ready(port)
                return await measure(port, options.texts, options.rate)
            finally:
                server.kill()  # it may wait for a request that never ends, and there is nothing to keep


def machine() -> str:
    """The state of the machine in one line: it explains more than the code does."""
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    return f"{os.cpu_count()} cores, load {load}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"


def fsync_ms(folder: str) -> float:
    """What one forced write costs here now: the median of 50."""
    times = []
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        for _ in range(50):
            file.write(b"x" * 512)
            file.flush()
            begun = time.perf_counter()
            os.fsync(file.fileno())
            times.append(1000 * (time.perf_counter() - begun))
    return median(times)


def table(rounds: dict[str, list[Figures]]) -> str:
    """Medians as a table."""
    lines = ["| way | " + " | ".join(COLUMNS) + " |", "|---|" + "---|" * len(COLUMNS)]
    echo = median(each["turns/s"] for each in rounds["echo"]) if "echo" in rounds else float("nan")
    for way, figures in rounds.items():
        middle = {name: median(each[name] for each in figures) for name in figures[0]}
        middle["to echo"] = middle["turns/s"] / echo
        cells = [f"{middle[name]:.0f}" if name == "turns/s" else f"{middle[name]:.2f}" for name in COLUMNS]
        lines.append(f"| {way} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


async def run(options: argparse.Namespace) -> None:
    """Every way in turn, as many rounds as asked."""
    typer.echo(f"{machine()}, fsync {fsync_ms(options.folder):.2f} ms")
    rounds: dict[str, list[Figures]] = {}
    for number in range(options.rounds):
        for way in options.only:
            figures = await one(way, options)
            rounds.setdefault(way, []).append(figures)
            typer.echo(f"round {number + 1} {way}: {figures['turns/s']:.0f} turns/s")
    typer.echo(table(rounds))
    typer.echo(f"{machine()}, fsync {fsync_ms(options.folder):.2f} ms")


def main() -> None:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--texts", type=int, default=900)
    parser.add_argument("--rate", type=float, default=75.0)
    parser.add_argument("--only", type=lambda names: names.split(","), default=list(WAYS))
    parser.add_argument("--folder", default=".", help="where databases are put: a real disk, not memory")
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL, in place of SQLite")
    parser.add_argument("--under", type=str.split, default=[], help="options of the measured Python, for a profiler")
    uvloop.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
