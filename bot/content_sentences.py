"""Sentences of content/ as an editor's proof-reader sees them: broken Fluent, length, letters, jargon, gaps."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fluent.runtime import FluentResource

from bot.channels.segments import is_gsm7
from bot.content_files import Problem, name_of, read_text

ONE_TEXT = 160  # GSM-7 letters that cost one text message
MOST_WORDS = 25  # words in a sentence (DOMAIN 7.1)
JARGON = (
    "&", "a.s.a.p", "aforementioned", "co-design", "co-production", "commence", "commencing", "domiciliary", "e.g.",
    "ehcp", "eligibility", "endeavour", "enforcement agent", "etc", "facilitate", "hereby", "i.e.", "in order to",
    "in respect of", "liaise", "lgsl", "please note", "prior to", "pursuant", "refuse collection", "regarding",
    "remittance", "service user", "service users", "signpost", "sortition", "stakeholder", "stakeholders", "stratified",
    "utilise", "via", "whilst", "with regard to",
)  # fmt: skip
JARGON_RE = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in JARGON), re.IGNORECASE)
SAMPLES = {
    "about": "care assessment", "age": "18", "bin": "recycling", "by": "5pm Thursday 26 November", "count": "9",
    "day": "Thursday 26 November", "gift": "£50 for each meeting", "high": "100", "low": "1", "months": "6",
    "link": "https://riverton.example/bulky", "name": "Sam", "opens": "9am Wednesday 25 November",
    "panel": "Care at Home group", "phone": "01632 960100", "place": "12 Mill Lane", "postcode": "RV1 2AB",
    "ref": "RV-7K3M2PQ", "service": "home repair", "team": "the Adult Care team", "text": "", "who": "The county",
    "what": "You help plan how care at home works.",
    "time": "It is 2 hours a month for 6 months, in person or online.",
    "change": "You can change how visits are planned and how we check care. You cannot change the law or the budget.",
}  # fmt: skip
ENDS = re.compile(r"(?<=[.!?:])\s+|\n+")
NOT_TEXTED = ("-web",)


@dataclass(frozen=True)
class Sentence:
    """One message of one language as it is texted: where it stands, its words once filled, and its gaps."""

    key: str
    file: str
    line: int
    text: str
    gaps: frozenset[str]


@dataclass
class Book:
    """All sentences of a language by key, and what is wrong with how they are written."""

    sentences: dict[str, Sentence] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def read_file(self, file: Path, folder: Path, samples: Mapping[str, str]) -> None:
        """Add a Fluent file."""
        name, source = name_of(file, folder), read_text(file, folder)
        for entry in FluentResource(source).body:
            start = entry.span.start if entry.span else 0
            self._add(entry, name, 1 + source.count("\n", 0, start), samples)

    def read_line(self, said: str, file: str, line: int, samples: Mapping[str, str]) -> None:
        """Add one Fluent message that was written in a service's file."""
        for entry in FluentResource(said).body:
            self._add(entry, file, line, samples)

    def _add(self, entry: Any, file: str, line: int, samples: Mapping[str, str]) -> None:
        kind = type(entry).__name__
        if kind == "Junk":
            said = entry.content.strip().splitlines()[0][:60]
            self.problems.append(Problem(file, line, f"This is not a sentence that Fluent reads: {said!r}. Mend it."))
        if kind != "Message":
            return
        key = entry.id.name
        if key in self.sentences:
            first = self.sentences[key]
            said = f"{key} stands in {first.file}:{first.line} too: keep one of them."
            self.problems.append(Problem(file, line, said))
            return
        self.sentences[key] = _sentence(entry, file, line, samples)


def _sentence(entry: Any, file: str, line: int, samples: Mapping[str, str]) -> Sentence:
    texted = next((a.value for a in entry.attributes if a.id.name == "sms"), entry.value)
    patterns = [entry.value, *(attribute.value for attribute in entry.attributes)]
    gaps = frozenset(name for pattern in patterns if pattern for name in _gaps(pattern))
    return Sentence(entry.id.name, file, line, _filled(texted, samples) if texted else "", gaps)


