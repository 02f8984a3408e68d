"""The sentences of content/words: every key of the code has its words, none is unused, and all keep the style."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from typing import Any, get_args

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Attribute, Junk, Message, VariableReference
from fluent.syntax.visitor import Visitor

from bot import draw_page, joining
from bot.channels.segments import is_gsm7
from bot.channels.webchat_text import PageWords
from bot.content import load
from bot.content_shapes import URGENT
from bot.dialogs import about_you, bins, meeting, recruit, serve
from bot.effects import Say, Shown
from bot.lines import Line, line
from bot.questions import YES_NO
from bot.steps.first import RIGHTS
from bot.wording import Words
from nlp.understanding import SAFETY_KINDS
from panels import sign_up
from panels.feedback import OUTCOMES

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "content" / "words"
CONTENT = load(ROOT / "content")
WORDS = Words(CONTENT.words, CONTENT.council)
LANGUAGES = ("en", "cy")
NOT_OURS = ("service-", "trait-", "involvement-", "why-service-", "why-raise-", "why-you-", "why-not-known",
            "why-answers-short", "why-recent-no", "why-flag-", "why-route-", "why-change")  # fmt: skip
SAMPLES: dict[str, Any] = {
    "at": datetime(2026, 12, 3, 18, tzinfo=UTC), "said": "The same carer each week.",
    "did": "Two carers for each home.", "why": "There are too few carers for one.",
    "about": "Council Tax", "age": 18, "bin": line("bin-garden"), "by": datetime(2026, 11, 26, 17, tzinfo=UTC),
    "change": "You can change how visits are planned.", "count": 4, "day": date(2026, 11, 27), "gift": "£50 a meeting",
    "high": 31, "link": "https://riverton.example/council-tax", "low": 1, "months": 6, "name": "Sam",
    "of": 10, "percent": "12.35",
    "opens": datetime(2026, 11, 26, 9, tzinfo=UTC), "panel": "Care at Home group", "phone": "01632 960100",
    "place": "12 Mill Lane", "postcode": "RV1 2AB", "ref": "RV-7K3M2PQ", "service": "Council Tax",
    "team": "the Adult Care team", "text": "Hello.", "time": "It is 2 hours a month.", "what": "You help plan care.",
    "who": "Norfolk County Council",
}  # fmt: skip

# --- the keys that the code uses --------------------------------------------------------------------------------

FAMILIES: dict[str, Iterable[str]] = {
    "safety-*": SAFETY_KINDS,
    "urgent-*": get_args(URGENT),
    "rights-*": RIGHTS.values(),
    "bin-*": bins.KINDS,
    "when-*": serve.WHEN,
    "consent-*": recruit.PURPOSES,
    "consent-*-why": recruit.PURPOSES,
    "purpose-*": recruit.PURPOSES,
    "withdrawn-*": recruit.PURPOSES,
    "recruit-not-*": ("adult", "area", "staff"),
    "recruit-*": [f"not-{name}" for name, _wanted in sign_up.CHECKS],
    "join-*": joining.WORDS,
    "draw-*": draw_page.WORDS,
    "draw-is-*": draw_page.STATES,
    "join-problem-*": joining.PROBLEMS,
    "thanks-*": meeting.THANKS,
    "feedback-*": OUTCOMES,
    "page-*": [field.name.replace("_", "-") for field in fields(PageWords)],
}
OPTIONS = {"need": about_you.NEEDS, "time": about_you.TIMES, "way": about_you.WAYS}  # "*-*" in the code
OTHERS_FAMILIES = re.compile(r"(service|trait)-\*.*|\*-why|\*-\*|\*-\d")
DONE = frozenset({"service", "team", "ref", "by", "place"})
HANDED_ON = {  # functions that take a key and say it: the place of the key among their arguments, and what they fill
    "_done": (1, DONE),
    "_contact": (2, DONE),
    "_link_or_we": (1, frozenset({"link", "service"})),
}


def called(call: ast.Call) -> Iterator[tuple[str, frozenset[str]]]:
    """The keys (with a star for each gap) that a call says, with the names of the arguments that it gives them."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    at, given = HANDED_ON.get(name, (0, frozenset(str(keyword.arg) for keyword in call.keywords)))
    if name not in ("say", "line", "Line", *HANDED_ON) or len(call.args) <= at:
        return
    first = call.args[at]
    for node in (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,):
        if isinstance(node, ast.Constant) and node.value:
            yield str(node.value), given
        elif isinstance(node, ast.JoinedStr):
            yield "".join(str(v.value) if isinstance(v, ast.Constant) else "*" for v in node.values), given


