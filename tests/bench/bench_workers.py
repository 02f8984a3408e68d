"""`python -m tests.bench.bench_workers`: how much more two workers on PostgreSQL do than one, in one run.

Residents' texts are put into the inbox in one commit while the workers wait; the time runs until every reply is sent.
[--rounds 3] [--texts 1500] [--milliseconds 1: what understanding costs] [--logs FOLDER: where the workers' logs go]
"""

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import IO

import typer
from sqlalchemy import text

from bot import worker
from bot.app import running
from bot.demo import put_panels
from bot.serving import configure_logs
from storage import inbox
from storage.database import Database, Tx
from storage.migrate import migrate
from storage.vault import Vault
from tests.bench.bench_road import machine
from tests.bench.bench_road_parts import SCRIPT, number_of
from tests.bench.bench_road_places import place
from tests.bench.bench_road_server import SECRET, make_parts

RESIDENTS, PATIENCE, LOOK = 300, 300.0, 0.01
SENT = text("SELECT count(*) FROM outbox WHERE state = 'sent'")
OPEN = text("SELECT count(*) FROM inbox WHERE done IS NULL")


def work(url: str, milliseconds: str) -> None:
    """One worker, until it is killed."""
    configure_logs(for_good=True)
    parts, _meter = make_parts(url, float(milliseconds) / 1000)

    async def go() -> None:
        async with running(parts, embedded=False):
            typer.echo("ready", err=True)
            await worker.run(parts)

    asyncio.run(go())


def put(tx: Tx, texts: int) -> None:
    """Everything that the residents write, in their order."""
    for i in range(texts):
        inbox.keep(
            tx, channel="sms", address=number_of(i % RESIDENTS), provider_id=f"SM{i}", kind="said",
            body=json.dumps({"text": SCRIPT[i // RESIDENTS % len(SCRIPT)], "provider_id": f"SM{i}"}),
        )  # fmt: skip


def done(tx: Tx) -> bool:
    """Whether every turn was taken and every reply sent."""
    left = tx.conn.execute(OPEN).scalar_one()
    owed = tx.conn.execute(text("SELECT count(*) FROM outbox WHERE state <> 'sent'")).scalar_one()
    return not left and not owed and bool(tx.conn.execute(SENT).scalar_one())


def measure(workers: int, options: argparse.Namespace) -> float:
    """Turns a second of so many workers."""
    with place(".", postgres=True) as url, ExitStack() as stack:
        migrate(url)
        db = Database(url, Vault(SECRET), lambda: datetime.now(UTC))
        stack.callback(db.close)
        db.write_now(lambda tx: put_panels(tx, make_parts(url, 0.0)[0].content.council.panels))
        command = [sys.executable, "-m", "tests.bench.bench_workers", "--work", url, str(options.milliseconds)]
        for number in range(workers):
            logs = stack.enter_context((options.logs / f"{workers}-{number}.jsonl").open("a"))
            process = stack.enter_context(subprocess.Popen(command, stdout=logs, stderr=subprocess.PIPE, text=True))
            stack.callback(process.kill)
            _wait_for_start(process.stderr)
        begun = time.perf_counter()
        db.write_now(lambda tx: put(tx, options.texts))
        put_after = time.perf_counter() - begun
        while not db.read_now(done):
            if time.perf_counter() - begun > PATIENCE:
                raise SystemExit("The workers did not finish.")
            time.sleep(LOOK)
        return float(options.texts) / (time.perf_counter() - begun - put_after)


def _wait_for_start(said: IO[str] | None) -> None:
    for line in said or ():
        if line.strip() == "ready":
            return
    raise SystemExit("A worker did not start.")


def main() -> None:
    """One and two workers in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--texts", type=int, default=1500)
    parser.add_argument("--milliseconds", type=float, default=1.0)
    parser.add_argument("--logs", type=Path, default=None)
    parser.add_argument("--work", nargs=2)
    options = parser.parse_args()
    if options.work:
        work(*options.work)
        return
    options.logs = options.logs or Path(tempfile.mkdtemp(prefix="doorstep-workers-"))
    typer.echo(f"{machine()}. What the workers say: {options.logs}")
    rates: dict[int, list[float]] = {1: [], 2: []}
    for number in range(options.rounds):
        for workers, found in rates.items():
            found.append(measure(workers, options))
            typer.echo(f"round {number + 1}, workers {workers}: {found[-1]:.0f} turns/s")
    one, two = (median(found) for found in rates.values())
    typer.echo(f"Two workers do {two / one:.2f} times what one does ({two:.0f} and {one:.0f} turns/s). {machine()}")


if __name__ == "__main__":
    main()
