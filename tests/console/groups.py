"""A panel at work: members who take part, meetings, things said, letters, a form, two of one home."""

from dataclasses import dataclass
from datetime import timedelta

from panels import service_feedback, service_joining, service_meetings
from panels.service import By
from panels.sign_up import Consented, Form
from storage import conversations, panels, people
from storage.database import Tx

SAM = By("officer 1", "a test")
MEMBERS = ("+447700900201", "+447700900202")
CONTACT = (Consented("contact", given=True, text="May we contact you?", version="1"),)


@dataclass(frozen=True)
class Groups:
    """The ids of what was filled in: an open panel and a running one."""

    open: int
    running: int
    members: tuple[int, ...]
    meeting: int
    item: int
    form: int


def fill_groups(tx: Tx) -> Groups:
    """Fill a database that has officers."""
    about = {
        "features": [{"name": "area", "values": ["north", "south"]}],
        "gift": "£50 for each meeting",
        "term_months": 12,
    }
    opened = panels.put(
        tx, slug="carers-voice", name="Carers Voice group", service="carers", state="open", seats=10, about=about
    )
    running = panels.put(
        tx, slug="home-care", name="Home Care group", service="care-at-home", state="running", seats=8, about=about
    )
    members = tuple(_member(tx, running, phone, number) for number, phone in enumerate(MEMBERS, 1))
    starts = tx.now + timedelta(days=20)
    given = {"starts": starts, "minutes": 120, "place": "Town Hall"}
    meeting = service_meetings.set_meeting(tx, running, given, SAM)
    item = service_feedback.add(tx, running, {"said": "The same carer each week.", "owner": "Care manager"}, SAM)
    panel = panels.get(tx, opened)
    assert panel is not None
    for name, address in (("Ann Reed", "Flat 2, 14 Mill Road"), ("Bob Reed", "14 Mill Rd flat 2")):
        form = Form(
            name, email=f"{name[:3].lower()}@example.org", address=address, postcode="RV1 4AB", consents=CONTACT
        )
        service_joining.enter(tx, panel, form, SAM)
    service_joining.sign_up(tx, panel, Form("Cy Dee", email="cy@example.org", consents=CONTACT), can_text=True)
    return Groups(opened, running, members, meeting, item, 1)


def _member(tx: Tx, panel_id: int, phone: str, number: int) -> int:
    talk = conversations.make(tx, "sms", phone)
    people.set_name(tx, talk.person_id, f"Member {number} Hill")
    member = panels.put_member(tx, panel_id, talk.person_id, "active")
    panels.set_details(tx, member, {"needs": ["step-free"], "need_words": "a chair with arms"} if number == 1 else {})
    return member
