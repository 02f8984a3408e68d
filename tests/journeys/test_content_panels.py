"""In production the panels of content are there as drafts after a start, and belong to the officers from then on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlalchemy import func, select

from bot.content import load
from storage import panels
from storage.audit import A
from storage.database import Database, Tx
from storage.migrate import migrate
from storage.vault import Vault
from tests.databases import Clock
from tests.journeys.process import ROOT, Server

SECRET = "a secret for tests, longer than 32 characters"


def council(tx: Tx) -> tuple[dict[str, dict[str, Any]], int]:
    """The panels by slug, and how much stands in the log."""
    found = {panel["slug"]: panel for panel in panels.every(tx)}
    return found, int(tx.conn.execute(select(func.count()).select_from(A)).scalar() or 0)


@pytest.fixture
def place(database_url: str, tmp_path: Path) -> str:
    """The address of an empty database as `doorstep migrate` makes it, or its tables on PostgreSQL."""
    if not database_url.startswith("sqlite"):
        return database_url
    migrate(address := f"sqlite:///{tmp_path}/council.db")
    return address


@pytest.fixture
def db(place: str) -> Iterator[Database]:
    """The database beside the server."""
    database = Database(place, Vault(SECRET), Clock())
    yield database
    database.close()


async def test_each_start_in_production_makes_the_panels_that_are_not_there(
    db: Database, place: str, tmp_path: Path
) -> None:
    settings = {"env": "production", "database_url": place, "secret_key": SECRET}
    content = {str(panel["slug"]): panel for panel in load(ROOT / "content").council.panels}
    about: dict[str, Any] = {"features": [], "what": "as officers wrote it"}
    mine: dict[str, Any] = {
        "slug": "carers",
        "name": "Our carers",
        "service": "carers",
        "state": "open",
        "seats": 20,
        "about": about,
    }
    db.write_now(lambda tx: panels.put(tx, **mine))
    kept = db.read_now(council)[0]["carers"]
    server, seen = Server(settings, tmp_path / "log"), []
    async with httpx2.AsyncClient() as client:
        for _start in range(2):
            try:
                await server.start(client)
            finally:
                await server.kill()
            seen.append(db.read_now(council))
    made, written = seen[0]
    assert made.pop("carers") == kept
    assert set(made) == set(content) - {"carers"}
    assert all(panel["state"] == "draft" for panel in made.values())
    assert all(panel["about"] == content[slug]["about"] for slug, panel in made.items())
    assert written == len(made)
    assert db.read_now(council) == ({**made, "carers": kept}, written), "a second start changes nothing"
