"""You said, we did, over storage: an item for each thing said; decided; told to members one by one."""

from datetime import date
from typing import Any

from panels import feedback as rules
from panels import life
from panels.feedback import Decision
from panels.life import IllegalStepError
from panels.service import By, get, in_states, names_in_languages, note, routes, tell
from storage import feedback, meetings
from storage.database import Tx

TOLD = (*life.TAKES_PART, life.MemberState.COMPLETED)
LATEST = (life.PanelState.CLOSED, life.PanelState.REMOVED)


def add(tx: Tx, panel_id: int, item: dict[str, Any], by: By) -> int:
    """Keep a thing said ({"said", "owner", "meeting", "due"}); due six weeks after the meeting unless said otherwise.

    Raises IllegalStepError.
    """
    panel = get(tx, panel_id)
    if panel["state"] in LATEST:
        raise IllegalStepError(f"A panel that is {panel['state']} takes no more feedback.")
    said, owner = item["said"].strip(), item["owner"].strip()
    if not said or len(said) > rules.LONGEST:
        raise IllegalStepError(f"Write what was said, in {rules.LONGEST} characters at most: members get it as a text.")
    if not owner:
        raise IllegalStepError("Say who answers for it.")
    if item.get("due") and not rules.is_near(item["due"], tx.now):
        raise IllegalStepError("Choose a day from today on, within two years.")
    held = next((one for one in meetings.of_panel(tx, panel_id) if one["id"] == item.get("meeting")), None)
    day: date = item.get("due") or rules.due_day(held["starts"] if held else None, tx.now)
    due, where = rules.due_moment(day), held["id"] if held else None
    item_id = feedback.add(tx, panel_id, said=said, owner=owner, due=due, meeting_id=where)
    note(tx, panel_id, by, f"feedback {item_id} noted")
    return item_id


def find(tx: Tx, panel_id: int, item_id: int) -> dict[str, Any]:
    """One item of this panel. Raises IllegalStepError."""
    item = feedback.get(tx, item_id)
    if item is None or item["panel_id"] != panel_id:
        raise IllegalStepError(f"There is no item {item_id} in this panel.")
    return item


def decide(tx: Tx, panel_id: int, item_id: int, decision: Decision, by: By) -> None:
    """Keep what was decided. Raises IllegalStepError."""
    find(tx, panel_id, item_id)
    missing = rules.problem(decision)
    if missing:
        raise IllegalStepError(missing)
    parts = {"outcome": decision.outcome, "did": decision.did.strip(), "why": decision.why.strip()}
    if not feedback.decide(tx, item_id, **parts):
        raise IllegalStepError("Members have been told. Note a new item if the decision changed.")
    note(tx, panel_id, by, f"feedback {item_id}: {decision.outcome}")


def unreached(tx: Tx, panel_id: int) -> list[int]:
    """Members whom no message of ours reaches: an officer tells them."""
    return [member["id"] for member in in_states(tx, panel_id, TOLD) if not routes(tx, member["person"])]


def tell_members(tx: Tx, panel_id: int, item_id: int, by: By) -> int:
    """Tell every member in their own conversation; how many could be reached. Raises IllegalStepError."""
    item = find(tx, panel_id, item_id)
    if not item["outcome"]:
        raise IllegalStepError("Decide first: members are told what comes of it.")
    if item["told"] is not None:
        raise IllegalStepError("Members have been told of this.")
    args = {"panel": names_in_languages(get(tx, panel_id)), **{n: item[n] for n in ("said", "outcome", "did", "why")}}
    reached = 0
    for member in in_states(tx, panel_id, TOLD):
        for way in routes(tx, member["person"])[:1]:
            tell(tx, way, f"feedback-{item_id}-{member['id']}", {"name": "feedback", "args": args})
            reached += 1
    feedback.note_told(tx, item_id, reached)
    note(tx, panel_id, by, f"feedback {item_id} told to {reached}")
    return reached
