"""One run of faults on purpose: what was asked, what was done, what was wrong afterwards."""

import asyncio
import logging
import random
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import httpx2
from sqlalchemy import select

from storage.database import Tx
from storage.outbox import O
from tests.chaos.checks import given, wrongs
from tests.chaos.processes import Nursery
from tests.chaos.residents import Resident, Street, people
from tests.chaos.town import Town, open_town, plan

A_FAULT_TAKES = 2.5  # seconds, with the start after it: the residents' talk is spread over all of them
CONNECTIONS = 200


@dataclass(frozen=True)
class Asked:
    """A run. The same seed gives the same residents, faults, victims and repeats; only the machine's pace differs."""

    residents: int
    kills: int
    seed: int = 1
    postgres: bool = False
    without: str = ""


@dataclass(frozen=True)
class Outcome:
    """What it did, in one line, and what does not hold."""

    told: str
    wrong: list[str]


async def live(town: Town, asked: Asked, residents: list[Resident]) -> Street:
    """Let residents talk while things break; then let the dust settle."""
    faults = plan(random.Random(asked.seed), asked.kills, postgres=asked.postgres)
    limits = httpx2.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS)
    async with httpx2.AsyncClient(limits=limits) as client:
        street = Street(town, asked.seed, client, A_FAULT_TAKES * len(faults))
        receipts = asyncio.create_task(street.receipts())
        breaking = asyncio.create_task(town.suffer(random.Random(asked.seed + 1), faults))
        await street.everybody(residents)
        await breaking
        await town.settle()
        receipts.cancel()
        await asyncio.gather(receipts, return_exceptions=True)
    return street


def ends(tx: Tx) -> dict[str, int]:
    """How many of our messages ended in which state."""
    return dict(Counter(tx.conn.execute(select(O.c.state)).scalars()))


async def run(asked: Asked, nursery: Nursery) -> Outcome:
    """Break things on purpose and look."""
    begun = time.monotonic()
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # a killed process hangs up on the providers' twins
    with tempfile.TemporaryDirectory(prefix="doorstep-chaos-") as name:
        async with open_town(Path(name), nursery, postgres=asked.postgres, without=asked.without) as town:
            residents = people(asked.residents)
            street = await live(town, asked, residents)
            found = await town.db.read(lambda tx: wrongs(tx, town, residents))
            ended = await town.db.read(ends)
            faults = sum(process.log.read_text().count("turn.failed") for process in town.processes)
            sent = sum(map(len, given(town).values()))
    place = "PostgreSQL, two serve, two work" if asked.postgres else "SQLite, one process"
    did = ", ".join(f"{count} x {fault}" for fault, count in town.done.items())
    return Outcome(
        f"seed {asked.seed}, {place}: {len(residents)} residents, {sum(one.heard for one in residents)} messages and "
        f"{street.repeats} repeats, {did}; providers were given {sent}, ours ended {ended}, {faults} failed turns, "
        f"{time.monotonic() - begun:.0f} s: {len(found)} wrong",
        found,
    )
