"""Which language a text is in: py3langid kept to the council's list, English unless it is fairly sure."""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from nlp.command_rules import find_command
from nlp.lexicon import listed
from nlp.words import words

COUNCIL_LANGUAGES = (
    "en", "cy", "pl", "pa", "ur", "bn", "ar", "so", "ro", "gu", "tr", "pt", "fr", "es", "fa", "hi", "it", "lt",
    "sq", "zh", "uk", "ru", "ta",
)  # fmt: skip
GATE = 0.5
SHORT_GATE, SHORT = 0.75, 4
LONGEST = 400
_LETTER = re.compile(r"[^\W\d_]")
_SCRIPTS = {
    "pa": re.compile("[\u0a00-\u0a7f]"),
    "bn": re.compile("[\u0980-\u09ff]"),
    "gu": re.compile("[\u0a80-\u0aff]"),
    "ta": re.compile("[\u0b80-\u0bff]"),
    "hi": re.compile("[\u0900-\u097f]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
}


class LanguageReader:
    """Detects a text's language among `languages` (ISO 639-1)."""

    def __init__(self, languages: Iterable[str] = COUNCIL_LANGUAGES, gate: float = GATE) -> None:
        self.languages = tuple(languages)
        self.gate = gate

    @cached_property
    def _identifier(self) -> Any:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

        identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
        identifier.set_languages(self.languages)
        identifier._full_model = (identifier.nb_ptc, identifier.nb_pc, identifier.nb_classes)
        return identifier

    def warm(self) -> None:
        """Load the model now instead of at the first text that needs it."""
        _ = self._identifier

    def read(self, text: str) -> str:
        """The language of `text`; "en" whenever nothing else is at least `gate` likely."""
        if not _LETTER.search(text):
            return "en"
        by_script = next((code for code, script in _SCRIPTS.items() if script.search(text)), None)
        if by_script in self.languages:
            return str(by_script)
        return self._of_words(text)

    def _of_words(self, text: str) -> str:
        said = words(text[:LONGEST])
        welsh, english = _known(said)
        if "cy" in self.languages and (_welsh_command(said) or (welsh > 1 and welsh > english)):
            return "cy"
        if text.isascii() and (len(said) <= 1 or 3 * english >= len(said) or find_command(text)):
            return "en"
        code, likely = self._identifier.classify(text[:LONGEST])
        gate = SHORT_GATE if text.isascii() and len(said) <= SHORT else self.gate
        return str(code) if likely >= gate else "en"


def _known(said: list[str]) -> tuple[int, int]:
    """How many words are Welsh, and how many English, by short lists of common words."""
    return sum(word in listed("welsh") for word in said), sum(word in listed("english") for word in said)


def _welsh_command(said: list[str]) -> bool:
    """Whether up to three words are Welsh, one of them a command or a courtesy."""
    known = listed("welsh") | listed("welsh_commands")
    commands = any(word in listed("welsh_commands") for word in said)
    return commands and len(said) <= SHORT - 1 and all(word in known for word in said)


def by_words_alone(text: str) -> str:
    """A guess without any model, for the rules-only mode: scripts, Welsh words, else English."""
    by_script = next((code for code, script in _SCRIPTS.items() if script.search(text)), None)
    said = words(text[:LONGEST])
    welsh, english = _known(said)
    if by_script or _welsh_command(said) or (welsh > 1 and welsh > english):
        return by_script or "cy"
    return "en"
