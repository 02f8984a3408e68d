"""Taking back one consent: what each purpose's answer stood for ends at once. Monitoring answers are not seen here."""

from panels import life
from panels.life import MemberState
from panels.service import By, note
from panels.service_seats import leave
from storage import consents, interests, panels
from storage.database import Tx

WITHDRAWN = "withdrawn"


def withdraw(tx: Tx, person_id: int, purpose: str, *, text: str, channel: str) -> int:
    """Take back one purpose in every panel where it stands, with its effect; in how many it stood.

    contact: out of the panel. selection: the answers go, and who has no seat yet gets none. other-panels: no more news.
    """
    places = {panels.of_slug(tx, place["slug"])["id"]: place for place in panels.memberships(tx, person_id)}  # type: ignore[index]
    stood = [one for one in consents.panels_of(tx, person_id) if consents.current(tx, person_id, one).get(purpose)]
    for panel_id in stood:
        consents.add(
            tx, person_id=person_id, panel_id=panel_id, purpose=purpose, given=False, text=text, version=WITHDRAWN,
            channel=channel,
        )  # fmt: skip
        by = By(f"person:{person_id}", f"took back the consent for {purpose}")
        if panel_id in places:
            _end(tx, places[panel_id]["id"], purpose, by)
    if purpose == "other-panels":
        interests.withdraw(tx, person_id)
    return len(stood)


def _end(tx: Tx, member_id: int, purpose: str, by: By) -> None:
    if purpose == "contact":
        leave(tx, member_id, by)
    elif purpose == "selection":
        panels.forget_traits(tx, member_id)
        member = panels.member(tx, member_id)
        if member is not None and member["state"] == MemberState.RESERVE:
            panels.set_member_state(tx, member_id, life.member_step(member["state"], MemberState.NOT_SELECTED))
            note(tx, member["panel"], by, f"member {member_id} now {MemberState.NOT_SELECTED}")
