"""Joining over storage, by every way in: a form, a letter, an officer; and who may be whom."""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from panels import duplicates, life
from panels.duplicates import Alike, Trace
from panels.fatigue import Caps
from panels.life import IllegalStepError, MemberState
from panels.service import LETTER, OFFICER, OPEN_CALL, By, get, note, tell
from panels.service_rest import why_rest
from panels.sign_up import Form, from_dict
from storage import consents, letters, panels, people, sign_ups, traces
from storage.database import Tx

DAY = timedelta(days=1)
ENOUGH = "in-enough-groups"
MOST_A_DAY = 2  # forms that may name one phone in a day before they are confirmed: no more texts are sent to it


def sign_up(tx: Tx, panel: dict[str, Any], form: Form, *, can_text: bool) -> bool:
    """Keep a form that came over the public page; True when its phone is asked by text to confirm it.

    Nothing of it touches a person before it is confirmed: by the phone, or by an officer who has spoken to them.
    """
    life.check_joining(panel["state"])
    asks = form.texts and can_text
    if asks and sign_ups.lately(tx, panel["id"], form.phone, tx.now - DAY) >= MOST_A_DAY:
        return True
    sign_up_id = sign_ups.add(tx, panel["id"], form.as_dict(), form.phone)
    if asks:
        args = {"sign_up": sign_up_id, "panel": panel["slug"], "selection": form.selection}
        tell(tx, ("sms", form.phone), f"sign-up-{sign_up_id}", {"name": "sign-up", "args": args})
    return asks


def confirm(tx: Tx, sign_up_id: int, person_id: int, caps: Caps, *, confirmed: bool) -> None:
    """The phone has answered: join, or forget the form. One that is over, or a member already, changes nothing.

    Who is in enough groups does not join: the talk has told them so.
    """
    kept = sign_ups.take(tx, sign_up_id)
    if kept is None:
        return
    member_id = None
    state = panels.state_of(tx, kept["panel"], person_id)
    if confirmed and state != MemberState.REMOVED and MemberState.IN_POOL in life.MEMBER_STEPS.get(state, ()):
        form = from_dict(kept["form"])
        panel = get(tx, kept["panel"])
        if panel["state"] == life.PanelState.OPEN and why_rest(tx, person_id, caps) != ENOUGH:
            member_id = _join(tx, panel, form, person_id, By(f"person:{person_id}", "confirmed by text"))
    sign_ups.close(tx, sign_up_id, member_id)


def accept(tx: Tx, panel_id: int, sign_up_id: int, by: By) -> int:
    """An officer has spoken to who filled a form in; the member's id. Raises IllegalStepError."""
    kept = sign_ups.take(tx, sign_up_id)
    if kept is None or kept["panel"] != panel_id:
        raise IllegalStepError("This form was dealt with before.")
    member_id = enter(tx, get(tx, panel_id), from_dict(kept["form"]), by, "")
    sign_ups.close(tx, sign_up_id, member_id)
    return member_id


def drop(tx: Tx, panel_id: int, sign_up_id: int, by: By) -> None:
    """Forget a form. Raises IllegalStepError."""
    life.check_reason(by.reason)
    kept = sign_ups.take(tx, sign_up_id)
    if kept is None or kept["panel"] != panel_id:
        raise IllegalStepError("This form was dealt with before.")
    sign_ups.close(tx, sign_up_id, None)
    note(tx, panel_id, by, f"form {sign_up_id} dropped")


def enter(tx: Tx, panel: dict[str, Any], form: Form, by: By, origin: str = OFFICER) -> int:
    """An officer enters somebody with their consent, and says how it was given; the member's id.

    A number or address that somebody has already stays theirs: the new person is reached by the details, and both are
    shown to the officer as alike. Raises IllegalStepError.
    """
    life.check_joining(panel["state"])
    life.check_reason(by.reason)
    route = _route(form)
    known = sign_ups.known_at(tx, *route)
    person_id = sign_ups.make_person(tx) if known else people.of_address(tx, *route)
    return _join(tx, panel, form, person_id, by, origin)


def check_rest(tx: Tx, forms: Sequence[Form], caps: Caps) -> None:
    """Nobody of these is in enough groups, as far as we know them by number or email. Raises IllegalStepError."""
    known = [(form.name, people.known_at(tx, *_route(form))) for form in forms]
    full = [name for name, person in known if person is not None and why_rest(tx, person, caps) == ENOUGH]
    if full:
        raise IllegalStepError(
            f"In as many groups as we ask of one person: {', '.join(full)}. Tick the box if they want this one too."
        )


def enter_all(tx: Tx, panel: dict[str, Any], forms: Sequence[Form], by: By) -> list[int]:
    """An officer enters a list of people with their consent; the members' ids. All or none. Raises IllegalStepError.

    Whoever is or was in this panel is named, so that a list that comes twice changes nothing.
    """
    known = ((form.name, people.known_at(tx, *_route(form))) for form in forms)
    again = [name for name, person in known if person is not None and panels.state_of(tx, panel["id"], person)]
    if again:
        raise IllegalStepError(f"In this panel already: {', '.join(again)}. Take them out of the list.")
    return [enter(tx, panel, form, by) for form in forms]


def _route(form: Form) -> tuple[str, str]:
    return ("sms", form.phone) if form.texts else ("email", form.email) if form.email else ("phone", form.phone)


