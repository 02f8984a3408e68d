"""Which language the text is in."""

from spacy.language import Language
from spacy.tokens import Doc

from nlp.languages import COUNCIL_LANGUAGES, GATE, LanguageReader


class LanguageComponent:
    """Sets `doc._.language`."""

    def __init__(self, languages: list[str], gate: float) -> None:
        self.reader = LanguageReader(languages, gate)

    def __call__(self, doc: Doc) -> Doc:
        """Mark the Doc."""
        doc._.language = self.reader.read(doc.text)
        return doc


@Language.factory("doorstep_language", default_config={"languages": list(COUNCIL_LANGUAGES), "gate": GATE})
def make(nlp: Language, name: str, languages: list[str], gate: float) -> LanguageComponent:  # noqa: ARG001 (the signature spaCy calls)
    """The component with the council's list of languages."""
    return LanguageComponent(languages, gate)
