"""The trained model and the rules alone, each loaded once, and what each text was read as."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from nlp.understand import Understander, load
from nlp.understanding import Understanding

ROOT = Path(__file__).parents[3]
Read = Callable[[str], Understanding]


def monday() -> datetime:
    """The instant at which all texts are read: a Monday."""
    return datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.fixture(scope="session")
def trained() -> Understander:
    """The model that `make setup` has trained."""
    understander = load(ROOT / "model", ROOT / "content", monday)
    assert understander.mode == "model", "There is no model that can be read: run `make setup` first."
    return understander


@pytest.fixture(scope="session")
def rules() -> Understander:
    """What is left when no model can be read."""
    return Understander.rules_only(ROOT / "content", monday)


@pytest.fixture(scope="session")
def heard(trained: Understander) -> Read:
    """Reads a text with the model; the same text is read once a session."""
    return cache(trained.understand)


@pytest.fixture(scope="session")
def ruled(rules: Understander) -> Read:
    """Reads a text with the rules alone."""
    return cache(rules.understand)
