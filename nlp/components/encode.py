"""The text as the trained heads see it, made once a message: n-gram weights and likeness to known texts."""

import json
from collections.abc import Iterable
from pathlib import Path
from shutil import copytree

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from nlp.encoder import Encoder, OnnxEncoder, digest
from nlp.heads import Floats, HeadError, Reading, likeness
from nlp.ngrams import Vocabulary, ngrams
from nlp.spelling import Speller

FILES = ("vocabulary.json", "known.npz")


class EncodeComponent:
    """Sets `doc._.reading`. Without an encoder the n-grams carry on alone."""

    def __init__(self) -> None:
        self.vocabulary: Vocabulary | None = None
        self.speller = Speller({})
        self.known: Floats | None = None
        self.basis: Floats | None = None
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
        return Reading(columns, weights, self._likeness(said))

    def _likeness(self, said: str) -> Floats | None:
        if self.encoder is None or self.known is None or self.basis is None or not said:
            return None
        return likeness(self.known, self.encoder.vector(said) @ self.basis)

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002 (the signature spaCy calls)
        """Write the vocabulary and the known texts' vectors with their hashes, and copy the encoder's files."""
        path = Path(path)
        path.mkdir(parents=True, exist_ok=True)
        if self.vocabulary is None:
            return
        idf = [round(float(x), 5) for x in self.vocabulary.idf]
        page = {"ngrams": list(self.vocabulary.columns), "idf": idf, "words": self.vocabulary.words}
        (path / FILES[0]).write_text(json.dumps(page))
        if self.known is not None and self.basis is not None:
            halves = {"vectors": self.known.astype(np.float16), "basis": self.basis.astype(np.float16)}
            np.savez_compressed(path / FILES[1], allow_pickle=False, **halves)
        sums = {name: digest(path / name) for name in FILES if (path / name).is_file()}
        (path / "sums.json").write_text(json.dumps(sums, indent=2) + "\n")
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
        page = json.loads((path / FILES[0]).read_text())
        columns = {gram: n for n, gram in enumerate(page["ngrams"])}
        self.vocabulary = Vocabulary(columns, np.array(page["idf"], dtype=np.float32), page["words"])
        self.speller = Speller(page["words"])
        if (path / FILES[1]).is_file():
            with np.load(path / FILES[1], allow_pickle=False) as arrays:
                self.known = arrays["vectors"].astype(np.float32)
                self.basis = arrays["basis"].astype(np.float32)


@Language.factory("doorstep_encode")
def make(nlp: Language, name: str) -> EncodeComponent:  # noqa: ARG001 (the signature spaCy calls)
    """The component without vocabulary or encoder, until a model is read or trained."""
    return EncodeComponent()
