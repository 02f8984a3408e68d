"""The words that steer a conversation, in the many ways residents say them. Pure; needs no model."""

import re
from dataclasses import dataclass

from nlp.command_words import ENTIRE, NEVER_SLIPS, OPENERS, PATTERNS, VETOES
from nlp.words import canonical, one_slip

_WHOLE = {canonical(phrase): command for command, phrases in ENTIRE.items() for phrase in phrases}
_COMPILED = [(command, re.compile(pattern)) for command, patterns in PATTERNS.items() for pattern in patterns]
_VETOES = {command: re.compile("|".join(patterns)) for command, patterns in VETOES.items()}
_LONG_ENOUGH = 4
_EMOJI = {"👍": "yes", "👌": "yes", "✅": "yes", "👎": "no", "❌": "no", "🛑": "stop", "🆘": "help"}
_TONES = re.compile("[\U0001f3fb-\U0001f3ff\ufe0f\\s]")


@dataclass(frozen=True)
class Command:
    """A command and whether it was the whole message (then nothing else is read from it)."""

    name: str
    whole: bool


def _core(text: str) -> str:
    """Canonical text without greetings and politeness at its ends."""
    said = text.split()
    while len(said) > 1 and said[0] in OPENERS:
        said = said[1:]
    while len(said) > 1 and said[-1] in OPENERS:
        said = said[:-1]
    return " ".join(said)


def _slipped(core: str) -> str | None:
    """The command that a one- or two-word message means but for one typing slip."""
    if len(core) < _LONG_ENOUGH or core.count(" ") > 1 or core in NEVER_SLIPS:
        return None
    near = (name for phrase, name in _WHOLE.items() if len(phrase) >= _LONG_ENOUGH and one_slip(core, phrase))
    return next(near, None)


def _pattern(said: str) -> str | None:
    """The command that the words of a longer message mean, unless other words of it forbid that reading."""
    for name, pattern in _COMPILED:
        veto = _VETOES.get(name)
        if pattern.search(said) and not (veto and veto.search(said)):
            return name
    return None


def find_command(text: str) -> Command | None:
    """The command in a resident's text, or None."""
    emoji = _EMOJI.get(_TONES.sub("", text)[:1]) if len(text) <= 8 else None
    said = canonical(text)
    if not said:
        return Command(emoji, True) if emoji else None
    core = _core(said)
    whole = _WHOLE.get(said) or _WHOLE.get(core) or _slipped(core)
    if whole:
        return Command(whole, True)
    name = _pattern(said)
    return Command(name, False) if name else None


def never(name: str, text: str) -> bool:
    """Whether the words of `text` forbid reading the command `name` in it (a broken bus stop)."""
    veto = _VETOES.get(name)
    return bool(veto and veto.search(canonical(text)))
