"""Panels over storage: making one, moving it on, its quotas, its people as the draw sees them.

Each act checks panels/life.py, changes rows and writes the log; who may do it is the console's to say.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from panels import life, recruiting
from panels.life import IllegalStepError, MemberState, PanelState
from panels.pool import PREFER_NOT_TO_SAY, Person, Pool, Quota, make_pool
from storage import audit, consents, conversations, draws, inbox, meetings, offers, panels, people, quotas, traces
from storage.database import Tx
from storage.quotas import Target

ORIGIN = "origin"
"""How somebody came, as a feature that quotas may use."""
ORIGINS = ("open call", "letter", "officer", "standing panel")
OPEN_CALL, LETTER, OFFICER, STANDING = ORIGINS
DRAWABLE = (MemberState.IN_POOL,)
WRITTEN = ("sms", "whatsapp", "telegram", "web", "terminal")
"""The channels of conversations; an email or a landline that an officer entered is for people to use."""
RULE = "rule"
"""Names in the log what the software does by itself."""


@dataclass(frozen=True)
class By:
    """Who acts, as the log names them, and why."""

    actor: str
    reason: str = ""


def subject(panel_id: int) -> str:
    """How the log names a panel."""
    return f"panel:{panel_id}"


def note(tx: Tx, panel_id: int, by: By, action: str) -> None:
    """Write an act on a panel, or on a member of it, into the log."""
    audit.add(tx, by.actor, action, subject(panel_id), by.reason)


def get(tx: Tx, panel_id: int) -> dict[str, Any]:
    """One panel. Raises IllegalStepError."""
    panel = panels.get(tx, panel_id)
    if panel is None:
        raise IllegalStepError(f"There is no panel {panel_id}.")
    return panel


def put(tx: Tx, panel: dict[str, Any], by: By) -> int:
    """Make a panel, or change what is said of the one with this slug; its id. Raises IllegalStepError."""
    life.check_reason(by.reason)
    known = panels.of_slug(tx, panel["slug"])
    if known is not None and known["state"] not in (PanelState.DRAFT, PanelState.APPROVED, PanelState.OPEN):
        raise IllegalStepError(f"A panel that is {known['state']} can no longer be changed.")
    about = {**(known["about"] if known else {}), **panel["about"]}
    panel_id = panels.put(tx, **{**panel, "about": about, "state": known["state"] if known else PanelState.DRAFT})
    if known is not None:
        _keep_quotas(tx, panel_id, known["seats"])
    note(tx, panel_id, by, "changed" if known else "made")
    return panel_id


def _keep_quotas(tx: Tx, panel_id: int, seats: int) -> None:
    """Rows without a limit stay without one when the seats change; what was approved must hold still."""
    panel, targets = get(tx, panel_id), quotas.of_panel(tx, panel_id)
    free = [(one.minimum, one.maximum) == (0, seats) for one in targets]
    lifted = [replace(one, maximum=panel["seats"]) if mine else one for one, mine in zip(targets, free, strict=True)]
    if targets:
        quotas.put_all(tx, panel_id, completed(panel, lifted))
    if panel["state"] != PanelState.DRAFT:
        check_complete(panel, quotas.of_panel(tx, panel_id))


def check_complete(panel: dict[str, Any], targets: Sequence[Target]) -> None:
    """Everything is said of a panel, and its quotas fit its seats and questions. Raises IllegalStepError."""
    life.check_approval(panel["about"], panel["state"], has_quotas=bool(targets))
    wrong = [
        f"{feature} {value}".strip() + f": {said}"
        for (feature, value), said in recruiting.problems(targets, panel["seats"]).items()
    ]
    said = recruiting.unknown(targets, features_of(panel)) or next(iter(wrong), "")
    if said:
        raise IllegalStepError(f"The quotas do not fit this panel. {said}")


def move(tx: Tx, panel_id: int, act: str, by: By) -> PanelState:
    """Move a panel on by hand; its members go with it. Raises IllegalStepError."""
    panels.lock(tx, panel_id)
    panel = get(tx, panel_id)
    life.check_reason(by.reason)
    new = life.panel_step(panel["state"], act)
    if not life.PANEL_ACTS[act].by_hand:
        raise IllegalStepError("This step follows from a draw.")
    if act == "approve":
        targets = quotas.of_panel(tx, panel_id)
        check_complete(panel, targets)
        life.check_sources(_limits(targets, panel["seats"]))
    if act == "open" and draws.standing(tx, panel_id):
        raise IllegalStepError("A draw was published. Drop it before you open the panel again.")
    panels.set_state(tx, panel_id, new)
    if act == "run":
        start_members(tx, panel_id)
    note(tx, panel_id, by, f"now {new}")
    if act in ("ask-feedback", "close"):
        _end_seats(tx, panel, tuple(life.ENDS) if act == "close" else (MemberState.SELECTED, MemberState.RESERVE), by)
    if act == "close":
        meetings.cancel_coming(tx, panel_id)
    return new


def start_members(tx: Tx, panel_id: int) -> None:
    """Whoever has said yes takes part from now on."""
    for member in in_states(tx, panel_id, (MemberState.CONFIRMED,)):
        panels.set_member_state(tx, member["id"], MemberState.ACTIVE)


def _end_seats(tx: Tx, panel: dict[str, Any], states: Sequence[str], by: By) -> None:
    """Members in these states come to their end with the panel, hear of it, and are offered nothing any more."""
    for member in in_states(tx, panel["id"], states):
        new = life.member_step(member["state"], life.ENDS[MemberState(member["state"])])
        offer = offers.open_of_member(tx, member["id"])
        if offer is not None:
            offers.close(tx, offer, offers.WITHDRAWN)
        panels.set_member_state(tx, member["id"], new)
        note(tx, panel["id"], by, f"member {member['id']} now {new}")
        tell_place(tx, panel, member, "ended" if new == MemberState.COMPLETED else "ended-before", offer)


def move_member(tx: Tx, member_id: int, new: str, by: By) -> None:
    """Bring a member to another state. Raises IllegalStepError."""
    member = panels.member(tx, member_id)
    if member is None:
        raise IllegalStepError(f"There is no member {member_id}.")
    state = life.member_step(member["state"], new)
    if new in life.GONE and new != MemberState.REMOVED:  # a removal may be challenged: retention clears it
        panels.leave(tx, member_id)
        traces.forget(tx, member_id)
    panels.set_member_state(tx, member_id, state)
    note(tx, member["panel"], by, f"member {member_id} now {new}")


def in_states(tx: Tx, panel_id: int, states: Sequence[str]) -> list[dict[str, Any]]:
    """The members of a panel in one of these states."""
    return [member for member in panels.members(tx, panel_id) if member["state"] in states]


def set_quotas(tx: Tx, panel_id: int, targets: Sequence[Target], by: By) -> None:
    """Replace a panel's quotas by these, completed. Raises IllegalStepError."""
    panel = get(tx, panel_id)
    life.check_reason(by.reason)
    if panel["state"] not in (PanelState.DRAFT, PanelState.APPROVED, PanelState.OPEN, PanelState.JOINING_CLOSED):
        raise IllegalStepError(f"The quotas of a panel that is {panel['state']} can no longer be changed.")
    if panel["state"] != PanelState.DRAFT:
        if not targets:
            raise IllegalStepError(f"A panel that is {panel['state']} needs quotas.")
        life.check_sources(_limits(targets, panel["seats"]))
    quotas.put_all(tx, panel_id, completed(panel, targets))
    note(tx, panel_id, by, "quotas changed")


