"""What the engine gives to every dialog without its author's work."""

from itertools import pairwise

from bot.effects import NoteOnCase, QueuePerson, SetTimer
from bot.heard import Kind
from tests.engine.mini import Mini


def test_a_dialog_asks_and_ends_with_one_case() -> None:
    """Three answers, one case; what was said before an answer is not said again."""
    mini = Mini()
    assert mini.begin("report") == ["hello", "ask-colour"]
    assert mini.say("2") == ["ask-place"]
    assert mini.say("by the pond") == ["noted", "ask-sure"]
    assert mini.say("yes", command="yes") == ["done"]
    assert [(case.place, case.details) for case in mini.cases()] == [("by the pond", {"colour": "blue"})]
    assert mini.state.top is None
    assert mini.state.ended[-1].cause == "finished"


def test_choices_are_read_by_digit_label_other_word_and_slip() -> None:
    for text, colour in (("1", "red"), ("Blue.", "blue"), ("navy", "blue"), ("grene", "green"), ("the red one", "red")):
        mini = Mini()
        mini.begin("report")
        mini.say(text)
        assert mini.state.top is not None
        assert mini.state.top.answers["colour"].value == colour, text


def test_a_number_that_is_not_offered_is_told_so() -> None:
    mini = Mini()
    mini.begin("report")
    assert mini.say("7") == ["problem-choice-number", "ask-colour"]


def test_back_asks_the_last_question_again_and_keeps_the_rest() -> None:
    mini = Mini()
    mini.begin("report")
    mini.say("1")
    mini.say("by the pond")
    assert mini.say("back", command="back") == ["ask-place"]
    assert mini.say("by the gate") == ["noted", "ask-sure"]
    mini.say("yes", command="yes")
    assert mini.cases()[0].place == "by the gate"


def test_back_at_the_first_question_says_so() -> None:
    mini = Mini()
    mini.begin("report")
    assert mini.say("back", command="back") == ["back-first", "ask-colour"]


def test_repeat_puts_the_question_again_and_never_the_same_message_twice() -> None:
    mini = Mini()
    mini.begin("report")
    said = [mini.say("repeat", command="repeat") for _ in range(5)]
    assert all(keys[-1] == "ask-colour" for keys in said)
    assert all(first != second for first, second in pairwise(said))


def test_why_gives_the_questions_own_reason() -> None:
    mini = Mini()
    mini.begin("report")
    assert mini.say("why", command="why") == ["why-colour", "ask-colour"]
    mini.say("red")
    assert mini.say("why", command="why") == ["why-question", "ask-place"]


def test_skip_passes_a_question_that_allows_it_and_no_other() -> None:
    mini = Mini()
    mini.begin("report")
    assert mini.say("0")[-1] == "ask-colour"
    mini.say("red")
    assert mini.say("0") == ["noted", "ask-sure"]
    assert mini.state.top is not None
    assert mini.state.top.answers["place"].value is None


def test_correction_mends_an_earlier_answer_and_asks_again_only_what_it_changes() -> None:
    mini = Mini()
    mini.begin("report")
    mini.say("red")
    mini.say("by the pond")
    assert mini.say("no i meant blue", command="correction") == ["corrected", "ask-place"]
    assert mini.say("by the pond") == ["noted", "ask-sure"]
    mini.say("yes", command="yes")
    assert mini.cases()[0].details == {"colour": "blue"}


def test_a_correction_that_names_what_is_wrong_asks_for_it() -> None:
    mini = Mini()
    mini.begin("report")
    mini.say("red")
    assert mini.say("wrong colour", command="correction") == ["corrected-ask", "ask-colour"]


def test_a_correction_after_the_end_goes_onto_the_case() -> None:
    mini = Mini()
    mini.begin("report")
    for text in ("red", "by the pond"):
        mini.say(text)
    mini.say("yes", command="yes")
    assert mini.say("sorry it was by the gate", command="correction") == ["noted-on-case"]
    assert NoteOnCase(mini.cases()[0].ref, "sorry it was by the gate") in mini.effects


def test_an_edited_message_mends_its_answer() -> None:
    mini = Mini()
    mini.begin("report")
    mini.say("red")
    mini.say("by the pond")
    from nlp.understanding import Understanding

    keys = mini.hear(understood=Understanding("by the gate"), edited=True)
    assert keys == ["corrected", "noted", "ask-sure"]


def test_a_deed_whose_answer_was_mended_happens_as_mended_and_a_case_keeps_its_reference() -> None:
    from bot.effects import ChangeCase, KeepName, OpenCase
    from bot.lines import line
    from bot.questions import Text
    from bot.talk import Talk
    from tests.engine.mini import make_house

    def name_and_place(talk: Talk) -> None:
        talk.do("name", KeepName(talk.ask(Text("name", line("ask-name")))))
        talk.do("case", OpenCase("report", talk.ask(Text("place", line("ask-place")))))
        talk.ask(Text("more", line("ask-more")))

    mini = Mini(make_house(matter=name_and_place))
    mini.begin("report")
    mini.say("Jo")
    mini.say("the pond")
    mini.say("back", command="back")
    mini.say("the gate")
    mini.say("back", command="back")
    mini.say("back", command="back")
    mini.say("Jo Bell")
    ref = mini.cases()[0].ref
    assert [e for e in mini.effects if isinstance(e, ChangeCase)] == [ChangeCase(ref, "the gate")]
    assert [e.name for e in mini.effects if isinstance(e, KeepName)] == ["Jo", "Jo Bell"]
    assert len(mini.cases()) == 1


