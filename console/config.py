"""What the roof tells the console."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher

from console.passwords import HASHER
from panels.fatigue import Caps
from panels.sign_up import PURPOSES, Asked


def stored_reasons(column: str) -> list[str]:
    """The reasons of an episode as they stand in its row: sentences, or keys of sentences."""
    try:
        stored = json.loads(column or "[]")
    except ValueError:
        return [column]
    entries = stored if isinstance(stored, list) else [stored]
    return [str(entry[0]) if isinstance(entry, list) and entry else str(entry) for entry in entries]


def stored_fact(_service: str, key: str, value: object) -> tuple[str, str]:
    """A fact of a case as it stands in its row."""
    return key, str(value)


def plain_sentence(key: str, **_gaps: Any) -> str:
    """A sentence of the council where no words were given: its key."""
    return key


def plain_shown(key: str, **_gaps: Any) -> tuple[str, str]:
    """The same with its version."""
    return key, "1"


def plain_form(panel: Mapping[str, Any]) -> Asked:
    """What the form of a panel asks where no words were given."""
    return Asked(panel["about"].get("features", ()), {purpose: (purpose, "1") for purpose in PURPOSES}, (), ())


@dataclass(frozen=True)
class ConsoleConfig:
    """All that the console needs to know beside the database.

    `wake` tells the worker that an inbox has something new. `service_names` are the council's words by service id.
    `explain` turns the `reason` column of an episode into sentences. `fact` turns a fact of a case (service, key,
    value) into its name and words. `say` gives a sentence of the council by key, `shown` the same with its version,
    `asked` what the form of a panel asks, `caps` what one person is spared beyond. `label` is a sentence of residents
    by its key, or "". `features` are what panels may balance, with their values. `thanks` are the ways to thank a
    member. `languages` are those beside English in which residents may be told of a panel, by code: {"cy": "Welsh"}.
    `second_officer`: another officer approves a draw. `hasher` makes password hashes. `workings` says how the parts of
    this process do: "lines" and "times", each by part.
    """

    secret: bytes
    council_name: str
    base_url: str
    secure_cookies: bool
    session_hours: float
    node_modules: Path
    wake: Callable[[], None]
    service_names: Mapping[str, str]
    explain: Callable[[str], list[str]] = stored_reasons
    fact: Callable[[str, str, object], tuple[str, str]] = stored_fact
    say: Callable[..., str] = plain_sentence
    shown: Callable[..., tuple[str, str]] = plain_shown
    asked: Callable[[Mapping[str, Any]], Asked] = plain_form
    workings: Callable[[], Mapping[str, Mapping[str, object]]] = dict
    caps: Caps = field(default_factory=Caps)
    label: Callable[[str], str] = lambda _key: ""
    features: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    thanks: Sequence[str] = ()
    languages: Mapping[str, str] = field(default_factory=dict)
    monitoring: Sequence[Mapping[str, Any]] = ()
    second_officer: bool = True
    hasher: PasswordHasher = field(default=HASHER)
