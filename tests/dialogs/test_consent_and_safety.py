"""Consent is only what was shown and plainly answered; danger, stop and a no reach every part of the talk."""

import pytest

from bot.effects import Effect, KeepName, NoteEpisode, QueuePerson, RecordConsent
from bot.heard import Kind
from nlp.understanding import Understanding
from tests.dialogs.real import Resident
from tests.dialogs.test_mission import TO_INVITE, through


def invited(service: str = "carers", **more: object) -> Resident:
    """A resident who stands before the invitation."""
    resident = Resident(**more)  # type: ignore[arg-type]
    resident.matter(service)
    through(resident)
    resident.answer(*TO_INVITE)
    return resident


def at_consent() -> Resident:
    """A resident who stands before the first consent."""
    resident = invited()
    resident.answer("1", "yes", "yes", "yes", "no")
    assert resident.last is not None
    assert resident.last.question is not None
    assert resident.last.question.prompt.key == "consent-contact"
    return resident


def given(effects: list[Effect]) -> list[tuple[str, bool]]:
    return [(e.purpose, e.given) for e in effects if isinstance(e, RecordConsent)]


@pytest.mark.parametrize(
    "text",
    ["what happens if i say yes?", "yes i have a question first", "do i have to say yes", "no idea what that means"],
)
def test_a_question_or_a_reservation_is_no_consent(text: str) -> None:
    resident = at_consent()
    assert resident.say(text, command="yes") == ["problem-consent", "consent-contact"]
    assert given(resident.effects) == []


def test_an_edited_message_answers_no_open_question() -> None:
    resident = at_consent()
    resident.hear(understood=Understanding("yes", command="yes"), edited=True)
    assert given(resident.effects) == []


def test_a_yes_in_another_language_does_not_change_what_was_shown() -> None:
    resident = at_consent()
    resident.say("ydw", command="yes", language="cy")
    assert resident.state.language == "en"
    assert given(resident.effects) == [("contact", True)]


def test_a_reply_counts_only_while_the_question_is_the_one_that_was_put() -> None:
    resident = at_consent()
    resident.panels = False
    resident.wait(hours=13)
    resident.answer("yes")
    assert given(resident.effects) == []


def test_contact_taken_back_takes_back_what_came_after_it() -> None:
    resident = at_consent()
    resident.answer("yes", "yes")
    for _ in range(2):
        resident.say("back", command="back")
    resident.answer("no")
    assert given(resident.effects) == [("contact", True), ("selection", True), ("contact", False), ("selection", False)]


def test_a_no_to_the_invitation_is_kept_as_one() -> None:
    resident = invited()
    resident.answer("2")
    assert any(isinstance(e, NoteEpisode) and e.values.get("declined") for e in resident.effects)


def test_council_does_it_in_a_simple_service_is_no_refusal_to_help() -> None:
    resident = Resident()
    resident.matter("council-tax")
    resident.answer("2")
    through(resident)
    assert not any(isinstance(e, NoteEpisode) and e.values.get("declined") for e in resident.effects)


def test_yeah_is_a_yes_to_the_invitation() -> None:
    resident = invited()
    assert resident.say("yeah", command="yes")[-1] == "recruit-go-on"


def test_needing_help_is_not_offering_it() -> None:
    resident = Resident()
    resident.matter("carers")
    through(resident)
    assert resident.say("i just need help") != ["involvement-q2"]


def test_an_unclear_reply_to_a_survey_question_is_unknown_and_is_not_nagged_about() -> None:
    resident = Resident()
    resident.matter("carers")
    through(resident)
    assert resident.say("whatever") == ["involvement-thanks"]
    assert resident.state.top is None
    assert not any(isinstance(e, QueuePerson) for e in resident.effects)


def test_who_was_in_danger_is_not_invited_for_a_month() -> None:
    resident = Resident()
    resident.say("i will end it", safety=("suicide", True))
    resident.matter("carers")
    through(resident)
    assert resident.state.top is None
    resident.wait(days=31)
    resident.matter("carers")
    through(resident)
    assert resident.state.top is not None


