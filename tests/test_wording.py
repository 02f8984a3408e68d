"""How a line becomes text: languages, gaps, dates, digits for texts and buttons for the rest."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.council import Council, Number
from bot.effects import Option, Say, Shown
from bot.lines import Line, line
from bot.messages import Choice
from bot.questions import YES_NO
from bot.wording import BUTTONS, DAYS, MONTHS, TEXTS, Worded, Words, WordsError, day_in_words, read_words

COUNCIL = Council(
    name="Riverton Council", short="Riverton", prefix="RV", postcode_areas=("RV",), languages=("en", "cy"),
    numbers={"main": Number("01632 960100", date(2026, 11, 20), "Customer services manager")},
    links={"privacy": "https://riverton.example/text"}, hours={},
)  # fmt: skip
ENGLISH = """
hello = I am a computer at { $council }.
call = Call { $number-main }. Privacy: { $link-privacy }
leave = To leave, type LEAVE.
    .sms = To leave, text LEAVE.
only-english = Thank you.
bin-garden = garden waste
done = We will empty your { $bin } bin by { $by }.
again = Is that { $day }?
echo = You said: { $said }
officer-text = { $text }
months = We will not ask for { $months } months.
ask = Which one?
label-yes = Yes
label-no = No
label-skip = Skip
reply-with = Reply
"""
WELSH = """
hello = Cyfrifiadur { $council } ydw i.
bin-garden = gwastraff gardd
done = Byddwn yn gwagio eich bin { $bin } erbyn { $by }.
again = Ai { $day } yw hynny?
ask = Pa un?
label-yes = Ie
label-no = Na
label-skip = Hepgor
reply-with = Atebwch
"""
WORDS = Words({"en": [ENGLISH], "cy": [WELSH]}, COUNCIL)
THURSDAY = datetime(2026, 11, 26, 17, tzinfo=UTC)
ASK = Shown("f0.which", line("ask"), YES_NO)
ASK_OR_SKIP = Shown("f0.which", line("ask"), YES_NO, skippable=True)


# --- one line -----------------------------------------------------------------------------------------------------


def test_the_council_its_numbers_and_its_links_can_always_be_named() -> None:
    assert WORDS.text(line("hello"), "en") == "I am a computer at Riverton Council."
    assert WORDS.text(line("call"), "en") == "Call 01632 960100. Privacy: https://riverton.example/text"


def test_a_line_in_a_gap_is_said_in_the_same_language() -> None:
    done = line("done", bin=line("bin-garden"), by=THURSDAY)
    assert WORDS.text(done, "en") == "We will empty your garden waste bin by 5pm Thursday 26 November."
    assert WORDS.text(done, "cy") == "Byddwn yn gwagio eich bin gwastraff gardd erbyn 5pm dydd Iau 26 Tachwedd."


def test_a_residents_long_words_are_cut_when_said_back_and_an_officers_never() -> None:
    long = "The lorry came and went. " * 20
    assert WORDS.text(line("echo", said=long), "en").endswith("...")
    assert WORDS.text(line("officer-text", text=long), "en") == long


def test_no_mark_is_added_around_what_fills_a_gap() -> None:
    assert not set(WORDS.text(line("months", months=6), "en")) - set(map(chr, range(32, 127)))


@pytest.mark.parametrize("language", ["cy", "pl", ""])
def test_english_stands_in_where_a_language_has_no_words(language: str) -> None:
    assert WORDS.text(line("only-english"), language) == "Thank you."


@pytest.mark.parametrize(("said", "named"), [
    (line("gone"), "gone"), (line("months"), "months"), (line("done", bin="food"), "done"),
])  # fmt: skip
def test_words_that_are_missing_or_do_not_fill_name_their_key(said: Line, named: str) -> None:
    with pytest.raises(WordsError, match=f"'{named}'"):
        WORDS.text(said, "en")


@pytest.mark.parametrize("channel", [*BUTTONS, *TEXTS])
def test_a_sentence_may_have_other_words_where_one_texts_them(channel: str) -> None:
    expected = "To leave, text LEAVE." if channel in TEXTS else "To leave, type LEAVE."
    assert WORDS.text(line("leave"), "en", channel) == expected


def test_what_a_language_has() -> None:
    assert WORDS.languages == ("en", "cy")
    assert WORDS.has("ask", "cy")
    assert not WORDS.has("only-english", "cy")
    assert not WORDS.has("ask", "pl")


def test_a_label_is_ours_or_the_councils_own() -> None:
    assert WORDS.label(line("label-yes"), "cy") == "Ie"
    assert WORDS.label("12 Mill Lane", "cy") == "12 Mill Lane"


# --- dates --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("moment", "english", "welsh"), [
    (date(2026, 11, 27), "Friday 27 November", "dydd Gwener 27 Tachwedd"),
    (date(2027, 1, 3), "Sunday 3 January", "dydd Sul 3 Ionawr"),
    (THURSDAY, "5pm Thursday 26 November", "5pm dydd Iau 26 Tachwedd"),
    (datetime(2026, 7, 6, 8, 30, tzinfo=UTC), "9.30am Monday 6 July", "9.30am dydd Llun 6 Gorffennaf"),
    (datetime(2026, 11, 24, 12, 5, tzinfo=UTC), "12.05pm Tuesday 24 November", "12.05pm dydd Mawrth 24 Tachwedd"),
    (datetime(2026, 6, 30, 23, tzinfo=UTC), "12am Wednesday 1 July", "12am dydd Mercher 1 Gorffennaf"),
])  # fmt: skip
def test_a_day_in_words_by_the_clock_on_the_wall(moment: date, english: str, welsh: str) -> None:
    assert day_in_words(moment, "en") == english
    assert day_in_words(moment, "cy") == welsh
    assert day_in_words(moment, "pl") == english


def test_every_language_has_its_days_and_months() -> None:
    assert DAYS.keys() == MONTHS.keys() == {"en", "cy"}
    assert {len(set(days)) for days in DAYS.values()} == {7}
    assert {len(set(months)) for months in MONTHS.values()} == {12}


# --- a whole message ----------------------------------------------------------------------------------------------


def said(question: Shown | None, channel: str, language: str = "en", *lines: Line) -> Worded:
    return WORDS.say(Say(lines, question), language, channel)


def test_lines_stand_one_below_the_other_and_the_question_last() -> None:
    worded = said(ASK, "sms", "en", line("hello"), line("only-english"))
    assert worded.text == "I am a computer at Riverton Council.\nThank you.\nWhich one? Reply 1 Yes, 2 No."
    assert (worded.choices, worded.asked) == ((), "f0.which")


@pytest.mark.parametrize("channel", TEXTS)
def test_digits_where_there_are_no_buttons(channel: str) -> None:
    assert said(ASK, channel).text == "Which one? Reply 1 Yes, 2 No."
    assert said(ASK_OR_SKIP, channel).text == "Which one? Reply 1 Yes, 2 No, 0 Skip."
    assert said(ASK_OR_SKIP, channel, "cy").text == "Pa un? Atebwch 1 Ie, 2 Na, 0 Hepgor."


@pytest.mark.parametrize("channel", BUTTONS)
def test_buttons_where_there_are_some(channel: str) -> None:
    worded = said(ASK_OR_SKIP, channel, "cy")
    assert worded.text == "Pa un?"
    assert worded.choices == (Choice("Ie", "yes"), Choice("Na", "no"), Choice("Hepgor", "0"))
    assert worded.asked == "f0.which"
    assert said(ASK, channel).choices == (Choice("Yes", "yes"), Choice("No", "no"))


def test_labels_that_begin_with_a_number_stand_on_lines_of_their_own() -> None:
    homes = (Option("a", "12 Mill Lane"), Option("b", "Flat 3"))
    worded = said(Shown("q", line("ask"), homes, skippable=True), "sms")
    assert worded.text == "Which one? Reply\nA: 12 Mill Lane\nB: Flat 3\n0: Skip"


def test_a_question_with_nothing_to_choose_from() -> None:
    assert said(Shown("q", line("ask")), "sms").text == "Which one?"
    assert said(Shown("q", line("ask"), skippable=True), "sms").text == "Which one? Reply 0 Skip."
    assert said(Shown("q", line("ask")), "web") == Worded("Which one?", (), "q")


def test_a_message_that_asks_nothing_has_no_choices() -> None:
    assert said(None, "web", "en", line("only-english")) == Worded("Thank you.")


@pytest.mark.parametrize("channel", [*BUTTONS, *TEXTS])
def test_the_same_message_is_the_same_words_on_every_channel(channel: str) -> None:
    text = said(ASK, channel, "en", line("hello")).text
    assert text.removesuffix(" Reply 1 Yes, 2 No.") == "I am a computer at Riverton Council.\nWhich one?"


# --- reading ------------------------------------------------------------------------------------------------------


def test_words_are_read_by_folder(tmp_path: Path) -> None:
    files = {"en/b.ftl": "b = B", "en/a.ftl": "a = A", "cy/a.ftl": "a = Â", "en/notes.txt": "no", "x": ""}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert read_words(tmp_path) == {"cy": ["a = Â"], "en": ["a = A", "b = B"]}
