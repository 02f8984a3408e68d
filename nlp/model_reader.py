"""Understanding by the trained pipeline. Imports spaCy: reached only through `nlp.understand.load`."""

from datetime import datetime
from pathlib import Path

from nlp import pipeline
from nlp.encoder import EncoderError
from nlp.heads import HeadError
from nlp.safety_rules import SafetyRules
from nlp.understanding import Cues, Safety, Scored, Understanding

BARE = 2  # words up to which only a rule knows danger: "my husband" is an answer
FEW = 3  # words up to which a text is an answer ("my husband") whose gentle sign would be chance
PLAIN = 0.9  # from this calibrated score a text is plainly about its service


def unreadable() -> tuple[type[Exception], ...]:
    """What a missing or damaged model raises."""
    return (OSError, ValueError, KeyError, TypeError, HeadError, EncoderError)


class ModelReader:
    """Reads texts with a trained model and the council's content."""

    name = "model"

    def __init__(self, model_dir: Path, content: Path) -> None:
        self._nlp = pipeline.read(model_dir, content)
        self._rules = SafetyRules.load(content / "safety")

    def read(self, text: str, now: datetime) -> Understanding:
        """What the pipeline finds in `text`."""
        with self._nlp.memory_zone():
            doc = self._nlp.make_doc(text)
            doc._.now = now
            marks = self._nlp(doc)._
            safety, flags = self._calm(text, marks.safety, marks.services, marks.flags)
            return Understanding(
                text=text,
                services=marks.services,
                verb=marks.verb,
                command=marks.command.name if marks.command else None,
                safety=safety,
                disposition=marks.disposition,
                cues=marks.cues or Cues(),
                language=marks.language,
                raises=marks.raises,
                flags=flags,
                entities=marks.entities or {},
            )

    def _calm(
        self, text: str, safety: Safety | None, services: tuple[Scored, ...], flags: tuple[str, ...]
    ) -> tuple[Safety | None, tuple[str, ...]]:
        """A gentle sign that only the classifier saw is no sign in a text whose service is plain.

        Worn-out carers write like people in distress (docs/decisions/0024-a-plain-matter.md). An alert, and whatever
        a rule of content/safety says, stays.
        """
        plain = len(text.split()) <= FEW or (bool(services) and services[0].score >= PLAIN)
        bare = len(text.split()) <= BARE
        if safety is None or not (bare or (plain and safety.tier == "signpost")) or self._rules.check(text) is not None:
            return safety, flags
        theirs = {"crisis", "under-age"} if safety.kind == "child-speaking" else {"crisis"}
        return None, tuple(flag for flag in flags if flag not in theirs)
