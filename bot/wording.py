"""A line, a language and a channel become text. Every sentence stands in content/words (Fluent)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from string import ascii_uppercase
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

from bot.council import LONDON, Council
from bot.effects import Say, Shown
from bot.lines import Label, Line
from bot.messages import Choice
from bot.questions import has_numbers

BUTTONS = ("telegram", "web")
TEXTS = ("sms", "whatsapp", "terminal")
LONGEST_ECHO = 160  # characters of the resident's own words that are said back; the case keeps them whole
OFFICERS = ("officer-", "feedback-", "meeting-")  # sentences with an officer's words in them, which are never cut
DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "cy": ("dydd Llun", "dydd Mawrth", "dydd Mercher", "dydd Iau", "dydd Gwener", "dydd Sadwrn", "dydd Sul"),
}
MONTHS = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
    "cy": ("Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref",
           "Tachwedd", "Rhagfyr"),
}  # fmt: skip


class WordsError(Exception):
    """A sentence that is missing or does not fill; the message names its key."""


def day_in_words(value: date, language: str) -> str:
    """A day as it is said: Friday 27 November, with the time before it when it is a moment."""
    at = ""
    if isinstance(value, datetime):
        value = value.astimezone(LONDON)
        hour = value.hour % 12 or 12
        at = f"{hour}{f'.{value.minute:02}' if value.minute else ''}{'pm' if value.hour >= 12 else 'am'} "
    tongue = language if language in DAYS else "en"
    return f"{at}{DAYS[tongue][value.weekday()]} {value.day} {MONTHS[tongue][value.month - 1]}"


@dataclass(frozen=True)
class Worded:
    """A message in words: what is sent, and the buttons where a channel has them."""

    text: str
    choices: tuple[Choice, ...] = ()
    asked: str = ""


class Words:
    """All sentences of a council, by language. English stands in where a language has none."""

    def __init__(self, resources: Mapping[str, list[str]], council: Council) -> None:
        self._bundles = {code: self._bundle(code, texts) for code, texts in resources.items()}
        self._made: dict[tuple[str, str, bool], str] = {}
        self._always: dict[str, Any] = {
            "council": council.name,
            **{f"link-{name}": url for name, url in council.links.items()},
            **{f"number-{name}": number.number for name, number in council.numbers.items()},
        }

    @staticmethod
    def _bundle(code: str, texts: list[str]) -> FluentBundle:
        # Isolating marks would turn every text message into 70-character UCS-2 (DEPENDENCIES, pitfall 3).
        bundle = FluentBundle([code], use_isolating=False)
        for text in texts:
            bundle.add_resource(FluentResource(text))
        return bundle

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages with words of their own."""
        return tuple(self._bundles)

    def has(self, key: str, language: str) -> bool:
        """Whether a language has this sentence itself."""
        return language in self._bundles and self._bundles[language].has_message(key)

    def label(self, label: Label, language: str) -> str:
        """A label as text."""
        return label if isinstance(label, str) else self.text(label, language)

    def text(self, said: Line, language: str, channel: str = "") -> str:
        """One line as text. Raises WordsError."""
        texts = channel in TEXTS
        if said.args:
            return self._filled(said, language, texts=texts)
        whole = (said.key, language, texts)
        if whole not in self._made:  # without gaps there is nothing of a resident in it: made once
            self._made[whole] = self._filled(said, language, texts=texts)
        return self._made[whole]

    def _filled(self, said: Line, language: str, *, texts: bool) -> str:
        tongue = language if self.has(said.key, language) else "en"
        if not self.has(said.key, tongue):
            raise WordsError(f"No sentence has the key {said.key!r}: add it to content/words/en.")
        bundle = self._bundles[tongue]
        message = bundle.get_message(said.key)
        pattern: Any = message.attributes.get("sms", message.value) if texts else message.value
        most = None if said.key.startswith(OFFICERS) else LONGEST_ECHO
        args = {**self._always, **{name: self._gap(value, tongue, most) for name, value in said.args}}
        text, problems = bundle.format_pattern(pattern, args)
        if problems:
            raise WordsError(f"The sentence {said.key!r} ({tongue}) does not fill: {problems[0]}")
        return str(text)

    def _gap(self, value: object, language: str, most: int | None) -> object:
        if isinstance(value, Line):
            return self.text(value, language)
        if isinstance(value, str) and most is not None and len(value) > most:
            return value[:most].rstrip() + "..."
        return day_in_words(value, language) if isinstance(value, date) else value

    def say(self, say: Say, language: str, channel: str) -> Worded:
        """A whole message: its lines, then the question as the channel shows it."""
        parts = [self.text(said, language, channel) for said in say.lines]
        if say.question is None:
            return Worded("\n".join(parts), (), say.private)
        question = say.question
        parts.append(self.text(question.prompt, language, channel))
        if channel not in BUTTONS:
            parts[-1] = f"{parts[-1]}{self._digits(question, language)}"
            return Worded("\n".join(parts), (), question.id)
        return Worded("\n".join(parts), self._buttons(question, language), question.id)

    def _buttons(self, question: Shown, language: str) -> tuple[Choice, ...]:
        skip = [Choice(self.text(Line("label-skip"), language), "0")] if question.skippable else []
        return (*(Choice(self.label(o.label, language), o.value) for o in question.options), *skip)

    def _digits(self, question: Shown, language: str) -> str:
        """Write "Reply 1 Yes, 2 No, 0 Skip"; labels that hold digits of their own stand on lines."""
        labels = [self.label(option.label, language) for option in question.options]
        lettered = has_numbers(labels)
        signs = ascii_uppercase if lettered else [str(at + 1) for at in range(len(labels))]
        numbered = list(zip(signs, labels, strict=False))
        if question.skippable:
            numbered.append(("0", self.text(Line("label-skip"), language)))
        if not numbered:
            return ""
        reply = self.text(Line("reply-with"), language)
        if lettered:
            return f" {reply}\n" + "\n".join(f"{sign}: {label}" for sign, label in numbered)
        between = ". " if any("," in label for label in labels) else ", "
        return f" {reply} " + between.join(f"{sign} {label}" for sign, label in numbered) + "."


def read_words(folder: Path) -> dict[str, list[str]]:
    """The Fluent texts of content/words by language."""
    return {
        language.name: [file.read_text(encoding="utf-8") for file in sorted(language.glob("*.ftl"))]
        for language in sorted(folder.iterdir())
        if language.is_dir()
    }
