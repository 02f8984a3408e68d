"""Residents' rights in the console: everything as a file, its erasure, one message without its words."""

import json

import pytest

from storage import audit, conversations, inbox, outbox
from storage.audit import A
from storage.database import Database, Tx
from tests.console.demo import JOAN, SECRETS, Demo
from tests.console.site import Site


def audited(tx: Tx, action: str) -> list[tuple[str, str]]:
    rows = tx.conn.execute(A.select().where(A.c.action == action)).all()
    return [(row.subject, audit.about(tx, row.subject)[-1]["reason"]) for row in rows]


async def test_everything_comes_as_one_file_and_is_logged(sam: Site, demo: Demo, db: Database) -> None:
    page = f"/people/{demo.person}/data"
    answer = await sam.post(f"{page}/export", page)
    assert answer.headers["content-disposition"] == f'attachment; filename="person-{demo.person}.json"'
    told = answer.json()
    assert told["person"][0]["name"] == "Joan Hill"
    assert told["inbox"][0]["body"]["text"] == "my mum cant cope at home any more"
    assert told["person_address"][0]["value"] == JOAN
    assert db.read_now(lambda tx: audited(tx, "exported")) == [(f"person {demo.person}", "")]


async def test_an_erased_person_is_gone_from_every_page(sam: Site, demo: Demo, db: Database) -> None:
    page = f"/people/{demo.person}/data"
    assert "RV-7K3M2PQ" in (await sam.get(page)).text
    refused = await sam.post(f"{page}/erase", page, {"reason": " "})
    assert refused.status_code == 422
    assert "Say why in a few words." in refused.text
    assert (await sam.post(f"{page}/erase", page, {"reason": "asked on 24 November"})).status_code == 303
    pages = [
        f"/cases/{demo.case}",
        f"/conversations/{demo.talk}",
        "/people",
        "/ideas",
        "/rights",
        "/",
        "/conversations",
    ]
    for path in pages:
        answer = await sam.get(path)
        assert answer.status_code == 200, path
        words = (*SECRETS, "my mum", "4 Mill Road", "third week", "same carer")
        assert [secret for secret in words if secret in answer.text] == [], path
    for path in (f"/people/{demo.person}", page):
        assert (await sam.get(path)).status_code == 404
    assert (await sam.ask(f"/people/{demo.person}")).status_code == 404
    assert db.read_now(lambda tx: audited(tx, "erased")) == [(f"person {demo.person}", "asked on 24 November")]
    assert db.read_now(audit.first_broken) is None


async def test_nobody_writes_to_an_erased_person(sam: Site, demo: Demo) -> None:
    page = f"/people/{demo.person}/data"
    await sam.post(f"{page}/erase", page, {"reason": "asked"})
    talk = f"/conversations/{demo.talk}"
    answer = await sam.post(f"{talk}/take", talk)
    assert answer.status_code == 409
    assert "There is nobody left to write to." in answer.text


async def test_who_writes_again_after_an_erasure_is_somebody_new(sam: Site, demo: Demo, db: Database) -> None:
    page = f"/people/{demo.person}/data"
    await sam.post(f"{page}/erase", page, {"reason": "asked"})
    again = db.write_now(lambda tx: conversations.make(tx, "sms", JOAN))
    assert again.person_id != demo.person


@pytest.mark.parametrize("mark", ["i1", "o1"])
async def test_one_message_loses_its_words_and_leaves_a_trace(sam: Site, demo: Demo, db: Database, mark: str) -> None:
    talk = f"/conversations/{demo.talk}"

    def send(tx: Tx) -> None:
        outbox.record(tx, 1, outbox.SENT, provider_id="SM9")

    db.write_now(send)
    words = {"i1": "my mum cant cope", "o1": "Sam in Adult Care"}[mark]
    page = f"{talk}/messages/{mark}/remove"
    assert words in (await sam.get(page)).text
    assert (await sam.post(page, page, {"reason": ""})).status_code == 422
    assert (await sam.post(page, page, {"reason": "sent to the wrong person"})).status_code == 303
    text = (await sam.get(talk)).text
    assert words not in text
    assert "[words removed by an officer]" in text
    assert (await sam.get(page)).status_code == 404
    subject = f"message {mark} of conversation {demo.talk}"
    assert db.read_now(lambda tx: audited(tx, "redacted")) == [(subject, "sent to the wrong person")]
    told = await sam.post(f"/people/{demo.person}/data/export", f"/people/{demo.person}/data")
    assert words not in told.text


async def test_an_officers_words_go_from_both_places(sam: Site, demo: Demo, db: Database) -> None:
    def said(tx: Tx) -> int:
        body = json.dumps({"officer": 1, "name": "Sam", "text": "Wrong number here"})
        row = inbox.keep(tx, channel="sms", address=JOAN, provider_id="x", kind="officer-said", body=body)
        inbox.finish(tx, row or 0, "turn")
        outbox.put(tx, conversation_id=demo.talk, channel="sms", address=JOAN, text="Wrong number here",
                   extras={"sender": "officer"})  # fmt: skip
        sent = int(outbox.said(tx, demo.talk)[-1][0])
        outbox.record(tx, sent, outbox.SENT)
        return sent

    page = f"/conversations/{demo.talk}/messages/o{db.write_now(said)}/remove"
    await sam.post(page, page, {"reason": "wrong person"})
    told = await sam.post(f"/people/{demo.person}/data/export", f"/people/{demo.person}/data")
    assert "Wrong number here" not in told.text


async def test_a_message_that_waits_for_its_turn_keeps_its_words(sam: Site, demo: Demo) -> None:
    assert (await sam.get(f"/conversations/{demo.talk}/messages/o999/remove")).status_code == 404
    assert (await sam.get(f"/conversations/{demo.talk}/messages/zzz/remove")).status_code == 422
