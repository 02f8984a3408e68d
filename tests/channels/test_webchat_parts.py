"""The small parts of the web chat: pace, origins, tokens, and how a line is shown."""

from datetime import UTC, datetime

import pytest

from bot.channels.base import Said
from bot.channels.webchat_desk import PACE_ADDRESSES, Pace, language_hint, tidy
from bot.channels.webchat_frames import newest_replies, open_choices, tapped
from bot.channels.webchat_identity import Origins, Tokens
from bot.channels.webchat_lines import clock, day, linked, transcript
from bot.messages import Choice
from tests.channels.web_server import RIVERTON, SECRET

NOON = datetime(2026, 7, 1, 11, 0, tzinfo=UTC)
YES = (Choice("Yes", "yes"),)


def test_pace_lets_twenty_through_in_ten_seconds() -> None:
    now = 0.0
    pace = Pace(lambda: now)
    assert [pace.allows("a") for _ in range(21)] == [True] * 20 + [False]
    assert pace.allows("b")
    now = 10.0
    assert pace.allows("a")


def test_pace_forgets_whoever_was_quiet_longest() -> None:
    pace = Pace(lambda: 0.0)
    for _ in range(20):
        pace.allows("first")
    for number in range(PACE_ADDRESSES):
        pace.allows(str(number))
    assert pace.allows("first")


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({}, True),
        ({"origin": "https://chat.riverton.example"}, True),
        ({"origin": "https://www.riverton.example"}, True),
        ({"origin": "HTTPS://WWW.RIVERTON.EXAMPLE"}, True),
        ({"origin": "https://inside:8000", "host": "inside:8000"}, True),
        ({"origin": "http://chat.riverton.example"}, False),
        ({"origin": "https://chat.riverton.example.evil.example"}, False),
        ({"origin": "https://evil.example", "sec-fetch-site": "same-origin"}, False),
        ({"origin": "null"}, False),
        ({"origin": "null", "sec-fetch-site": "same-origin"}, True),
        ({"origin": "null", "sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "none"}, True),
    ],
)
def test_origins(headers: dict[str, str], allowed: bool) -> None:
    origins = Origins("https://chat.riverton.example", " https://www.riverton.example/ , ")
    assert origins.allows(headers) is allowed


def test_only_listed_websites_may_read_across_origins() -> None:
    origins = Origins("https://chat.example", "https://www.riverton.example")
    listed = origins.cross_origin({"origin": "https://www.riverton.example"})
    assert listed["access-control-allow-origin"] == "https://www.riverton.example"
    assert origins.cross_origin({"origin": "https://evil.example"}) == {"vary": "Origin"}


def test_tokens_hold_only_with_their_secret() -> None:
    tokens = Tokens(SECRET)
    token, address, new = tokens.resume(None, "nonsense", 7)
    assert new
    assert tokens.resume(None, token) == (token, address, False)
    assert Tokens(b"another").read(token) is None
    assert tokens.read(token.replace(".", "0.", 1)) is None


@pytest.mark.parametrize(
    ("header", "language"),
    [("", ""), ("cy", "cy"), ("cy-GB,en;q=0.8", "cy"), ("en;q=0.5", "en"), ("*", ""), ("12", "")],
)
def test_language_hint(header: str, language: str) -> None:
    assert language_hint(header) == language


def test_what_no_database_keeps_is_dropped() -> None:
    assert tidy(" a\x00\r\nb\ud800 ") == "a\nb"


def test_times_are_written_as_the_council_writes_them() -> None:
    assert clock(NOON) == "12pm"
    assert clock(NOON.replace(hour=23, minute=5)) == "12:05am"
    assert day(NOON.replace(hour=23)) == "2 July"


def test_links_are_linked_and_markup_is_text() -> None:
    assert linked("<b> https://a.example/x?y=1&z=2.") == (
        '&lt;b&gt; <a href="https://a.example/x?y=1&amp;z=2" rel="noreferrer">https://a.example/x?y=1&amp;z=2</a>.'
    )


def test_open_choices_are_those_since_the_resident_spoke() -> None:
    asked = Said(1, "Is it?", "bot", NOON, YES, "q1")
    more = Said(2, "By the way.", "officer", NOON)
    answer = Said(0, "yes", "resident", NOON)
    assert open_choices([asked, more]) == (YES, "q1")
    assert open_choices([asked, answer, more]) == ((), "")
    assert newest_replies([asked, answer, more]) == [more]
    assert tapped("yes", YES, "q1") == ("yes", "q1")
    assert tapped("Yes", YES, "q1") == ("yes", "q1")
    assert tapped("maybe", YES, "q1") == ("", "")


def test_a_transcript_shows_choices_and_each_day_once() -> None:
    lines = [Said(1, "Is it?", "bot", NOON, YES, "q1"), Said(2, "Hello.", "officer", NOON)]
    text = transcript(lines, RIVERTON.sentences)
    assert "1 July 2026\n\n12pm Riverton Council, computer:\nIs it?\n- Yes\n" in text
    assert text.count("1 July") == 1


def test_every_error_has_a_sentence_and_every_sentence_is_filled() -> None:
    sentences = RIVERTON.sentences
    assert not [text for text in sentences.values() if "{" in text or not text]
    assert RIVERTON.error("too-long").endswith(".")
