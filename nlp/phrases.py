"""Phrases as a safeguarding lead or an editor writes them, matched quickly in canonical text.

`(a|b)` is either, `[a]` may be missing, `...` stands for up to four words, `ab*` for any word that begins so.
Everything else is words, written any way: they are brought to the same canonical form as a resident's text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from nlp.spelling import NearWords
from nlp.words import canonical

_PART = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|(\.\.\.)|([^()\[\].]+)")
_GAP = r"(?: \S+){0,4}?"
FUZZY_FROM = 5
_STAR = "ꙮ"
"""Stands for `*` while a phrase is brought to canonical form: a letter that no language of ours uses."""


def _either(group: str) -> list[str]:
    return [canonical(option.replace("*", _STAR)) for option in group.split("|")]


@dataclass(frozen=True)
class Phrase:
    """One phrase; `anchors` are words of which the text must hold at least one."""

    source: str

    @cached_property
    def parts(self) -> list[tuple[str, list[str]]]:
        """The phrase cut into ("either" | "maybe" | "gap" | "words", its options)."""
        found = []
        for either, maybe, gap, said in _PART.findall(self.source):
            kind = "either" if either else "maybe" if maybe else "gap" if gap else "words"
            options = _either(either or maybe or said) if not gap else []
            if gap or any(options):
                found.append((kind, options))
        return found

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The phrase as an expression over canonical text."""
        out = ""
        for kind, options in self.parts:
            body = "|".join(re.escape(option).replace(_STAR, r"\S*") for option in options if option)
            if kind == "gap":
                out += _GAP
            elif kind == "maybe" or "" in options:
                out += f"(?: (?:{body}))?"
            else:
                out += f" (?:{body})"
        return re.compile(out + r"(?= |$)")

    @cached_property
    def anchors(self) -> list[str]:
        """The rarest-looking (longest) required whole words; none when every part has a `*` or may be missing."""
        groups = [options for kind, options in self.parts if kind in ("words", "either") and "" not in options]
        longest = [[_longest(option) for option in options] for options in groups]
        return max((group for group in longest if all(group)), key=lambda g: min(map(len, g)), default=[])


def _longest(option: str) -> str:
    return max((word for word in option.split() if _STAR not in word), key=len, default="")


@dataclass
class PhraseBook:
    """Many phrases, each with a label; finds which occur in a text in about 50 microseconds."""

    entries: list[tuple[Phrase, int]] = field(default_factory=list)
    never_corrected: frozenset[str] = frozenset()

    @classmethod
    def of(cls, rows: Iterable[tuple[str, int]], never_corrected: Iterable[str] = ()) -> "PhraseBook":
        """A book of (phrase, label) rows."""
        entries = [(Phrase(source), label) for source, label in rows]
        return cls(entries, frozenset(canonical(word) for word in never_corrected))

    @cached_property
    def _index(self) -> dict[str, list[tuple[Phrase, int]]]:
        index: dict[str, list[tuple[Phrase, int]]] = {}
        for phrase, label in self.entries:
            for anchor in set(phrase.anchors) or {""}:
                index.setdefault(anchor, []).append((phrase, label))
        return index

    def _candidates(self, text: str) -> Iterator[tuple[Phrase, int]]:
        """Phrases of which the text holds an anchor, and those that have none; each once."""
        seen = set()
        for word in ["", *text.split()]:
            for phrase, label in self._index.get(word, ()):
                if (phrase.source, label) not in seen:
                    seen.add((phrase.source, label))
                    yield phrase, label

    @cached_property
    def _vocabulary(self) -> tuple[frozenset[str], NearWords]:
        """The book's words, and those of them long enough to be recognised through a slip."""
        words = [
            word for phrase, _ in self.entries for _, options in phrase.parts for word in " ".join(options).split()
        ]
        return frozenset(words), NearWords(word for word in words if len(word) >= FUZZY_FROM and _STAR not in word)

    def corrected(self, text: str) -> str:
        """Canonical `text` with words one slip away from a word of the book replaced by it."""
        return " ".join(self._corrected_word(word) for word in text.split())

    def _corrected_word(self, word: str) -> str:
        known, near = self._vocabulary
        if len(word) < FUZZY_FROM - 1 or word in self.never_corrected or word in known or word.isdigit():
            return word
        return next(iter(near.of(word)), word)

    def find(self, text: str) -> Iterator[int]:
        """Labels of the phrases in canonical `text`, as they are met."""
        padded = f" {text}"
        return (label for phrase, label in self._candidates(text) if phrase.pattern.search(padded))

    def without(self, text: str) -> str:
        """Canonical `text` with every phrase of the book replaced by a mark that matches nothing."""
        padded = f" {text}"
        for phrase, _ in self._candidates(text):
            padded = phrase.pattern.sub(" _", padded)
        return padded.strip()
