"""Postcodes, places, phones, emails, dates, references and names."""

from datetime import UTC, datetime

from spacy.language import Language
from spacy.tokens import Doc

from nlp.entities.reader import EntityReader


class EntitiesComponent:
    """Sets `doc._.entities`; dates are seen from `doc._.now`. The street list is content, not model."""

    def __init__(self) -> None:
        self.reader = EntityReader()

    def __call__(self, doc: Doc) -> Doc:
        """Mark the Doc."""
        doc._.entities = self.reader.read(doc.text, doc._.now or datetime.fromtimestamp(0, UTC))
        return doc


@Language.factory("doorstep_entities")
def make(nlp: Language, name: str) -> EntitiesComponent:  # noqa: ARG001 (the signature spaCy calls)
    """The component without a street list; `load` gives it the council's."""
    return EntitiesComponent()
