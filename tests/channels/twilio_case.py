"""The SMS channel with Twilio's twin on the other side."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.parse import parse_qsl

import httpx2
from starlette.applications import Starlette

from bot.channels.base import ChannelPart
from bot.channels.sms import Sms
from bot.messages import Address, Channel, OurFault, PersonStopped, RetryLater, SendError, TellOfficer
from bot.settings import Settings
from tests.channels.contract import TEXT, Kind, Reached
from tests.counterparts.twilio_api import ACCOUNT_SID, AUTH_TOKEN, SENDER, Fault, TwilioApi, Webhook

PUBLIC = "https://riverton.example"
PAYLOADS = Path(__file__).parent / "payloads" / "twilio"
FAULTS = {
    "stopped": Fault(21610),
    "credentials": Fault(20003, 401),
    "busy": Fault(20429, 429, {"Retry-After": "7"}),
    "window": Fault(63016),
    "no such number": Fault(21211),
    "away": Fault(20500, 500),
    "proxy": Fault(status=502, page="<h1>Bad gateway</h1>"),
    "page": Fault(status=200, page="<h1>Welcome</h1>"),
}
FAILURES: dict[str, type[SendError]] = {
    "stopped": PersonStopped,
    "credentials": OurFault,
    "busy": RetryLater,
    "window": TellOfficer,
    "no such number": TellOfficer,
    "away": RetryLater,
    "proxy": RetryLater,
    "page": RetryLater,
}
REFUSALS = {
    Kind.FORGED: 403,
    Kind.UNSIGNED: 403,
    Kind.WRONG_TYPE: 415,
    Kind.TOO_LARGE: 413,
    Kind.UNREADABLE: 400,
}


def settings(api_url: str, **changes: object) -> Settings:
    """Complete settings."""
    given = {
        "public_url": PUBLIC,
        "twilio_account_sid": ACCOUNT_SID,
        "twilio_auth_token": AUTH_TOKEN,
        "twilio_from": SENDER,
        "twilio_api_url": api_url,
        "send_timeout": 10.0,
    }
    return Settings.model_validate(given | changes)


def payload(name: str) -> list[tuple[str, str]]:
    """The fields of a payload file, blanks kept."""
    return parse_qsl((PAYLOADS / f"{name}.form").read_text().rstrip("\n"), keep_blank_values=True)


def web(part: ChannelPart) -> httpx2.AsyncClient:
    """Make a client of the part's routes."""
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app=Starlette(routes=list(part.routes()))))


class TwilioCase:
    """SMS, or WhatsApp through the same routes."""

    can_find = True
    failures: Mapping[str, type[SendError]] = MappingProxyType(FAILURES)
    refusals: Mapping[Kind, int] = MappingProxyType(REFUSALS)

    def __init__(self, api: TwilioApi, api_url: str, channel: Channel = Channel.SMS) -> None:
        self.channel = channel
        self.resident = Address(channel, "+447700900001")
        self._api = api
        self._api_url = api_url
        self._text = payload("text" if channel is Channel.SMS else "whatsapp_text")

    def make_part(self) -> ChannelPart:
        """Make it with all settings."""
        return Sms(settings(self._api_url))

    def make_unset(self) -> ChannelPart:
        """Make it without a sender."""
        return Sms(settings(self._api_url, twilio_from=""))

    async def deliver(self, part: ChannelPart, kind: Kind) -> int:
        """Post a webhook of this kind."""
        webhook = Webhook(f"{PUBLIC}/webhooks/sms", self._text)
        body, headers = webhook.body, webhook.headers
        match kind:
            case Kind.TEXT | Kind.REPEAT:
                assert ("Body", TEXT) in self._text
            case Kind.FORGED:
                body = body.replace("collected", "stolen")
            case Kind.UNSIGNED:
                del headers["X-Twilio-Signature"]
            case Kind.WRONG_TYPE:
                headers["Content-Type"] = "application/json"
            case Kind.TOO_LARGE:
                body += "&Padding=" + "x" * 70_000
            case Kind.UNREADABLE:
                body = "&".join(f"field{number}=" for number in range(300))
        async with web(part) as client:
            return (await client.post(webhook.url, content=body, headers=headers)).status_code

    def sent(self) -> list[Reached]:
        """What the twin took, without the prefix."""
        return [Reached(str(row["to"]).removeprefix("whatsapp:"), str(row["body"])) for row in self._api.messages]

    def fail(self, how: str) -> None:
        """Let the twin fail once."""
        self._api.faults.append(FAULTS[how])
