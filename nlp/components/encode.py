"""The text as the trained heads see it, made once a message: n-gram weights and the sentence embedding."""

import json
from collections.abc import Iterable
from pathlib import Path
from shutil import copytree

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from nlp.encoder import Encoder, OnnxEncoder, digest
from nlp.heads import HeadError, Reading
from nlp.ngrams import Vocabulary, ngrams
from nlp.spelling import Speller

VOCABULARY = "vocabulary.json"


class EncodeComponent:
    """Sets `doc._.reading`. Without an encoder the n-grams carry on alone."""

    def __init__(self) -> None:
        self.vocabulary: Vocabulary | None = None
        self.speller = Speller({})
        self.encoder: Encoder | None = None
        self.encoder_folder: Path | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Mark the Doc."""
        doc._.reading = self.read(doc._.norm)
        return doc

    def read(self, said: str) -> Reading | None:
        """Neutral text to what the heads read; None before training."""
        if self.vocabulary is None:
            return None
        said = self.speller.read(said)
        columns, weights = self.vocabulary.weigh(ngrams(said))
        return Reading(columns, weights, self.encoder.vector(said) if self.encoder and said else None)

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002 (the signature spaCy calls)
        """Write the vocabulary with its hash, and copy the encoder's files."""
        path = Path(path)
        path.mkdir(parents=True, exist_ok=True)
        if self.vocabulary is None:
            return
        idf = [round(float(x), 5) for x in self.vocabulary.idf]
        page = {"ngrams": list(self.vocabulary.columns), "idf": idf, "words": self.vocabulary.words}
        (path / VOCABULARY).write_text(json.dumps(page))
        (path / "sums.json").write_text(json.dumps({VOCABULARY: digest(path / VOCABULARY)}, indent=2) + "\n")
        if self.encoder_folder is not None:
            copytree(self.encoder_folder, path / "encoder", dirs_exist_ok=True)

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> "EncodeComponent":  # noqa: ARG002 (the signature spaCy calls)
        """Read what `to_disk` wrote. Raises HeadError or EncoderError on altered files."""
        path = Path(path)
        if (path / "sums.json").is_file():
            for name, digested in json.loads((path / "sums.json").read_text()).items():
                if digest(path / name) != digested:
                    raise HeadError(f"{name} is not the file that was trained (SHA-256 differs)")
            self._read(path)
        if (path / "encoder" / "meta.json").is_file():
            self.encoder_folder = path / "encoder"
            self.encoder = OnnxEncoder(self.encoder_folder)
        return self

    def _read(self, path: Path) -> None:
        page = json.loads((path / VOCABULARY).read_text())
        columns = {gram: n for n, gram in enumerate(page["ngrams"])}
        self.vocabulary = Vocabulary(columns, np.array(page["idf"], dtype=np.float32), page["words"])
        self.speller = Speller(page["words"])


@Language.factory("doorstep_encode")
def make(nlp: Language, name: str) -> EncodeComponent:  # noqa: ARG001 (the signature spaCy calls)
    """The component without vocabulary or encoder, until a model is read or trained."""
    return EncodeComponent()