def _gaps(node: Any) -> Iterator[str]:
    kind = type(node).__name__
    if kind == "VariableReference":
        yield node.id.name
    for part in ("elements", "variants"):
        for child in getattr(node, part, ()):
            yield from _gaps(child)
    for part in ("expression", "selector", "value"):
        child = getattr(node, part, None)
        if child is not None and not isinstance(child, str):
            yield from _gaps(child)


def _filled(node: Any, samples: Mapping[str, str]) -> str:
    """The words of a part with samples in its gaps; of variants, the usual one."""
    match type(node).__name__:
        case "Pattern":
            return "".join(_filled(element, samples) for element in node.elements)
        case "Placeable":
            return _filled(node.expression, samples)
        case "VariableReference":
            return samples.get(node.id.name, "sample")
        case "SelectExpression":
            return _filled(next(variant.value for variant in node.variants if variant.default), samples)
        case "TextElement" | "StringLiteral" | "NumberLiteral":
            return str(node.value)
    return ""


def in_english(sentence: Sentence) -> Iterator[Problem]:
    """What is wrong with an English sentence, and what is worth a look."""
    odd = "".join(dict.fromkeys(letter for letter in sentence.text if not is_gsm7(letter)))
    if odd and not sentence.key.endswith(NOT_TEXTED):
        said = f"{sentence.key} has {odd!r}, which makes a text cost twice: use plain letters and marks."
        yield Problem(sentence.file, sentence.line, said)
    for word in JARGON_RE.findall(sentence.text):
        yield Problem(sentence.file, sentence.line, f"{sentence.key} says {word!r}: say it in everyday words.")
    for part in ENDS.split(sentence.text):
        count = len(part.split())
        if count > MOST_WORDS:
            said = f"{sentence.key} has a sentence of {count} words: cut it to {MOST_WORDS} at most."
            yield Problem(sentence.file, sentence.line, said, is_warning=True)
    yield from too_long(sentence, "")


def too_long(sentence: Sentence, choices: str) -> Iterator[Problem]:
    """A text that costs more than one message, with the choices that stand behind it."""
    size = len(f"{sentence.text}{choices}")
    if size > ONE_TEXT and not sentence.key.endswith(NOT_TEXTED):
        said = f"{sentence.key} is {size} letters once filled: over {ONE_TEXT} costs two texts."
        yield Problem(sentence.file, sentence.line, said, is_warning=True)


def between(english: Book, other: Book, language: str) -> Iterator[Problem]:
    """Keys that stand in one language alone, and gaps that English does not fill."""
    for key, sentence in other.sentences.items():
        first = english.sentences.get(key)
        if first is None:
            said = f"{key} is in {language} but not in en: add it to en or take it out."
            yield Problem(sentence.file, sentence.line, said)
            continue
        for gap in sorted(sentence.gaps - first.gaps):
            if not gap.startswith(("number-", "link-")) and gap != "council":
                said = f"{key} has {{ ${gap} }}, which English does not have: nothing fills it."
                yield Problem(sentence.file, sentence.line, said)
    for key, sentence in english.sentences.items():
        if key not in other.sentences:
            said = f"{key} has no words in {language}: English is said instead."
            yield Problem(sentence.file, sentence.line, said, is_warning=True)


def unknown_gaps(book: Book, numbers: Iterable[str], links: Iterable[str]) -> Iterator[Problem]:
    """Numbers and links that a sentence names and council.toml does not have."""
    known = {*(f"number-{name}" for name in numbers), *(f"link-{name}" for name in links)}
    for sentence in book.sentences.values():
        for gap in sorted(sentence.gaps - known):
            if gap.startswith(("number-", "link-")):
                table, _, name = gap.partition("-")
                said = f"{sentence.key} names {{ ${gap} }}: add {name!r} under [{table}s] in council.toml."
                yield Problem(sentence.file, sentence.line, said)
