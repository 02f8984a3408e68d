"""What an officer writes as a reason stands beside the chain: it shows when it is changed, and can be taken away."""

import pytest

from panels import service, service_joining
from panels.service import By
from panels.sign_up import Consented, Form
from storage import audit, conversations, panels, people, sign_ups
from storage.audit import A
from storage.database import Database, Tx
from storage.erasure import erase
from tests.panels import lives

CONTACT = (Consented("contact", given=True, text="May we?", version="1"),)
PHONE = "+447700900555"


def reasons(tx: Tx) -> list[str]:
    subjects = sorted({row.subject for row in tx.conn.execute(A.select())})
    return [row["reason"] for subject in subjects for row in audit.about(tx, subject)]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Joan  HILLARY rang from her sister's", True), ("she gave 07700 900 555 too", True),
        ("mail from joan@example.org", True), ("agreed by the care board, 07700 900556", False),
        ("Joan Hillaryson asked", False), ("rang 0", False),
    ],
)  # fmt: skip
def test_a_reason_that_names_somebody_goes_with_them_and_the_chain_holds(db: Database, said: str, names: bool) -> None:
    def work(tx: Tx) -> list[str]:
        person = conversations.make(tx, "sms", PHONE).person_id
        people.set_name(tx, person, "Joan Hillary")
        panel = panels.put(tx, slug="g", name="G", service="x", state="open", seats=4, about={})
        member = panels.put_member(tx, panel, person, "in pool")
        panels.set_details(tx, member, {"email": "joan@example.org"})
        service.note(tx, panel, By("officer 1", said), "quotas changed")
        service.note(tx, panel, By("officer 1", "she said so"), f"member {member} now selected")
        service.note(tx, panel, By("officer 1", "another"), f"member {member}0 now selected")
        erase(tx, person, "officer 1", "asked")
        assert audit.first_broken(tx) is None
        return [row["reason"] for row in audit.about(tx, service.subject(panel))]

    assert db.write_now(work) == [audit.GONE if names else said, audit.GONE, "another"]


def test_a_reason_that_was_changed_shows(db: Database) -> None:
    db.write_now(lambda tx: audit.add(tx, "officer 1", "read", "person 1", "on the phone"))
    other = db.write_now(lambda tx: tx.vault.seal("0\x1fnever"))
    db.write_now(lambda tx: tx.conn.execute(A.update().values(words=other)))
    assert db.read_now(audit.first_broken) == 1


def test_an_erasure_takes_a_form_that_waits_and_what_an_officer_wrote_of_it(db: Database) -> None:
    def work(tx: Tx) -> tuple[int, int]:
        ids = lives.pooled(tx)
        panel = service.get(tx, ids.panel)
        conversations.make(tx, "sms", PHONE)
        form = Form("Joan Hillary", phone=PHONE, address="1 Elm", postcode="RV1 1AA", consents=CONTACT)
        service_joining.sign_up(tx, panel, form, can_text=True)
        landline = Form("Joan Hillary", phone="+441632960001", consents=CONTACT)
        said = By("officer 1", "Joan Hillary rang me from 01632 960001")
        entered = service_joining.enter(tx, panel, landline, said)
        return people.of_address(tx, "sms", PHONE), (panels.member(tx, entered) or {})["person"]

    first, second = db.write_now(work)
    assert "Joan Hillary rang me from 01632 960001" in db.read_now(reasons)
    db.write_now(lambda tx: erase(tx, first, "officer 1", "asked"))
    assert db.read_now(lambda tx: [sign_ups.take(tx, 1), sign_ups.waiting(tx, 1)]) == [None, []]
    db.write_now(lambda tx: erase(tx, second, "officer 1", "asked"))
    assert [said for said in db.read_now(reasons) if "Joan" in said or "960001" in said] == []
    assert db.read_now(audit.first_broken) is None
