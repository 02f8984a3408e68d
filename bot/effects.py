"""What a turn may ask for. Frozen, one union; perform.py turns each into rows of the open transaction."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.lines import Label, Line

REF_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32 signs, without 0 O 1 I
REF_LENGTH = 7


@dataclass(frozen=True)
class Option:
    """One answer that a question offers: `value` is kept, `label` is shown, `words` also mean it."""

    value: str
    label: Label
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shown:
    """A question as it is put: its prompt, its options and whether 0 skips it. `id` is on its buttons."""

    id: str
    prompt: Line
    options: tuple[Option, ...] = ()
    skippable: bool = False


@dataclass(frozen=True)
class Say:
    """One message to the resident: lines in order and, last, the open question.

    `private` is set in a group: what a button there hands to the private chat.
    """

    lines: tuple[Line, ...] = ()
    question: Shown | None = None
    sender: str = "bot"
    private: str = ""


@dataclass(frozen=True)
class OpenCase:
    """Open a case. `due` is when the resident is told it will be done or answered."""

    service: str
    place: str = ""
    details: dict[str, object] = field(default_factory=dict)
    team: str = ""
    due: datetime | None = None
    episode: str = ""
    ref: str = ""


@dataclass(frozen=True)
class ChangeCase:
    """The resident mended what an open case holds."""

    ref: str
    place: str
    details: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class NoteOnCase:
    """Add the resident's words to a case."""

    ref: str
    text: str


@dataclass(frozen=True)
class NoteEpisode:
    """What is now known of an episode; `values` are columns of it."""

    key: str
    service: str
    values: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class RaiseAlert:
    """Tell staff of a sign of danger."""

    kind: str
    danger: bool
    tier: str
    excerpt: str


@dataclass(frozen=True)
class QueuePerson:
    """Put the conversation in the officers' queue."""

    reason: str


@dataclass(frozen=True)
class SetOwner:
    """Who speaks from now on: "bot" or "officer"."""

    owner: str
    officer_id: int | None = None


@dataclass(frozen=True)
class SetOptOut:
    """This address wants nothing more, or wants to hear again."""

    stopped: bool


@dataclass(frozen=True)
class LogRights:
    """An access or deletion request: "access" or "erase"."""

    kind: str


@dataclass(frozen=True)
class RecordConsent:
    """One answer to one consent question; `text` is the Line that was shown."""

    panel: str
    purpose: str
    given: bool
    text: Line


@dataclass(frozen=True)
class JoinPanel:
    """Bring this person to `state` in a panel, with what they told us; `letter` is the code they answered with."""

    panel: str
    state: str
    details: dict[str, object] = field(default_factory=dict)
    traits: dict[str, str] = field(default_factory=dict)
    letter: str = ""


@dataclass(frozen=True)
class KeepMonitoring:
    """Keep answers for equality monitoring, apart from everything else."""

    panel: str
    answers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ConfirmSignUp:
    """The phone that a form named says whether the form is its owner's."""

    sign_up: int
    confirmed: bool


@dataclass(frozen=True)
class ReplyToMeeting:
    """A member says whether they come to a meeting."""

    meeting: int
    coming: bool


@dataclass(frozen=True)
class ChooseThanks:
    """How a member wants to be thanked; `text` is the Line that was shown, warning included."""

    meeting: int
    choice: str
    text: Line


@dataclass(frozen=True)
class LeavePanel:
    """This person leaves a panel; "" is every panel."""

    panel: str = ""


@dataclass(frozen=True)
class AnswerOffer:
    """Take the seat that was offered, or not."""

    offer: int
    accepted: bool


@dataclass(frozen=True)
class WithdrawConsent:
    """Take back the consent for one purpose, in every panel where it stands; `text` is the Line that says so."""

    purpose: str
    text: Line


@dataclass(frozen=True)
class NoteInterest:
    """Tell this person when a group for the service opens."""

    service: str


@dataclass(frozen=True)
class NoteIdea:
    """Keep an idea for a service."""

    service: str
    text: str


@dataclass(frozen=True)
class SetTimer:
    """Ring `name` at `due` unless the resident writes first."""

    name: str
    due: datetime


@dataclass(frozen=True)
class KeepName:
    """Keep the name a person gave."""

    name: str


Effect = (
    Say | OpenCase | ChangeCase | NoteOnCase | NoteEpisode | RaiseAlert | QueuePerson | SetOwner | SetOptOut | LogRights
    | RecordConsent | JoinPanel | KeepMonitoring | ConfirmSignUp | ReplyToMeeting | ChooseThanks | LeavePanel
    | AnswerOffer | WithdrawConsent | NoteInterest | NoteIdea | SetTimer | KeepName
)  # fmt: skip


def sense(effect: "Effect") -> str:
    """A mark of what an effect is about; the moments in it, which differ at every run, are left out."""
    if isinstance(effect, OpenCase):
        effect = replace(effect, due=None)
    elif isinstance(effect, NoteEpisode):
        effect = replace(effect, values={name: v for name, v in effect.values.items() if name != "decided"})
    return hashlib.sha256(repr(effect).encode()).hexdigest()[:12]


def reference(token: str, prefix: str = "RV") -> str:
    """A case reference such as RV-7K3M2PQ, the same for the same token (32 to the 7th are possible)."""
    number = int.from_bytes(hashlib.sha256(token.encode()).digest()[:8], "big")
    signs = []
    for _ in range(REF_LENGTH):
        number, rest = divmod(number, len(REF_ALPHABET))
        signs.append(REF_ALPHABET[rest])
    return f"{prefix}-{''.join(signs)}"
