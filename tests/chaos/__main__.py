"""`make chaos`: faults on purpose, `python -m tests.chaos --help` tells what can be asked for.

Real `doorstep` processes are killed at random moments while residents talk to them. With `--without repeats` or
`--without transaction` a guarantee is taken out on purpose, and finding nothing wrong is the failure.
"""

import argparse
import asyncio
import sys

import typer

from tests.chaos.processes import open_nursery
from tests.chaos.run import Asked, Outcome, run
from tests.chaos.served import WITHOUT


async def alone(asked: Asked) -> Outcome:
    """One run with a nursery of its own."""
    async with open_nursery() as nursery:
        return await run(asked, nursery)


def main() -> None:
    """Read the options, run, and say by the exit code whether it held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", action="store_true", help="two that serve and two that work, not one on SQLite")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--residents", type=int, default=100)
    parser.add_argument("--without", choices=WITHOUT, default="")
    given = parser.parse_args()
    asked = Asked(given.residents, given.kills, given.seed, given.postgres, given.without)
    outcome = asyncio.run(alone(asked))
    for line in (outcome.told, *(f"  {wrong}" for wrong in outcome.wrong[:20])):
        typer.echo(line)
    sys.exit(bool(outcome.wrong) != bool(given.without))


if __name__ == "__main__":
    main()
