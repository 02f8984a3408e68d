"""All that crosses a channel's border. Frozen values; no vendor's type is among them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Channel(StrEnum):
    """A way in. The value is what stands in rows, metrics and the API."""

    SMS = "sms"
    WHATSAPP = "whatsapp"
    TELEGRAM = "telegram"
    WEB = "web"
    TERMINAL = "terminal"


@dataclass(frozen=True)
class Address:
    """Where one resident is reached: E.164 number, Telegram chat id, web token's id or terminal name."""

    channel: Channel
    value: str

    def __str__(self) -> str:
        return f"{self.channel}:{self.value}"


@dataclass(frozen=True)
class Media:
    """A photo or file that a resident sent; `url` is the provider's and is kept, never fetched here."""

    url: str
    content_type: str = ""


@dataclass(frozen=True)
class Inbound:
    """One thing a resident sent. `provider_id` makes a repeat recognisable (unique in its channel).

    `choice` is the value of a tapped button and `asked` the id of the question that showed it.
    `opt` is "stop", "start" or "help" when the provider has handled that word already: record, no reply.
    `group` is the group's id, else "". `language` is the provider's hint (ISO 639-1) or "". `start` is the payload
    of a deep link.
    """

    sender: Address
    provider_id: str
    text: str = ""
    received: datetime | None = None
    choice: str = ""
    asked: str = ""
    media: tuple[Media, ...] = ()
    location: tuple[float, float] | None = None
    phone: str = ""
    edited: bool = False
    opt: str = ""
    group: str = ""
    language: str = ""
    start: str = ""


@dataclass(frozen=True)
class Choice:
    """One button: what it shows and what a tap sends back."""

    label: str
    value: str


@dataclass(frozen=True)
class Outbound:
    """One message to send, worded. `id` is our own row's, `asked` the open question's id or "".

    `sender` says who speaks: "bot" or "officer". `group` is set when it answers in a group.
    """

    id: int
    to: Address
    text: str
    choices: tuple[Choice, ...] = ()
    asked: str = ""
    sender: str = "bot"
    group: str = ""
    language: str = ""


class ReceiptState(StrEnum):
    """How far a sent message came, in the order of a good day."""

    ACCEPTED = "accepted"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    UNDELIVERED = "undelivered"
    FAILED = "failed"


@dataclass(frozen=True)
class Receipt:
    """What the provider says of a message it took. May come twice and out of order."""

    channel: Channel
    provider_id: str
    state: ReceiptState
    code: str = ""


class SendError(Exception):
    """A send that did not work. Each kind says what to do next, not what went wrong inside."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code = code


class RetryLater(SendError):
    """The provider is slow, busy or away: try again after `seconds` (None: the usual backoff)."""

    def __init__(self, code: str, detail: str = "", seconds: float | None = None) -> None:
        super().__init__(code, detail)
        self.seconds = seconds


class PersonStopped(SendError):
    """This person has stopped us at the provider: record it, send nothing more."""


class TellOfficer(SendError):
    """Permanent for this message: an officer must find another way."""


class OurFault(SendError):
    """Our set-up is wrong (credentials, settings): keep the message, tell the administrator."""
