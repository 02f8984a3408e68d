"""The mission in talks: served first, asked only where it may be, invited only when both are high."""

import pytest

from bot.effects import KeepMonitoring, NoteIdea, NoteInterest
from tests.dialogs.real import Resident, content

SIMPLE = [name for name, service in content().council.services.items() if sum(service.facets) / 6 < 2.5]
COMPLEX = ["adult-care-assessment", "carers", "care-at-home", "direct-payments", "sen-assessment"]
TO_INVITE = ("4", "1", "1")


def through(resident: Resident, limit: int = 12) -> None:
    """Answer everything plainly until a question of involvement or the end comes."""
    for _ in range(limit):
        top = resident.state.top
        if top is None or top.open is None or top.open.key in ("q1", "how"):
            return
        entities = {"postcode": "RV1 1AA", "phone": "+447700900321", "date": "2026-12-01", "place": "5 Mill Lane"}
        command = "yes" if top.open.key.endswith("-sure") else None
        resident.say("1" if resident.last and resident.last.question and resident.last.question.options else "Jo Bell",
                     entities=entities, command=command)  # fmt: skip
    raise AssertionError(f"{resident.state.top} does not end")


@pytest.mark.parametrize("service", SIMPLE)
def test_a_simple_service_ends_without_a_question_of_involvement(service: str) -> None:
    resident = Resident()
    resident.matter(service)
    through(resident)
    assert not any(key.startswith("involvement") for key in resident.hear())
    assert {e.values["cell"] for e in resident.episodes} <= {"sequential-standardized", "pooled"}
    assert not any(e.values["invited"] for e in resident.episodes)


@pytest.mark.parametrize("service", list(content().council.services))
def test_every_service_is_served_and_no_question_comes_before(service: str) -> None:
    resident = Resident()
    keys = resident.matter(service)
    assert not any(key.startswith("involvement") for key in keys)
    through(resident)
    top = resident.state.top
    assert resident.cases or top is None or top.open is None or top.open.key == "how"


@pytest.mark.parametrize("service", COMPLEX)
def test_served_then_asked_then_invited_then_in_the_pool(service: str) -> None:
    resident = Resident()
    resident.matter(service)
    through(resident)
    assert len(resident.cases) == 1
    keys = resident.answer(*TO_INVITE)
    has_panel = bool(resident._open_panels(service))
    assert keys == (["involvement-invite"] if has_panel else ["involvement-interest-offer"])
    if not has_panel:
        assert resident.answer("1") == ["involvement-interest-kept"]
        assert NoteInterest(service) in resident.effects
        return
    assert resident.answer("1")[-1] == "recruit-go-on"
    resident.answer("yes", "yes", "yes", "no")
    about = resident._open_panels(service)[0]["about"]
    features, checks = about["features"], ("monitoring",) if about["monitoring"] else ()
    resident.answer("yes", "yes", *("no" for _ in checks), "no", "no", *("1",) * len(features), "0")
    keys = resident.answer("1", "1", "1")
    assert keys == ["recruit-done", "recruit-leave"]
    agreed = {"contact": True, "selection": True}
    assert resident.consents == {**agreed, **dict.fromkeys((*checks, "quotes", "other-panels"), False)}
    assert resident.joined[-1].state == "in pool"
    assert set(resident.joined[-1].traits) == {feature["name"] for feature in features}


def test_monitoring_is_asked_only_of_who_agrees_and_never_twice() -> None:
    resident = Resident()
    resident.matter("care-at-home")
    through(resident)
    resident.answer(*TO_INVITE, "1", "yes", "yes", "yes", "no", "yes", "yes", "yes", "no", "no")
    assert resident.answer(*("1",) * 5, "0") == ["recruit-monitoring", "trait-ethnic-group"]
    assert resident.answer("2") == ["trait-ethnic-group-of-mixed"]
    assert resident.answer("4") == ["recruit-needs"]
    (kept,) = (effect for effect in resident.effects if isinstance(effect, KeepMonitoring))
    assert kept.answers["ethnic-group"] == "mixed"
    assert kept.answers["ethnic-group-of-mixed"] == "other"
    assert kept.answers["age-band"] == "18-29"


def test_without_consent_to_contact_nobody_is_in_the_pool_and_the_service_stands() -> None:
    resident = Resident()
    resident.matter("carers")
    through(resident)
    resident.answer(*TO_INVITE, "1", "yes", "yes", "yes", "no")
    assert resident.answer("no") == ["recruit-no-contact"]
    assert resident.joined == []
    assert len(resident.cases) == 1


def test_without_consent_to_selection_no_trait_is_asked() -> None:
    resident = Resident()
    resident.matter("carers")
    through(resident)
    resident.answer(*TO_INVITE, "1", "yes", "yes", "yes", "no", "yes", "no", "no", "no", "no")
    keys = resident.answer("1", "1", "1")
    assert keys == ["recruit-done-no-selection", "recruit-leave"]
    assert resident.joined[-1].traits == {}


@pytest.mark.parametrize(("answers", "said"), [(("1",), "involvement-later"), (("2",), "involvement-later")])
def test_who_wants_it_done_is_asked_nothing_more(answers: tuple[str, ...], said: str) -> None:
    resident = Resident()
    resident.matter("care-at-home")
    through(resident)
    assert resident.answer(*answers) == [said]
    assert resident.state.top is None
    assert not resident.episodes[-1].values["invited"]


def test_after_a_no_the_same_service_does_not_ask_again_for_six_months() -> None:
    resident = Resident(myself={"last_no": {"carers": "2026-08-01"}})
    resident.matter("carers")
    through(resident)
    assert resident.state.top is None
    resident = Resident(myself={"last_no": {"carers": "2026-05-01"}})
    resident.matter("carers")
    through(resident)
    assert resident.state.top is not None


@pytest.mark.parametrize("flag", ["bereavement", "complaint-or-appeal", "debt-enforcement", "crisis", "staff"])
def test_a_no_recruit_flag_silences_every_question(flag: str) -> None:
    resident = Resident()
    resident.matter("adult-care-assessment", flags=(flag,))
    through(resident)
    assert resident.state.top is None
    assert flag in resident.episodes[-1].values["flags"]  # type: ignore[operator]


def test_a_simple_service_and_an_eager_resident_get_something_in_proportion() -> None:
    resident = Resident()
    resident.matter("libraries", "happy to help out at the library", disposition="help-shape")
    assert resident.say("1") == ["self-service-good", "involvement-idea-offer"]
    assert resident.answer("1") == ["involvement-idea-ask"]
    assert resident.answer("Open on Sundays") == ["involvement-idea-kept"]
    assert NoteIdea("libraries", "Open on Sundays") in resident.effects


def test_a_change_of_mind_moves_at_once_and_keeps_what_was_told() -> None:
    resident = Resident()
    resident.matter("carers")
    through(resident)
    keys = resident.say("i changed my mind, you handle all of this", command="change-mind", disposition="do-it-for-me")
    assert keys == ["change-of-mind", "involvement-later"]
    assert resident.episodes[-1].values["disposition"] == "do-it-for-me"
    assert len(resident.cases) == 1


def test_the_reason_can_be_asked_for_in_words() -> None:
    resident = Resident()
    resident.matter("pothole")
    through(resident)
    assert resident.say("why", command="why")[-1] == "why-change"


def test_cannot_pay_is_a_situation_of_its_own() -> None:
    resident = Resident()
    resident.matter("council-tax", raises=("cannot-pay",), flags=("debt-enforcement",))
    through(resident)
    assert resident.cases
    assert resident.state.top is None
