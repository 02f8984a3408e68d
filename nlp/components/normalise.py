"""The text's normal form beside the text: offsets stay true."""

from spacy.language import Language
from spacy.tokens import Doc

from nlp.ngrams import neutral


@Language.component("doorstep_normalise")
def normalise(doc: Doc) -> Doc:
    """Sets `doc._.norm`."""
    doc._.norm = neutral(doc.text)
    return doc
