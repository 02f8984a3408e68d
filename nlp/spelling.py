"""Finding a known word from a misspelled one, one slip away."""

from collections.abc import Iterable, Mapping

from nlp.words import one_slip

SHORTEST, SEEN = 5, 4
"""Words shorter than SHORTEST stay as typed; words of fewer than SEEN texts correct nothing."""


def _shortened(word: str) -> Iterable[str]:
    """The word, and the word without any one of its letters."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


class NearWords:
    """Known words, found by whatever is one slip away from them and begins with the same letter."""

    def __init__(self, known: Iterable[str]) -> None:
        self._near: dict[str, list[str]] = {}
        for word in dict.fromkeys(known):
            for short in _shortened(word):
                self._near.setdefault(short, []).append(word)

    def of(self, word: str) -> list[str]:
        """Known words one slip from `word`, in the order they were given."""
        found = dict.fromkeys(known for short in _shortened(word) for known in self._near.get(short, ()))
        return [known for known in found if known[0] == word[0] and one_slip(word, known)]


class Speller:
    """Reads words that were never seen as the nearest common word: for the trained heads only."""

    def __init__(self, seen: Mapping[str, int]) -> None:
        self._seen = dict(seen)
        common = (word for word, count in seen.items() if count >= SEEN and word.isalpha())
        self._near = NearWords(word for word in common if len(word) >= SHORTEST - 1)

    def read(self, said: str) -> str:
        """Neutral text with unknown words brought to known ones where one slip explains them."""
        return " ".join(self._word(word) for word in said.split())

    def _word(self, word: str) -> str:
        if len(word) < SHORTEST or word in self._seen or not word.isalpha():
            return word
        return max(self._near.of(word), key=lambda known: (self._seen[known], known), default=word)
