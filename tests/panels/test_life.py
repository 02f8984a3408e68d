"""The state machines: legal lives go through, every other step is refused with a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panels import life
from panels.life import IllegalStepError, MemberState, PanelState

WHOLE_LIFE = (
    "approve",
    "open",
    "close-joining",
    "propose",
    "accept",
    "confirm",
    "run",
    "ask-feedback",
    "close",
    "remove",
)


def test_a_panel_goes_through_its_whole_life() -> None:
    state: str = PanelState.DRAFT
    seen = [state]
    for act in WHOLE_LIFE:
        state = life.panel_step(state, act)
        seen.append(state)
    assert seen == list(PanelState)


@given(st.sampled_from(PanelState), st.sampled_from(sorted(life.PANEL_ACTS)))
def test_a_step_is_taken_where_the_table_has_it_and_refused_with_a_sentence_elsewhere(
    state: PanelState, act: str
) -> None:
    if state in life.PANEL_ACTS[act].starts:
        assert life.panel_step(state, act) == life.PANEL_ACTS[act].end
        return
    with pytest.raises(IllegalStepError, match=rf"A panel that is {state} cannot be .+\. It must be .+\."):
        life.panel_step(state, act)


@given(st.sampled_from(["", *MemberState]), st.sampled_from(MemberState))
def test_a_member_goes_only_where_the_table_says(state: str, new: MemberState) -> None:
    if new in life.MEMBER_STEPS.get(state, ()):
        assert life.member_step(state, new) is new
        return
    with pytest.raises(IllegalStepError, match="cannot become"):
        life.member_step(state, new)


def test_every_state_of_a_member_but_the_last_leads_on_and_can_be_reached() -> None:
    assert set(life.MEMBER_STEPS) == {"", *MemberState} - {MemberState.DATA_REMOVED}
    assert {new for steps in life.MEMBER_STEPS.values() for new in steps} == set(MemberState)


@pytest.mark.parametrize("state", [state for state in PanelState if state != PanelState.OPEN])
def test_nobody_is_invited_to_a_panel_that_is_not_open(state: PanelState) -> None:
    with pytest.raises(IllegalStepError, match="It must be open"):
        life.check_joining(state)
    life.check_joining(PanelState.OPEN)


def test_approval_says_all_that_is_missing() -> None:
    with pytest.raises(IllegalStepError, match=r"Owner, What the panel does, .*Data protection assessment, Quotas"):
        life.check_approval({}, has_quotas=False)
    life.check_approval(dict.fromkeys(life.NEEDED, "said"), has_quotas=True)


def test_a_second_officer_approves_unless_the_council_wants_it_otherwise() -> None:
    with pytest.raises(IllegalStepError, match="A second officer"):
        life.check_approver((1, 2), 2, second=True)
    life.check_approver((1, 2), 3, second=True)
    life.check_approver((1, 2), 2, second=False)


def test_a_change_without_a_reason_is_refused() -> None:
    with pytest.raises(IllegalStepError, match="Give a reason"):
        life.check_reason("  ")
