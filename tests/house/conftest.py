"""Reading the project's own code, undisturbed."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _no_collection_while_parsing() -> Iterator[None]:
    """Python 3.11 loses count of its depth when greenlets of earlier tests are collected inside `ast.parse`."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()
