"""The operations page: queues with their age, what did not arrive and why, whether the audit log holds."""

import pytest

from storage import audit, outbox, workings
from storage.audit import A
from storage.database import Database, Tx
from tests.console.demo import JOAN, Demo
from tests.console.site import Site
from tests.databases import Clock


def lose(tx: Tx, talk: int, code: str) -> None:
    outbox.put(tx, conversation_id=talk, channel="sms", address=JOAN, text="Hello", extras={})
    row = outbox.said(tx, talk)[-1][0]
    outbox.record(tx, row, outbox.OFFICER, code=code)


async def test_an_officer_reads_why_a_message_did_not_arrive(sam: Site, demo: Demo, db: Database) -> None:
    assert "Did not arrive: 0" in (await sam.get("/workings")).text
    for code in ("30005", "possibly-sent", "99999", ""):
        db.write_now(lambda tx, code=code: lose(tx, demo.talk, code))  # type: ignore[misc]
    text = (await sam.get("/workings")).text
    assert "Did not arrive: 4" in text
    reasons = (
        "There is no such number",
        "did not say whether it went out",
        "The provider&#39;s code 99999",
        "Not known",
    )
    assert [reason for reason in reasons if reason not in text] == []
    assert JOAN not in text


async def test_queues_show_their_age(sam: Site, demo: Demo, db: Database, clock: Clock) -> None:  # noqa: ARG001
    clock.forward(seconds=20)
    seen = db.read_now(workings.gauges)
    assert (seen["outbox_waiting"], seen["outbox_age_seconds"]) == (1, 20)
    assert (seen["alerts_waiting"], seen["alerts_age_seconds"], seen["people_waiting"]) == (1, 20, 1)
    assert (seen["inbox_waiting"], seen["inbox_age_seconds"]) == (0, 0)
    assert "1, the oldest for 20 seconds" in (await sam.get("/workings")).text


async def test_a_changed_audit_log_shows(sam: Site, db: Database) -> None:
    assert "Holds" in (await sam.get("/workings")).text
    db.write_now(lambda tx: tx.conn.execute(A.update().where(A.c.id == 1).values(reason="changed")))
    assert "Broken at row 1" in (await sam.get("/workings")).text


def change(tx: Tx, row: int, reason: str) -> None:
    tx.conn.execute(A.update().where(A.c.id == row).values(reason=reason))


def test_what_the_daily_look_found_stands_until_it_finds_it_mended(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "LATEST", 3)
    for number in range(5):
        db.write_now(lambda tx, number=number: audit.add(tx, "officer 1", "read", f"case {number}"))  # type: ignore[misc]
    db.write_now(lambda tx: change(tx, 1, "changed"))
    assert db.read_now(audit.lately_broken) is None  # a page reads the newest alone
    for reason, found in (("changed", 1), ("changed", 1), ("", None)):
        db.write_now(lambda tx, reason=reason: change(tx, 1, reason))  # type: ignore[misc]
        broken = db.read_now(audit.first_broken)
        db.write_now(lambda tx, broken=broken: audit.note_look(tx, broken))  # type: ignore[misc]
        assert broken == db.read_now(audit.lately_broken) == found
    assert [row["action"] for row in db.read_now(lambda tx: audit.about(tx, audit.CHAIN))] == ["broken", "holds"]