def in_source() -> Iterator[tuple[str, frozenset[str]]]:
    """Every key or family that bot/ says, wherever a literal names it."""
    for file in sorted((ROOT / "bot").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield from called(node)
            elif isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == "problem":
                if isinstance(node.value, ast.Constant) and str(node.value.value).startswith("problem-"):
                    yield str(node.value.value), frozenset()
            elif isinstance(node, ast.For) and getattr(node.target, "id", "") == "opening":
                yield from ((str(key), frozenset()) for key in ast.literal_eval(node.iter) if key)


def used() -> dict[str, list[frozenset[str]]]:
    """Every key that the code uses, with the arguments of each place that says it."""
    found: dict[str, list[frozenset[str]]] = {}
    for pattern, given in in_source():
        values = FAMILIES.get(pattern, ()) if "*" in pattern else ("",)
        for value in values:
            found.setdefault(pattern.replace("*", value), []).append(given)
    for kind, values in OPTIONS.items():
        found.update({f"{kind}-{value}": [frozenset()] for value in values})
    return {key: places for key, places in found.items() if not key.startswith(NOT_OURS)}


USED = used()


class Gaps(Visitor):
    """Gathers the names of the variables in a sentence and all its attributes."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802 - Fluent names it
        """Keep its name."""
        self.names.add(node.id.name)


def gaps(message: Message) -> set[str]:
    found = Gaps()
    found.visit(message)
    return found.names


def messages(language: str) -> dict[str, Message]:
    """Every sentence of a language as Fluent read it; a key that stands twice or cannot be read fails."""
    found: dict[str, Message] = {}
    for file in sorted((FOLDER / language).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, Junk), f"{file.name}: {entry.content}"
            if isinstance(entry, Message):
                assert entry.id.name not in found, f"{file.name}: {entry.id.name} stands twice"
                found[entry.id.name] = entry
    return found


SAID = {language: messages(language) for language in LANGUAGES}
OURS = sorted(key for key in SAID["en"] if not key.startswith(NOT_OURS))


def filled(key: str, language: str = "en", channel: str = "sms") -> str:
    return WORDS.text(Line(key, tuple(SAMPLES.items())), language, channel)


def sentences(text: str) -> list[int]:
    """How many words each sentence of a text has."""
    return [len(part.split()) for part in re.split(r"(?<=[.?!:])\s+|\n", text) if part.strip()]


def test_every_family_in_the_code_is_enumerated() -> None:
    families = {pattern for pattern, _given in in_source() if "*" in pattern}
    assert {f for f in families if not OTHERS_FAMILIES.fullmatch(f)} == set(FAMILIES)


def test_the_reader_of_the_source_finds_what_stands_there() -> None:
    assert {"welcome-short", "again-2", "problem-email", "safety-suicide", "recruit-done-no-selection", "way-here",
            "account-offer", "we-done", "consent-quotes-why", "label-skip", "sorry-fault"} <= USED.keys()  # fmt: skip
    assert {"place", "ref", "by", "bin"} in USED["missed-bin-done"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_has_words_and_no_words_are_unused(language: str) -> None:
    ours = {key for key in SAID[language] if not key.startswith(NOT_OURS)}
    assert ours == USED.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_gap_is_filled_wherever_the_sentence_is_said(language: str) -> None:
    council = CONTENT.council
    always = {"council", *(f"number-{name}" for name in council.numbers), *(f"link-{name}" for name in council.links)}
    for key, places in USED.items():
        for given in places:
            assert gaps(SAID[language][key]) <= always | given, key


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("channel", ["sms", "web", "telegram", "whatsapp", "terminal"])
def test_every_sentence_fills_on_every_channel(language: str, channel: str) -> None:
    for key in SAID[language]:
        assert filled(key, language, channel).strip(), key


def test_both_languages_hold_the_same_sentences() -> None:
    assert SAID["en"].keys() == SAID["cy"].keys()
    for key, message in SAID["en"].items():
        assert gaps(message) == gaps(SAID["cy"][key]), key
        assert len(message.attributes) == len(SAID["cy"][key].attributes), key


# --- style (DOMAIN 6 and 7.1) -----------------------------------------------------------------------------------


def test_english_is_gsm7_and_short() -> None:
    lengths = []
    for key in OURS:
        for channel in ("sms", "web"):
            text = filled(key, "en", channel)
            assert is_gsm7(text), key
            assert len(text) <= 160, key
            lengths += sentences(text)
    assert max(lengths) <= 25
    assert sum(lengths) / len(lengths) <= 15


def test_welsh_sentences_are_short() -> None:
    assert max(chain.from_iterable(sentences(filled(key, "cy")) for key in OURS)) <= 25


def test_the_line_in_front_of_the_first_reply_leaves_room_for_it() -> None:
    assert len(filled("welcome-short")) <= 60


@pytest.mark.parametrize("purpose", recruit.PURPOSES)
@pytest.mark.parametrize("channel", ["sms", "web"])
def test_a_consent_with_its_answers_is_one_text_and_says_who_asks(purpose: str, channel: str) -> None:
    prompt = line(f"consent-{purpose}", panel="Care at Home group")
    text = WORDS.say(Say((), Shown("q", prompt, YES_NO)), "en", channel).text
    assert len(text) <= 160
    assert CONTENT.council.name in text
    assert text.count("?") == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", [key for key in OURS if key.startswith(("safety-", "urgent-"))])
def test_a_line_of_danger_is_one_text_with_a_number_and_no_more_than_that(key: str, language: str) -> None:
    text, names = filled(key, language), gaps(SAID[language][key])
    assert len(text) <= 160
    assert any(name.startswith("number-") for name in names)
    assert not any(name.startswith("link-") for name in names)
    assert not re.search(r"secret|confidential|private|cyfrinach|tell me|tell us|group|LEAVE|survey|form\b", text)
    if key.startswith("safety-"):
        assert is_gsm7(text)
        assert "number-emergency" in names
        assert re.search(r"I am a computer|Cyfrifiadur ydw i", text)


def test_the_line_on_suicide_is_the_one_that_was_agreed() -> None:
    assert filled("safety-suicide") == (
        "I am worried about you. I am a computer and staff may not see this now. In danger? Call 999. "
        "Or call NHS 111, press 2. Samaritans 116 123. Text SHOUT to 85258."
    )


@pytest.mark.parametrize("kind", ["domestic-abuse", "adult-abuse", "child-abuse", "trafficking"])
def test_who_reads_over_the_shoulder_learns_nothing(kind: str) -> None:
    english, welsh = filled(f"safety-{kind}"), filled(f"safety-{kind}", "cy")
    assert not re.search(r"(?i)abuse|violen|partner|domestic|child|adult|refuge|slave|traffick|safeguard", english)
    assert not re.search(r"(?i)cam-?drin|trais|partner|plentyn|oedolyn|lloches|caethwas|masnach|diogelu", welsh)


def test_a_child_hears_of_childline_and_is_asked_nothing() -> None:
    for language in LANGUAGES:
        assert "number-childline" in gaps(SAID[language]["safety-child-speaking"])
        assert "?" not in filled("safety-child-speaking", language)


def test_no_line_says_what_money_does_to_benefits() -> None:
    for key in OURS:
        for part in re.split(r"(?<=[.?!])\s", filled(key)):
            assert not re.search(r"(?i)\bbenefits?\b.*\b(will|affect|change|lose|keep|safe)\b", part), key
    assert "number-advice" in gaps(SAID["en"]["recruit-money"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_number_to_call_is_written_outside_the_reviewed_file(language: str) -> None:
    for file in (FOLDER / language).glob("*.ftl"):
        for written in re.findall(r"^(?!#)[^=\n]*=(.*)$", file.read_text(encoding="utf-8"), re.MULTILINE):
            assert not re.search(r"\d(?:[ -]?\d){2,}", written), written


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_says_the_same_as_the_web(language: str) -> None:
    for key, message in SAID[language].items():
        attributes: list[Attribute] = message.attributes
        assert [a.id.name for a in attributes] in ([], ["sms"]), key
        web = filled(key, language, "web")
        as_text = web.replace("Type ", "Text ").replace("type ", "text ")
        as_text = as_text.replace("Teipiwch ", "Tecstiwch ").replace("teipiwch ", "tecstiwch ")
        assert filled(key, language) == (as_text if attributes else web), key
