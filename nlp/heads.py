"""Trained heads as they are served: a linear layer on n-grams blended with one on the embedding. Numpy only."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from nlp.encoder import digest

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


class HeadError(RuntimeError):
    """A head's files are missing or altered."""


@dataclass(frozen=True)
class Reading:
    """One text as the heads see it: n-gram columns with weights, and the embedding (None: no encoder)."""

    columns: Ints
    weights: Floats
    embedding: Floats | None


def softmax(scores: Floats) -> Floats:
    """Scores to probabilities along the last axis."""
    odds = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(odds / odds.sum(-1, keepdims=True), dtype=np.float32)


@dataclass(frozen=True)
class Blend:
    """How two layers are joined: softmax of each at its own temperature, averaged, then sharpened."""

    ngram_scale: float = 4.0
    embedding_scale: float = 1.0
    ngram_share: float = 0.5
    sharpness: float = 1.0

    def join(self, ngram: Floats, embedding: Floats | None) -> Floats:
        """Probabilities from the raw scores of both layers (either one row or many)."""
        odds = softmax(ngram * np.float32(self.ngram_scale))
        if embedding is not None:
            other = softmax(embedding * np.float32(self.embedding_scale))
            odds = np.float32(self.ngram_share) * odds + np.float32(1 - self.ngram_share) * other
        return softmax(np.log(np.maximum(odds, 1e-9)) * np.float32(self.sharpness))


@dataclass(frozen=True)
class Head:
    """A classifier over `labels`. `settings` holds its thresholds."""

    labels: tuple[str, ...]
    ngram_weights: Floats
    ngram_bias: Floats
    embedding_weights: Floats | None
    embedding_bias: Floats | None
    blend: Blend
    settings: dict[str, float]

    def raw(self, reading: Reading) -> tuple[Floats, Floats | None]:
        """Scores of the two layers before they are joined."""
        ngram = self.ngram_bias + reading.weights @ self.ngram_weights[reading.columns]
        if self.embedding_weights is None or self.embedding_bias is None or reading.embedding is None:
            return ngram, None
        return ngram, self.embedding_bias + reading.embedding @ self.embedding_weights

    def probabilities(self, reading: Reading) -> Floats:
        """One probability a label."""
        return self.blend.join(*self.raw(reading))

    def best(self, reading: Reading) -> tuple[str, float]:
        """The likeliest label and its probability."""
        odds = self.probabilities(reading)
        at = int(odds.argmax())
        return self.labels[at], float(odds[at])

    def save(self, folder: Path, name: str) -> None:
        """Write `<name>.npz` and `<name>.json` (labels, blend, thresholds, the hash of the weights)."""
        folder.mkdir(parents=True, exist_ok=True)
        arrays = {"ngram_weights": self.ngram_weights.astype(np.float16), "ngram_bias": self.ngram_bias}
        if self.embedding_weights is not None and self.embedding_bias is not None:
            arrays |= {"embedding_weights": self.embedding_weights, "embedding_bias": self.embedding_bias}
        file = folder / f"{name}.npz"
        np.savez_compressed(file, allow_pickle=False, **arrays)
        page = {"labels": self.labels, "blend": vars(self.blend), "settings": self.settings, "sha256": digest(file)}
        (folder / f"{name}.json").write_text(json.dumps(page, indent=2) + "\n")

    @classmethod
    def load(cls, folder: Path, name: str) -> "Head":
        """Read what `save` wrote. Raises HeadError when the weights are not those of the JSON page."""
        file = folder / f"{name}.npz"
        try:
            page = json.loads((folder / f"{name}.json").read_text())
            altered = digest(file) != page["sha256"]
        except (OSError, ValueError, KeyError) as wrong:
            raise HeadError(f"{name}: cannot be read") from wrong
        if altered:
            raise HeadError(f"{name}.npz is not the file that was trained (SHA-256 differs)")
        with np.load(file, allow_pickle=False) as arrays:
            read = {key: arrays[key].astype(np.float32) for key in arrays.files}
        return cls(
            tuple(page["labels"]),
            read["ngram_weights"],
            read["ngram_bias"],
            read.get("embedding_weights"),
            read.get("embedding_bias"),
            Blend(**page["blend"]),
            {key: float(value) for key, value in page["settings"].items()},
        )
