"""`python -m nlp.training.bench_public FOLDER`: the same recipe on public sets, beside published figures.

Nothing here is trained into the product, and the encoder is the published one, without our additions. One run prints
the tables of docs/understanding.md.
"""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from statistics import mean
from tempfile import TemporaryDirectory

import numpy as np

from nlp import encoder
from nlp.heads import Floats, Head
from nlp.ngrams import Vocabulary, neutral, ngrams
from nlp.spelling import Speller
from nlp.training.bench_data import OUT_OF_SCOPE, Pair, Split, clinc, few, london
from nlp.training.fit import Examples, Recipe, Texts, Unseen, best_blend, fit_layers
from nlp.training.noise import noisy
from nlp.training.train import sparse

Say = Callable[[str], None]
COST = 0.022
"""Share of in-scope validation texts that the out-of-scope threshold may silence."""


class Bench:
    """The product's recipe (n-grams + embedding) on any split; embeddings are made once a text."""

    def __init__(self, embed: encoder.Encoder, say: Say) -> None:
        self._embed, self.say = embed, say
        self._vectors: dict[str, Floats] = {}

    def vectors(self, said: Iterable[str]) -> Floats:
        """Embeddings of neutral texts."""
        for text in said:
            if text not in self._vectors:
                self._vectors[text] = self._embed.vector(text or ".")
        return np.array([self._vectors[text] for text in said], dtype=np.float32)


class Trained:
    """A head trained on one split, with what turns texts into its scores."""

    def __init__(self, bench: Bench, split: Split, recipe: Recipe) -> None:
        self._bench = bench
        said = [neutral(text) for text, _ in split.train]
        counted = [ngrams(text) for text in said]
        self._vocabulary = Vocabulary.learn(counted, at_least=1 if len(said) < FEW else 2)
        self._speller = Speller(self._vocabulary.words)
        texts = Texts(self._grams(said), bench.vectors(said))
        ones = np.ones(len(said), dtype=np.float32)
        rows = Examples(np.arange(len(said)), [label for _, label in split.train], [""] * len(said), ones)
        self.head: Head = fit_layers(rows, texts, recipe)
        self.blend = best_blend(self.scored(split.val))

    def _grams(self, said: list[str]) -> Floats:
        found: Floats = sparse([self._vocabulary.weigh(ngrams(text)) for text in said], len(self._vocabulary.idf))
        return found

    def scored(self, pairs: list[Pair]) -> Unseen:
        """Raw scores of labelled texts."""
        said = [self._speller.read(neutral(text)) for text, _ in pairs]
        ngram = self._grams(said) @ self.head.ngram_weights + self.head.ngram_bias
        layer = self.head.vector_layer
        other = None if layer is None else layer.scores(self._bench.vectors(said))
        truth = np.array([self.head.labels.index(label) for _, label in pairs])
        ones = np.ones(len(pairs), dtype=np.float32)
        return Unseen(self.head.labels, truth, np.asarray(ngram), other, ones, np.arange(len(pairs)))

    def odds(self, pairs: list[Pair]) -> tuple[Floats, Unseen]:
        """Probabilities of labelled texts, and their truth."""
        scored = self.scored(pairs)
        return scored.odds(self.blend), scored


FEW = 3000
"""Fewer training texts than this: every n-gram is kept."""


def in_scope(odds: Floats, scored: Unseen, at: float) -> tuple[float, float, float]:
    """In-scope accuracy, out-of-scope recall and precision, when a best in-scope score below `at` is out of scope."""
    outside = scored.labels.index(OUT_OF_SCOPE)
    called = odds.argmax(1)
    best = np.delete(odds, outside, axis=1).max(1)
    called[best < at] = outside
    truly = scored.truth == outside
    said = called == outside
    accuracy = float((called == scored.truth)[~truly].mean())
    return accuracy, float(said[truly].mean()), float(truly[said].mean()) if said.any() else 0.0


def threshold(odds: Floats, scored: Unseen) -> float:
    """The score below which COST of the right in-scope validation texts lie."""
    outside = scored.labels.index(OUT_OF_SCOPE)
    right = (odds.argmax(1) == scored.truth) & (scored.truth != outside)
    return float(np.quantile(np.delete(odds, outside, axis=1).max(1)[right], COST))


def _percent(*shares: float) -> str:
    return " / ".join(f"{100 * share:.1f}" for share in shares)


def bench_clinc(bench: Bench, folder: Path) -> None:
    """CLINC150 full, then ten a label in three draws, clean and under typed noise."""
    split = clinc(folder)
    trained = Trained(bench, split, Recipe(1.0, 0.3))
    at = threshold(*trained.odds(split.val))
    odds, scored = trained.odds(split.test)
    bench.say(f"CLINC150 full, argmax: in-scope / oos recall / precision {_percent(*in_scope(odds, scored, 0))}")
    bench.say(f"CLINC150 full, threshold {at:.3f}: {_percent(*in_scope(odds, scored, at))}")
    dice = Random(1)  # noqa: S311 (noise that must repeat)
    noise = [(noisy(text, dice), label) for text, label in split.test]
    bench.say(f"CLINC150 full under typed noise, argmax: {_percent(*in_scope(*trained.odds(noise), 0))}")
    clean, rough = [], []
    for seed in (1, 2, 3):
        drawn = Split(few(split.train, 10, seed, frozenset((OUT_OF_SCOPE,))), split.val, split.test)
        small = Trained(bench, drawn, Recipe(1.0, 0.3))
        clean.append(in_scope(*small.odds(split.test), 0))
        rough.append(in_scope(*small.odds(noise), 0)[0])
    draws = " ".join(f"{100 * draw[0]:.1f}" for draw in clean)
    means = _percent(*(mean(draw[n] for draw in clean) for n in range(3)))
    bench.say(f"CLINC150 ten a label, mean of three [{draws}]: {means}; under typed noise {100 * mean(rough):.1f}")


def _top(odds: Floats, scored: Unseen) -> str:
    ranked = np.argsort(-odds, axis=1)
    first = ranked[:, 0] == scored.truth
    return _percent(float(first.mean()), float((first | (ranked[:, 1] == scored.truth)).mean()))


def bench_london(bench: Bench, folder: Path) -> None:
    """London reports: 100 a service, and all there are; a later month held out."""
    split = london(folder)
    for name, train in (("100 a service", few(split.train, 100, 1)), ("all", split.train)):
        trained = Trained(bench, Split(train, split.val, split.test), Recipe(0.3, 1))
        figures = _top(*trained.odds(split.test))
        bench.say(
            f"London reports, {name} ({len(train)} texts; {len(split.test)} of a later month): top-1 / top-2 {figures}"
        )


def main(folder: Path, say: Say = print) -> None:
    """Measure on every public set in `folder`."""
    with TemporaryDirectory() as scratch:
        encoder.build(Path(scratch), tuned=False)
        bench = Bench(encoder.OnnxEncoder(Path(scratch)), say)
        bench_clinc(bench, folder)
        bench_london(bench, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