def _limits(targets: Sequence[Target], seats: int) -> list[tuple[str, str, str]]:
    """Feature, value and source of the rows that limit anything; from 0 to all seats needs no source."""
    return [(one.feature, one.value, one.source) for one in targets if one.minimum > 0 or one.maximum < seats]


def completed(panel: dict[str, Any], targets: Sequence[Target]) -> list[Target]:
    """The rows with one from 0 to all seats for every other value of their features."""
    features, seats = features_of(panel), panel["seats"]
    given = {(one.feature, one.value) for one in targets}
    used = {one.feature for one in targets}
    missing = [(name, value) for name in sorted(used) for value in features.get(name, ()) if (name, value) not in given]
    return [*targets, *(Target(name, value, 0, seats) for name, value in missing)]


def features_of(panel: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """What quotas of a panel may be set on: its features with their values, and how people came."""
    asked = {str(one["name"]): tuple(map(str, one["values"])) for one in panel["about"].get("features", ())}
    return {**asked, ORIGIN: ORIGINS}


def drawable(tx: Tx, panel: dict[str, Any]) -> list[tuple[int, dict[str, str], str]]:
    """(member, answers, household) of everybody in the pool who agreed that answers are used to choose."""
    agreed, answers = consents.given_for(tx, panel["id"], "selection"), panels.traits_of_panel(tx, panel["id"])
    return [
        (member["id"], {**answers.get(member["id"], {}), ORIGIN: member["origin"]}, member["household"])
        for member in in_states(tx, panel["id"], DRAWABLE)
        if member["person"] in agreed
    ]


def seated_answers(tx: Tx, panel_id: int) -> list[dict[str, str]]:
    """The answers of everybody who has a seat."""
    answers = panels.traits_of_panel(tx, panel_id)
    seated = in_states(tx, panel_id, life.SEATED)
    return [{**answers.get(member["id"], {}), ORIGIN: member["origin"]} for member in seated]


def pool_of(tx: Tx, panel: dict[str, Any], names: dict[int, str]) -> Pool:
    """The pool as the draw sees it, each member under their name in `names`. Raises panels.pool.PoolError."""
    targets = quotas.of_panel(tx, panel["id"])
    features = sorted({one.feature for one in targets})
    people = [
        Person(names[member], tuple(answers.get(name, PREFER_NOT_TO_SAY) for name in features), home)
        for member, answers, home in drawable(tx, panel)
        if member in names
    ]
    return make_pool(features, people, map(quota, targets), panel["seats"])


def quota(target: Target) -> Quota:
    """A quota row as the draw sees it."""
    return Quota(target.feature, target.value, target.minimum, target.maximum)


def names_in_languages(panel: dict[str, Any]) -> dict[str, str]:
    """A panel's name by language."""
    words = panel["about"].get("words", {})
    return {"en": panel["name"], **{code: said["name"] for code, said in words.items() if "name" in said}}


def tell(tx: Tx, route: tuple[str, str], mark: str, body: dict[str, Any]) -> None:
    """Begin a dialog (`name`, `args`) in the conversation at `route` (channel, address); once for one `mark`."""
    inbox.keep(tx, channel=route[0], address=route[1], provider_id=mark, kind="invited", body=json.dumps(body))


def routes(tx: Tx, person_id: int) -> list[tuple[str, str]]:
    """The ways (channel, address) to write to a person, the one they used last first; none that said STOP."""
    last, stopped = {}, set()
    for about in conversations.of_person(tx, person_id):
        talk = conversations.get(tx, about["id"])
        if talk is not None:
            route = (talk.channel, talk.address)
            last[route] = (about["last_heard"] or about["created"]).timestamp()
            stopped |= {route} if talk.opted_out else set()
    known = [route for route in people.addresses(tx, person_id) if route[0] in WRITTEN and route not in stopped]
    return sorted(known, key=lambda route: -last.get(route, 0.0))


def tell_place(tx: Tx, panel: dict[str, Any], member: dict[str, Any], what: str, offer: int | None = None) -> None:
    """Tell a member what became of their place (bot/dialogs/place.py); a question about `offer` is open no more."""
    args = {"panel": names_in_languages(panel), "what": what, **({"offer": offer} if offer else {})}
    for way in routes(tx, member["person"])[:1]:
        mark = f"place-{member['id']}-{what}-{tx.now.isoformat()}"
        tell(tx, way, mark, {"name": "place", "args": args})
