"""The same encoder as a plain numpy forward pass: the proof of the ONNX graph, and its stand-in (5x slower)."""

from collections.abc import Mapping
from math import sqrt

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]
Weights = Mapping[str, Vector]
HEADS, LAYERS, EPSILON = 12, 6, 1e-12


def _dense(weights: Weights, name: str, x: Vector) -> Vector:
    return np.asarray(x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"], dtype=np.float32)


def _norm(weights: Weights, name: str, x: Vector) -> Vector:
    centred = x - x.mean(-1, keepdims=True)
    scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + EPSILON)
    return np.asarray(scaled * weights[f"{name}.weight"] + weights[f"{name}.bias"], dtype=np.float32)


def _erf(x: Vector) -> Vector:
    """Abramowitz and Stegun 7.1.26 in float64: its error (1.5e-7) is below what float32 shows here."""
    z = np.abs(x.astype(np.float64))
    t = 1 / (1 + 0.3275911 * z)
    steps = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)
    poly = sum(a * t ** (n + 1) for n, a in enumerate(steps))
    return np.asarray(np.sign(x) * (1 - poly * np.exp(-(z**2))), dtype=np.float32)


def _gelu(x: Vector) -> Vector:
    return np.asarray(0.5 * x * (1 + _erf(x / np.float32(sqrt(2)))), dtype=np.float32)


def _heads(x: Vector) -> Vector:
    return x.reshape(x.shape[0], HEADS, -1).transpose(1, 0, 2)


def _attention(weights: Weights, name: str, x: Vector) -> Vector:
    q, k, v = (_heads(_dense(weights, f"{name}.{part}", x)) for part in ("query", "key", "value"))
    scores = q @ k.transpose(0, 2, 1) / np.float32(sqrt(q.shape[-1]))
    odds = np.exp(scores - scores.max(-1, keepdims=True))
    mixed = (odds / odds.sum(-1, keepdims=True)) @ v
    return np.asarray(mixed.transpose(1, 0, 2).reshape(x.shape), dtype=np.float32)


def forward(weights: Weights, ids: list[int]) -> Vector:
    """The unit vector (384) of one text's token ids."""
    x = weights["embeddings.word_embeddings.weight"][ids]
    x = x + weights["embeddings.position_embeddings.weight"][: len(ids)]
    x = _norm(weights, "embeddings.LayerNorm", x + weights["embeddings.token_type_embeddings.weight"][0])
    for number in range(LAYERS):
        base = f"encoder.layer.{number}"
        heard = _attention(weights, f"{base}.attention.self", x)
        out = f"{base}.attention.output"
        x = _norm(weights, f"{out}.LayerNorm", x + _dense(weights, f"{out}.dense", heard))
        wide = _gelu(_dense(weights, f"{base}.intermediate.dense", x))
        x = _norm(weights, f"{base}.output.LayerNorm", x + _dense(weights, f"{base}.output.dense", wide))
    mean = x.mean(0)
    return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)
