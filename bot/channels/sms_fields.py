"""Twilio's form fields as our values. Pure."""

from starlette.datastructures import ImmutableMultiDict
from starlette.exceptions import HTTPException

from bot.channels.body import clean
from bot.messages import Address, Channel, Inbound, Media, Receipt, ReceiptState

Fields = ImmutableMultiDict[str, str]

FIELD_LIMIT = 200
WHATSAPP = "whatsapp:"
OPTS = {"STOP": "stop", "START": "start", "HELP": "help"}
STATES = {
    "accepted": ReceiptState.ACCEPTED,
    "scheduled": ReceiptState.ACCEPTED,
    "queued": ReceiptState.ACCEPTED,
    "sending": ReceiptState.ACCEPTED,
    "sent": ReceiptState.SENT,
    "delivered": ReceiptState.DELIVERED,
    "read": ReceiptState.READ,
    "undelivered": ReceiptState.UNDELIVERED,
    "failed": ReceiptState.FAILED,
    "canceled": ReceiptState.FAILED,
}


def to_inbound(fields: Fields) -> Inbound:
    """What a resident sent, from Twilio's fields."""
    if not fields.get("MessageSid") or not fields.get("From"):
        raise HTTPException(400, "MessageSid and From are needed.")
    return Inbound(
        sender=_address(fields["From"]),
        provider_id=fields["MessageSid"],
        text=clean(fields.get("Body", "")),
        choice=clean(fields.get("ButtonPayload", "")),
        media=_media(fields),
        location=_location(fields),
        opt=OPTS.get(fields.get("OptOutType", "").upper(), ""),
    )


def _address(value: str) -> Address:
    number = value.removeprefix(WHATSAPP)
    return Address(Channel.SMS if number == value else Channel.WHATSAPP, number)


def _media(fields: Fields) -> tuple[Media, ...]:
    count = fields.get("NumMedia", "0")
    numbers = range(min(int(count), FIELD_LIMIT) if count.isdecimal() else 0)
    named = [(fields.get(f"MediaUrl{n}", ""), fields.get(f"MediaContentType{n}", "")) for n in numbers]
    return tuple(Media(url, content_type) for url, content_type in named if url)


def _location(fields: Fields) -> tuple[float, float] | None:
    try:
        return float(fields["Latitude"]), float(fields["Longitude"])
    except (KeyError, ValueError):
        return None


def to_receipt(fields: Fields) -> Receipt | None:
    """How far a message came, from Twilio's status callback; None for a state we do not know."""
    state = STATES.get(fields.get("MessageStatus", ""))
    if state is None or not fields.get("MessageSid"):
        return None
    channel = _address(fields.get("To", "")).channel
    return Receipt(channel, fields["MessageSid"], state, fields.get("ErrorCode", ""))
