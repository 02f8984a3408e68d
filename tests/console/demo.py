"""A council with something of everything: what the pages and the API have to show."""

import json
from dataclasses import dataclass
from datetime import timedelta

from argon2 import PasswordHasher

from console.passwords import hash_password
from storage import alerts, cases, consents, conversations, episodes, inbox, interests, officers, outbox, panels, people
from storage.database import Tx

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # the strength is the library's to test
PASSWORD = "tabemo-kilusa-dorefa"
PASSWORD_HASH = hash_password(PASSWORD, QUICK)
KEY = "doorstep_test-key"
ROLES = {"Sam": "administrator", "Amina": "engagement officer", "Lee": "adviser", "Jo": "safeguarding", "Dee": "dpo"}
JOAN, ALED = "+447700900123", "+447700900456"
SECRETS = ("Joan Hill", JOAN, "step-free", "carer now")  # hidden until shown


@dataclass(frozen=True)
class Demo:
    """The ids of what was filled in."""

    officers: dict[str, int]
    person: int
    talk: int
    quiet_talk: int
    case: int
    panel: int
    member: int
    alert: int


def say(tx: Tx, value: str, text: str, mark: str) -> None:
    """A resident writes by text message."""
    inbox.keep(tx, channel="sms", address=value, provider_id=mark, kind="said", body=json.dumps({"text": text}))


def answer(tx: Tx, conversation_id: int, value: str, text: str, sender: str = "bot") -> None:
    """We write back."""
    extras = {"sender": sender, "choices": []}
    outbox.put(tx, conversation_id=conversation_id, channel="sms", address=value, text=text, extras=extras)


def _panel(tx: Tx, person: int) -> tuple[int, int]:
    about = {"question": "How should care at home work?", "level": "involve"}
    panel = panels.put(
        tx, slug="care-at-home", name="Care at Home group", service="care-at-home", state="open", seats=12, about=about
    )
    panels.put(tx, slug="day-centre", name="Day centre group", service="adult-care", state="closed", seats=8, about={})
    member = panels.put_member(tx, panel, person, "in-pool")
    panels.set_details(tx, member, {"needs": ["step-free", "taxi"], "times": "evenings"})
    panels.set_trait(tx, member, "experience", "carer now")
    for purpose, given in (("contact", True), ("selection", True), ("monitoring", False)):
        consents.add(
            tx, person_id=person, panel_id=panel, purpose=purpose, given=given,
            text=f"May we use this for {purpose}?", version="2026-11", channel="sms",
        )  # fmt: skip
    return panel, member


def _case(tx: Tx, person: int) -> int:
    case = cases.open_case(
        tx, ref="RV-7K3M2PQ", service="missed-bin", place="4 Mill Road, RV1 4AB", facts={"bin": "black"},
        person_id=person, episode_key="e1", team="Waste", due=tx.now + timedelta(days=2),
    )  # fmt: skip
    cases.add_event(tx, case, "resident", "note", "It is the third week.")
    return case


def _episode(tx: Tx, talk: int, person: int) -> None:
    values = {
        "service": "care-at-home", "verb": "be assessed", "complexity": 4.5, "raises": "health,repeat",
        "disposition": "help-shape", "cell": "reciprocal", "route": "together", "invited": True, "outcome": "in-pool",
        "reason": json.dumps(["This service is different for every person.", "You want to help shape it."]),
    }  # fmt: skip
    episodes.note(tx, talk, person, "e1", values)


def _duties(tx: Tx, talk: int, person: int) -> int:
    alerts.raise_alert(
        tx, kind="adult-abuse", danger=True, tier="alert", person_id=person, conversation_id=talk, channel="sms",
        excerpt="he takes my money",
    )  # fmt: skip
    alerts.log_rights_request(tx, "access", person, talk, tx.now + timedelta(days=30))
    interests.note_idea(tx, person, "care-at-home", "Send the same carer each week.")
    return int(alerts.page(tx)[0]["id"])


def fill(tx: Tx) -> Demo:
    """Fill an empty database."""
    staff = {name: officers.add(tx, name, role, PASSWORD_HASH) for name, role in ROLES.items()}
    officers.add_key(tx, "checks", KEY)
    talk, quiet = conversations.make(tx, "sms", JOAN), conversations.make(tx, "sms", ALED)
    people.set_name(tx, talk.person_id, "Joan Hill")
    say(tx, JOAN, "my mum cant cope at home any more", "SM1")
    answer(tx, talk.id, JOAN, "Sam in Adult Care will call you by 5pm on 26 November. Ref RV-7K3M2PQ.")
    say(tx, JOAN, "can i talk to someone", "SM2")
    for waits in inbox.heads(tx, 10):
        inbox.finish(tx, waits.id, "done")
    for waits in inbox.heads(tx, 10):
        inbox.finish(tx, waits.id, "done")
    conversations.wait_for_person(tx, talk.id, "asked-for-person")
    panel, member = _panel(tx, talk.person_id)
    _episode(tx, talk.id, talk.person_id)
    alert = _duties(tx, talk.id, talk.person_id)
    return Demo(staff, talk.person_id, talk.id, quiet.id, _case(tx, talk.person_id), panel, member, alert)


def take_turns(tx: Tx) -> None:
    """What the engine's turn does with officers' acts: the owner changes, the officer's words go out."""
    while waiting := inbox.heads(tx, 10):
        for row in waiting:
            talk = conversations.find(tx, row.channel, row.address)
            body = json.loads(row.body)
            assert talk is not None
            if row.kind == "officer-took":
                conversations.set_owner(tx, talk.id, "officer", body["officer"] or None)
            elif row.kind == "officer-gave-back":
                conversations.set_owner(tx, talk.id, "bot", None)
            elif row.kind == "officer-said":
                answer(tx, talk.id, row.address, body["text"], "officer")
            inbox.finish(tx, row.id, "done")
