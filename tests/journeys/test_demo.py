"""`doorstep seed-demo` makes the demonstration once; a second run changes nothing."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.bootstrap import Understand, build
from bot.demo import DEMO_OFFICER, PER_SEAT, seed
from bot.settings import Settings
from console.passwords import verify_password
from panels import service, service_draw
from panels.service import By
from panels.watch import unlimited
from storage import consents, officers, panels, people
from storage.audit import A
from storage.database import Tx


def council(tx: Tx) -> list[tuple[Any, ...]]:
    """Each panel with its pool, and how much was written."""
    rows = [(panel["slug"], panel["state"], panel["seats"], panels.count_by_state(tx, panel["id"]))
            for panel in panels.every(tx)]  # fmt: skip
    return [*rows, (len(people.page(tx, most=500)), len(tx.conn.execute(A.select()).all()))]


def change(tx: Tx, panel: dict[str, Any]) -> None:
    """An officer changes what an open panel does."""
    said = {name: panel[name] for name in ("slug", "name", "service", "seats")}
    service.put(tx, {**said, "about": {"what": "You help plan visits."}}, By("officer 1", "plainer"))
    assert service.get(tx, panel["id"])["about"]["what"] == "You help plan visits."


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_demonstration_is_made_once(trained: Understand, database_url: str) -> None:
    chosen = {"env": "demo", "database_url": database_url, "secret_key": "demonstration" * 3}
    settings = Settings.model_validate(chosen)
    parts = build(settings, understand=trained)
    try:
        password = seed(parts)
        first = parts.db.read_now(council)
        pools = {slug: counts for slug, state, seats, counts in first[:-1] if state == "open"}
        assert pools == {"care-at-home": {"in pool": 12 * PER_SEAT}, "carers": {"in pool": 10 * PER_SEAT}}
        assert [counts for _slug, state, _seats, counts in first[:-1] if state == "closed"] == [{}]
        assert seed(parts) == password
        assert parts.db.read_now(council) == first
        officer = parts.db.read_now(lambda tx: officers.of_name(tx, DEMO_OFFICER))
        assert officer is not None
        assert verify_password(officer.password_hash, password)
        for panel in parts.db.read_now(panels.open_panels):
            planned = parts.db.read_now(partial(service_draw.plan, panel_id=panel["id"], dry=True))
            assert service_draw.lottery(planned, unlimited()).never == ()
            parts.db.write_now(partial(change, panel=panel))
        (member, *_others) = parts.db.read_now(lambda tx: panels.members(tx, 1))
        given = parts.db.read_now(lambda tx: consents.current(tx, member["person"], 1))
        assert (given["contact"], given["selection"], given["monitoring"]) == (True, True, False)
        assert len(parts.db.read_now(lambda tx: panels.traits(tx, member["id"]))) >= 4
    finally:
        parts.db.close()
        (Path(database_url.removeprefix("sqlite:///")).parent / ".demo-officer").unlink()
