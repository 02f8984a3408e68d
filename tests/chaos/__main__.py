"""`make chaos`: faults on purpose, `python -m tests.chaos --help` tells what can be asked for.

Real `doorstep` processes are killed at random moments while residents talk to them. With `--without repeats` or
`--without transaction` a guarantee is taken out on purpose, and finding nothing wrong is the failure.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path

import httpx2
import typer

from tests.chaos.checks import wrongs
from tests.chaos.residents import Street, Visit, rows_of
from tests.chaos.served import WITHOUT
from tests.chaos.town import Town, open_town

ANSWERS_WITHIN = 20.0


async def live(town: Town, options: argparse.Namespace) -> list[Visit]:
    """Let residents talk while processes die; then let the dust settle."""
    async with httpx2.AsyncClient(timeout=ANSWERS_WITHIN) as client:
        street = Street(town, random.Random(options.seed), client)
        receipts = asyncio.create_task(street.receipts())
        killing = asyncio.create_task(town.kill_now_and_then(random.Random(options.seed + 1), options.kills))
        visits = await street.everybody(options.texting, options.chatting)
        await killing
        await town.settle()
        receipts.cancel()
        await asyncio.gather(receipts, return_exceptions=True)
    return visits


async def run(options: argparse.Namespace) -> list[str]:
    """One run; what was wrong afterwards."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="doorstep-chaos-") as name:
        folder = Path(name)
        async with open_town(folder, postgres=options.postgres, without=options.without) as town:
            visits = await live(town, options)
            found = await town.db.read(lambda tx: wrongs(tx, visits, town.twilio))
            faults = sum(process.log.read_text().count("turn.failed") for process in town.processes)
            kills = sum(process.kills for process in town.processes)
    place = "PostgreSQL, two serve, two work" if options.postgres else "SQLite, one process"
    typer.echo(
        f"seed {options.seed}, {place}: {len(visits)} residents, {rows_of(visits)} messages, {kills} kills, "
        f"{len(town.twilio.messages)} texts sent, {time.monotonic() - begun:.0f} s, "
        f"{faults} failed turns: {len(found)} wrong"
    )
    for wrong in found[:20]:
        typer.echo(f"  {wrong}")
    return found


def main() -> None:
    """Read the options, run, and say by the exit code whether it held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=6)
    parser.add_argument("--texting", type=int, default=30)
    parser.add_argument("--chatting", type=int, default=10)
    parser.add_argument("--without", choices=WITHOUT, default="")
    options = parser.parse_args()
    found = asyncio.run(run(options))
    sys.exit(bool(found) != bool(options.without))


if __name__ == "__main__":
    main()
