"""The search for a lottery beside the pages: begun, followed, cancelled, and ended in a row that every page can read.

It runs in a thread of the process that was asked. A short one ends while the officer waits (GRACE); of a longer one
the page says how far it is. When the process ends, so does the search: its row falls silent, and the page says so.
"""

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from console.explain import in_sentences
from console.house import House
from console.pages.panels import labels
from console.roles import Officer
from panels import service_draw
from panels.commands import LIMIT, ImpossibleError
from panels.leximin import NoPanelInTimeError
from panels.life import IllegalStepError
from panels.portfolio import Portfolio
from panels.service import subject
from panels.service_draw import Plan
from panels.watch import Budget, CancelledError
from storage import audit, draw_runs, panels
from storage.database import Tx

GRACE, BEAT = 2.0, 1.0  # seconds
log = logging.getLogger(__name__)
FAULT = "The search met a fault of ours, and nothing was drawn. Try again, and tell support if it happens twice."
IN_TIME = f"No lottery was found in {LIMIT / 60:.0f} minutes. Loosen the quotas."
Then = Callable[[Portfolio], Awaitable[Any]]
"""What is done with the lottery; what it gives is kept as JSON. Raises IllegalStepError."""


class Progress:
    """What the thread says and hears; each is one assignment, so no lock is needed."""

    def __init__(self) -> None:
        self.done, self.stopped = 0.0, False
        self.left: float | None = None

    def progress(self, _step: str, done: float, left: float | None) -> None:
        """How far it is."""
        self.done, self.left = done, left

    def cancelled(self) -> bool:
        """Whether to stop."""
        return self.stopped


@dataclass(frozen=True)
class Search:
    """A search that an officer asks for."""

    officer: Officer
    plan: Plan
    then: Then
    dry: bool


async def search(here: House, wanted: Search) -> None:
    """Begin, and wait a little. Raises IllegalStepError when one goes on already."""
    run_id = await here.db.write(partial(_begin, wanted))
    task = asyncio.create_task(_run(here, run_id, wanted))
    here.running.add(task)
    task.add_done_callback(here.running.discard)
    await asyncio.wait([task], timeout=GRACE)


def _begin(wanted: Search, tx: Tx) -> int:
    panel_id = wanted.plan.panel["id"]
    panels.lock(tx, panel_id)
    last = draw_runs.of_panel(tx, panel_id)
    if last and last["state"] == draw_runs.RUNNING:
        raise IllegalStepError("A search for this panel's lottery goes on already. Wait for it, or cancel it.")
    return draw_runs.start(tx, panel_id, wanted.officer.id, dry=wanted.dry)


async def _run(here: House, run_id: int, wanted: Search) -> None:
    state = draw_runs.FAILED
    outcome: Any = []
    try:
        found = await _found(here, run_id, wanted.plan)
        outcome = await wanted.then(found)
        state = draw_runs.DONE
    except CancelledError:
        state = draw_runs.CANCELLED
    except IllegalStepError as error:
        outcome = [str(error)]
    except ImpossibleError as error:
        outcome = in_sentences(error.explanation, labels(here))
    except NoPanelInTimeError:
        outcome = [IN_TIME]
    except Exception:  # a fault of the search must end it, or the page waits for it until a restart
        log.exception("a search for a lottery failed")
        outcome = [FAULT]
    await here.db.write(partial(_end, wanted, run_id, state, outcome))


async def _found(here: House, run_id: int, planned: Plan) -> Portfolio:
    progress = Progress()
    budget = Budget(time.monotonic, time.monotonic() + LIMIT, progress)
    work = asyncio.create_task(asyncio.to_thread(service_draw.lottery, planned, budget))
    try:
        while not (await asyncio.wait([work], timeout=BEAT))[0]:
            go_on = await here.db.write(partial(_beat, run_id, progress))
            progress.stopped = not go_on
        if not await here.db.write(partial(_beat, run_id, progress)):
            raise CancelledError
        return work.result()
    finally:
        progress.stopped = True  # when this process ends the thread must not outlive it


def _beat(run_id: int, progress: Progress, tx: Tx) -> bool:
    return draw_runs.beat(tx, run_id, progress.done, progress.left)


def _end(wanted: Search, run_id: int, state: str, outcome: Any, tx: Tx) -> None:
    draw_runs.end(tx, run_id, state, json.dumps(outcome))
    if state == draw_runs.FAILED and not wanted.dry:
        audit.add(tx, wanted.officer.actor, "refused", subject(wanted.plan.panel["id"]), outcome[0])
