"""The one public function of this package: a resident's text to what was understood.

Nothing heavy is imported until `load`; without a model the rules still work (`Understander.rules_only`).
"""

import json
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol, TextIO

from nlp.understanding import ENTITY_KINDS, Understanding

log = logging.getLogger(__name__)
LONGEST = 5000
DEFAULT_MODEL, DEFAULT_CONTENT = Path("model"), Path("content")


class Reader(Protocol):
    """What reads a text: the trained pipeline or the rules alone."""

    name: str

    def read(self, text: str, now: datetime) -> Understanding:
        """What was understood of `text` at the instant `now`."""


def utc_now() -> datetime:
    """The default clock; tests and demos pass their own."""
    return datetime.now(UTC)


class Understander:
    """Reads texts. One an instance a process; not shared between threads."""

    def __init__(self, reader: Reader, clock: Callable[[], datetime] = utc_now) -> None:
        self._reader = reader
        self._clock = clock

    @classmethod
    def rules_only(cls, content: Path = DEFAULT_CONTENT, clock: Callable[[], datetime] = utc_now) -> "Understander":
        """Without a model: safety rules, commands, entities, services by keyword."""
        from nlp.rules_reader import RulesReader

        return cls(RulesReader(content), clock)

    @property
    def mode(self) -> str:
        """Either "model" or "rules": for the start-up line and the health page."""
        return self._reader.name

    def understand(self, text: str, now: datetime | None = None) -> Understanding:
        """What `text` says. Dates are seen from `now` (default: the clock). Never raises on any text."""
        # A lone half of an emoji can come by JSON; nothing beneath could encode it.
        whole = text[:LONGEST].encode("utf-8", "replace").decode("utf-8")
        return self._reader.read(whole, now or self._clock())

    @staticmethod
    def as_json(u: Understanding) -> dict[str, Any]:
        """An Understanding in the names that `doorstep understand` prints."""
        safety = u.safety and {"kind": u.safety.kind, "danger": u.safety.danger, "tier": u.safety.tier}
        return {
            "services": [{"id": s.id, "score": round(s.score, 4)} for s in u.services],
            "verb": u.verb,
            "command": u.command,
            "safety": safety,
            "disposition": u.disposition,
            "cues": {"up": list(u.cues.up), "down": list(u.cues.down)},
            "language": u.language,
            "entities": {
                kind: [{"text": e.text, "value": e.value} for e in u.entities.get(kind, ())] for kind in ENTITY_KINDS
            },
            "raises": list(u.raises),
            "flags": list(u.flags),
        }


def load(
    model_dir: Path = DEFAULT_MODEL,
    content: Path = DEFAULT_CONTENT,
    clock: Callable[[], datetime] = utc_now,
) -> Understander:
    """The understander of `model_dir`, or the rules alone when that folder is missing or unreadable."""
    if not (model_dir / "meta.json").is_file():
        log.warning("no model in %s: rules only", model_dir.name)
        return Understander.rules_only(content, clock)
    from nlp.model_reader import ModelReader, unreadable

    try:
        return Understander(ModelReader(model_dir, content), clock)
    except unreadable() as wrong:
        log.error("the model cannot be used, rules only: %s", wrong)
        return Understander.rules_only(content, clock)


def main_jsonl(stdin: TextIO, stdout: TextIO, model_dir: Path = DEFAULT_MODEL, content: Path = DEFAULT_CONTENT) -> None:
    """Lines of text in (or JSON objects with a "text"), one JSON object each out."""
    understander = load(model_dir, content)
    for line in stdin:
        found = understander.as_json(understander.understand(_line_text(line)))
        stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
        stdout.flush()


def _line_text(line: str) -> str:
    """A line's text: of the JSON object or string it holds, else the line itself."""
    if line.lstrip()[:1] in ("{", '"'):
        try:
            page = json.loads(line)
        except ValueError:
            page = None
        text = page.get("text") if isinstance(page, dict) else page
        if isinstance(text, str):
            return text
    return line.rstrip("\r\n")
