"""Seats over storage: offered through a person's own conversation, reminded, released, filled from the reserves."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from panels import life
from panels.life import IllegalStepError, MemberState
from panels.portfolio import load
from panels.quiet import is_allowed, next_allowed
from panels.seats import Next, next_reserve
from panels.service import (
    RULE,
    By,
    get,
    in_states,
    move_member,
    names_in_languages,
    note,
    routes,
    start_members,
    tell,
    tell_place,
)
from storage import draws, offers, panels
from storage.database import Tx

TIME_TO_ANSWER = timedelta(days=5)
ASK_AGAIN = timedelta(hours=40)  # two reminders fit before the last day
MOST_ASKED = 3
ENDED = "ended"
NO_ANSWER, NO_FIT = "no answer in 5 days", "no reserve keeps the quotas"


def invite(tx: Tx, panel_id: int, by: By) -> int:
    """Offer their seats to all who were selected and have not been asked; how many. Raises IllegalStepError.

    They are asked with the next `sweep` by day; their days to answer begin then.
    """
    panels.lock(tx, panel_id)
    panel = get(tx, panel_id)
    life.check_offering(panel["state"])
    life.check_reason(by.reason)
    asked = {offer["member_id"] for offer in offers.of_panel(tx, panel_id)}
    waiting = [m for m in in_states(tx, panel_id, (MemberState.SELECTED,)) if m["id"] not in asked]
    for member in waiting:
        _offer(tx, member)
    if not asked:
        _tell_others(tx, panel)
    note(tx, panel_id, by, f"{len(waiting)} invited")
    return len(waiting)


def _tell_others(tx: Tx, panel: dict[str, Any]) -> None:
    """Reserves, and those who could not be picked because their answers may not be used, hear how it ended."""
    for member in in_states(tx, panel["id"], (MemberState.NOT_SELECTED,)):
        tell_place(tx, panel, member, "not-picked")
    for member in in_states(tx, panel["id"], (MemberState.RESERVE,)):
        for way in routes(tx, member["person"])[:1]:
            said = {"name": "no-seat", "args": {"panel": names_in_languages(panel)}}
            tell(tx, way, f"reserve-{member['id']}-{panel['id']}", said)


def _offer(tx: Tx, member: dict[str, Any]) -> None:
    offers.add(tx, member["id"], tx.now + TIME_TO_ANSWER)


def _ask(tx: Tx, offer: dict[str, Any], route: tuple[str, str]) -> None:
    number, time = offer["id"], offer["asked"]
    member = panels.member(tx, offer["member_id"]) or {}
    panel = names_in_languages(get(tx, member["panel"]))
    args = {"offer": number, "panel": panel, "due": offer["due"].isoformat(), "again": time > 1}
    tell(tx, route, f"offer-{number}-{time}", {"name": "offer", "args": args})


def answer(tx: Tx, offer_id: int, by: By, *, accepted: bool) -> None:
    """A member said yes or no to a seat. Raises IllegalStepError when the offer or the panel is over."""
    offer = offers.get(tx, offer_id)
    if offer_state(tx, offer_id) == ENDED:
        raise IllegalStepError("This panel offers no seats any more.")
    if offer is None or not offers.close(tx, offer_id, offers.ACCEPTED if accepted else offers.DECLINED):
        raise IllegalStepError("This offer is over.")
    member = panels.member(tx, offer["member_id"]) or {}
    new = life.member_step(member["state"], MemberState.CONFIRMED if accepted else MemberState.DECLINED)
    panels.set_member_state(tx, member["id"], new)
    note(tx, member["panel"], by, f"member {member['id']} now {new}")
    if accepted:
        _confirm(tx, member["panel"])
    else:
        fill(tx, member["panel"])


def _confirm(tx: Tx, panel_id: int) -> None:
    """When every seat is taken the panel is confirmed; who comes to a panel at work takes part at once."""
    panel = get(tx, panel_id)
    if panel["state"] == life.PanelState.RUNNING:
        start_members(tx, panel_id)
    taken = in_states(tx, panel_id, life.TAKES_PART)
    if panel["state"] == life.PanelState.SELECTED and len(taken) >= panel["seats"]:
        panels.set_state(tx, panel_id, life.panel_step(panel["state"], "confirm"))
        note(tx, panel_id, By(RULE, "every seat is taken"), f"now {life.PanelState.CONFIRMED}")


def offer_state(tx: Tx, offer_id: int) -> str:
    """How an offer stands; "ended" when its panel gives no seats any more, "" when there is none."""
    offer = offers.get(tx, offer_id)
    member = panels.member(tx, offer["member_id"]) if offer else None
    if offer is None or member is None:
        return ""
    answered = offer["state"] in (offers.ACCEPTED, offers.DECLINED)
    over = not answered and get(tx, member["panel"])["state"] not in life.HOLDS_SEATS
    return ENDED if over else str(offer["state"])


def leave(tx: Tx, member_id: int, by: By, state: MemberState = MemberState.LEFT) -> None:
    """A member leaves, or is removed and told so: the offer goes, and a reserve is asked. Raises IllegalStepError."""
    before = panels.member(tx, member_id)
    move_member(tx, member_id, state, by)
    offer_id = offers.open_of_member(tx, member_id)
    if offer_id is not None:
        offers.close(tx, offer_id, offers.WITHDRAWN)
    if before is not None and state == MemberState.REMOVED:
        tell_place(tx, get(tx, before["panel"]), before, "removed", offer_id)
    if before is not None and before["state"] in life.SEATED:
        fill(tx, before["panel"])


def fill(tx: Tx, panel_id: int, *, force: By | None = None) -> int:
    """Give free seats to reserves who fit, and ask them; how many. `force`: an officer takes one that does not fit."""
    panels.lock(tx, panel_id)
    panel = get(tx, panel_id)
    draw = draws.standing(tx, panel_id)
    if panel["state"] not in life.HOLDS_SEATS or draw is None or draw["state"] != draws.APPROVED:
        return 0
    invited, filled = bool(offers.of_panel(tx, panel_id)), 0
    while (free := panel["seats"] - len(in_states(tx, panel_id, life.SEATED))) > 0:
        found = find_reserve(tx, panel_id, draw["id"])
        if found is None or (found[0].broken and force is None):
            note(tx, panel_id, By(RULE, NO_FIT), f"{free} seats stay empty")
            panels.set_empty_seats(tx, panel_id, free)
            return filled
        _take(tx, panel, found[1], force or By(RULE, "best keeps the quotas, first in the order of the draw"))
        if invited:
            _offer(tx, found[1])
        filled, force = filled + 1, None
    panels.set_empty_seats(tx, panel_id, None)
    return filled


def _take(tx: Tx, panel: dict[str, Any], member: dict[str, Any], by: By) -> None:
    panels.set_member_state(tx, member["id"], life.member_step(member["state"], MemberState.SELECTED))
    note(tx, panel["id"], by, f"member {member['id']} came from the reserve")


def find_reserve(tx: Tx, panel_id: int, draw_id: int) -> tuple[Next, dict[str, Any]] | None:
    """The reserve for the next free seat with their member's row; None when none is left."""
    pool = load(draws.portfolio(tx, draw_id)).pool
    people_by_name, places = pool.by_id(), draws.places(tx, draw_id)
    members = {member["id"]: member for member in panels.members(tx, panel_id)}
    seated = [p for p in places if members[p["member_id"]]["state"] in life.SEATED]
    # whoever was drawn, removed and taken back (place 0) comes before the reserves
    waiting = [p for p in places if p["place"] is not None and members[p["member_id"]]["state"] == MemberState.RESERVE]
    found = next_reserve(
        pool, [people_by_name[p["pseudonym"]] for p in seated], [people_by_name[p["pseudonym"]] for p in waiting]
    )
    if found is None:
        return None
    who = next(p["member_id"] for p in waiting if p["pseudonym"] == found.person.id)
    return found, members[who]


