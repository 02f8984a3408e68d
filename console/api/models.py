"""What the API answers. Names and shapes are a contract (docs: /api/v1/openapi.json)."""

from datetime import datetime
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, Field

T = TypeVar("T")


class Page(BaseModel, Generic[T]):
    """One page of a list. `next` is what `after` must be for the following page, or null at the end."""

    items: list[T]
    next: str | None = None


class Problem(BaseModel):
    """Why a request was refused, in a sentence."""

    detail: str


class ServiceOut(BaseModel):
    """A service of the council."""

    id: str
    name: str


class CaseOut(BaseModel):
    """What the council does about a matter."""

    id: int
    ref: str
    service: str
    state: str
    place: str
    facts: dict[str, Any]
    person: int
    created: datetime
    team: str = ""
    due: datetime | None = None


class CaseEventOut(BaseModel):
    """One line of a case's history."""

    at: datetime
    actor: str
    what: str
    text: str


class CaseFull(CaseOut):
    """A case with its history, oldest first."""

    history: list[CaseEventOut]


class ConversationOut(BaseModel):
    """A conversation. `waiting` is true while somebody waits for a person."""

    id: int
    channel: str
    person: int
    language: str
    owner: Literal["bot", "officer"]
    waiting: bool
    opted_out: bool
    officer: int | None = None
    waiting_since: datetime | None = None
    waiting_reason: str = ""
    last_heard: datetime | None = None


class MessageOut(BaseModel):
    """One line of a transcript; "note" says who took over or handed back."""

    id: str
    sender: Literal["resident", "bot", "officer", "note"] = Field(serialization_alias="from")
    text: str
    at: datetime
    state: str = ""


class PanelOut(BaseModel):
    """A co-design group."""

    id: int
    name: str
    service: str
    state: str
    seats: int
    slug: str
    counts: dict[str, int] = Field(description="members by state")


class SelectionOut(BaseModel):
    """A draw of a panel: its commitment was public before its seed. `members` took part, as far as they are kept."""

    id: int
    panel: int
    state: str
    algorithm: str
    commitment: str
    seed: str
    seed_source: str
    made: datetime
    seeded: datetime | None
    decided: datetime | None
    members: int


class MemberOut(BaseModel):
    """A person's place in a panel, with the last answer for each purpose of consent."""

    id: int
    person: int
    state: str
    origin: str
    consents: dict[str, bool]
    joined: datetime


class PersonOut(BaseModel):
    """Somebody who wrote to us."""

    id: int
    created: datetime
    language: str


class AddressOut(BaseModel):
    """A way to reach a person."""

    channel: str
    value: str


class ConsentOut(BaseModel):
    """One answer to one question of consent, with the words that were shown."""

    purpose: str
    given: bool
    panel: int | None
    text: str
    version: str
    channel: str
    at: datetime


class PersonFull(PersonOut):
    """A person in full. Reading this is written in the audit log."""

    name: str
    addresses: list[AddressOut]
    consents: list[ConsentOut]
    panels: list[dict[str, Any]]


class EpisodeOut(BaseModel):
    """One matter, how it was placed, and why."""

    id: int
    person: int
    service: str
    verb: str
    complexity: float
    raises: list[str]
    disposition: str
    cell: str
    route: str
    reason: list[str]
    flags: list[str]
    invited: bool
    outcome: str
    conversation: int
    opened: datetime


class AlertOut(BaseModel):
    """A sign of danger. What was written stays in the console."""

    id: int
    kind: str
    danger: bool
    person: int
    acknowledged: bool
    acknowledged_by: str
    acknowledged_at: datetime | None
    conversation: int
    channel: str
    created: datetime


class InsightOut(BaseModel):
    """How many episodes; groups under 5 are counted together as "hidden"."""

    channel: str
    cell: str
    route: str
    count: int


class Insights(BaseModel):
    """Counts of episodes by channel, cell and route. Groups under `smallest` are not shown."""

    items: list[InsightOut]
    next: None = None
    smallest: int
    hidden_groups: int


class ReplyIn(BaseModel):
    """What to write to the resident."""

    text: str = Field(min_length=1, max_length=1600)


class Done(BaseModel):
    """The act is kept; the conversation's next turn carries it out."""

    ok: Literal[True] = True
