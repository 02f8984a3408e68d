"""Which service a text is about, and which act: calibrated, and empty where it is out of scope."""

from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.heads import HeadComponent
from nlp.heads import Head, Reading
from nlp.understanding import Scored
from nlp.verb_rules import verb_by_rules

OUT_OF_SCOPE = "out-of-scope"
OFFERED = 3
WORTH_SAYING = 0.05
STILL_MEANT = ("correction", "change-mind", "person", "help")


def services_of(head: Head, reading: Reading) -> tuple[Scored, ...]:
    """The likeliest services, best first; empty when too likely out of scope (the stored threshold)."""
    odds = head.probabilities(reading)
    if 1 - odds[head.labels.index(OUT_OF_SCOPE)] < head.settings["at"]:
        return ()
    ranked = sorted(zip(head.labels, map(float, odds), strict=True), key=lambda row: -row[1])
    services = [Scored(label, round(p, 4)) for label, p in ranked if label != OUT_OF_SCOPE]
    return tuple(services[:1] + [s for s in services[1:OFFERED] if s.score >= WORTH_SAYING])


class IntentComponent(HeadComponent):
    """Sets `doc._.services` and `doc._.verb`."""

    file = "services"

    def __init__(self) -> None:
        super().__init__()
        self.verbs: Head | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Mark the Doc."""
        command = doc._.command
        silent = command and (command.whole or command.name not in STILL_MEANT)
        if self.head is not None and doc._.norm and not silent:
            doc._.services = services_of(self.head, doc._.reading)
        doc._.verb = self._verb(doc) if doc._.services else None
        return doc

    def _verb(self, doc: Doc) -> str | None:
        if self.verbs is None:
            return verb_by_rules(doc.text)
        return self.verbs.best(doc._.reading)[0]

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:
        """Write both heads."""
        super().to_disk(path, exclude)
        if self.verbs is not None:
            self.verbs.save(Path(path), "verbs")

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> "IntentComponent":
        """Read both heads."""
        super().from_disk(path, exclude)
        if (Path(path) / "verbs.json").is_file():
            self.verbs = Head.load(Path(path), "verbs")
        return self


@Language.factory("doorstep_intent")
def make(nlp: Language, name: str) -> IntentComponent:  # noqa: ARG001 (the signature spaCy calls)
    """The component without heads, until a model is read or trained."""
    return IntentComponent()
