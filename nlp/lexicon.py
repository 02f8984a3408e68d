"""Word lists of this package: `nlp/lexicon/*.yaml`, read once."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "lexicon"


@cache
def page(name: str) -> dict[str, Any]:
    """The page `<name>.yaml`, as written."""
    found: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


def table(name: str, part: str = "") -> dict[str, tuple[str, ...]]:
    """Phrases by label: of a whole page, or of one part of it."""
    rows = page(name)[part] if part else page(name)
    return {str(label): tuple(map(str, phrases)) for label, phrases in rows.items()}


@cache
def listed(name: str) -> frozenset[str]:
    """One of the word lists of `words.yaml`."""
    return frozenset(map(str, page("words")[name]))
