"""Fitting a head: a linear SVM on n-grams and a logistic regression on embeddings, blended out of fold.

scikit-learn is used here and nowhere else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

from nlp.heads import Blend, Floats, Head, Reading

SEED = 7
FOLDS = 4


@dataclass(frozen=True)
class Examples:
    """Readings with their labels; `groups` (voices) never straddle a fold; `weights` say how much each counts."""

    readings: Sequence[Reading]
    labels: Sequence[str]
    groups: Sequence[str]
    weights: Sequence[float]

    def take(self, at: npt.NDArray[np.int64]) -> "Examples":
        """The rows at the positions `at`."""
        return Examples(
            [self.readings[n] for n in at], [self.labels[n] for n in at], [self.groups[n] for n in at],
            [self.weights[n] for n in at],
        )  # fmt: skip


@dataclass(frozen=True)
class Recipe:
    """How strongly each layer is fitted."""

    ngram_c: float = 0.5
    embedding_c: float = 10.0
    balanced: bool = False


def sparse(readings: Sequence[Reading], width: int) -> "npt.ArrayLike":
    """The n-gram weights of many readings as a scipy matrix."""
    from scipy.sparse import csr_matrix

    ends = np.cumsum([0] + [len(reading.columns) for reading in readings])
    columns = np.concatenate([reading.columns for reading in readings]) if readings else np.zeros(0)
    weights = np.concatenate([reading.weights for reading in readings]) if readings else np.zeros(0)
    return csr_matrix((weights, columns, ends), shape=(len(readings), width))


def _two_sided(coef: Floats, bias: Floats) -> tuple[Floats, Floats]:
    """A binary model has one row of weights: make it two, as every other model has one a label."""
    if coef.shape[0] == 1:
        return np.vstack([-coef, coef]) / 2, np.concatenate([-bias, bias]) / 2
    return coef, bias


def _ngram_layer(rows: Examples, width: int, recipe: Recipe) -> tuple[Floats, Floats]:
    from sklearn.svm import LinearSVC

    model = LinearSVC(C=recipe.ngram_c, random_state=SEED, class_weight="balanced" if recipe.balanced else None)
    model.fit(sparse(rows.readings, width), rows.labels, sample_weight=rows.weights)
    coef, bias = _two_sided(model.coef_, np.atleast_1d(model.intercept_))
    return coef.T.astype(np.float32), bias.astype(np.float32)


def _embedding_layer(rows: Examples, recipe: Recipe) -> tuple[Floats, Floats] | tuple[None, None]:
    from sklearn.linear_model import LogisticRegression

    if any(reading.embedding is None for reading in rows.readings):
        return None, None
    model = LogisticRegression(
        C=recipe.embedding_c, max_iter=300, tol=1e-3, class_weight="balanced" if recipe.balanced else None
    )
    model.fit(np.array([r.embedding for r in rows.readings]), rows.labels, sample_weight=rows.weights)
    coef, bias = _two_sided(model.coef_, model.intercept_)
    return coef.T.astype(np.float32), bias.astype(np.float32)


def fit_layers(rows: Examples, width: int, recipe: Recipe, blend: Blend) -> Head:
    """A head fitted on all of `rows`."""
    ngram, ngram_bias = _ngram_layer(rows, width, recipe)
    embedding, embedding_bias = _embedding_layer(rows, recipe)
    labels = tuple(sorted(set(rows.labels)))
    return Head(labels, ngram, ngram_bias, embedding, embedding_bias, blend, {})


@dataclass(frozen=True)
class OutOfFold:
    """Raw scores of each example by a head that never saw its voice: what blends and thresholds are set on."""

    labels: tuple[str, ...]
    truth: npt.NDArray[np.int64]
    ngram: Floats
    embedding: Floats | None

    def odds(self, blend: Blend) -> Floats:
        """Probabilities under a blend."""
        return blend.join(self.ngram, self.embedding)


def _folds(groups: Sequence[str]) -> list[npt.NDArray[np.int64]]:
    """Positions of each fold; voices dealt in turn, so that no voice straddles two."""
    order = {group: n % FOLDS for n, group in enumerate(sorted(set(groups)))}
    dealt = np.array([order[group] for group in groups])
    return [np.flatnonzero(dealt == fold) for fold in range(FOLDS)]


def out_of_fold(rows: Examples, width: int, recipe: Recipe) -> OutOfFold:
    """Fit FOLDS heads, each without one fold's voices, and score those."""
    labels = tuple(sorted(set(rows.labels)))
    ngram = np.full((len(rows.labels), len(labels)), -5.0, dtype=np.float32)
    embedding = ngram.copy()
    for held in _folds(rows.groups):
        rest = np.setdiff1d(np.arange(len(rows.labels)), held)
        head = fit_layers(rows.take(rest), width, recipe, Blend())
        at = [labels.index(label) for label in head.labels]
        for n in held:
            first, second = head.raw(rows.readings[n])
            ngram[n, at] = first
            if second is not None:
                embedding[n, at] = second
    has = all(reading.embedding is not None for reading in rows.readings)
    truth = np.array([labels.index(label) for label in rows.labels])
    return OutOfFold(labels, truth, ngram, embedding if has else None)


def loss(odds: Floats, truth: npt.NDArray[np.int64]) -> float:
    """Mean negative log likelihood of the true labels."""
    return float(-np.log(np.maximum(odds[np.arange(len(truth)), truth], 1e-9)).mean())


def best_blend(scored: OutOfFold) -> Blend:
    """The blend with the least loss out of fold: calibration and mixing in one."""
    grid = product((2.0, 3.0, 4.0, 6.0), (0.7, 1.0, 1.4), (0.3, 0.4, 0.5, 0.6), (0.8, 1.0, 1.2, 1.5, 1.8))
    blends = [Blend(*values) for values in grid]
    return min(blends, key=lambda blend: loss(scored.odds(blend), scored.truth))
