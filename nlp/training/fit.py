"""Fitting a head: a linear SVM on n-grams and a kernel ridge on embeddings, mixed and calibrated out of fold.

scikit-learn and scipy are used here and nowhere else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from nlp.heads import Blend, Floats, Head, Ints, likeness
from nlp.training.data import OFFICERS, TERMS

SEED = 7
FOLDS, SCORED = 4, 2
"""Voices are dealt into FOLDS; SCORED of them are enough to set thresholds on, in half the time."""


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
    """Rows of `Texts` with labels; `groups` (voices) never straddle a fold; `weights` say how much each counts."""

    at: Ints
    labels: Sequence[str]
    groups: Sequence[str]
    weights: Floats

    def take(self, chosen: Ints) -> "Examples":
        """The examples at the positions `chosen`."""
        labels, groups = [self.labels[n] for n in chosen], [self.groups[n] for n in chosen]
        return Examples(self.at[chosen], labels, groups, self.weights[chosen])


@dataclass(frozen=True)
class Recipe:
    """How strongly each layer is held back from its examples."""

    ngram_c: float = 0.3
    ridge: float = 0.25


def _two_sided(coef: Floats, bias: Floats) -> tuple[Floats, Floats]:
    """A binary model has one row of weights: make it two, as every other model has one a label."""
    if coef.shape[0] == 1:
        return np.vstack([-coef, coef]), np.concatenate([-bias, bias])
    return coef, bias


def _ngram_layer(rows: Examples, texts: Texts, recipe: Recipe) -> tuple[Floats, Floats]:
    from sklearn.svm import LinearSVC

    model = LinearSVC(C=recipe.ngram_c, random_state=SEED)
    model.fit(texts.grams[rows.at], rows.labels, sample_weight=rows.weights)
    coef, bias = _two_sided(model.coef_, np.atleast_1d(model.intercept_))
    return coef.T.astype(np.float32), bias.astype(np.float32)


def _likeness_layer(rows: Examples, labels: tuple[str, ...], texts: Texts, recipe: Recipe) -> Floats | None:
    """Kernel ridge regression to +1 and -1: one weight for each known text and label."""
    from scipy.linalg import cho_factor, cho_solve

    if texts.vectors is None:
        return None
    vectors = texts.vectors[rows.at]
    kernel = likeness(vectors, vectors)
    kernel[np.diag_indices(len(vectors))] += np.float32(recipe.ridge) / rows.weights
    wanted = np.where(np.array(rows.labels)[:, None] == np.array(labels)[None], 1, -1).astype(np.float32)
    solved = cho_solve(cho_factor(kernel, lower=True, overwrite_a=True, check_finite=False), wanted)
    dual = np.zeros((texts.size, len(labels)), dtype=np.float32)
    dual[rows.at] = solved
    return dual


def fit_layers(rows: Examples, texts: Texts, recipe: Recipe, blend: Blend, settings: dict[str, float]) -> Head:
    """A head fitted on all of `rows`."""
    labels = tuple(sorted(set(rows.labels)))
    grams, bias = _ngram_layer(rows, texts, recipe)
    return Head(labels, grams, bias, _likeness_layer(rows, labels, texts, recipe), blend, settings)


@dataclass(frozen=True)
class OutOfFold:
    """Raw scores of each example by a head that never saw its voice: what blends and thresholds are set on."""

    labels: tuple[str, ...]
    truth: Ints
    ngram: Floats
    other: Floats | None
    weights: Floats
    at: Ints

    def odds(self, blend: Blend) -> Floats:
        """Probabilities under a blend."""
        return blend.join(self.ngram, self.other)


def folds_of(groups: Sequence[str]) -> list[Ints]:
    """Positions of each fold; voices dealt in turn, none in two. Term lists and corrections are in no fold."""
    order = {group: n % FOLDS for n, group in enumerate(sorted(set(groups) - {TERMS, OFFICERS}))}
    dealt = np.array([order.get(group, FOLDS) for group in groups])
    return [np.flatnonzero(dealt == fold) for fold in range(FOLDS)]


def _scored(head: Head, rows: Examples, texts: Texts, labels: tuple[str, ...]) -> tuple[Floats, Floats | None]:
    """Raw scores of `rows` under a head, with a column for each of `labels` (low where the head knows it not)."""
    columns = [labels.index(label) for label in head.labels]
    ngram = np.full((len(rows.at), len(labels)), -2, dtype=np.float32)
    ngram[:, columns] = texts.grams[rows.at] @ head.ngram_weights + head.ngram_bias
    if texts.vectors is None or head.likeness_weights is None:
        return ngram, None
    other = np.full_like(ngram, -2)
    other[:, columns] = likeness(texts.vectors, texts.vectors[rows.at]) @ head.likeness_weights
    return ngram, other


def out_of_fold(rows: Examples, texts: Texts, recipe: Recipe) -> OutOfFold:
    """Fit SCORED heads, each without one fold's voices, and score those."""
    labels = tuple(sorted(set(rows.labels)))
    folds = folds_of(rows.groups)[:SCORED]
    scores = []
    for held in folds:
        rest = np.setdiff1d(np.arange(len(rows.at)), held)
        head = fit_layers(rows.take(rest), texts, recipe, Blend(), {})
        scores.append(_scored(head, rows.take(held), texts, labels))
    at = np.concatenate(folds)
    truth = np.array([labels.index(rows.labels[n]) for n in at])
    others = [other for _, other in scores if other is not None]
    other = np.concatenate(others) if others else None
    return OutOfFold(labels, truth, np.concatenate([n for n, _ in scores]), other, rows.weights[at], at)


def loss(odds: Floats, scored: OutOfFold) -> float:
    """Weighted mean negative log likelihood of the true labels."""
    likely = np.maximum(odds[np.arange(len(scored.truth)), scored.truth], 1e-9)
    return float(-(np.log(likely) * scored.weights).sum() / scored.weights.sum())


SURE, SURELY_WRONG = 0.8, 0.02
"""Of the texts, at most SURELY_WRONG may be wrong at a probability of SURE or more."""


def surely_wrong(odds: Floats, scored: OutOfFold) -> float:
    """The share of texts whose likeliest label is wrong and yet SURE."""
    return float(((odds.argmax(1) != scored.truth) & (odds.max(1) >= SURE)).mean())


def best_blend(scored: OutOfFold) -> Blend:
    """The blend with the least loss out of fold that is seldom sure and wrong: mixing and calibration in one."""
    grid = product((0.3, 0.4, 0.5, 0.6, 0.7), (0.7, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 10, 12))

    def cost(blend: Blend) -> tuple[bool, float]:
        odds = scored.odds(blend)
        return surely_wrong(odds, scored) > SURELY_WRONG, loss(odds, scored)

    return min((Blend(*values) for values in grid), key=cost)
