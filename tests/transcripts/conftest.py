"""The real understanding, loaded once."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.bootstrap import Understand
from nlp.understand import load


@pytest.fixture(scope="session")
def trained() -> Understand:
    """The model that `make setup` has trained, with the stories' clock."""
    understander = load(Path("model"), Path("content"), lambda: datetime(2026, 11, 24, 10, tzinfo=UTC))
    assert understander.mode == "model", "There is no model: run `make setup` first."
    return understander.understand
