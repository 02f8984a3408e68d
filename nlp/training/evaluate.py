"""`doorstep evaluate FILE...`: labelled JSONL files scored under the names of `doorstep understand`."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from nlp.training.data import Row, read
from nlp.understand import DEFAULT_CONTENT, DEFAULT_MODEL, Understander, load
from nlp.understanding import ENTITY_KINDS, Understanding

EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 1.01)


@dataclass
class Tally:
    """How often one measure held."""

    right: int = 0
    total: int = 0

    def add(self, held: bool) -> None:
        """Count one text."""
        self.right += held
        self.total += 1

    @property
    def share(self) -> float:
        """0 to 1; 0 for nothing counted."""
        return self.right / self.total if self.total else 0.0


@dataclass
class Scores:
    """Tallies by name, and (score, right) of every first service for the reliability table."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    reliability: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, name: str, held: bool) -> None:
        """Count one text under `name`."""
        self.tallies[name].add(held)

    def as_json(self) -> dict[str, Any]:
        """Shares by name with their counts."""
        return {
            name: {"share": round(t.share, 4), "right": t.right, "of": t.total} for name, t in self.tallies.items()
        }  # fmt: skip


def expected_service(page: dict[str, Any]) -> str | None:
    """The service a row names: `service`, or the first of `services` (ids or objects); None is out of scope."""
    if "service" in page:
        return page["service"] or None
    first = next(iter(page["services"] or ()), None)
    return first["id"] if isinstance(first, dict) else first


def _services(page: dict[str, Any], u: Understanding, scores: Scores) -> None:
    expected, ids = expected_service(page), [s.id for s in u.services]
    if expected is None:
        scores.add("out of scope found", not ids)
        return
    scores.add("service top-1", ids[:1] == [expected])
    scores.add("service top-2", expected in ids[:2])
    scores.add("service wrong at 0.8 or more", bool(ids) and ids[0] != expected and u.services[0].score >= 0.8)
    if ids:
        scores.reliability.append((u.services[0].score, ids[0] == expected))


def _safety(page: dict[str, Any], u: Understanding, scores: Scores) -> None:
    expected = page.get("safety", page)
    if not expected:
        scores.add("safety false alarm", u.safety is not None)
        return
    scores.add("safety found", u.safety is not None)
    scores.add("safety kind", u.safety is not None and u.safety.kind == expected["kind"])
    if expected.get("danger"):
        scores.add("danger found", u.safety is not None)
        scores.add("danger called danger", u.safety is not None and u.safety.danger)


def _command(page: dict[str, Any], u: Understanding, scores: Scores) -> None:
    expected = page["command"]
    scores.add("command" if expected else "no command", u.command == expected)
    if expected == "stop":
        scores.add("stop found", u.command == "stop")
    else:
        scores.add("stop falsely read", u.command == "stop")


def _disposition(page: dict[str, Any], u: Understanding, scores: Scores) -> None:
    scores.add("disposition", u.disposition == page["disposition"])
    if page["disposition"] != "help-shape":
        scores.add("help-shape falsely read", u.disposition == "help-shape")


def _entities(page: dict[str, Any], u: Understanding, scores: Scores) -> None:
    for kind in ENTITY_KINDS:
        expected = {e["value"] for e in page["entities"].get(kind, ())}
        if expected:
            scores.add(f"entity {kind}", {e.value for e in u.entities.get(kind, ())} == expected)


def _same(label: str) -> Callable[[dict[str, Any], Understanding, Scores], None]:
    def score(page: dict[str, Any], u: Understanding, scores: Scores) -> None:
        scores.add(label, getattr(u, label) == page[label])

    return score


def _tuple(label: str) -> Callable[[dict[str, Any], Understanding, Scores], None]:
    def score(page: dict[str, Any], u: Understanding, scores: Scores) -> None:
        scores.add(label, set(getattr(u, label)) == set(page[label]))

    return score


_SCORERS: dict[str, Callable[[dict[str, Any], Understanding, Scores], None]] = {
    "service": _services,
    "services": _services,
    "verb": _same("verb"),
    "command": _command,
    "safety": _safety,
    "kind": _safety,
    "disposition": _disposition,
    "language": _same("language"),
    "entities": _entities,
    "raises": _tuple("raises"),
    "flags": _tuple("flags"),
}


def score_row(row: Row, understander: Understander, scores: Scores) -> None:
    """Count one labelled text, or one pair of texts that must be understood alike."""
    page = row.page
    if "a" in page and "b" in page:
        first, second = (understander.understand(page[side]) for side in ("a", "b"))
        same_service = [s.id for s in first.services[:1]] == [s.id for s in second.services[:1]]
        scores.add("pair alike", same_service and first.disposition == second.disposition)
        return
    u = understander.understand(row.text)
    for name, scorer in _SCORERS.items():
        if name in page and not (name == "service" and "services" in page):
            scorer(page, u, scores)


def evaluate(rows: Iterable[Row], understander: Understander) -> Scores:
    """Scores of labelled rows."""
    scores = Scores()
    for row in rows:
        score_row(row, understander, scores)
    return scores


def reliability(pairs: list[tuple[float, bool]]) -> list[tuple[str, int, float, float]]:
    """For each band of scores: how many texts, mean score, share right. Calibrated when the last two agree."""
    bands = []
    for low, high in pairwise(EDGES):
        band = [(score, right) for score, right in pairs if low <= score < high]
        if band:
            mean, share = (sum(column) / len(band) for column in zip(*band, strict=True))
            bands.append((f"{low:.1f} to {min(high, 1):.1f}", len(band), mean, share))
    return bands


def table(scores: Scores) -> str:
    """The scores as a table to print."""
    lines = [f"{'measure':<32}{'share':>8}{'right':>8}{'of':>8}"]
    for name, tally in scores.tallies.items():
        lines.append(f"{name:<32}{tally.share:>8.1%}{tally.right:>8}{tally.total:>8}")
    if scores.reliability:
        lines += ["", f"{'score of the first service':<32}{'texts':>8}{'mean':>8}{'right':>8}"]
        for band, texts, mean, share in reliability(scores.reliability):
            lines.append(f"{band:<32}{texts:>8}{mean:>8.2f}{share:>8.1%}")
    return "\n".join(lines)


def main_evaluate(
    files: list[Path],
    model_dir: Path = DEFAULT_MODEL,
    content: Path = DEFAULT_CONTENT,
    say: Callable[[str], None] = print,
) -> Scores:
    """Score `files` and print the table. Raises OSError or DataError on unreadable files."""
    understander = load(model_dir, content)
    scores = evaluate((row for file in files for row in read(file)), understander)
    say(table(scores))
    return scores