def test_cancel_drops_the_task_and_names_the_cause() -> None:
    mini = Mini()
    mini.begin("report")
    assert mini.say("never mind") == ["cancelled"]
    assert mini.state.ended[-1].cause == "cancelled"


def test_another_matter_is_served_and_the_first_comes_back_with_a_recap() -> None:
    mini = Mini()
    mini.begin("report")
    mini.say("red")
    assert mini.say("and what about my address and all that", services={"address": 0.9}) == ["ask-postcode"]
    mini.say("TC1 1AA", entities={"postcode": "TC1 1AA"})
    assert mini.say("never mind") == ["cancelled", "recap", "ask-place"]
    assert mini.say("by the pond") == ["noted", "ask-sure"]


def test_a_casual_question_is_closed_as_unknown_by_another_matter() -> None:
    mini = Mini()
    mini.begin("survey")
    assert mini.begin("report") == ["hello", "ask-colour"]
    assert [ended.cause for ended in mini.state.ended] == ["left"]


def test_one_message_fills_several_questions() -> None:
    mini = Mini()
    mini.say(
        "about address TC1 1AA call 07700 900001 or me@example.org", services={"address": 0.9},
        entities={"postcode": "TC1 1AA", "phone": "+447700900001", "email": "me@example.org", "date": "2026-11-27"},
    )  # fmt: skip
    assert mini.open == "day-sure"
    mini.say("yes", command="yes")
    assert mini.open == "many"


def test_a_date_is_read_back_and_a_no_asks_again() -> None:
    mini = Mini()
    mini.begin("address")
    mini.say("TC1 1AA", entities={"postcode": "TC1 1AA"})
    assert mini.say("friday", entities={"date": "2026-11-27"}) == ["date-read-back"]
    assert mini.say("no", command="no") == ["ask-day"]
    mini.say("thursday", entities={"date": "2026-11-26"})
    assert mini.say("yes", command="yes") == ["ask-phone"]


def test_a_few_certain_words_are_a_matter_of_their_own_unless_they_say_where() -> None:
    mini = Mini()
    mini.begin("report")
    mini.say("red")
    assert mini.open == "place"
    mini.say("by the school in Wharf Street", services={"address": 0.9}, entities={"place": "Wharf Street"})
    assert mini.open == "sure"
    mini = Mini()
    mini.begin("report")
    mini.say("red")
    mini.say("my bin wasnt collected", services={"address": 0.99})
    assert mini.open == "postcode"


def test_what_cannot_be_read_says_what_to_do_then_offers_a_person_and_never_ends_the_task() -> None:
    mini = Mini()
    mini.begin("report")
    assert mini.say("blah blah") == ["not-understood-answer", "ask-colour"]
    assert mini.say("what is this") == ["offer-person", "ask-colour"]
    assert mini.say("hmpf")[-1] == "ask-colour"
    assert any(isinstance(effect, QueuePerson) for effect in mini.effects)
    assert mini.say("red") == ["ask-place"]


def test_the_resident_comes_back_after_days_with_a_recap() -> None:
    mini = Mini()
    mini.begin("report")
    mini.wait(days=2)
    assert mini.say("red") == ["recap", "ask-place"]


def test_reminders_come_twice_and_then_a_kind_end() -> None:
    mini = Mini()
    mini.begin("report")
    assert SetTimer("remind", mini.now.replace(day=27)) in mini.effects
    mini.wait(days=3)
    assert mini.hear(Kind.TIMED_OUT, name="remind") == ["reminder-1", "recap", "ask-colour"]
    mini.wait(days=7)
    assert mini.hear(Kind.TIMED_OUT, name="remind-2") == ["reminder-2", "recap", "ask-colour"]
    mini.wait(days=4)
    assert mini.hear(Kind.TIMED_OUT, name="close") == ["closed-kindly"]
    assert mini.state.ended[-1].cause == "expired"


def test_a_tap_on_an_old_keyboard_does_not_answer_a_newer_question() -> None:
    mini = Mini()
    mini.begin("report")
    old = mini.said.question.id if mini.said and mini.said.question else ""
    assert mini.hear(Kind.CHOSEN, choice="red", asked=old) == ["ask-place"]
    assert mini.hear(Kind.CHOSEN, choice="blue", asked=old) == ["stale-button", "ask-place"]
    assert mini.state.top is not None
    assert mini.state.top.answers["colour"].value == "red"


def test_two_near_services_are_offered_to_choose_from() -> None:
    mini = Mini()
    assert mini.say("report my address", services={"report": 0.5, "address": 0.45}) == ["clarify"]
    assert mini.say("1") == ["hello", "ask-colour"]


def test_a_dialog_edited_while_the_resident_was_away_asks_again_only_what_changed() -> None:
    from bot.effects import Option
    from bot.lines import line
    from bot.questions import Choice, Text
    from bot.talk import Talk
    from tests.engine.mini import make_house

    def edited(talk: Talk) -> None:
        talk.ask(Choice("colour", line("ask-colour"), choices=(Option("red", "Red"), Option("pink", "Pink"))))
        talk.ask(Text("place", line("ask-place", colour="red"), skip=True))
        talk.ask(Text("more", line("ask-more")))

    mini = Mini()
    mini.begin("report")
    mini.say("red")
    mini.say("by the pond")
    mini.house = make_house(matter=edited)
    assert mini.say("repeat", command="repeat")[-1] == "ask-colour"
    assert mini.say("red") == ["ask-more"]
