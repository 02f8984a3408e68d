"""The trained model, once for all tests: the one `make setup` made when it is current, else one in `.cache`."""

import fcntl
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nlp.safety_rules import SafetyRules
from nlp.training.train import fingerprint, is_current, train
from nlp.understand import Understander, load

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A Monday."""


def current_model() -> Path:
    """A model folder that is what training would make now."""
    made = ROOT / "model"
    if is_current(made, fingerprint()):
        return made
    cached = ROOT / ".cache" / "model"
    cached.parent.mkdir(exist_ok=True)
    with (ROOT / ".cache" / "model.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        train(cached, progress=lambda _: None)
    return cached


@pytest.fixture(scope="session")
def model_dir() -> Path:
    """The folder of the trained model."""
    return current_model()


@pytest.fixture(scope="session")
def understander(model_dir: Path) -> Understander:
    """The trained understander at a fixed instant."""
    return load(model_dir, ROOT / "content", clock=lambda: NOW)


@pytest.fixture(scope="session")
def rules_only() -> Understander:
    """The understander without a model."""
    return Understander.rules_only(ROOT / "content", clock=lambda: NOW)


@pytest.fixture(scope="session")
def safety_rules() -> SafetyRules:
    """The council's safety rules."""
    return SafetyRules.load(ROOT / "content" / "safety")
