"""Trained heads as they are served: a linear layer on n-grams added to one on the sentence embedding. Numpy only."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from nlp.encoder import digest

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


class HeadError(RuntimeError):
    """A head's files are missing or altered."""


@dataclass(frozen=True)
class Reading:
    """One text as the heads see it: n-gram columns with weights, and its sentence embedding."""

    columns: Ints
    weights: Floats
    vector: Floats | None = None


def softmax(scores: Floats) -> Floats:
    """Scores to probabilities along the last axis."""
    odds = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(odds / odds.sum(-1, keepdims=True), dtype=np.float32)


@dataclass(frozen=True)
class Blend:
    """How two layers are joined: the scores mixed, then made probabilities at one temperature."""

    ngram_share: float = 0.5
    scale: float = 4.0

    def join(self, ngram: Floats, other: Floats | None) -> Floats:
        """Probabilities from the raw scores of both layers (one row or many)."""
        share = np.float32(self.ngram_share)
        mixed = ngram if other is None else share * ngram + (1 - share) * other
        return softmax(np.float32(self.scale) * mixed)


@dataclass(frozen=True)
class Layer:
    """Linear scores of a sentence embedding: weights [384, labels] and a bias a label."""

    weights: Floats
    bias: Floats

    def scores(self, vectors: Floats) -> Floats:
        """Raw scores of one embedding or of many."""
        return np.asarray(vectors @ self.weights + self.bias, dtype=np.float32)


@dataclass(frozen=True)
class Head:
    """A classifier over `labels`. `settings` holds its thresholds."""

    labels: tuple[str, ...]
    ngram_weights: Floats
    ngram_bias: Floats
    vector_layer: Layer | None
    blend: Blend
    settings: dict[str, float]

    def raw(self, reading: Reading) -> tuple[Floats, Floats | None]:
        """Scores of the two layers before they are joined."""
        ngram = self.ngram_bias + reading.weights @ self.ngram_weights[reading.columns]
        if self.vector_layer is None or reading.vector is None:
            return ngram, None
        return ngram, self.vector_layer.scores(reading.vector)

    def probabilities(self, reading: Reading) -> Floats:
        """One probability a label."""
        return self.blend.join(*self.raw(reading))

    def best(self, reading: Reading, but: str = "") -> tuple[str, float]:
        """The likeliest label (`but` one) and its probability."""
        odds = self.probabilities(reading)
        if but:
            odds[self.labels.index(but)] = 0
        at = int(odds.argmax())
        return self.labels[at], float(odds[at])

    def of(self, label: str, reading: Reading) -> float:
        """The probability of one label."""
        return float(self.probabilities(reading)[self.labels.index(label)])

    def save(self, folder: Path, name: str) -> None:
        """Write `<name>.npz` and `<name>.json` (labels, blend, thresholds, the hash of the weights)."""
        folder.mkdir(parents=True, exist_ok=True)
        arrays: dict[str, Any] = {"ngram_weights": self.ngram_weights.astype(np.float16), "ngram_bias": self.ngram_bias}
        if self.vector_layer is not None:
            arrays |= {"vector_weights": self.vector_layer.weights.astype(np.float16)}
            arrays |= {"vector_bias": self.vector_layer.bias}
        file = folder / f"{name}.npz"
        np.savez_compressed(file, allow_pickle=False, **arrays)
        page = {
            "labels": self.labels,
            "blend": vars(self.blend),
            "settings": self.settings,
            "sha256": digest(file),
        }
        (folder / f"{name}.json").write_text(json.dumps(page, indent=2) + "\n")

    @classmethod
    def load(cls, folder: Path, name: str) -> "Head":
        """Read what `save` wrote. Raises HeadError when the weights are not those of the JSON page."""
        page = _page(folder, name)
        with np.load(folder / f"{name}.npz", allow_pickle=False) as arrays:
            read = {key: arrays[key].astype(np.float32) for key in arrays.files}
        return cls(
            tuple(page["labels"]),
            read["ngram_weights"],
            read["ngram_bias"],
            Layer(read["vector_weights"], read["vector_bias"]) if "vector_bias" in read else None,
            Blend(**page["blend"]),
            {key: float(value) for key, value in page["settings"].items()},
        )


def _page(folder: Path, name: str) -> dict[str, Any]:
    """The JSON page of a head whose weights are the ones it names."""
    try:
        page: dict[str, Any] = json.loads((folder / f"{name}.json").read_text())
        altered = digest(folder / f"{name}.npz") != page["sha256"]
    except (OSError, ValueError, KeyError) as wrong:
        raise HeadError(f"{name}: cannot be read") from wrong
    if altered:
        raise HeadError(f"{name}.npz is not the file that was trained (SHA-256 differs)")
    return page
