"""The encoder's forward pass in jax with low-rank additions to its dense layers: for `nlp.training.tune` alone.

Each dense layer W gets W + A B with A of [in, RANK] and B of [RANK, out] (LoRA, Hu et al. 2021); only A and B learn.
"""

from collections.abc import Mapping
from math import sqrt
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from nlp.encoder_numpy import EPSILON, HEADS, LAYERS

RANK = 48
PARTS = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
SHARPNESS = 20.0
"""What a cosine to a label's direction is multiplied by before the softmax."""
SMOOTHED = 0.05
Array = Any
Tree = dict[str, Any]


def flat(weights: Mapping[str, Array]) -> Tree:
    """Weights as this forward pass multiplies them: dense ones transposed, once."""
    turned = {name: w.T if w.ndim == 2 and "embeddings" not in name else w for name, w in weights.items()}
    return {name: jnp.asarray(np.ascontiguousarray(w)) for name, w in turned.items()}


def additions(weights: Tree, seed: int) -> Tree:
    """Fresh additions: A at random, B zero, so that the encoder begins as it was published."""
    key, made = jax.random.PRNGKey(seed), {}
    for number in range(LAYERS):
        for part in PARTS:
            name = f"encoder.layer.{number}.{part}"
            wide, narrow = weights[f"{name}.weight"].shape
            key, own = jax.random.split(key)
            made[name] = (jax.random.normal(own, (wide, RANK)) / sqrt(wide), jnp.zeros((RANK, narrow)))
    return made


def widened(pair: tuple[Array, Array], fresh: tuple[Array, Array]) -> tuple[Array, Array]:
    """Additions of a lower rank, carried on at RANK: the new columns of A at random, the new rows of B zero."""
    (a, b), (new, zero) = pair, fresh
    return jnp.concatenate([a, new[:, a.shape[1] :]], 1), jnp.concatenate([b, zero[b.shape[0] :]], 0)


def _norm(w: Tree, name: str, x: Array) -> Array:
    centred = x - x.mean(-1, keepdims=True)
    scaled = centred / jnp.sqrt((centred**2).mean(-1, keepdims=True) + EPSILON)
    return scaled * w[f"{name}.weight"] + w[f"{name}.bias"]


def _dense(w: Tree, low: Tree, name: str, x: Array) -> Array:
    a, b = low[name]
    return x @ w[f"{name}.weight"] + w[f"{name}.bias"] + (x @ a) @ b


def _attention(w: Tree, low: Tree, name: str, x: Array, mask: Array) -> Array:
    def heads(part: str) -> Array:
        return _dense(w, low, f"{name}.{part}", x).reshape(*mask.shape, HEADS, -1).transpose(0, 2, 1, 3)

    q, k, v = heads("query"), heads("key"), heads("value")
    scores = q @ k.transpose(0, 1, 3, 2) / sqrt(q.shape[-1]) + (mask[:, None, None, :] - 1) * 1e9
    return (jax.nn.softmax(scores, -1) @ v).transpose(0, 2, 1, 3).reshape(x.shape)


def embed(w: Tree, low: Tree, ids: Array, mask: Array) -> Array:
    """Unit vectors [texts, 384] of token ids [texts, tokens]; `mask` is 1 where there is a token."""
    x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][: ids.shape[1]]
    x = _norm(w, "embeddings.LayerNorm", x + w["embeddings.token_type_embeddings.weight"][0])
    x = x.reshape(-1, x.shape[-1])
    for number in range(LAYERS):
        base = f"encoder.layer.{number}"
        out = f"{base}.attention.output"
        heard = _attention(w, low, f"{base}.attention.self", x, mask)
        x = _norm(w, f"{out}.LayerNorm", x + _dense(w, low, f"{out}.dense", heard))
        wide = jax.nn.gelu(_dense(w, low, f"{base}.intermediate.dense", x), approximate=False)
        x = _norm(w, f"{base}.output.LayerNorm", x + _dense(w, low, f"{base}.output.dense", wide))
    x = x.reshape(*mask.shape, -1)
    mean = (x * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
    return mean / jnp.linalg.norm(mean, axis=-1, keepdims=True)


def loss(learning: Tree, w: Tree, batch: tuple[Array, Array, Tree]) -> Array:
    """Mean over texts of the weighted cross-entropies of all tasks that label the text."""
    ids, mask, wanted = batch
    vectors, total = embed(w, learning["low"], ids, mask), 0.0
    for task, (truth, weight) in wanted.items():
        directions = learning["heads"][task]
        directions = directions / jnp.linalg.norm(directions, axis=0, keepdims=True)
        odds = jax.nn.log_softmax(SHARPNESS * (vectors @ directions))
        right = jnp.take_along_axis(odds, truth[:, None], 1)[:, 0]
        total += (-((1 - SMOOTHED) * right + SMOOTHED * odds.mean(-1)) * weight).sum()
    return total / len(ids)
