"""Words that were never seen are read as the nearest common word, one slip away: for the trained heads only."""

from collections.abc import Iterable, Mapping

from nlp.words import one_slip

SHORTEST, SEEN = 5, 4
"""Words shorter than SHORTEST stay as typed; words of fewer than SEEN texts correct nothing."""


def _shortened(word: str) -> Iterable[str]:
    """The word, and the word without any one of its letters."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


class Speller:
    """Knows words by how many training texts held them."""

    def __init__(self, seen: Mapping[str, int]) -> None:
        self.known = {word: count for word, count in seen.items() if count >= SEEN and word.isalpha()}
        self._any = frozenset(seen)
        self._near: dict[str, list[str]] = {}
        for word in self.known:
            if len(word) >= SHORTEST - 1:
                for short in _shortened(word):
                    self._near.setdefault(short, []).append(word)

    def read(self, said: str) -> str:
        """Neutral text with unknown words brought to known ones where one slip explains them."""
        return " ".join(self._word(word) for word in said.split())

    def _word(self, word: str) -> str:
        if len(word) < SHORTEST or word in self._any or not word.isalpha():
            return word
        near = {known for short in _shortened(word) for known in self._near.get(short, ())}
        close = [known for known in near if known[0] == word[0] and one_slip(word, known)]
        return max(close, key=lambda known: (self.known[known], known), default=word)