def sweep(tx: Tx, closed: Collection[date] = ()) -> int:
    """What falls due by itself: offers that are over, seats that fell free, and by day who is asked; how much was done.

    Who was never asked has not let their time go by, and neither has who cannot be reached: an officer calls them.
    """
    done = 0
    for offer in offers.overdue(tx):
        if _ways(tx, offer):
            release(tx, offer["id"], By(RULE, NO_ANSWER))
            done += 1
    for panel_id in panels.with_free_seats(tx, life.HOLDS_SEATS, life.SEATED):
        done += fill(tx, panel_id)
    return done + (_ask_all(tx, next_allowed(tx.now + TIME_TO_ANSWER, closed)) if is_allowed(tx.now, closed) else 0)


def _ask_all(tx: Tx, due: datetime) -> int:
    first = [(offer, ways) for offer in offers.not_asked(tx) if (ways := _ways(tx, offer))]
    for offer, ways in first:
        offers.note_sent(tx, offer["id"], due, ways[0][0])
        _ask(tx, {**offer, "due": due, "asked": 1}, ways[0])
    again = [(offer, ways) for offer in offers.to_ask_again(tx, ASK_AGAIN, MOST_ASKED) if (ways := _ways(tx, offer))]
    for offer, ways in again:
        _remind(tx, offer, ways)
    return len(first) + len(again)


def _ways(tx: Tx, offer: dict[str, Any]) -> list[tuple[str, str]]:
    member = panels.member(tx, offer["member_id"])
    return routes(tx, member["person"]) if member else []


def to_call(tx: Tx) -> list[dict[str, Any]]:
    """Open offers to members whom we cannot write to: an officer asks them."""
    return [offer for offer in offers.every_open(tx) if not routes(tx, offer["person"])]


def release(tx: Tx, offer_id: int, by: By) -> None:
    """Give a seat on for which no answer came. Raises IllegalStepError when the offer is over."""
    offer = offers.get(tx, offer_id)
    if offer is None or not offers.close(tx, offer_id, offers.NO_REPLY):
        raise IllegalStepError("This offer is over.")
    member = panels.member(tx, offer["member_id"]) or {}
    panels.set_member_state(tx, member["id"], life.member_step(member["state"], MemberState.NOT_SELECTED))
    note(tx, member["panel"], by, f"member {member['id']} now {MemberState.NOT_SELECTED}")
    panel = get(tx, member["panel"])
    for way in routes(tx, member["person"])[:1]:
        said = {"panel": names_in_languages(panel), "offer": offer_id, "released": True}
        tell(tx, way, f"offer-{offer_id}-over", {"name": "no-seat", "args": said})
    fill(tx, member["panel"])


def _remind(tx: Tx, offer: dict[str, Any], ways: list[tuple[str, str]]) -> None:
    """Ask once more, by another route where there is one."""
    way = next((way for way in ways if way[0] != offer["routes"].split(",")[-1]), ways[0])
    time = offer["asked"] + 1
    offers.note_asked(tx, offer["id"], time, ",".join([offer["routes"], way[0]]))
    _ask(tx, {**offer, "asked": time}, way)
