"""Signs in the words: disposition cues, raises of complexity and no-recruit flags (DOMAIN 2). Pure rules.

A cue is worth little and never invites on its own. Spelling, grammar, politeness, names and places are no cues.
"""

import re
from functools import cache

from nlp.lexicon import table
from nlp.phrases import PhraseBook
from nlp.understanding import Cues, Safety
from nlp.words import canonical, words

_PICKED = re.compile(r"(?:number|option|no|num) ([1-4])")
_SHAPE = ("do-it-for-me", "do-it-myself", "tell-you-what-i-think", "help-shape")


@cache
def _book(kind: str) -> tuple[PhraseBook, tuple[str, ...]]:
    phrases = table("signs", kind)
    rows = ((phrase, n) for n, listed in enumerate(phrases.values()) for phrase in listed)
    return PhraseBook.of(rows), tuple(phrases)


def found(kind: str, text: str) -> tuple[str, ...]:
    """Names of the signs of `kind` ("up", "down", "raises", "flags") in `text`, in a fixed order."""
    book, labels = _book(kind)
    hits = set(book.find(canonical(text)))
    return tuple(label for n, label in enumerate(labels) if n in hits)


def cues(text: str) -> Cues:
    """Cues of disposition, up and down."""
    down = found("down", text)
    if len(words(text)) == 1 and "one-word" not in down:
        down += ("one-word",)
    return Cues(found("up", text), down)


def raises(text: str) -> tuple[str, ...]:
    """What makes this episode need more care (DOMAIN 2.1)."""
    return found("raises", text)


def flags(text: str, safety: Safety | None) -> tuple[str, ...]:
    """Reasons not to invite this person now, those that follow from `safety` included."""
    named = set(found("flags", text))
    if safety:
        named.add("homeless-tonight" if safety.kind == "homeless-tonight" else "crisis")
        if safety.kind == "child-speaking":
            named.add("under-age")
    return tuple(label for label in table("signs", "flags") if label in named)


def stated_disposition(said: str) -> str | None:
    """The disposition that a bare "number 2" or "option 3" picks (question Q1 of DOMAIN 2.3)."""
    match = _PICKED.fullmatch(said)
    return _SHAPE[int(match.group(1)) - 1] if match else None
