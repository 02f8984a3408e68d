"""What a conversation remembers between two turns: frozen, dumped and loaded at every turn."""

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache

from pydantic import TypeAdapter

VERSION = 1
BEGINS = f'{{"version":{VERSION},'  # as `dump` writes it: then its version need not be looked for
Data = dict[str, object]  # JSON values only: what goes in comes back the same from dump and load


class StateError(Exception):
    """The stored State cannot be read by this version; the conversation begins anew and says so."""


@dataclass(frozen=True)
class Answer:
    """One answer. `mark` is the question's fingerprint when it was given: another mark asks again.

    `asked` is False when it was taken from a message before the question was put.
    """

    value: object
    mark: str
    asked: bool = True


@dataclass(frozen=True)
class Opened:
    """The question that stands open: its key, the id that buttons carry, how often it failed.

    `mark` is its fingerprint as it was put: a reply counts only while the question is still that one.
    """

    key: str
    id: str
    tries: int = 0
    mark: str = ""


@dataclass(frozen=True)
class Frame:
    """One running dialog: everything it is a function of, and nothing else.

    `said` marks the lines that went out since the newest answer: another run does not say them again.
    """

    id: str
    dialog: str
    opened: datetime
    args: Data = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    facts: dict[str, object] = field(default_factory=dict)
    done: dict[str, Data] = field(default_factory=dict)
    spare: tuple[tuple[str, str], ...] = ()
    open: Opened | None = None
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ended:
    """A frame that is over, and why: finished, cancelled, left, replaced, expired, failed."""

    dialog: str
    cause: str
    at: datetime
    ref: str = ""


@dataclass(frozen=True)
class State:
    """A conversation's memory. `frames` is a stack: the last one is talking.

    `flags` are signs of danger with the moment until which nothing may be asked of this person beside the task.
    """

    version: int = VERSION
    language: str = "en"
    language_known: bool = False
    greeted: bool = False
    owner: str = "bot"
    opted_out: bool = False
    waiting: bool = False
    frames: tuple[Frame, ...] = ()
    ended: tuple[Ended, ...] = ()
    last_reply: str = ""
    last_heard: datetime | None = None
    misses: int = 0
    count: int = 0
    told_stopped: bool = False
    flags: dict[str, datetime] = field(default_factory=dict)
    reasons: tuple[tuple[str, Data], ...] = ()

    @property
    def top(self) -> Frame | None:
        """The frame that is talking."""
        return self.frames[-1] if self.frames else None

    def with_top(self, frame: Frame) -> "State":
        """The same with another top frame."""
        return replace(self, frames=(*self.frames[:-1], frame))


@cache
def _adapter() -> TypeAdapter[State]:
    return TypeAdapter(State)


def dump(state: State) -> str:
    """State to JSON."""
    return _adapter().dump_json(state).decode()


def load(text: str) -> State:
    """JSON to State; "" is a new conversation. Raises StateError."""
    if not text:
        return State()
    try:
        if not text.startswith(BEGINS):
            found = json.loads(text).get("version")
            if found != VERSION:
                raise StateError(f"State version {found!r} is not {VERSION}.")
        return _adapter().validate_json(text)
    except (ValueError, AttributeError) as error:
        raise StateError("The stored state is damaged.") from error
