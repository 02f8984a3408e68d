"""What every test of the console needs."""

from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI

from console.app import console_app
from storage.database import Database
from tests.console.demo import Demo, fill
from tests.console.groups import Groups, fill_groups
from tests.console.site import Site, Wake, config
from tests.databases import clock, database_url, db, vault

__all__ = ["clock", "database_url", "db", "vault"]


@pytest.fixture
def demo(db: Database) -> Demo:
    """A filled council."""
    return db.write_now(fill)


@pytest.fixture
def groups(db: Database, demo: Demo) -> Groups:  # noqa: ARG001 - officers first
    """A panel at work."""
    return db.write_now(fill_groups)


@pytest.fixture
def wake() -> Wake:
    """The worker's bell."""
    return Wake()


@pytest.fixture
def app(db: Database, demo: Demo, wake: Wake) -> FastAPI:  # noqa: ARG001 - filled first
    """The console over the filled council."""
    return console_app(db, config(wake))


@pytest.fixture
async def site(app: FastAPI) -> AsyncIterator[Site]:
    """A browser that nobody has logged in with."""
    browser = Site(app)
    async with browser.client:
        yield browser


@pytest.fixture
async def sam(site: Site) -> Site:
    """The same, logged in as Sam, an administrator."""
    answer = await site.log_in("Sam")
    assert answer.status_code == 303
    return site
