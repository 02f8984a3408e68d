"""Whatever happens to a conversation, as one kind of value: there is one road into a turn."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from nlp.understanding import Understanding


class Kind(StrEnum):
    """What happened."""

    SAID = "said"
    CHOSEN = "chosen"
    TIMED_OUT = "timed-out"
    OPTED = "opted"
    INVITED = "invited"
    TOLD = "told"
    OFFICER_TOOK = "officer-took"
    OFFICER_SAID = "officer-said"
    OFFICER_GAVE_BACK = "officer-gave-back"
    NOT_DELIVERED = "not-delivered"


@dataclass(frozen=True)
class Heard:
    """One thing that happened. `id` is unique in the whole service; references are made from it.

    `args` are what a council's own act hands to the dialog that `name` names.
    `choice` and `asked` come from a tapped button; `name` is a timer's, officer's or dialog's; `opt` the
    provider's word for what it did by itself ("stop", "start", "help"). `start` is what a link into the chat hands on.
    """

    kind: Kind
    id: str
    now: datetime
    channel: str = "terminal"
    understood: Understanding = field(default_factory=Understanding)
    choice: str = ""
    asked: str = ""
    media: int = 0
    location: tuple[float, float] | None = None
    phone: str = ""
    name: str = ""
    text: str = ""
    opt: str = ""
    group: bool = False
    start: str = ""
    edited: bool = False
    args: dict[str, object] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """What the resident typed, trimmed."""
        return self.understood.text.strip()
