"""The text as the trained heads see it, made once a message: n-gram weights and the sentence embedding."""

import json
from collections.abc import Iterable
from pathlib import Path
from shutil import copytree

from spacy.language import Language
from spacy.tokens import Doc

from nlp.encoder import Encoder, OnnxEncoder, digest
from nlp.heads import HeadError, Reading
from nlp.ngrams import Vocabulary, ngrams


class EncodeComponent:
    """Sets `doc._.reading`. Without an encoder the n-grams carry on alone."""

    def __init__(self) -> None:
        self.vocabulary: Vocabulary | None = None
        self.encoder: Encoder | None = None
        self.encoder_folder: Path | None = None

    def __call__(self, doc: Doc) -> Doc:
        doc._.reading = self.read(doc._.norm)
        return doc

    def read(self, said: str) -> Reading | None:
        """Neutral text to what the heads read; None before training."""
        if self.vocabulary is None:
            return None
        embedding = self.encoder.vector(said) if self.encoder and said else None
        return Reading(*self.vocabulary.weigh(ngrams(said)), embedding)

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:
        """Write the vocabulary with its hash and copy the encoder's files."""
        path = Path(path)
        path.mkdir(parents=True, exist_ok=True)
        if self.vocabulary is not None:
            page = {"ngrams": list(self.vocabulary.columns), "idf": [round(float(x), 5) for x in self.vocabulary.idf]}
            (path / "vocabulary.json").write_text(json.dumps(page))
            (path / "vocabulary.sha256").write_text(digest(path / "vocabulary.json"))
        if self.encoder_folder is not None:
            copytree(self.encoder_folder, path / "encoder", dirs_exist_ok=True)

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> "EncodeComponent":
        """Read what `to_disk` wrote. Raises HeadError or EncoderError on altered files."""
        import numpy as np

        path = Path(path)
        file = path / "vocabulary.json"
        if file.is_file():
            if digest(file) != (path / "vocabulary.sha256").read_text().strip():
                raise HeadError("vocabulary.json is not the file that was trained (SHA-256 differs)")
            page = json.loads(file.read_text())
            columns = {gram: n for n, gram in enumerate(page["ngrams"])}
            self.vocabulary = Vocabulary(columns, np.array(page["idf"], dtype=np.float32))
        if (path / "encoder" / "meta.json").is_file():
            self.encoder_folder = path / "encoder"
            self.encoder = OnnxEncoder(self.encoder_folder)
        return self


@Language.factory("doorstep_encode")
def make(nlp: Language, name: str) -> EncodeComponent:
    """The component without vocabulary or encoder, until a model is read or trained."""
    return EncodeComponent()
