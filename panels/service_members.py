"""An officer and one member's place, over storage: paused, taken up again, ended with the term, given back."""

from typing import Any

from panels import life
from panels.life import IllegalStepError, MemberState, PanelState
from panels.service import By, get, move_member, tell_place
from panels.service_seats import fill
from storage import consents, draws, panels
from storage.database import Tx

BEFORE_A_DRAW = (PanelState.OPEN, PanelState.JOINING_CLOSED, PanelState.PROPOSED)
BECOMES = {"pause": MemberState.PAUSED, "resume": MemberState.ACTIVE, "complete": MemberState.COMPLETED}
TOLD = {"pause": "paused", "resume": "resumed", "complete": "completed", "reinstate": "back"}


def act(tx: Tx, panel_id: int, member_id: int, how: str, by: By) -> None:
    """Do an act of `life.MEMBER_ACTS`, and tell the member; a seat that falls free is offered.

    Raises IllegalStepError.
    """
    life.check_reason(by.reason)
    member, panel = panels.member(tx, member_id), get(tx, panel_id)
    if member is None or member["panel"] != panel_id:
        raise IllegalStepError(f"There is no member {member_id} in this panel.")
    life.check_member_act(member["state"], how)
    move_member(tx, member_id, BECOMES.get(how) or _back_to(tx, panel, member), by)
    tell_place(tx, panel, member, TOLD[how])
    if how in ("complete", "reinstate"):
        fill(tx, panel_id)


def _back_to(tx: Tx, panel: dict[str, Any], member: dict[str, Any]) -> MemberState:
    """Where somebody comes back to whose removal was wrong: their seat may have gone to another."""
    if panel["state"] in BEFORE_A_DRAW:
        return MemberState.IN_POOL
    if panel["state"] not in life.HOLDS_SEATS:
        raise IllegalStepError(f"A panel that is {panel['state']} takes nobody back.")
    draw = draws.standing(tx, panel["id"])
    drawn = draw is not None and any(place["member_id"] == member["id"] for place in draws.places(tx, draw["id"]))
    if not drawn or member["person"] not in consents.given_for(tx, panel["id"], "selection"):
        raise IllegalStepError("They are not in the draw, or took back their consent. No seat can be given to them.")
    return MemberState.RESERVE
