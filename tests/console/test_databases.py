"""The shared database fixtures give each test an empty database of its own."""

import pytest

from storage import officers
from storage.database import Database


@pytest.mark.parametrize("turn", range(10))
def test_a_test_finds_no_row_of_another(db: Database, turn: int) -> None:
    assert db.read_now(officers.count) == 0
    db.write_now(lambda tx: officers.add(tx, f"officer {turn}", "adviser", "hash"))
    assert db.read_now(officers.count) == 1
