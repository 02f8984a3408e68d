"""`python -m nlp.training.tune`: teach the sentence encoder our residents' words, once, offline (half an hour).

Writes `nlp/adapter.npz`, low-rank additions to the published weights that `nlp.encoder` merges at set-up. Needs
the dependency group `tune` (jax, optax); nothing else does. Held-out and calibration voices are not learnt from.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from time import monotonic

import jax
import jax.numpy as jnp
import numpy as np
import optax

from nlp import encoder
from nlp.training import corpus, data
from nlp.training.noise import noisy
from nlp.training.tune_model import Array, Tree, additions, embed, flat, loss, widened

SEED, EPOCHS, RATE, BUDGET = 7, 2, 1e-3, 2048
LENGTHS = (16, 24, 40, 72, encoder.MAX_TOKENS)
"""Texts are padded to one of LENGTHS tokens; a batch holds about BUDGET tokens."""
NOISED, THINNED, LOST = 0.25, 0.3, 0.1
"""Shares of texts that are seen with typed noise, and with a LOST share of their words."""
TASKS = {
    "services": (corpus.for_services, 1.0),
    "verbs": (corpus.for_verbs, 0.2),
    "commands": (corpus.for_commands, 0.4),
    "disposition": (corpus.for_disposition, 0.3),
    "safety": (corpus.for_safety, 0.6),
    "urgency": (corpus.for_urgency, 0.2),
}
Labels = dict[str, tuple[int, float]]
Item = tuple[str, Labels]


def items(read: corpus.Corpus) -> tuple[list[Item], list[Item], dict[str, list[str]]]:
    """Each text with its label and weight in every task: to learn from, to watch (calibration voices); the labels."""
    labels: dict[str, list[str]] = {}
    texts: dict[str, tuple[str, Labels]] = {}
    for task, (select, share) in TASKS.items():
        chosen = [e for e in select(read) if e.said]
        labels[task] = sorted({e.label for e in chosen})
        for e in chosen:
            texts.setdefault(e.said, (e.voice, {}))[1][task] = (labels[task].index(e.label), e.weight * share)
    learn = [(said, own) for said, (voice, own) in texts.items() if voice not in data.CALIBRATION]
    watch = [(said, own) for said, (voice, own) in texts.items() if voice in data.CALIBRATION]
    return learn, watch, labels


def varied(said: str, dice: Random) -> str:
    """The text as another thumb might have typed it."""
    if dice.random() < NOISED:
        said = noisy(said, dice)
    words = said.split()
    if len(words) > 4 and dice.random() < THINNED:
        words = [word for word in words if dice.random() > LOST] or words
    return " ".join(words)


class Batches:
    """Texts as arrays of a few fixed shapes, so that jax compiles each shape once."""

    def __init__(self, tokeniser: encoder.Tokeniser, tasks: list[str]) -> None:
        self._tokeniser, self._tasks = tokeniser, tasks

    def of(
        self, chosen: list[Item], dice: Random | None = None
    ) -> Iterator[tuple[list[int], tuple[Array, Array, Tree]]]:
        """Positions in `chosen` and arrays; shuffled and varied when there are dice."""
        order = list(range(len(chosen)))
        waiting: dict[int, list[tuple[int, list[int]]]] = {length: [] for length in LENGTHS}
        if dice:
            dice.shuffle(order)
        for at in order:
            ids = self._tokeniser.ids(varied(chosen[at][0], dice) if dice else chosen[at][0])
            length = next(length for length in LENGTHS if len(ids) <= length)
            waiting[length].append((at, ids))
            if len(waiting[length]) == BUDGET // length:
                yield self._arrays(chosen, length, waiting.pop(length))
                waiting[length] = []
        yield from (self._arrays(chosen, length, rest) for length, rest in waiting.items() if rest)

    def _arrays(
        self, chosen: list[Item], length: int, rows: list[tuple[int, list[int]]]
    ) -> tuple[list[int], tuple[Array, Array, Tree]]:
        size = BUDGET // length
        ids, mask = np.zeros((size, length), np.int32), np.zeros((size, length), np.float32)
        mask[:, 0] = 1
        wanted = {task: (np.zeros(size, np.int32), np.zeros(size, np.float32)) for task in self._tasks}
        for n, (at, tokens) in enumerate(rows):
            ids[n, : len(tokens)], mask[n, : len(tokens)] = tokens, 1
            for task, (label, weight) in chosen[at][1].items():
                wanted[task][0][n], wanted[task][1][n] = label, weight
        return [at for at, _ in rows], (ids, mask, wanted)


def begin(weights: Tree) -> Tree:
    """The additions that are there already, to go on from when texts were added; fresh ones when there are none."""
    low = additions(weights, SEED)
    if encoder.ADAPTER.is_file():
        with np.load(encoder.ADAPTER, allow_pickle=False) as kept:
            for name, fresh in low.items():
                a, b = (jnp.asarray(kept[f"{name}.{side}"], jnp.float32) for side in "ab")
                low[name] = widened((a, b), fresh)
    return low


class Tuner:
    """Learns the additions, and says after each round how the calibration voices are read."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say, self.start = say, monotonic()
        self.learn, self.watch, self.labels = items(corpus.read_corpus().part(held_out=False))
        self.batches = Batches(encoder.Tokeniser(encoder.wheel_file("tokenizer.json")), list(self.labels))
        self.weights = flat(encoder.published())
        self._embed = jax.jit(embed)
        low = begin(self.weights)
        self.learning: Tree = {"low": low, "heads": self._means(low)}

    def _vectors(self, low: Tree, chosen: list[Item]) -> Array:
        vectors = np.zeros((len(chosen), encoder.SIZE), np.float32)
        for at, (ids, mask, _) in self.batches.of(chosen):
            vectors[at] = np.asarray(self._embed(self.weights, low, ids, mask))[: len(at)]
        return vectors

    def _means(self, low: Tree) -> Tree:
        """A direction a label to begin with: the mean of its texts, less half of what all labels share."""
        vectors, heads = self._vectors(low, self.learn), {}
        for task, labels in self.labels.items():
            sums = np.zeros((encoder.SIZE, len(labels)), np.float32)
            for vector, (_, own) in zip(vectors, self.learn, strict=True):
                if task in own:
                    sums[:, own[task][0]] += vector
            heads[task] = sums / np.linalg.norm(sums, axis=0) - 0.5 * sums.mean(1, keepdims=True) / np.linalg.norm(
                sums.mean(1)
            )
        return heads

    def run(self) -> Tree:
        """All rounds; the additions."""
        dice = Random(SEED)  # noqa: S311 (what is learnt must repeat)
        steps = EPOCHS * sum(1 for _ in self.batches.of(self.learn))
        rate = optax.warmup_cosine_decay_schedule(0, RATE, steps // 15, steps, RATE / 50)
        way = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(rate, weight_decay=0.01))
        state = way.init(self.learning)

        @jax.jit  # type: ignore[untyped-decorator]
        def step(learning: Tree, state: Tree, weights: Tree, batch: Tree) -> tuple[Tree, Tree, Array]:
            lost, slopes = jax.value_and_grad(loss)(learning, weights, batch)
            moves, state = way.update(slopes, state, learning)
            return optax.apply_updates(learning, moves), state, lost

        self.say(f"{len(self.learn)} texts, {steps} steps")
        for number in range(EPOCHS):
            losses = []
            for _, batch in self.batches.of(self.learn, dice):
                self.learning, state, lost = step(self.learning, state, self.weights, batch)
                losses.append(float(lost))
            self._report(number + 1, float(np.mean(losses)))
        low: Tree = self.learning["low"]
        return low

    def _report(self, number: int, lost: float) -> None:
        vectors, figures = self._vectors(self.learning["low"], self.watch), []
        for task in self.labels:
            rows = [n for n, (_, own) in enumerate(self.watch) if task in own]
            directions = np.asarray(self.learning["heads"][task])
            called = (vectors[rows] @ (directions / np.linalg.norm(directions, axis=0))).argmax(1)
            truth = np.array([self.watch[n][1][task][0] for n in rows])
            figures.append(f"{task} {100 * (called == truth).mean():.1f}")
        self.say(f"round {number}, {monotonic() - self.start:.0f} s, loss {lost:.3f}: {', '.join(figures)}")


def main(target: Path = encoder.ADAPTER, say: Callable[[str], None] = print) -> None:
    """Tune, write `target`, and say its hash (for `nlp.encoder.ADAPTER_SHA256`)."""
    low = Tuner(say).run()
    halves = {
        f"{name}.{side}": np.asarray(pair[n], np.float16)
        for name, pair in low.items()
        for n, side in ((0, "a"), (1, "b"))
    }
    np.savez_compressed(target, allow_pickle=False, **halves)
    say(f"{target}: SHA-256 {encoder.digest(target)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else encoder.ADAPTER)
