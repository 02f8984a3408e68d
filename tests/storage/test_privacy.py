"""Export, erasure and retention, over every table that there is."""

import json
from collections.abc import Iterator

import pytest
from sqlalchemy import Table

from storage import audit
from storage.database import Database, Tx
from storage.erasure import erase, export
from storage.panels import CLOSED
from storage.privacy import CARE, Care, Days
from storage.retention import retain
from storage.tables import metadata
from tests.databases import ONLY_SQLITE, Clock
from tests.storage.filled import ALED, JO, fill, opened, sealed_columns, secret, words

BY_NAME = {care.table.name: care for care in CARE}
KEPT_FOR = {
    "inbox": "talk", "outbox": "talk", "conversation": "talk", "idea": "matter", "interest": "matter",
    "case_file": "matter", "case_event": "matter", "member": "panel", "selection_trait": "panel",
    "monitoring_answer": "panel", "person": "person", "person_address": "person", "episode": "record",
    "thanks_choice": "record", "feedback_item": "record", "meeting": "record", "draw": "record", "letter": "panel",
    "draw_place": "panel", "offer": "panel", "member_note": "panel", "attendance": "panel", "trace": "panel",
    "likeness": "panel", "consent": "record", "rights_request": "record", "audit": "record", "alert": "safeguarding",
    "officer": "officer", "lesson": "record", "draw_run": "record", "panel": "panel",
}  # fmt: skip
DAYS = Days()
STAYS = {"alert"}  # sealed words that outlive an erasure, by law


def persons_tables() -> Iterator[Table]:
    """Tables from which foreign keys lead to a person."""
    found = {"person"}
    for _ in metadata.tables:
        for table in metadata.tables.values():
            if any(key.column.table.name in found for key in table.foreign_keys if key.column.table.name != "officer"):
                found.add(table.name)
    return (metadata.tables[name] for name in sorted(found))


def test_every_table_has_its_care_once() -> None:
    assert sorted(care.table.name for care in CARE) == sorted(metadata.tables)
    for care in CARE:
        assert care.past or care.stays, f"{care.table.name}: say when its rows are past, or why they stay"
        assert care.goes or care.mine is None or care.stays, f"{care.table.name}: say why erasure leaves its rows"


def test_what_leads_to_a_person_is_theirs() -> None:
    assert [table.name for table in persons_tables() if BY_NAME[table.name].mine is None] == []


def test_an_export_holds_everything_of_one_person_and_nothing_of_another(db: Database) -> None:
    ids = db.write_now(fill)
    told = json.dumps(db.read_now(lambda tx: export(tx, ids.jo["person"])))
    for table in persons_tables():
        assert [c.name for c in sealed_columns(table) if secret(JO, c) not in told] == [], table.name
    assert f"secret of {ALED}" not in told
    assert "secret of jo in inbox.body" in told


def test_an_erasure_leaves_nothing_of_one_person_and_everything_of_another(db: Database) -> None:
    ids = db.write_now(fill)
    before = db.read_now(lambda tx: {name: words(tx, table, ALED) for name, table in metadata.tables.items()})
    db.write_now(lambda tx: erase(tx, ids.jo["person"], "officer 1", "asked"))

    def left(tx: Tx, who: str) -> dict[str, list[str]]:
        return {name: words(tx, table, who) for name, table in metadata.tables.items()}

    theirs = {table.name for table in persons_tables()} | {"inbox"}
    found = db.read_now(lambda tx: left(tx, JO))
    assert {name: columns for name, columns in found.items() if columns and name in theirs - STAYS} == {}
    assert db.read_now(lambda tx: left(tx, ALED)) == before
    assert db.read_now(audit.first_broken) is None


@ONLY_SQLITE
def test_an_erasure_twice_changes_nothing_more(db: Database) -> None:
    ids = db.write_now(fill)
    for _ in range(2):
        db.write_now(lambda tx: erase(tx, ids.jo["person"], "officer 1", "asked"))
    rows = db.read_now(lambda tx: opened(tx, BY_NAME["conversation"].table))
    assert str(rows[0]["found_by"]).startswith("erased-")


def is_there(tx: Tx, care: Care, row_id: int, days: str) -> bool:
    """Whether what is kept for `days` still stands in this row."""
    rows = [row for row in opened(tx, care.table) if row["id"] == row_id]
    if days == "person":
        return bool(rows) and rows[0].get("erased") is None
    if care.table.name == "monitoring_answer":
        return rows[0]["person_id"] is not None
    if care.table.name == "panel":
        return bool(rows[0]["state"] == CLOSED)
    secrets = ("name jo", f"secret of {JO}")
    if care.past_blank or care.newest is not None:
        columns = [*care.past_blank] or [care.newest.name]
        return bool(rows) and any(one in str(rows[0][name]) for name in columns for one in secrets)
    return bool(rows)


@pytest.mark.parametrize("name", KEPT_FOR)
async def test_the_day_before_it_is_there_and_the_day_after_it_is_gone(db: Database, clock: Clock, name: str) -> None:
    ids = db.write_now(fill)
    kept, care = KEPT_FOR[name], BY_NAME[name]
    clock.forward(days=getattr(DAYS, kept), hours=-1)
    await retain(db, DAYS)
    assert db.read_now(lambda tx: is_there(tx, care, ids.jo[name], kept))
    clock.forward(hours=2)
    await retain(db, DAYS)
    assert not db.read_now(lambda tx: is_there(tx, care, ids.jo[name], kept))
    assert await retain(db, DAYS) == {}


def test_every_period_is_tried() -> None:
    short = {"attempt", "officer_session", "sign_up", "early_receipt"}  # hours and days that no council sets
    assert {care.table.name for care in CARE if care.past} - short <= KEPT_FOR.keys()
    assert set(KEPT_FOR.values()) == set(vars(DAYS))


async def test_the_chain_of_acts_holds_when_its_old_end_is_trimmed(db: Database, clock: Clock) -> None:
    for number in range(3):
        db.write_now(lambda tx, number=number: audit.add(tx, "officer 1", "read", f"conversation {number}"))  # type: ignore[misc]
        clock.forward(days=DAYS.record / 2 + 1)
    await retain(db, DAYS)
    rows = db.read_now(lambda tx: opened(tx, audit.A))
    assert [row["subject"] for row in rows] == ["conversation 2", "audit"] or rows[0]["subject"] == "conversation 1"
    assert db.read_now(audit.first_broken) is None
    db.write_now(lambda tx: tx.conn.execute(audit.A.delete().where(audit.A.c.id == rows[0]["id"])))
    assert db.read_now(audit.first_broken) == rows[1]["id"]
