"""What comes before everything else: stop, danger, rights, an officer."""

import pytest

from bot.effects import LogRights, OpenCase, QueuePerson, RaiseAlert, SetOptOut, SetOwner
from bot.heard import Kind
from nlp.understanding import SAFETY_KINDS
from tests.engine.mini import Mini


def test_stop_is_confirmed_once_and_start_begins_again() -> None:
    mini = Mini()
    mini.begin("report")
    assert mini.say("stop", command="stop") == ["stop-done"]
    assert SetOptOut(stopped=True) in mini.effects
    assert mini.state.top is None
    assert mini.say("stop", command="stop") == []
    assert mini.say("my bin", services={"report": 0.9}) == ["stopped-still"]
    assert mini.say("my bin", services={"report": 0.9}) == []
    assert mini.say("start", command="start") == ["start-done"]
    assert mini.begin("report") == ["hello", "ask-colour"]


def test_the_providers_own_stop_is_recorded_without_a_word() -> None:
    mini = Mini()
    assert mini.hear(Kind.OPTED, opt="stop") == []
    assert mini.state.opted_out
    assert mini.hear(Kind.OPTED, opt="start") == []
    assert not mini.state.opted_out


@pytest.mark.parametrize("kind", SAFETY_KINDS)
def test_danger_in_the_middle_of_an_answer_gets_numbers_an_alert_and_a_person(kind: str) -> None:
    mini = Mini()
    mini.begin("report")
    assert mini.say("2 but i dont want to be here any more", safety=(kind, True)) == [f"safety-{kind}"]
    assert RaiseAlert(kind, danger=True, tier="alert", excerpt="2 but i dont want to be here any more") in mini.effects
    assert QueuePerson("safety") in mini.effects
    assert mini.said is not None
    assert mini.said.question is None


def test_danger_is_heard_while_an_officer_holds_the_thread_and_after_stop() -> None:
    for before in (Kind.OFFICER_TOOK, Kind.OPTED):
        mini = Mini()
        mini.hear(before, opt="stop", name="1")
        assert mini.say("i will end it", safety=("suicide", True)) == ["safety-suicide"]


def test_a_gentle_sign_gives_numbers_and_the_talk_goes_on() -> None:
    mini = Mini()
    mini.begin("report")
    assert mini.say("red, i am so low", safety=("suicide", False, "signpost")) == ["safety-signpost", "ask-place"]
    assert mini.state.top is not None
    assert mini.state.top.args["flags"] == ["crisis"]


def test_a_casual_question_does_not_survive_danger() -> None:
    mini = Mini()
    mini.begin("survey")
    mini.say("he hits me", safety=("domestic-abuse", True))
    assert mini.state.top is None
    assert mini.state.ended[-1].cause == "safety"


def test_rights_requests_are_logged_and_acknowledged() -> None:
    mini = Mini()
    assert mini.say("what do u hold on me", command="access-my-data") == ["rights-access"]
    assert LogRights("access") in mini.effects
    assert mini.say("delete my data", command="delete-my-data") == ["rights-erase"]


def test_the_bot_is_silent_while_an_officer_holds_the_thread() -> None:
    mini = Mini()
    mini.begin("report")
    assert mini.hear(Kind.OFFICER_TOOK, name="7", text="Sam") == ["officer-joined"]
    assert SetOwner("officer", 7) in mini.effects
    assert mini.say("red") == []
    assert mini.hear(Kind.OFFICER_SAID, text="Hello, Sam here") == ["officer-text"]
    assert mini.hear(Kind.OFFICER_GAVE_BACK) == ["officer-left", "ask-colour"]
    assert mini.say("red") == ["ask-place"]


def test_a_person_is_one_word_away_and_the_task_stays() -> None:
    mini = Mini()
    mini.begin("report")
    assert mini.say("person", command="person") == ["person-open", "ask-colour"]
    assert QueuePerson("asked") in mini.effects
    assert mini.say("person", command="person") == ["person-still", "ask-colour"]


def test_out_of_hours_the_resident_is_told_when_somebody_reads() -> None:
    mini = Mini()
    mini.wait(hours=8)
    assert mini.say("person", command="person") == ["person-closed"]


def test_nothing_is_done_for_somebody_who_stopped() -> None:
    mini = Mini()
    mini.say("stop", command="stop")
    mini.begin("report")
    assert not any(isinstance(effect, OpenCase) for effect in mini.effects)
