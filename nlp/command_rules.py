"""The words that steer a conversation, in the many ways residents say them. Pure; needs no model."""

import re
from dataclasses import dataclass
from functools import cache

from nlp.lexicon import page, table
from nlp.words import canonical, one_slip

_LONG_ENOUGH = 4
_LONG_WORDS = 14
_EMOJI_LONGEST = 8
_SHORT_ONLY = frozenset(
    ("person", "help", "skip", "correction", "menu", "back", "why", "change-mind", "access-my-data")
)
"""Commands that stand alone: in a long message the same words belong to a request."""
_EMOJI = {"👍": "yes", "👌": "yes", "✅": "yes", "👎": "no", "❌": "no", "🛑": "stop", "🆘": "help"}
_LAST_WORD = re.compile(r"[.!?,;:]\s*stop( now)?[\s.!]*$", re.IGNORECASE)
"""A bare "stop" as the last sentence of a short message ("had enough of this, stop")."""
_TONES = re.compile("[\U0001f3fb-\U0001f3ff\ufe0f\\s]")


@dataclass(frozen=True)
class Command:
    """A command and whether it was the whole message (then nothing else is read from it)."""

    name: str
    whole: bool


@cache
def _whole() -> dict[str, str]:
    """Command by whole message in canonical form."""
    return {canonical(said): name for name, phrases in table("commands", "entire").items() for said in phrases}


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    found = table("commands", "patterns")
    return [(name, re.compile(pattern)) for name, patterns in found.items() for pattern in patterns]


@cache
def _vetoes() -> dict[str, re.Pattern[str]]:
    return {name: re.compile("|".join(patterns)) for name, patterns in table("commands", "vetoes").items()}


@cache
def _words(part: str) -> frozenset[str]:
    return frozenset(map(str, page("commands")[part]))


def _core(text: str) -> str:
    """Canonical text without greetings and politeness at its ends."""
    said, openers = text.split(), _words("openers")
    while len(said) > 1 and said[0] in openers:
        said = said[1:]
    while len(said) > 1 and said[-1] in openers:
        said = said[:-1]
    return " ".join(said)


def _slipped(core: str) -> str | None:
    """The command that a one- or two-word message means but for one typing slip."""
    if len(core) < _LONG_ENOUGH or core.count(" ") > 1 or core in _words("never_slips"):
        return None
    near = (name for said, name in _whole().items() if len(said) >= _LONG_ENOUGH and one_slip(core, said))
    return next(near, None)


def never(name: str, text: str) -> bool:
    """Whether the words of `text` forbid reading the command `name` in it (a broken bus stop)."""
    veto = _vetoes().get(name)
    return bool(veto and veto.search(canonical(text)))


def _pattern(said: str) -> str | None:
    """The command that the words of a longer message mean, unless other words of it forbid that reading."""
    long = said.count(" ") >= _LONG_WORDS
    for name, pattern in _patterns():
        if not (long and name in _SHORT_ONLY) and pattern.search(said) and not never(name, said):
            return name
    return None


def _ends_in_stop(text: str, said: str) -> bool:
    """Whether a short message has "stop" for its last sentence."""
    return said.count(" ") < _LONG_WORDS and bool(_LAST_WORD.search(text)) and not never("stop", said)


def find_command(text: str) -> Command | None:
    """The command in a resident's text, or None."""
    emoji = _EMOJI.get(_TONES.sub("", text)[:1]) if len(text) <= _EMOJI_LONGEST else None
    said = canonical(text)
    if not said:
        return Command(emoji, whole=True) if emoji else None
    core = _core(said)
    whole = _whole().get(said) or _whole().get(core) or _slipped(core)
    name = whole or _pattern(said) or ("stop" if _ends_in_stop(text, said) else None)
    return Command(name, whole is not None) if name else None
