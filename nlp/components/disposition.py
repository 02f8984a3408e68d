"""How involved the resident wants to be in this situation: cues by rules, the reading by a head."""

from spacy.language import Language
from spacy.tokens import Doc

from nlp import signs
from nlp.components.heads import HeadComponent

UNKNOWN = "unknown"


class DispositionComponent(HeadComponent):
    """Sets `doc._.disposition`, `cues`, `raises` and `flags`. In doubt the disposition is unknown."""

    file = "disposition"

    def __call__(self, doc: Doc) -> Doc:
        """Mark the Doc."""
        doc._.cues = signs.cues(doc.text)
        doc._.raises = signs.raises(doc.text)
        doc._.flags = signs.flags(doc.text, doc._.safety)
        doc._.disposition = self._read(doc)
        return doc

    def _read(self, doc: Doc) -> str:
        stated = signs.stated_disposition(doc._.norm)
        if stated or self.head is None or not doc._.norm or doc._.safety:
            return stated or UNKNOWN
        label, odds = self.head.best(doc._.reading)
        return label if odds >= self.head.settings.get(f"{label}-at", self.head.settings["at"]) else UNKNOWN


@Language.factory("doorstep_disposition")
def make(nlp: Language, name: str) -> DispositionComponent:  # noqa: ARG001 (the signature spaCy calls)
    """The component with rules only, until a model is read or trained."""
    return DispositionComponent()
