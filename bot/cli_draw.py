"""The commands of a draw: `doorstep select`, in one step or in two, and `doorstep verify-draw`."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli_base import fail

if TYPE_CHECKING:
    from panels.commands import Wish
    from panels.portfolio import Portfolio

LIMIT = 600.0  # seconds, as at the console
EVERY = 2.0  # seconds between two lines of progress
Limit = Annotated[float, typer.Option(help="Seconds that it may take.", min=0.1)]
FIRST = "Give --people, --quotas and --size; or --seed alone, for a lottery that --publish put into the folder."


class Teller:
    """Says on standard error how far a long search is; `now` in seconds."""

    def __init__(self, now: Callable[[], float], limit: float) -> None:
        self._now, self._start, self._limit = now, now(), limit
        self._last = self._start

    def progress(self, _step: str, done: float, left: float | None) -> None:
        """A line now and then."""
        now = self._now()
        if now - self._last < EVERY:
            return
        self._last = now
        guess = "" if left is None else f", about {left:.0f} seconds left"
        spent = f"{now - self._start:.0f} of at most {self._limit:.0f} seconds"
        typer.echo(f"Searching: {done:.0%} of this step{guess} ({spent}).", err=True)

    def cancelled(self) -> bool:
        """Never: Ctrl-C ends the program."""
        return False


def select(
    out: Annotated[Path, typer.Option(help="Folder for the published files.")],
    people: Annotated[Path | None, typer.Option(help="People, one column a feature.")] = None,
    quotas: Annotated[Path | None, typer.Option(help="Quotas: feature, value, min, max.")] = None,
    size: Annotated[int | None, typer.Option(help="Seats.")] = None,
    seed: Annotated[str | None, typer.Option(help="The public seed.")] = None,
    publish: Annotated[
        bool, typer.Option("--publish", help="Only fix the lottery; --seed on the folder later.")
    ] = False,
    algorithm: Annotated[str, typer.Option(help="leximin, maximin or legacy.")] = "leximin",
    limit: Limit = LIMIT,
) -> None:
    """Draw a panel and publish the draw's files; or first --publish the lottery and later draw with --seed."""
    from panels.commands import Wish
    from panels.portfolio import ASKED

    if algorithm not in ASKED:
        fail(f"There is no algorithm {algorithm!r}: it is {', '.join(ASKED[:-1])} or {ASKED[-1]}.")
    if publish == (seed is not None):
        fail("Give either --seed, or --publish to fix the lottery before anybody knows the seed.")
    if seed is not None and not seed.strip():
        fail("Give a public seed that nobody could know before, such as the numbers of a named lottery draw.")
    if people is None and quotas is None and size is None and seed is not None:
        _run(None, out, seed.strip())
    elif people is None or quotas is None or size is None:
        fail(FIRST)
    else:
        _run(Wish(people, quotas, size, algorithm, limit), out, seed and seed.strip())


def _run(wish: "Wish | None", out: Path, seed: str | None) -> None:
    """Both phases, the first (no seed), or the second (no wish)."""
    from panels.commands import ImpossibleError, main_draw, main_publish, main_select
    from panels.leximin import NoPanelInTimeError
    from panels.pool_csv import CsvError
    from panels.portfolio import PortfolioError
    from panels.watch import OutOfTimeError

    try:
        if wish is None:
            portfolio = main_draw(out, seed or "").portfolio
        else:
            watch = Teller(time.monotonic, wish.limit)
            portfolio = main_select(wish, seed, out, watch).portfolio if seed else main_publish(wish, out, watch)
    except (NoPanelInTimeError, OutOfTimeError):
        fail("No panel was found in time. Give more seconds with --limit, or loosen the quotas.")
    except PortfolioError as error:
        fail(f"portfolio.json, row {error.row or 1}: {error}")
    except (CsvError, ImpossibleError, OSError) as error:
        fail(str(error))
    _tell(portfolio, out, drawn=seed is not None)


def _tell(portfolio: "Portfolio", out: Path, *, drawn: bool) -> None:
    from panels.portfolio import commitment, dump

    if portfolio.never:
        typer.echo(f"No panel within the quotas can have these people ({len(portfolio.never)}):")
        typer.echo(f"  {', '.join(portfolio.never)}")
    if not portfolio.certificate.finished:
        typer.echo(f"The time limit came first: the fairest lottery is at most {portfolio.certificate.gap:.6f} better.")
    typer.echo(f"Commitment (SHA-256 of portfolio.json): {commitment(dump(portfolio))}")
    if drawn:
        typer.echo(f"The draw stands in {out}: report.html tells it, `doorstep verify-draw {out}` replays it.")
    else:
        typer.echo(f"Publish the commitment, wait for the seed, then: doorstep select --seed SEED --out {out}")


def verify_draw(
    folder: Path,
    commitment: Annotated[str | None, typer.Option(help="The SHA-256 that was published before the seed.")] = None,
    limit: Limit = LIMIT,
) -> None:
    """Replay a published draw and say whether it holds."""
    from panels.commands import main_verify

    try:
        problems = main_verify(folder, promised=commitment, limit=limit)
    except OSError as error:
        fail(str(error))
    for problem in problems:
        typer.echo(f"{problem.file}{f':{problem.row}' if problem.row else ''}: {problem.text}")
    typer.echo("The draw holds." if not problems else "The draw does not hold.")
    raise typer.Exit(1 if problems else 0)