def _join(tx: Tx, panel: dict[str, Any], form: Form, person_id: int, by: By, origin: str = "") -> int:
    """Everything of a form, kept. A letter's code that is this panel's makes the origin a letter."""
    letter = letters.of_code(tx, form.code) if form.code else None
    ours = letter if letter is not None and letter["panel_id"] == panel["id"] else None
    people.set_name(tx, person_id, form.name)
    for one in form.consents:
        consents.add(
            tx, person_id=person_id, panel_id=panel["id"], purpose=one.purpose, given=one.given, text=one.text,
            version=one.version, channel="officer" if origin == OFFICER else "web",
        )  # fmt: skip
    came = origin or (LETTER if ours else OPEN_CALL)
    member_id = panels.put_member(tx, panel["id"], person_id, MemberState.IN_POOL, came)
    panels.set_details(tx, member_id, form.details)
    for feature, value in form.traits.items():
        panels.set_trait(tx, member_id, feature, value)
    leave_traces(tx, member_id, form.details, ours["home"] if ours else None)
    if ours:
        letters.note_answer(tx, ours["id"], member_id)
    note(tx, panel["id"], by, f"member {member_id} is {MemberState.IN_POOL}")
    return member_id


def leave_traces(tx: Tx, member_id: int, details: Mapping[str, Any], home: Mapping[str, str] | None) -> None:
    """Keep by what this member may be like another: home, UPRN, phones. `home` is where their letter went."""
    member = panels.member(tx, member_id)
    if member is not None:
        _leave(tx, member, details, home)
        note_households(tx, member["panel"])


def find_anew(tx: Tx, panel_id: int) -> None:
    """Hash by what members may be alike with the key of now: a new secret key would compare them with nobody."""
    homes = {letter["member_id"]: letter["home"] for letter in letters.of_panel(tx, panel_id)}
    known = {trace.member for trace in _traces(tx, panel_id)}
    for member in (one for one in panels.members(tx, panel_id) if one["id"] in known):
        traces.forget_hashes(tx, member["id"])
        _leave(tx, member, member["details"], homes.get(member["id"]))
    note_households(tx, panel_id)


def _leave(tx: Tx, member: Mapping[str, Any], details: Mapping[str, Any], home: Mapping[str, str] | None) -> None:
    member_id = member["id"]
    told = str(details.get("home") or "")
    address, postcode, uprn = (home["address"], home["postcode"], home["uprn"]) if home else (told, "", "")
    found = {"home": duplicates.home_key(address, postcode),
             "uprn": duplicates.uprn_key(uprn or str(details.get("uprn") or ""))}  # fmt: skip
    traces.put(tx, member_id, found)
    mine = [
        value for channel, value in people.addresses(tx, member["person"]) if channel in ("sms", "whatsapp", "phone")
    ]
    for phone in {duplicates.phone_key(number) for number in (*mine, str(details.get("phone") or "")) if number}:
        traces.put(tx, member_id, {"phone": phone})


def _traces(tx: Tx, panel_id: int) -> list[Trace]:
    return [Trace(*row) for row in traces.of_panel(tx, panel_id)]


def alike(tx: Tx, panel_id: int) -> list[Alike]:
    """Pairs of members that an officer should look at."""
    decided = {(first, second) for first, second, _verdict in traces.verdicts(tx, panel_id)}
    return duplicates.alike(_traces(tx, panel_id), decided)


def judge(tx: Tx, panel_id: int, pair: tuple[int, int], verdict: str, by: By) -> None:
    """An officer says what two members are to each other; households follow. Raises IllegalStepError."""
    life.check_reason(by.reason)
    if verdict not in duplicates.VERDICTS or pair[0] == pair[1]:
        raise IllegalStepError("Say whether they are one person, one home or different people.")
    for member_id in pair:
        member = panels.member(tx, member_id)
        if member is None or member["panel"] != panel_id:
            raise IllegalStepError(f"There is no member {member_id} in this panel.")
    traces.decide(tx, pair, verdict=verdict, reason=by.reason, officer=by.actor)
    note(tx, panel_id, by, f"members {min(pair)} and {max(pair)}: {verdict}")
    note_households(tx, panel_id)


def note_households(tx: Tx, panel_id: int) -> None:
    """Write down who shares a home, as the draw reads it: every member with a trace has a household."""
    found = _traces(tx, panel_id)
    shared = duplicates.households(found, traces.verdicts(tx, panel_id))
    rows = tx.conn.execute(select(panels.M.c.id, panels.M.c.household).where(panels.M.c.panel_id == panel_id))
    now = {row.id: row.household for row in rows}
    for member_id in {trace.member for trace in found} | shared.keys():
        home = f"member-{shared.get(member_id, member_id)}"
        if now.get(member_id) != tx.vault.find(f"home:{home}"):
            panels.set_household(tx, member_id, home)


def letters_for(tx: Tx, panel: dict[str, Any], homes: list[tuple[str, dict[str, str]]], by: By) -> None:
    """Keep letters to these homes, each under its code. Raises IllegalStepError."""
    life.check_joining(panel["state"])
    letters.add_all(tx, panel["id"], homes)
    note(tx, panel["id"], by, f"{len(homes)} letters made")


def open_letter(tx: Tx, code: str) -> dict[str, Any] | None:
    """The panel of the letter with this code, None in "panel" when it takes nobody now; None when there is none."""
    letter = letters.of_code(tx, code)
    if letter is None:
        return None
    panel = get(tx, letter["panel_id"])
    shown = {key: panel[key] for key in ("slug", "name", "service", "about")}
    return {"panel": json.loads(json.dumps(shown)) if panel["state"] == life.PanelState.OPEN else None}
