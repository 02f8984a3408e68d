"""The life of a panel and of a member: which step may follow which, and the sentence that refuses any other. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class PanelState(StrEnum):
    """Where a panel stands, in the order of its life."""

    DRAFT = "draft"
    APPROVED = "approved"
    OPEN = "open"
    JOINING_CLOSED = "joining closed"
    PROPOSED = "selection proposed"
    SELECTED = "selection approved"
    CONFIRMED = "confirmed"
    RUNNING = "running"
    FEEDBACK_DUE = "feedback due"
    CLOSED = "closed"
    REMOVED = "data removed"


class MemberState(StrEnum):
    """Where a person stands in a panel, in the order of a member's life."""

    INVITED = "invited"
    IN_POOL = "in pool"
    SELECTED = "selected"
    RESERVE = "reserve"
    NOT_SELECTED = "not selected"
    CONFIRMED = "confirmed"
    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    DECLINED = "declined"
    LEFT = "left"
    REMOVED = "removed"
    DATA_REMOVED = "data removed"


class IllegalStepError(Exception):
    """A step that the life of a panel or of a member does not have; the message is the sentence to show."""


P, M = PanelState, MemberState


@dataclass(frozen=True)
class Act:
    """One thing that moves a panel on. `by_hand`: an officer does it on the panel's page; the rest follow from a draw.

    `doing` completes the sentence "... cannot be ...".
    """

    name: str
    label: str
    doing: str
    starts: tuple[PanelState, ...]
    end: PanelState
    by_hand: bool = True


ENDS_EARLY = (P.DRAFT, P.APPROVED, P.OPEN, P.JOINING_CLOSED, P.SELECTED, P.CONFIRMED, P.RUNNING, P.FEEDBACK_DUE)
PANEL_ACTS: dict[str, Act] = {
    act.name: act
    for act in (
        Act("approve", "Approve the panel", "approved", (P.DRAFT,), P.APPROVED),
        Act("open", "Open for joining", "opened", (P.APPROVED, P.JOINING_CLOSED), P.OPEN),
        Act("close-joining", "Close to joining", "closed to joining", (P.OPEN,), P.JOINING_CLOSED),
        Act("propose", "Draw", "drawn", (P.JOINING_CLOSED,), P.PROPOSED, by_hand=False),
        Act("turn-down", "Turn the draw down", "sent back", (P.PROPOSED,), P.JOINING_CLOSED, by_hand=False),
        Act("accept", "Approve the draw", "selected", (P.PROPOSED,), P.SELECTED, by_hand=False),
        Act("confirm", "All seats are taken", "confirmed", (P.SELECTED,), P.CONFIRMED, by_hand=False),
        Act("run", "Start the panel", "started", (P.SELECTED, P.CONFIRMED), P.RUNNING),
        Act("ask-feedback", "Meetings are over", "moved to feedback", (P.RUNNING,), P.FEEDBACK_DUE),
        Act("close", "Close the panel", "closed", ENDS_EARLY, P.CLOSED),
        Act("remove", "Remove the data", "cleared", (P.CLOSED,), P.REMOVED, by_hand=False),
    )
}
NEEDED: dict[str, str] = {
    "owner": "Owner",
    "what": "What the panel does",
    "change": "What can change, and what cannot",
    "level": "Level of involvement",
    "budget": "Budget",
    "time": "Dates and times",
    "gift": "Gift",
    "link": "Page with the information sheet",
    "support": "Support plan",
    "dpia": "Data protection assessment",
}
"""What must be said of a panel before it is approved, by its name in `about` (DOMAIN 4.3); residents are told some."""
TOLD = ("what", "change", "time", "gift")
"""What residents are told of it beside its name, in each language of the council (`about.words` by code)."""
LEVELS = ("inform", "consult", "involve", "collaborate", "empower")
"""The levels of the IAP2 spectrum."""

SEATED = (M.SELECTED, M.CONFIRMED, M.ACTIVE, M.PAUSED)
"""Who holds a seat; when one of these goes, a reserve is asked."""
TAKES_PART = (M.CONFIRMED, M.ACTIVE, M.PAUSED)
"""Who has said yes to a seat."""
COMES = (M.CONFIRMED, M.ACTIVE)
"""Who is asked to meetings."""
GONE = (M.DECLINED, M.LEFT, M.REMOVED, M.DATA_REMOVED)
"""Who is no longer part of a panel."""
HOLDS_SEATS = (P.SELECTED, P.CONFIRMED, P.RUNNING)
"""Panels in which a free seat is offered."""
GOES = (M.LEFT, M.REMOVED)
MEMBER_STEPS: Mapping[str, tuple[MemberState, ...]] = {
    "": (M.INVITED, M.IN_POOL, M.DECLINED),
    M.INVITED: (M.IN_POOL, M.NOT_SELECTED, M.DECLINED, *GOES),
    M.IN_POOL: (M.SELECTED, M.RESERVE, M.NOT_SELECTED, M.DECLINED, *GOES),
    M.SELECTED: (M.CONFIRMED, M.DECLINED, M.NOT_SELECTED, *GOES),
    M.RESERVE: (M.SELECTED, M.IN_POOL, M.NOT_SELECTED, *GOES),
    M.NOT_SELECTED: (M.IN_POOL, M.SELECTED, *GOES, M.DATA_REMOVED),
    M.CONFIRMED: (M.ACTIVE, M.COMPLETED, *GOES),
    M.ACTIVE: (M.PAUSED, M.COMPLETED, *GOES),
    M.PAUSED: (M.ACTIVE, M.COMPLETED, *GOES),
    M.COMPLETED: (M.LEFT, M.DATA_REMOVED),
    M.DECLINED: (M.INVITED, M.IN_POOL, M.DATA_REMOVED),
    M.LEFT: (M.INVITED, M.IN_POOL, M.DATA_REMOVED),
    M.REMOVED: (M.IN_POOL, M.RESERVE, M.DATA_REMOVED),
}
"""Who may become what. A removal can be challenged, and then ends in the pool or, after the draw, in the reserve."""
ENDS = {
    **dict.fromkeys((M.INVITED, M.IN_POOL, M.SELECTED, M.RESERVE), M.NOT_SELECTED),
    **dict.fromkeys(TAKES_PART, M.COMPLETED),
}
"""What becomes of everybody else when a panel closes."""


