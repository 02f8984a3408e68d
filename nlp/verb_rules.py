"""Which act a resident wants, by plain words; the model decides where these are silent."""

import re
from functools import cache

from nlp.lexicon import page
from nlp.words import canonical


@cache
def _rules() -> list[tuple[str, re.Pattern[str]]]:
    return [(verb, re.compile(pattern)) for verb, pattern in page("verbs").items()]


def verb_by_rules(text: str) -> str | None:
    """The act that the words name, or None."""
    said = canonical(text)
    return next((verb for verb, pattern in _rules() if pattern.search(said)), None)
