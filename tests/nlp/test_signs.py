"""Cues, raises, flags and dispositions: what counts, and what must never count."""

import pytest

from nlp import signs
from nlp.understand import Understander
from nlp.understanding import Safety
from nlp.verb_rules import verb_by_rules


@pytest.mark.parametrize(
    ("text", "up", "down"),
    [
        ("why not have a bin each", ("suggests-fix",), ()),
        ("us carers want it open", ("speaks-for-others",), ()),
        ("how do you decide who gets one", ("asks-how-decided",), ()),
        ("heres a photo of it", ("sends-detail",), ()),
        ("just sort it asap", (), ("just", "sort-it", "asap")),
        ("bins", (), ("one-word",)),
        ("whens my bin", (), ()),
    ],
)
def test_cues(text: str, up: tuple[str, ...], down: tuple[str, ...]) -> None:
    found = signs.cues(text)
    assert (found.up, found.down) == (up, down)


@pytest.mark.parametrize(
    ("plain", "dressed"),
    [
        ("when is my bin collected", "wens me bin colected"),
        ("when is my bin collected", "When, please, is my bin collected? Thank you so much."),
        ("there is a pothole on Mill Lane", "there is a pothole on Mill Lane RV7 4QD"),
        ("my light is out", "my light is out, Mohammed Khan"),
    ],
)
def test_spelling_politeness_name_and_place_are_no_cues(plain: str, dressed: str) -> None:
    assert signs.cues(plain) == signs.cues(dressed)


def test_safety_raises_a_flag() -> None:
    assert signs.flags("x", Safety("suicide", danger=True)) == ("crisis",)
    assert signs.flags("x", Safety("homeless-tonight", danger=True)) == ("homeless-tonight",)
    assert signs.flags("x", Safety("child-speaking", danger=True)) == ("crisis", "under-age")


@pytest.mark.parametrize(
    ("text", "disposition"),
    [
        ("just do it for me", "do-it-for-me"), ("ill do it myself wheres the link", "do-it-myself"),
        ("i want to tell you what i think about it", "tell-you-what-i-think"),
        ("id love to help plan the service", "help-shape"), ("number 4", "help-shape"), ("option 1", "do-it-for-me"),
        ("whens my bin", "unknown"), ("dunno", "unknown"), ("0", "unknown"),
    ],
)  # fmt: skip
def test_dispositions(understander: Understander, text: str, disposition: str) -> None:
    assert understander.understand(text).disposition == disposition


@pytest.mark.parametrize(
    ("text", "verb"),
    [("how do i appeal", "dispute"), ("book a slot", "book"), ("pay my bill", "pay"), ("hmm", None)],
)
def test_verbs_by_rules(text: str, verb: str | None) -> None:
    assert verb_by_rules(text) == verb
