"""Fitting a head: a linear SVM on n-grams and softmax regression on embeddings, mixed and calibrated on unseen voices.

scikit-learn and scipy are used here and nowhere else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

from nlp.heads import Blend, Floats, Head, Ints, Layer, softmax
from nlp.training.data import CALIBRATION

SEED = 7
UNKNOWN_LABEL = -2
CLOSE_ENOUGH = 0.1
"""Where the SVM stops: the usual 0.0001 takes half as long again and reads calibration voices no better."""
ROUNDS, SPREAD, CALM = 100, 10.0, 5.0
"""Most steps of the softmax regression; what unit vectors are stretched to, so that it learns at a fair pace; what its
scores are divided by, to be about as large as the SVM's."""


@dataclass(frozen=True)
class Texts:
    """All training texts: sparse n-gram weights (scipy) and embeddings, one row a text."""

    grams: Any
    vectors: Floats | None

    @property
    def size(self) -> int:
        """How many texts."""
        return int(self.grams.shape[0])


@dataclass(frozen=True)
class Examples:
    """Rows of `Texts` with labels and voices; `weights` say how much each counts."""

    at: Ints
    labels: Sequence[str]
    voices: Sequence[str]
    weights: Floats

    def take(self, chosen: Ints) -> "Examples":
        """The examples at the positions `chosen`."""
        labels, voices = [self.labels[n] for n in chosen], [self.voices[n] for n in chosen]
        return Examples(self.at[chosen], labels, voices, self.weights[chosen])


@dataclass(frozen=True)
class Recipe:
    """How strongly each layer is held back from its examples."""

    ngram_c: float = 0.3
    restraint: float = 30


def _two_sided(coef: Floats, bias: Floats) -> tuple[Floats, Floats]:
    """A binary model has one row of weights: make it two, as every other model has one a label."""
    if coef.shape[0] == 1:
        return np.vstack([-coef, coef]), np.concatenate([-bias, bias])
    return coef, bias


def _ngram_layer(rows: Examples, texts: Texts, recipe: Recipe) -> tuple[Floats, Floats]:
    from sklearn.svm import LinearSVC

    model = LinearSVC(C=recipe.ngram_c, random_state=SEED, tol=CLOSE_ENOUGH)
    model.fit(texts.grams[rows.at], rows.labels, sample_weight=rows.weights)
    coef, bias = _two_sided(model.coef_, np.atleast_1d(model.intercept_))
    return coef.T.astype(np.float32), bias.astype(np.float32)


def _vector_layer(rows: Examples, texts: Texts, recipe: Recipe, near: Head | None) -> Layer | None:
    """Multinomial logistic regression with a penalty on large weights (the bias apart), begun from a head `near` it."""
    from scipy.optimize import minimize

    if texts.vectors is None:
        return None
    labels = tuple(sorted(set(rows.labels)))
    ones = np.ones((len(rows.at), 1), dtype=np.float32)
    seen = np.hstack([texts.vectors[rows.at] * np.float32(SPREAD), ones])
    wanted = (np.array(rows.labels)[:, None] == np.array(labels)[None]).astype(np.float32)
    shape = (seen.shape[1], len(labels))

    def lost(flat: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        solved = flat.reshape(shape).astype(np.float32)
        held = solved * np.float32(recipe.restraint)
        held[-1] = 0
        odds = softmax(seen @ solved)
        slope = seen.T @ ((odds - wanted) * rows.weights[:, None]) + held
        right = np.log(np.maximum((odds * wanted).sum(1), 1e-12)) @ rows.weights
        return float((held * solved).sum() / 2 - right), slope.ravel().astype(np.float64)

    found = minimize(lost, _begun(near, labels, shape), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x
    solved = found.reshape(shape).astype(np.float32)
    return Layer(solved[:-1] * np.float32(SPREAD / CALM), solved[-1] / np.float32(CALM))


def _begun(near: Head | None, labels: tuple[str, ...], shape: tuple[int, int]) -> npt.NDArray[np.float64]:
    layer = near.vector_layer if near is not None and near.labels == labels else None
    if layer is None:
        return np.zeros(shape[0] * shape[1])
    return np.vstack([layer.weights * (CALM / SPREAD), layer.bias * CALM]).ravel().astype(np.float64)


def fit_layers(rows: Examples, texts: Texts, recipe: Recipe, near: Head | None = None) -> Head:
    """A head fitted on all of `rows`, without a blend and thresholds yet."""
    labels = tuple(sorted(set(rows.labels)))
    grams, bias = _ngram_layer(rows, texts, recipe)
    return Head(labels, grams, bias, _vector_layer(rows, texts, recipe, near), Blend(), {})


@dataclass(frozen=True)
class Unseen:
    """Raw scores of examples by a head that never saw their voices: what blends and thresholds are set on."""

    labels: tuple[str, ...]
    truth: Ints
    ngram: Floats
    other: Floats | None
    weights: Floats
    at: Ints

    def odds(self, blend: Blend) -> Floats:
        """Probabilities under a blend."""
        return blend.join(self.ngram, self.other)


def _scored(head: Head, rows: Examples, texts: Texts, labels: tuple[str, ...]) -> Unseen:
    """Raw scores of `rows` under a head, with a column for each of `labels` (low where the head knows it not)."""
    columns = [labels.index(label) for label in head.labels]
    ngram = np.full((len(rows.at), len(labels)), UNKNOWN_LABEL, dtype=np.float32)
    ngram[:, columns] = texts.grams[rows.at] @ head.ngram_weights + head.ngram_bias
    other = None
    if texts.vectors is not None and head.vector_layer is not None:
        other = np.full_like(ngram, UNKNOWN_LABEL)
        other[:, columns] = head.vector_layer.scores(texts.vectors[rows.at])
    truth = np.array([labels.index(label) for label in rows.labels])
    return Unseen(labels, truth, ngram, other, rows.weights, rows.at)


def set_aside(rows: Examples, texts: Texts, recipe: Recipe) -> tuple[Unseen, Head]:
    """A head without the calibration voices, whom the encoder was not tuned on either, and its scores of those."""
    labels = tuple(sorted(set(rows.labels)))
    aside = np.array([voice in CALIBRATION for voice in rows.voices])
    head = fit_layers(rows.take(np.flatnonzero(~aside)), texts, recipe)
    return _scored(head, rows.take(np.flatnonzero(aside)), texts, labels), head


def loss(odds: Floats, scored: Unseen) -> float:
    """Weighted mean negative log likelihood of the true labels."""
    likely = np.maximum(odds[np.arange(len(scored.truth)), scored.truth], 1e-9)
    return float(-(np.log(likely) * scored.weights).sum() / scored.weights.sum())


SURE, SURELY_WRONG = 0.8, 0.02
"""Of the texts, at most SURELY_WRONG may be wrong at a probability of SURE or more."""


def surely_wrong(odds: Floats, scored: Unseen) -> float:
    """The share of texts whose likeliest label is wrong and yet SURE."""
    return float(((odds.argmax(1) != scored.truth) & (odds.max(1) >= SURE)).mean())


def best_blend(scored: Unseen) -> Blend:
    """The blend with the least loss on unseen voices that is seldom sure and wrong: mixing and calibration in one."""
    grid = product((0.2, 0.3, 0.4, 0.5, 0.6, 0.7), (1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 10, 12, 15, 20))

    def cost(blend: Blend) -> tuple[bool, float]:
        odds = scored.odds(blend)
        return surely_wrong(odds, scored) > SURELY_WRONG, loss(odds, scored)

    return min((Blend(*values) for values in grid), key=cost)
