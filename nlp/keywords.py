"""Services by keyword: the stand-in when no model is at hand. A council's own content may add words."""

from functools import cache

from nlp.lexicon import table
from nlp.phrases import PhraseBook
from nlp.understanding import Scored
from nlp.words import canonical

_SCORES = (0.6, 0.3)


@cache
def _book() -> tuple[PhraseBook, tuple[str, ...]]:
    phrases = table("keywords")
    rows = ((phrase, n) for n, listed in enumerate(phrases.values()) for phrase in listed)
    return PhraseBook.of(rows), tuple(phrases)


def services_by_keyword(text: str) -> tuple[Scored, ...]:
    """At most two services whose words stand in `text`; earlier rows are the more particular ones."""
    book, ids = _book()
    hits = sorted(set(book.find(canonical(text))))[:2]
    return tuple(Scored(ids[n], score) for n, score in zip(hits, _SCORES, strict=False))
