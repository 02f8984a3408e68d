"""A new secret key: everything opens with it alone, people are found, and what is only known by its hash ends."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table
from typer.testing import CliRunner

from bot.cli import app
from panels import service_joining
from panels.duplicates import Alike
from storage import conversations, panels, people
from storage.database import Database, Tx
from storage.erasure import erase
from storage.rotation import tables
from storage.tables import metadata
from storage.vault import Vault, VaultError
from tests.console.demo import JOAN, fill
from tests.databases import SECRET, Clock
from tests.journeys.process import environment
from tests.storage.filled import opened, sealed_columns

NEW = "another secret for tests, longer than 32 characters"


def rotate(url: str, *, new: str = NEW, old: str = SECRET, code: int = 0) -> str:
    given = {"env": "test", "database_url": url, "secret_key": new, "secret_key_old": old}
    done = CliRunner().invoke(app, ["rotate-key"], env=environment(given))
    assert done.exit_code == code, done.output
    return done.output


def everything(tx: Tx) -> dict[str, object]:
    """All that is sealed, opened."""
    return {
        table.name: [said for row in opened(tx, table) if any((said := _sealed(table, row)).values())]
        for table in metadata.sorted_tables
        if sealed_columns(table)
    }


def _sealed(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    return {column.name: row[column.name] for column in sealed_columns(table)}


def test_everything_opens_with_the_new_key_alone_and_people_are_found(db: Database, database_url: str) -> None:
    demo = db.write_now(fill)
    db.write_now(lambda tx: erase(tx, demo.person + 1, "officer 1", "asked"))
    before = db.read_now(everything)
    for _ in range(2):  # a rotation that was cut off is begun anew
        said = rotate(database_url)
    assert "Remove DOORSTEP_SECRET_KEY_OLD" in said
    turned = Database(database_url, Vault(NEW), Clock())
    assert turned.read_now(everything) == before
    assert turned.read_now(lambda tx: people.known_at(tx, "sms", JOAN)) == demo.person
    assert turned.read_now(lambda tx: conversations.find(tx, "sms", JOAN)) is not None
    turned.close()
    with pytest.raises(VaultError):
        db.read_now(everything)


def test_programs_whose_keys_end_are_named(db: Database, database_url: str) -> None:
    db.write_now(fill)
    assert "doorstep api-key add checks" in rotate(database_url)


def test_members_from_before_and_after_are_compared(db: Database, database_url: str) -> None:
    def join(tx: Tx, name: str) -> int:
        panel = panels.put(tx, slug="p", name="P", service="s", state="recruiting", seats=9, about={})
        member = panels.put_member(tx, panel, people.of_address(tx, "sms", name), "in pool")
        details = {"home": "3 Wharf Street RV1 1AA"}
        panels.set_details(tx, member, details)
        service_joining.leave_traces(tx, member, details, None)
        return member

    first = db.write_now(lambda tx: join(tx, "+447700900001"))
    rotate(database_url)
    turned = Database(database_url, Vault(NEW), Clock())
    second = turned.write_now(lambda tx: join(tx, "+447700900002"))
    assert turned.read_now(lambda tx: service_joining.alike(tx, 1)) == [Alike(first, second, ("home",))]
    turned.close()


def test_without_both_keys_nothing_is_touched(tmp_path: Path) -> None:
    assert "DOORSTEP_SECRET_KEY_OLD" in rotate(f"sqlite:///{tmp_path}/none.db", old="", code=2)
    assert not (tmp_path / "none.db").exists()


def test_what_was_sealed_before_opens_during_the_rotation() -> None:
    sealed = Vault(SECRET).seal("words")
    assert Vault(NEW, SECRET).open(sealed) == "words"
    with pytest.raises(VaultError):
        Vault(NEW, "yet another secret, longer than 32 characters").open(sealed)


def test_people_are_found_first() -> None:
    assert {table.name for table in tables()[:3]} == {"person_address", "conversation", "inbox"}
