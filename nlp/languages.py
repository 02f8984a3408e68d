"""Which language a text is in: py3langid kept to the council's list, English unless it is fairly sure."""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from nlp.command_rules import find_command
from nlp.words import words

COUNCIL_LANGUAGES = (
    "en", "cy", "pl", "pa", "ur", "bn", "ar", "so", "ro", "gu", "tr", "pt", "fr", "es", "fa", "hi", "it", "lt",
    "sq", "zh", "uk", "ru", "ta",
)  # fmt: skip
GATE = 0.5
SHORT_GATE, SHORT = 0.75, 4
_LETTER = re.compile(r"[^\W\d_]")
_WELSH = frozenset(
    "bore shwmae diolch plis gwelwch fy dw rwy rwyn dwi mae maen heb gasglu gasgliad cymraeg gymraeg saesneg cymorth "
    "rhywun siarad angen eisiau isio moyn gyda ddim wedi cael pryd ble beth pam faint cyngor ysgol gofal tai stryd "
    "ffordd golau twll sbwriel ailgylchu bagiau tipio anghyfreithlon sy sydd oes oedd roedd bydd gallaf allaf galla "
    "chi nhw fo dros wrth ngh heddiw yfory ddoe wythnos diwrnod dydd llun mawrth mercher iau gwener sadwrn nawr rwan "
    "biniau amdana mwy negeseuon hwn hyn hynny fyddai modd hoffwn".split()
)
_ENGLISH = frozenset(
    "the and is my to you i of it for on in a not no yes please bin bins help have has what when where who how can "
    "was are be do does been with at this that me we they he she need want council street road house from out up an "
    "im dont cant wont ive hi hello thanks".split()
)
_SCRIPTS = {
    "pa": re.compile("[\u0a00-\u0a7f]"),
    "bn": re.compile("[\u0980-\u09ff]"),
    "gu": re.compile("[\u0a80-\u0aff]"),
    "ta": re.compile("[\u0b80-\u0bff]"),
    "hi": re.compile("[\u0900-\u097f]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
}
_WELSH_COMMANDS = frozenset(
    "cymraeg gymraeg cymorth helpwch dechrau stopiwch stopio peidiwch gadael yn ol eto pam beth dewislen iaith hepgor "
    "ydw nage oes ie iawn dileu saesneg naddo ydy".split()
)


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
        said = words(text[:400])
        welsh = sum(word in _WELSH for word in said)
        english = sum(word in _ENGLISH for word in said)
        if "cy" in self.languages and (_welsh_command(said) or (welsh > 1 and welsh > english)):
            return "cy"
        if text.isascii() and (len(said) < 2 or 3 * english >= len(said) or find_command(text)):
            return "en"
        code, likely = self._identifier.classify(text[:400])
        gate = SHORT_GATE if text.isascii() and len(said) <= SHORT else self.gate
        return str(code) if likely >= gate else "en"


def _welsh_command(said: list[str]) -> bool:
    return 0 < len(said) <= 3 and all(word in _WELSH | _WELSH_COMMANDS for word in said) and (
        any(word in _WELSH_COMMANDS or word in ("diolch", "plis", "shwmae", "eisiau", "rhywun") for word in said)
    )  # fmt: skip


def by_words_alone(text: str) -> str:
    """A guess without any model, for the rules-only mode: scripts, Welsh words, else English."""
    by_script = next((code for code, script in _SCRIPTS.items() if script.search(text)), None)
    said = words(text[:400])
    welsh = sum(word in _WELSH for word in said)
    if by_script or _welsh_command(said) or (welsh > 1 and welsh > sum(word in _ENGLISH for word in said)):
        return by_script or "cy"
    return "en"
