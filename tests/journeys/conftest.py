"""The real understanding, loaded once; a house for each test."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path

import pytest

from bot.bootstrap import Understand
from nlp.understand import load
from tests.databases import database_url
from tests.journeys.house import MORNING, PUBLIC, House, open_house

__all__ = ["database_url"]
OpenHouse = Callable[..., AbstractAsyncContextManager[House]]


@pytest.fixture(scope="session")
def trained() -> Understand:
    """The model that `make setup` has trained, with the journeys' clock."""
    understander = load(Path("model"), Path("content"), lambda: MORNING)
    assert understander.mode == "model", "There is no model: run `make setup` first."
    return understander.understand


@pytest.fixture
def open_here(trained: Understand, database_url: str) -> OpenHouse:
    """Opens a house at its own loopback address, for browsers."""
    return partial(open_house, trained, database_url)


@pytest.fixture
async def house(trained: Understand, database_url: str) -> AsyncIterator[House]:
    """A house behind the council's https address, as providers see it."""
    async with open_house(trained, database_url, PUBLIC) as opened:
        yield opened