@dataclass(frozen=True)
class MemberAct:
    """One thing that an officer does to a member's place by hand, beside removing them."""

    name: str
    label: str
    doing: str
    starts: tuple[MemberState, ...]


MEMBER_ACTS: dict[str, MemberAct] = {
    act.name: act
    for act in (
        MemberAct("pause", "Pause", "paused", (M.ACTIVE,)),
        MemberAct("resume", "Take up again", "taken up again", (M.PAUSED,)),
        MemberAct("complete", "End their term", "thanked at the end of their term", (M.ACTIVE, M.PAUSED)),
        MemberAct("reinstate", "Take them back", "taken back", (M.REMOVED,)),
    )
}


def panel_step(state: str, act_name: str) -> PanelState:
    """Where an act brings a panel. Raises IllegalStepError."""
    act = PANEL_ACTS.get(act_name)
    if act is None:
        raise IllegalStepError(f"There is no act {act_name!r} for a panel.")
    if state not in act.starts:
        raise IllegalStepError(f"A panel that is {state} cannot be {act.doing}. It must be {either(act.starts)}.")
    return act.end


def acts_for(state: str) -> list[Act]:
    """What an officer may do with a panel now, by hand."""
    return [act for act in PANEL_ACTS.values() if act.by_hand and state in act.starts]


def check_approval(about: Mapping[str, Any], state: str = P.DRAFT, *, has_quotas: bool) -> None:
    """A panel can be approved, and changed later, when everything about it was said. Raises IllegalStepError."""
    missing = [label for name, label in NEEDED.items() if not about.get(name)]
    if not has_quotas:
        missing.append("Quotas")
    if missing:
        why = "Before this panel can be approved" if state == P.DRAFT else f"As this panel is {state}"
        raise IllegalStepError(f"{why}, fill in: {', '.join(missing)}.")


def check_sources(targets: Iterable[tuple[str, str, str]]) -> None:
    """Each (feature, value, source) says where its numbers come from. Raises IllegalStepError."""
    missing = [f"{feature} {value}" for feature, value, source in targets if not source]
    if missing:
        raise IllegalStepError(f"On the page Quotas, give the source of the numbers for {', '.join(missing)}.")


def check_joining(state: str) -> None:
    """Nobody is invited to a panel that is not open. Raises IllegalStepError."""
    if state != P.OPEN:
        raise IllegalStepError(f"Nobody can be invited to a panel that is {state}. It must be open.")


def check_offering(state: str) -> None:
    """Seats are offered once a draw is approved and until the panel ends. Raises IllegalStepError."""
    if state not in HOLDS_SEATS:
        raise IllegalStepError(f"A panel that is {state} offers no seats. It must be {either(HOLDS_SEATS)}.")


def check_approver(makers: tuple[int | None, ...], approver: int, *, second: bool) -> None:
    """With `second`, who approves a draw is not one of those who made it. Raises IllegalStepError."""
    if second and approver in makers:
        raise IllegalStepError("You made this draw. A second officer must approve it.")


def check_reason(reason: str) -> None:
    """Every change by an officer has a reason. Raises IllegalStepError."""
    if not reason.strip():
        raise IllegalStepError("Give a reason: it stands in the log and in the report.")


def member_step(state: str, new: str) -> MemberState:
    """The new state of a member. Raises IllegalStepError."""
    possible = MEMBER_STEPS.get(state, ())
    if new not in possible:
        said = f"It can become {either(possible)}." if possible else "Nothing follows it."
        raise IllegalStepError(f"A member who is {state or 'not known here'} cannot become {new}. {said}")
    return MemberState(new)


def check_member_act(state: str, act_name: str) -> MemberAct:
    """The act, when a member in this state allows it. Raises IllegalStepError."""
    act = MEMBER_ACTS.get(act_name)
    if act is None:
        raise IllegalStepError(f"There is no act {act_name!r} for a member.")
    if state not in act.starts:
        raise IllegalStepError(f"A member who is {state} cannot be {act.doing}. They must be {either(act.starts)}.")
    return act


def member_acts_for(state: str) -> list[MemberAct]:
    """What an officer may do with a member's place now."""
    return [act for act in MEMBER_ACTS.values() if state in act.starts]


def either(names: tuple[str, ...]) -> str:
    """Names as a choice in words: "open, confirmed or running"."""
    return " or ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
