"""Who has been asked or serves enough, over storage; whose term is over; who gives place this year."""

from typing import Any

from panels import fatigue, life
from panels.fatigue import Caps
from panels.quiet import LONDON
from panels.service import STANDING, By, get, in_states, note, routes, tell
from storage import consents, episodes, panels
from storage.database import Tx

SERVES = (life.MemberState.IN_POOL, *life.SEATED)


def why_rest(tx: Tx, person_id: int, caps: Caps) -> str:
    """Why nobody should ask this person to join another group now: "in-enough-groups", "asked-enough" or ""."""
    groups = sum(place["state"] in SERVES for place in panels.memberships(tx, person_id))
    asks = [*episodes.asks(tx, person_id), *panels.asked_as(tx, person_id, STANDING)]
    return fatigue.why_rest(asks, groups, caps, tx.now)


def may_be_asked(tx: Tx, panel: dict[str, Any], caps: Caps) -> list[dict[str, Any]]:
    """Members of the standing panel of this one who agreed to hear of other panels, are not in it and need no rest."""
    standing = panels.of_slug(tx, str(panel["about"].get("standing") or ""))
    if standing is None:
        return []
    agreed = consents.given_for(tx, standing["id"], "other-panels")
    members = in_states(tx, standing["id"], (life.MemberState.IN_POOL, *life.TAKES_PART))
    return [
        member
        for member in members
        if member["person"] in agreed
        and not panels.state_of(tx, panel["id"], member["person"])
        and not why_rest(tx, member["person"], caps)
    ]


def ask_standing(tx: Tx, panel_id: int, caps: Caps, by: By) -> int:
    """Ask them in their own conversation; how many. Raises IllegalStepError."""
    panel = get(tx, panel_id)
    life.check_joining(panel["state"])
    asked = 0
    for member in may_be_asked(tx, panel, caps):
        for way in routes(tx, member["person"])[:1]:
            new = panels.put_member(tx, panel_id, member["person"], life.MemberState.INVITED, STANDING)
            tell(tx, way, f"standing-{new}", {"name": "sub-panel", "args": {"panel": panel["slug"]}})
            asked += 1
    note(tx, panel_id, by, f"{asked} of the standing panel asked")
    return asked


def terms(tx: Tx, panel: dict[str, Any]) -> dict[str, Any]:
    """Of those who take part: whose term is over, and the third that has served longest."""
    members = in_states(tx, panel["id"], life.TAKES_PART)
    months = panel["about"].get("term_months")
    over = fatigue.over_term(members, int(months), tx.now.astimezone(LONDON).date()) if months else []
    ends = {m["id"]: fatigue.term_ends(m["joined"], int(months)) if months else None for m in members}
    return {"members": members, "over": over, "rotate": fatigue.to_rotate(members), "ends": ends, "months": months}
