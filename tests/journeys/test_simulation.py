"""Invented residents through the real engine: the promises hold for whole groups."""

from pathlib import Path
from random import Random

import pytest

from bot.bootstrap import Understand, build
from bot.clock import Clock
from bot.demo import put_panels
from bot.settings import Settings
from bot.simulation import COLUMNS, Counted, personas, simulate, table
from tests.databases import ONLY_SQLITE
from tests.journeys.house import MORNING


@pytest.fixture
async def counted(trained: Understand, database_url: str) -> Counted:
    """Sixty residents: enough that some have a matter with an open group and want to help plan."""
    settings = Settings.model_validate({"env": "test", "database_url": database_url, "secret_key": "simulated" * 4})
    parts = build(settings, understand=trained, clock=Clock(MORNING), channels=[])
    parts.db.write_now(lambda tx: put_panels(tx, parts.content.council.panels))
    seen = await simulate(parts, 60, seed=5)
    parts.db.close()
    return seen


@ONLY_SQLITE
async def test_groups_add_up_and_who_wants_no_part_is_not_invited(counted: Counted) -> None:
    everybody = counted.by_group["all", ""]
    assert everybody[0] == 60
    for kind in ("matter", "wish", "age", "channel"):
        rows = [row for (of, _name), row in counted.by_group.items() if of == kind]
        assert [sum(column) for column in zip(*rows, strict=True)] == everybody
    for wish in ("do it for me", "do it myself"):
        assert counted.by_group["wish", wish][COLUMNS.index("invited")] == 0
    served, invited, joined = (everybody[COLUMNS.index(name)] for name in ("served", "invited", "in a pool"))
    assert served > 30
    assert invited >= joined > 0
    assert sum(line.startswith("  help plan") for line in table(counted)) == 1


def test_the_same_seed_gives_the_same_people(trained: Understand, tmp_path: Path) -> None:
    settings = Settings.model_validate({"env": "test", "database_url": f"sqlite:///{tmp_path}/a.db"})
    parts = build(settings, understand=trained, channels=[])

    assert personas(parts, 20, Random(1)) == personas(parts, 20, Random(1)) != personas(parts, 20, Random(2))
    parts.db.close()
