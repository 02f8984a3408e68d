"""Who has been asked or serves enough, over storage; whose term is over; who gives place this year."""

from typing import Any

from panels import fatigue, life
from panels.fatigue import Caps
from panels.quiet import LONDON
from panels.service import in_states
from storage import episodes, panels
from storage.database import Tx

SERVES = (life.MemberState.IN_POOL, *life.SEATED)


def why_rest(tx: Tx, person_id: int, caps: Caps) -> str:
    """Why nobody should ask this person to join another group now: "in-enough-groups", "asked-enough" or ""."""
    groups = sum(place["state"] in SERVES for place in panels.memberships(tx, person_id))
    return fatigue.why_rest(episodes.asks(tx, person_id), groups, caps, tx.now)


def terms(tx: Tx, panel: dict[str, Any]) -> dict[str, Any]:
    """Of those who take part: whose term is over, and the third that has served longest."""
    members = in_states(tx, panel["id"], life.TAKES_PART)
    months = panel["about"].get("term_months")
    over = fatigue.over_term(members, int(months), tx.now.astimezone(LONDON).date()) if months else []
    ends = {m["id"]: fatigue.term_ends(m["joined"], int(months)) if months else None for m in members}
    return {"members": members, "over": over, "rotate": fatigue.to_rotate(members), "ends": ends, "months": months}
