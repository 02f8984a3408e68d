"""What the components leave on a Doc: `doc._.<mark>`. Registered once."""

from typing import Any

from spacy.tokens import Doc

MARKS: dict[str, Any] = {
    "now": None,
    "language": "en",
    "norm": "",
    "entities": None,
    "safety": None,
    "safety_odds": 0.0,
    "command": None,
    "reading": None,
    "services": (),
    "verb": None,
    "disposition": "unknown",
    "cues": None,
    "raises": (),
    "flags": (),
}


def register() -> None:
    """Declare the marks. Doing it again changes nothing."""
    for name, default in MARKS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
