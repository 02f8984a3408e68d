"""Word and character n-grams of a text, and the sparse weights that go with them (numpy only)."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt

import numpy as np
import numpy.typing as npt

from nlp.words import canonical

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
_POSTCODE = re.compile(r"(?<![a-z0-9])[a-z]{1,2}[0-9][0-9a-z]? ?[0-9][a-z]{2}(?![a-z0-9])")
_STREET = re.compile(
    r"\b(?!(?:the|my|our|this|that|a|your|their|his|her|main|bus|cycle|whole|side|back|of|on|in|busy|dark|no|every|each|"
    r"one|same|other|next|all|up|down|off|across|fast|slow|high|school|country|private|quiet|narrow|wet|town)\b)"
    r"(\w+) (road|lane|street|avenue|terrace|mews|grove|crescent)\b|(?<=\d )[a-z]+ (close|drive|court|gardens|way)\b"
)
_LONG_NUMBER = re.compile(r"\d{4,}")
_LONGEST = 1500
CHARS = (2, 5)


def neutral(text: str) -> str:
    """Canonical text without what must not matter (postcodes, street names, long numbers), for every trained part."""
    said = _STREET.sub(r"\2\3", _POSTCODE.sub(" ", canonical(text[:_LONGEST])))
    return " ".join(_LONG_NUMBER.sub("0000", said).split())


def ngrams(said: str) -> Counter[str]:
    """Counts of the n-grams of neutral text: words 1-2 (marked "_"), characters 2-5 within words."""
    words = said.split()
    found = Counter(f"_{word}" for word in words)
    found.update(f"_{a} {b}" for a, b in pairwise(words))
    for word in words:
        padded = f" {word} "
        for size in range(CHARS[0], min(CHARS[1], len(padded)) + 1):
            found.update(padded[at : at + size] for at in range(len(padded) - size + 1))
    return found


@dataclass(frozen=True)
class Vocabulary:
    """The n-grams that were seen in training, each with its column and inverse document frequency; all words."""

    columns: dict[str, int]
    idf: Floats
    words: dict[str, int]

    @classmethod
    def learn(cls, texts: Iterable[Counter[str]], at_least: int = 2) -> "Vocabulary":
        """The vocabulary of n-grams that occur in `at_least` texts."""
        seen: Counter[str] = Counter()
        total = 0
        for grams in texts:
            seen.update(grams.keys())
            total += 1
        kept = sorted(gram for gram, count in seen.items() if count >= at_least)
        idf = [log((1 + total) / (1 + seen[gram])) + 1 for gram in kept]
        words = {gram[1:]: count for gram, count in seen.items() if gram[0] == "_" and " " not in gram}
        return cls({gram: n for n, gram in enumerate(kept)}, np.array(idf, dtype=np.float32), words)

    def weigh(self, grams: Counter[str]) -> tuple[Ints, Floats]:
        """Columns and weights of one text: (1 + log count) x idf; word and character parts each of length 1."""
        known = [(self.columns[gram], count, gram[0] == "_") for gram, count in grams.items() if gram in self.columns]
        if not known:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        columns = np.array([column for column, _, _ in known], dtype=np.int64)
        counts = np.array([count for _, count, _ in known], dtype=np.float32)
        weights = (1 + np.log(counts)) * self.idf[columns]
        wordly = np.array([word for _, _, word in known])
        for part in (wordly, ~wordly):
            weights[part] /= max(sqrt(float(weights[part] @ weights[part])), 1e-9)
        return columns, weights.astype(np.float32)
