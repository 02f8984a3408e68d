"""What a text costs and what becomes of its characters.

The counts were compared on 23 November 2026 with Twilio's own npm sms-segments-calculator 1.3.0.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.segments import fits, is_gsm7, segments, split, to_gsm7

COUNTS = [
    ("one word", "hello", 1),
    ("160 plain", "a" * 160, 1),
    ("161 plain", "a" * 161, 2),
    ("306 plain", "a" * 306, 2),
    ("307 plain", "a" * 307, 3),
    ("80 euros", "€" * 80, 1),
    ("81 euros", "€" * 81, 2),
    ("brackets count twice", "[a]" * 40 + "|~^{}\\", 2),
    ("a pair is not torn at the join", "a" * 152 + "€" + "a" * 151, 2),
    ("a pair that moved on", "a" * 152 + "€" + "a" * 152, 3),
    ("european letters", "äöüÄÖÜßéèùìòàñÑÇØøÅåÆæ" * 7, 1),
    ("one curly quote in 161", "a" * 80 + "’" + "a" * 80, 3),
    ("70 with a dash", "a" * 69 + "–", 1),
    ("71 with a dash", "a" * 70 + "–", 2),
    ("134 Welsh", "ŵ" * 134, 2),
    ("135 Welsh", "ŵ" * 135, 3),
    ("35 pictures", "😀" * 35, 1),
    ("36 pictures", "😀" * 36, 2),
    ("a picture is not torn at the join", "a" * 66 + "😀" + "a" * 65, 2),
    ("small c with cedilla", "façade", 1),
    ("Urdu", "آپ کا شکریہ" * 7, 2),
    ("line breaks", "a\n" * 80, 1),
    ("1600 plain", "a" * 1600, 11),
]

SUBSTITUTIONS = [
    ("curly quotes", "Don’t say “no”", 'Don\'t say "no"'),
    ("dashes", "9am–5pm — or later", "9am-5pm - or later"),
    ("odd spaces", "1\u00a0234\u2009kg", "1 234 kg"),
    ("ellipsis", "wait…", "wait..."),
    ("bullets", "• bin\n• bag", "- bin\n- bag"),
    ("isolates of the message catalogue", "ref \u2068BIN-1\u2069.", "ref BIN-1."),
    ("one picture with its space", "Thanks 👍 bye", "Thanks bye"),
    ("a picture in front", "✅ Done", "Done"),
    ("a picture in front of a line", "Done\n🎉 Thanks", "Done\nThanks"),
    ("a family is one picture", "Hi 👨‍👩‍👧 there", "Hi there"),
    ("skin tone and flag", "ok👍🏽 🏴󠁧󠁢󠁷󠁬󠁳󠁿", "ok"),
    ("a digit in a box", "Press 1️⃣", "Press 1"),
    ("a letter in two pieces", "cafe\u0301", "café"),
    ("line ends", "a\r\nb", "a\nb"),
    ("invisible marks", "RV1\u200b 1AA\ufeff", "RV1 1AA"),
    ("Welsh letters stay", "Tŷ Ŵyn, bwâu, tân", "Tŷ Ŵyn, bwâu, tân"),
    ("other languages stay", "Dziękuję. شکریہ. धन्यवाद", "Dziękuję. شکریہ. धन्यवाद"),
    ("the joiner of Persian stays", "می\u200cخواهم", "می\u200cخواهم"),
    ("GSM-7 stays", "£5 @ [A] {B} ~ é à Ç €", "£5 @ [A] {B} ~ é à Ç €"),
]

PLAIN_LETTERS = [
    ("Welsh", "Tŷ Ŵyn, bwâu, ŷd", "Ty Wyn, bwau, yd"),
    ("GSM-7 keeps its accents", "é à ü ñ Ç", "é à ü ñ Ç"),
    ("letters without an accent of their own", "łódź œuvre façade", "lodz oeuvre facade"),
    ("what cannot be plain stays", "ش", "ش"),
]


@pytest.mark.parametrize(("label", "text", "count"), COUNTS, ids=[row[0] for row in COUNTS])
def test_a_text_costs(label: str, text: str, count: int) -> None:
    assert (label, segments(text), fits(text), fits(text, count)) == (label, count, count == 1, True)


@pytest.mark.parametrize(("label", "text", "expected"), SUBSTITUTIONS, ids=[row[0] for row in SUBSTITUTIONS])
def test_a_text_becomes(label: str, text: str, expected: str) -> None:
    assert (label, to_gsm7(text)) == (label, expected)


@pytest.mark.parametrize(("label", "text", "expected"), PLAIN_LETTERS, ids=[row[0] for row in PLAIN_LETTERS])
def test_accents_go_only_when_asked(label: str, text: str, expected: str) -> None:
    assert (label, to_gsm7(text, plain_letters=True)) == (label, expected)


def test_nothing_costs_nothing() -> None:
    assert (segments(""), is_gsm7(""), split("", 10)) == (0, True, [""])


def test_a_long_text_is_cut_at_the_best_gap() -> None:
    assert split("One two. Three four", 12) == ["One two.", "Three four"]
    assert split("One\n\ntwo three", 9) == ["One", "two three"]
    assert split("One\n\ntwo four", 8) == ["One", "two four"]
    assert split("abcdefghij", 4) == ["abcd", "efgh", "ij"]
    assert split("😀😀😀", 4) == ["😀😀", "😀"]


@given(st.text(max_size=300), st.integers(2, 60))
def test_cutting_loses_nothing_but_spaces(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(len(piece.encode("utf-16-le", "surrogatepass")) <= 2 * limit for piece in pieces if piece.strip())


@given(st.text(max_size=200))
def test_making_it_plain_twice_changes_nothing_more(text: str) -> None:
    once = to_gsm7(text)
    assert to_gsm7(once) == once


@given(st.text(alphabet=st.characters(max_codepoint=0x24F, categories=["L", "N", "P", "Zs"]), max_size=200))
def test_plain_letters_never_cost_more(text: str) -> None:
    assert segments(to_gsm7(text, plain_letters=True)) <= max(1, segments(to_gsm7(text)))
