"""Before and after officers' corrections: what changed, and whether the new model may replace the old one."""

import shutil
from collections.abc import Callable
from pathlib import Path

from nlp.components.commands import NONE
from nlp.training.data import Row
from nlp.training.evaluate import Scores
from nlp.training.metrics import measure
from nlp.understand import DEFAULT_CONTENT, Understander, load

NEVER_WORSE = ("safety found", "danger found", "danger called danger", "danger taught")
"""Shares that a new model may not lower."""


class WorseError(RuntimeError):
    """The new model is worse at safety than the one in use."""


def _taught(taught: list[Row], understander: Understander, scores: Scores) -> None:
    """Count how many corrections are read as the officer meant them."""
    for row in taught:
        u, service, danger = understander.understand(row.text), row.page["service"], row.page["danger"]
        if service:
            scores.add("service taught", [s.id for s in u.services[:1]] == [s for s in (service,) if s != NONE])
        if danger:
            name = "false alarm taught" if danger == NONE else "danger taught"
            scores.add(name, (u.safety is None) == (danger == NONE))


def scored(model: Path, taught: list[Row]) -> Scores:
    """Scores of a model on the held-out voices and on the corrections."""
    understander = load(model, DEFAULT_CONTENT)
    scores = measure(understander)
    _taught(taught, understander, scores)
    return scores


def compare(old: Path, new: Path, taught: list[Row], say: Callable[[str], None]) -> None:
    """Print both models side by side. Raises WorseError, and removes the new one, when safety got worse."""
    before, after = scored(old, taught).tallies, scored(new, taught).tallies
    say(f"{'measure':<32}{'before':>8}{'after':>8}{'of':>7}")
    for name, tally in after.items():
        say(f"{name:<32}{before[name].share:>8.1%}{tally.share:>8.1%}{tally.total:>7}")
    worse = [name for name in NEVER_WORSE if after[name].share < before[name].share]
    if worse:
        shutil.rmtree(new)
        raise WorseError(f"The new model is not used, it is worse at: {', '.join(worse)}. The one in use stays.")
