"""Seats over storage: offered through a person's own conversation, reminded, released, filled from the reserves."""

from datetime import timedelta
from typing import Any

from panels import life
from panels.life import IllegalStepError, MemberState
from panels.portfolio import load
from panels.seats import Next, next_reserve
from panels.service import By, get, in_states, move_member, names_in_languages, note, start_members, tell
from storage import conversations, draws, offers, panels, people
from storage.database import Tx

TIME_TO_ANSWER = timedelta(days=5)
ASK_AGAIN = timedelta(hours=40)  # two reminders fit before the last day
MOST_ASKED = 3
WRITTEN = ("sms", "whatsapp", "telegram", "web", "terminal")
"""The channels of conversations; an email or a landline that an officer entered is for people to use."""
RULE = "rule"
"""Names in the log what the software does by itself."""
NO_ANSWER, NO_FIT = "no answer in 5 days", "no reserve keeps the quotas"


def invite(tx: Tx, panel_id: int, by: By) -> int:
    """Offer their seats to all who were selected and have not been asked; how many. Raises IllegalStepError."""
    panels.lock(tx, panel_id)
    panel = get(tx, panel_id)
    life.check_offering(panel["state"])
    life.check_reason(by.reason)
    asked = {offer["member_id"] for offer in offers.of_panel(tx, panel_id)}
    waiting = [m for m in in_states(tx, panel_id, (MemberState.SELECTED,)) if m["id"] not in asked]
    for member in waiting:
        _offer(tx, panel, member)
    if not asked:
        _tell_reserves(tx, panel)
    note(tx, panel_id, by, f"{len(waiting)} invited")
    return len(waiting)


def _tell_reserves(tx: Tx, panel: dict[str, Any]) -> None:
    for member in in_states(tx, panel["id"], (MemberState.RESERVE,)):
        for way in routes(tx, member["person"])[:1]:
            said = {"name": "no-seat", "args": {"panel": names_in_languages(panel)}}
            tell(tx, way, f"reserve-{member['id']}-{panel['id']}", said)


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


def _offer(tx: Tx, panel: dict[str, Any], member: dict[str, Any]) -> None:
    ways = routes(tx, member["person"])
    offer_id = offers.add(tx, member["id"], tx.now + TIME_TO_ANSWER, ways[0][0] if ways else "")
    if ways:
        _ask(tx, panel, offer_id, ways[0], 1)


def _ask(tx: Tx, panel: dict[str, Any], offer_id: int, route: tuple[str, str], time: int) -> None:
    offer = offers.get(tx, offer_id) or {}
    args = {"offer": offer_id, "panel": names_in_languages(panel), "due": offer["due"].isoformat(), "again": time > 1}
    tell(tx, route, f"offer-{offer_id}-{time}", {"name": "offer", "args": args})


def answer(tx: Tx, offer_id: int, by: By, *, accepted: bool) -> None:
    """A member said yes or no to a seat. Raises IllegalStepError when the offer is over."""
    offer = offers.get(tx, offer_id)
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


def leave(tx: Tx, member_id: int, by: By, state: MemberState = MemberState.LEFT) -> None:
    """A member leaves, or is removed: answers and offer go, and a reserve is asked. Raises IllegalStepError."""
    before = panels.member(tx, member_id)
    move_member(tx, member_id, state, by)
    offer_id = offers.open_of_member(tx, member_id)
    if offer_id is not None:
        offers.close(tx, offer_id, offers.WITHDRAWN)
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
            _offer(tx, panel, found[1])
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
    waiting = [p for p in places if p["place"] and members[p["member_id"]]["state"] == MemberState.RESERVE]
    found = next_reserve(
        pool, [people_by_name[p["pseudonym"]] for p in seated], [people_by_name[p["pseudonym"]] for p in waiting]
    )
    if found is None:
        return None
    who = next(p["member_id"] for p in waiting if p["pseudonym"] == found.person.id)
    return found, members[who]


def sweep(tx: Tx) -> int:
    """What falls due by itself: offers that are over, reminders, seats that fell free. How much was done."""
    done = 0
    for offer in offers.overdue(tx):
        _release(tx, offer)
        done += 1
    for offer in offers.to_ask_again(tx, ASK_AGAIN, MOST_ASKED):
        _remind(tx, offer)
        done += 1
    for panel_id in panels.with_free_seats(tx, life.HOLDS_SEATS, life.SEATED):
        done += fill(tx, panel_id)
    return done


def _release(tx: Tx, offer: dict[str, Any]) -> None:
    member = panels.member(tx, offer["member_id"]) or {}
    offers.close(tx, offer["id"], offers.NO_REPLY)
    panels.set_member_state(tx, member["id"], life.member_step(member["state"], MemberState.NOT_SELECTED))
    note(tx, member["panel"], By(RULE, NO_ANSWER), f"member {member['id']} now {MemberState.NOT_SELECTED}")
    panel = get(tx, member["panel"])
    for way in routes(tx, member["person"])[:1]:
        said = {"panel": names_in_languages(panel), "offer": offer["id"], "released": True}
        tell(tx, way, f"offer-{offer['id']}-over", {"name": "no-seat", "args": said})
    fill(tx, member["panel"])


def _remind(tx: Tx, offer: dict[str, Any]) -> None:
    """Ask once more, by another route where there is one."""
    member = panels.member(tx, offer["member_id"]) or {}
    ways, time = routes(tx, member["person"]), offer["asked"] + 1
    others = [way for way in ways if way[0] != offer["routes"].split(",")[-1]] or ways
    offers.note_asked(tx, offer["id"], time, ",".join([offer["routes"], *(way[0] for way in others[:1])]))
    for way in others[:1]:
        _ask(tx, get(tx, member["panel"]), offer["id"], way, time)