def test_danger_ends_every_recruitment_that_waits_beneath() -> None:
    resident = at_consent()
    resident.matter("pothole", "a big pothole on mill road outside number 4")
    resident.say("i will end it", safety=("suicide", True))
    assert [frame.args["service"] for frame in resident.state.frames] == ["pothole"]


def test_numbers_come_through_while_an_officer_holds_and_after_stop() -> None:
    for before in ({"kind": Kind.OFFICER_TOOK, "name": "1", "text": "Sam"}, {"kind": Kind.OPTED, "opt": "stop"}):
        resident = Resident()
        resident.hear(**before)  # type: ignore[arg-type]
        resident.say("hello")
        resident.say("hello")
        assert resident.say("i can smell gas in the kitchen") == ["urgent-gas"]


def test_a_flag_stands_in_the_way_of_have_your_say_too() -> None:
    resident = Resident()
    assert resident.matter("have-your-say", flags=("abusive",)) == ["have-your-say"]


def test_a_member_is_told_so_and_not_recruited_again() -> None:
    panels = Resident._open_panels("")
    mine = {"memberships": [{"slug": panel["slug"], "name": panel["name"], "services": []} for panel in panels]}
    resident = Resident(myself=mine)
    assert resident.matter("have-your-say") == ["have-your-say", "recruit-already"]


def test_a_panel_that_closed_meanwhile_is_not_promised() -> None:
    resident = at_consent()
    features = resident._open_panels("carers")[0]["about"]["features"]
    resident.answer("yes", "yes", "no", "no", *("1",) * len(features), "0", "1", "1")
    resident.panels = False
    assert resident.answer("1") == ["recruit-closed"]
    assert resident.joined == []


def test_a_service_that_left_content_ends_its_talk_and_danger_is_heard() -> None:
    resident = Resident()
    resident.matter("pothole")
    frame = resident.state.top
    assert frame is not None
    gone = frame.args | {"service": "no-longer-there"}
    from dataclasses import replace

    resident.state = resident.state.with_top(replace(frame, args=gone))
    assert resident.say("i will end it", safety=("suicide", True)) == ["safety-suicide"]
    assert resident.state.ended[-1].cause == "failed"


def test_five_wrong_postcodes_lead_to_a_person() -> None:
    resident = Resident()
    resident.matter("bin-day")
    said = [resident.say("not a postcode") for _ in range(4)]
    assert said[0] == ["problem-postcode", "ask-postcode"]
    assert said[1][0] == "offer-person"
    assert any(isinstance(e, QueuePerson) for e in resident.effects)


def test_skip_and_a_change_of_mind_are_no_names() -> None:
    resident = Resident()
    resident.matter("carers")
    while resident.last and resident.last.question and resident.last.question.prompt.key != "ask-name":
        resident.answer("1")
    resident.say("skip", command="skip")
    resident.say("actually can you just do it", command="change-mind", disposition="do-it-for-me")
    assert not any(isinstance(e, KeepName) for e in resident.effects)


def test_many_matters_do_not_pile_up_and_one_service_has_one_talk() -> None:
    resident = Resident()
    for _ in range(4):
        for service in ("pothole", "street-light", "missed-bin", "bin-day", "fly-tipping", "pest-control", "carers"):
            resident.matter(service, "about this matter again")
    services = [frame.args["service"] for frame in resident.state.frames]
    assert len(services) == len(set(services)) <= 5


def test_a_very_long_place_is_said_back_shortly_and_kept_whole() -> None:
    resident = Resident()
    resident.matter("pothole")
    place = "by the old mill " * 300
    resident.answer(place, "2")
    assert resident.cases[0].place.startswith(place.strip())


def test_in_a_group_nothing_personal_is_asked_or_taken() -> None:
    resident = Resident(channel="telegram")
    resident.matter("carers")
    before = resident.state.top
    keys = resident.hear(understood=Understanding("Jo Bell"), group=True)
    assert keys == ["group-private"]
    assert resident.state.top == before


def test_a_timer_that_was_overtaken_by_a_message_says_nothing() -> None:
    resident = Resident()
    resident.matter("pothole")
    assert resident.hear(Kind.TIMED_OUT, name="close") == []
    assert resident.state.top is not None
