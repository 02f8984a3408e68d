"""Understanding by the trained pipeline. Imports spaCy: reached only through `nlp.understand.load`."""

from datetime import datetime
from pathlib import Path

from nlp import pipeline
from nlp.encoder import EncoderError
from nlp.heads import HeadError
from nlp.understanding import Cues, Understanding


def unreadable() -> tuple[type[Exception], ...]:
    """What a missing or damaged model raises."""
    return (OSError, ValueError, KeyError, TypeError, HeadError, EncoderError)


class ModelReader:
    """Reads texts with a trained model and the council's content."""

    name = "model"

    def __init__(self, model_dir: Path, content: Path) -> None:
        self._nlp = pipeline.read(model_dir, content)

    def read(self, text: str, now: datetime) -> Understanding:
        """What the pipeline finds in `text`."""
        with self._nlp.memory_zone():
            doc = self._nlp.make_doc(text)
            doc._.now = now
            marks = self._nlp(doc)._
            return Understanding(
                text=text,
                services=marks.services,
                verb=marks.verb,
                command=marks.command.name if marks.command else None,
                safety=marks.safety,
                disposition=marks.disposition,
                cues=marks.cues or Cues(),
                language=marks.language,
                raises=marks.raises,
                flags=marks.flags,
                entities=marks.entities or {},
            )
