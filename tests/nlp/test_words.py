"""Normal forms, phrases, slips and n-grams."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.ngrams import Vocabulary, neutral, ngrams
from nlp.phrases import Phrase, PhraseBook
from nlp.spelling import Speller
from nlp.words import canonical, one_slip, slips, words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I DON'T want 2 d1e sooooo", "i dont want 2 die soo"),
        ("I do not know", "i dont know"),
        ("pls txt me 2moro", "please text me tomorrow"),
        ("is t'tip open", "is the tip open"),
        ("café mąż", "cafe maz"),
        ("RV1 2AB", "rv1 2ab"),
        ("a\u200db", "ab"),
        ("ਮਰਨਾ ਚਾਹੁੰਦਾ", "ਮਰਨਾ ਚਾਹੁੰਦਾ"),
    ],
)
def test_canonical_form(text: str, said: str) -> None:
    assert canonical(text) == said


@given(st.text())
def test_canonical_form_is_its_own_canonical_word_list(text: str) -> None:
    assert words(canonical(text)) == canonical(text).split()


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [("suicde", "suicide", True), ("siucide", "suicide", True), ("same", "same", True), ("kil", "kill", True),
     ("abc", "abcde", False), ("form", "from", True), ("cat", "dog", False), ("", "a", True)],
)  # fmt: skip
def test_one_slip(a: str, b: str, *, one: bool) -> None:
    assert one_slip(a, b) is one
    assert one_slip(b, a) is one


def test_slips_are_counted_up_to_a_limit() -> None:
    assert slips("kitten", "sitting", 3) == 3
    assert slips("kitten", "sitting", 2) == 3
    assert slips("a", "abcdef", 2) == 3


@pytest.mark.parametrize(
    ("phrase", "text", "held"),
    [
        ("(kill|hang) myself", "i want to kill myself now", True),
        ("(kill|hang) myself", "kill the weeds myself", False),
        ("want [to] die", "i want die", True),
        ("smell ... gas", "i smell a lot of gas", True),
        ("smell ... gas", "smell one two three four five gas", False),
        ("radical*", "they were radicalised", True),
        ("point", "pointless", False),
    ],
)
def test_phrases(phrase: str, text: str, *, held: bool) -> None:
    assert bool(list(PhraseBook.of([(phrase, 1)]).find(text))) is held


def test_a_phrase_finds_its_rarest_required_words() -> None:
    assert Phrase("[the] (suicide|suicidal) note").anchors == ["suicide", "suicidal"]
    assert Phrase("radical*").anchors == []


def test_a_book_forgives_a_slip_but_not_a_real_word() -> None:
    book = PhraseBook.of([("suicide bridge", 1)], ["fridge"])
    assert book.corrected("suicde bridg") == "suicide bridge"
    assert book.corrected("fridge 12345") == "fridge 12345"


def test_a_book_takes_phrases_out() -> None:
    assert PhraseBook.of([("dead fox", 0)]).without("a dead fox here") == "a _ here"


def test_unknown_words_are_read_as_the_nearest_common_one() -> None:
    speller = Speller({"council": 9, "collected": 5, "rare": 1})
    assert speller.read("my counsil colected it rarer 1234x") == "my council collected it rarer 1234x"


def test_what_must_not_matter_is_taken_out() -> None:
    assert neutral("pothole RV1 2AB ref 12345678") == neutral("pothole rv74qd ref 99999999")


def test_ngrams_and_their_weights() -> None:
    grams = ngrams("bin day")
    assert grams["_bin day"] == grams["_bin"] == grams[" bin "] == 1
    vocabulary = Vocabulary.learn([grams, grams, ngrams("other")])
    columns, weights = vocabulary.weigh(grams)
    assert len(columns) == len(weights) > 0
    assert float(weights @ weights) == pytest.approx(2, abs=0.01)
    assert len(vocabulary.weigh(ngrams("zzz"))[0]) == 0
