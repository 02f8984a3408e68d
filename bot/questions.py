"""Questions that a dialog can ask: each reads an answer out of what was heard, or says why it cannot. Pure."""

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import ClassVar

from bot.effects import Option
from bot.heard import Heard, Kind
from bot.lines import Label, Line, line

Word = Callable[[Label], str]
Spare = tuple[tuple[str, str], ...]
CLOSE_ENOUGH = 0.78  # difflib ratio from which a mistyped label counts
PREFER_NOT = "prefer-not-to-say"
NUMBER_WORDS = {
    "none": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """What a question read: `ok` with a value, or not, perhaps with the sentence that says what to do."""

    ok: bool
    value: object = None
    problem: Line | None = None


NOTHING = Reading(ok=False)


def plain(text: str) -> str:
    """Lower case, no punctuation, single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s'&/-]", " ", text.casefold())).strip()


@lru_cache(maxsize=4096)
def _label(text: str) -> str:
    """A label of ours, plain: the same few are read at every turn, a resident's words never."""
    return plain(text)


@lru_cache(maxsize=4096)
def _standing(label: str) -> re.Pattern[str]:
    """What finds a plain label in a text."""
    return re.compile(rf"\b{re.escape(label)}\b")


def is_skip(heard: Heard) -> bool:
    """Whether this passes a question by."""
    return heard.words.strip(" .") == "0" or heard.understood.command == "skip"


@dataclass(frozen=True)
class Question:
    """A question. `why` answers "why do you ask?"; `skip` lets 0 pass it by.

    `casual` marks a question that nobody needs answered: another matter closes it as unknown. `about` stands for the
    prompt's arguments in the fingerprint where these are words that another language says differently.
    """

    key: str
    prompt: Line
    why: Line | None = field(default=None, kw_only=True)
    skip: bool = field(default=False, kw_only=True)
    casual: bool = field(default=False, kw_only=True)
    about: str = field(default="", kw_only=True)
    kind: ClassVar[str] = "text"
    takes: ClassVar[tuple[str, ...]] = ()
    strict: ClassVar[bool] = True  # only a fitting text is an answer; else any text is
    open_ended: bool = field(default=False, kw_only=True)
    brief: int = field(default=0, kw_only=True)

    @property
    def options(self) -> tuple[Option, ...]:
        """What is offered to choose from."""
        return ()

    @property
    def refusal(self) -> str:
        """The option that says "prefer not to say", or ""."""
        return next((o.value for o in self.options if o.value == PREFER_NOT), "")

    @property
    def mark(self) -> str:
        """The fingerprint: when it changes, an earlier answer no longer counts."""
        prompt = f"{self.prompt.key}|{self.about or self.prompt.args}"
        return f"{type(self).__name__}|{prompt}|{[o.value for o in self.options]}|{self.skip}"

    def read(self, heard: Heard, word: Word) -> Reading:
        """Read an answer out of what was heard."""
        if heard.kind is Kind.CHOSEN:
            return self.read_choice(heard.choice)
        if is_skip(heard) and (self.skip or self.refusal):
            return Reading(ok=True, value=self.refusal or None)
        return self.read_text(heard, word)

    def read_choice(self, value: str) -> Reading:
        """Read a tapped button."""
        if value == "0" and self.skip:
            return Reading(ok=True, value=None)
        return Reading(ok=True, value=value) if any(o.value == value for o in self.options) else NOTHING

    def read_text(self, heard: Heard, word: Word) -> Reading:  # noqa: ARG002
        """Read what was typed."""
        return Reading(ok=True, value=heard.words) if heard.words else NOTHING

    def prefill(self, spare: Spare, word: Word) -> tuple[object, Spare] | None:  # noqa: ARG002
        """Take the answer from pieces of earlier messages; the value and what is left of them."""
        for piece in spare:
            if piece[0] in self.takes:
                return piece[1], tuple(p for p in spare if p is not piece)
        return None


@dataclass(frozen=True)
class Text(Question):
    """Anything typed, at least `least` characters."""

    least: int = field(default=1, kw_only=True)
    strict: ClassVar[bool] = False

    def read_text(self, heard: Heard, word: Word) -> Reading:
        """Take the words as they are; a photo alone is an answer too."""
        if heard.media and not heard.words:
            return Reading(ok=True, value="photo")
        if len(heard.words) < self.least:
            return Reading(ok=False, problem=line("problem-text-short"))
        return super().read_text(heard, word)


@dataclass(frozen=True)
class Choice(Question):
    """One of the options, by digit, label, other words for it, or a label with a slip in it."""

    choices: tuple[Option, ...] = field(default=(), kw_only=True)
    from_opening: bool = field(default=False, kw_only=True)

    @property
    def options(self) -> tuple[Option, ...]:
        """What is offered."""
        return self.choices

    def read_text(self, heard: Heard, word: Word) -> Reading:
        """Read the sign in front of an option, then a label, then a slip."""
        said = plain(heard.words)
        if has_numbers([word(option.label) for option in self.choices]):
            return self._read_letter(said, word)
        digit = re.fullmatch(r"(?:option |number |no )?(\d{1,2})", said)
        if digit:
            at = int(digit[1])
            if 1 <= at <= len(self.choices):
                return Reading(ok=True, value=self.choices[at - 1].value)
            return Reading(ok=False, problem=line("problem-choice-number", count=len(self.choices)))
        found = self.by_label(said, word)
        return NOTHING if found is None else Reading(ok=True, value=found)

    def _read_letter(self, said: str, word: Word) -> Reading:
        """Labels that begin with numbers, as addresses do: letters stand in front, and "12" means number 12."""
        at = ord(said) - ord("a") if len(said) == 1 and said.isalpha() else -1
        if 0 <= at < len(self.choices):
            return Reading(ok=True, value=self.choices[at].value)
        number = said.split(" ")[0]
        by_number = [o.value for o in self.choices if _label(word(o.label)).split(" ")[0] == number]
        if len(by_number) == 1:
            return Reading(ok=True, value=by_number[0])
        found = self.by_label(said, word) if not said.isdigit() else None
        if found is None:
            return Reading(ok=False, problem=line("problem-choice-letter"))
        return Reading(ok=True, value=found)

    def by_label(self, said: str, word: Word) -> str | None:
        """The one option whose label or other word stands in the text, or nearly is the text."""
        names = [(o.value, name) for o in self.choices for name in self._names(o, word)]
        exact = {value for value, name in names if name == said}
        within = {value for value, name in names if _standing(name).search(said)}
        for found in (exact, within):
            if len(found) == 1:
                return found.pop()
        near = difflib.get_close_matches(said, [name for _v, name in names], n=1, cutoff=CLOSE_ENOUGH)
        return next((value for value, name in names if near and name == near[0]), None)

    def prefill(self, spare: Spare, word: Word) -> tuple[object, Spare] | None:
        """Find a label in the opening text, where the dialog says that this makes sense."""
        opening = plain(" ".join(text for kind, text in spare if kind == "text")) if self.from_opening else ""
        if not opening:
            return None
        names = [(o.value, name) for o in self.choices for name in self._names(o, word)]
        within = {value for value, name in names if _standing(name).search(opening)}
        return (within.pop(), spare) if len(within) == 1 else None

    @staticmethod
    def _names(option: Option, word: Word) -> list[str]:
        return [label for name in (word(option.label), *option.words) if (label := _label(name))]


def has_numbers(labels: list[str]) -> bool:
    """Whether labels begin with digits of their own, so that digits cannot stand in front of them."""
    return any(label[:1].isdigit() for label in labels)


YES_NO = (Option("yes", line("label-yes")), Option("no", line("label-no")))


@dataclass(frozen=True)
class Confirm(Choice):
    """Yes or no; the answer is a bool."""

    choices: tuple[Option, ...] = field(default=YES_NO, kw_only=True)

    def read(self, heard: Heard, word: Word) -> Reading:
        """Read a yes or a no in any of their many words."""
        said = heard.understood.command
        if heard.kind is not Kind.CHOSEN and "?" in heard.words:
            return NOTHING
        if heard.kind is not Kind.CHOSEN and said in ("yes", "no"):
            return Reading(ok=True, value=said == "yes")
        reading = super().read(heard, word)
        return replace(reading, value=reading.value == "yes") if reading.ok and reading.value is not None else reading


@dataclass(frozen=True)
class Number(Question):
    """A whole number from `low` to `high`."""

    low: int = field(default=0, kw_only=True)
    high: int = field(default=1_000_000, kw_only=True)

    def read_text(self, heard: Heard, word: Word) -> Reading:  # noqa: ARG002
        """Read digits or a small number word."""
        said = plain(heard.words)
        digits = re.search(r"-?\d+", said.replace(",", ""))
        value = int(digits[0]) if digits else next((n for w, n in NUMBER_WORDS.items() if w in said.split()), None)
        if value is None:
            return Reading(ok=False, problem=line("problem-number"))
        if not self.low <= value <= self.high:
            return Reading(ok=False, problem=line("problem-number-range", low=self.low, high=self.high))
        return Reading(ok=True, value=value)


AGREE = {"yes", "y", "yeah", "yep", "yes please", "ok", "okay", "sure", "i agree", "agree", "fine", "ie", "ydw", "iawn"}
REFUSE = {"no", "n", "nah", "nope", "no thanks", "no thank you", "i dont agree", "i don't agree", "na", "nac ydw"}


@dataclass(frozen=True)
class Consent(Confirm):
    """A consent: only a tap, a digit or a plain yes or no counts; a question or a "yes, but" is neither."""

    def read(self, heard: Heard, word: Word) -> Reading:
        """Read a tap, a digit or one of the plain words."""
        said = plain(heard.words)
        if heard.kind is Kind.CHOSEN or said in ("1", "2"):
            return super().read(heard, word)
        if "?" not in heard.words and said in AGREE | REFUSE:
            return Reading(ok=True, value=said in AGREE)
        return Reading(ok=False, problem=line("problem-consent"))
