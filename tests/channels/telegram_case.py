"""The Telegram channel with the Bot API's twin on the other side."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bot.channels.base import ChannelPart
from bot.channels.telegram import SECRET_HEADER, Telegram
from bot.messages import Address, Channel, OurFault, PersonStopped, RetryLater, SendError, TellOfficer
from bot.settings import Settings
from tests.channels.contract import Kind, Reached
from tests.channels.twilio_case import web
from tests.counterparts.telegram_api import TOKEN, Fault, TelegramApi

PUBLIC = "https://riverton.example"
SECRET = "counterpart-secret"
PAYLOADS = Path(__file__).parent / "payloads" / "telegram"
SEND = "sendMessage"
FAULTS = {
    "blocked": Fault(403, "Forbidden: bot was blocked by the user", SEND),
    "busy": Fault(429, "Too Many Requests: retry after 7", SEND, {"retry_after": 7}),
    "token": Fault(401, "Unauthorized", SEND),
    "no such chat": Fault(400, "Bad Request: chat not found", SEND),
    "away": Fault(502, "Bad Gateway", SEND),
    "proxy": Fault(503, method=SEND, page="<h1>Away</h1>"),
}
FAILURES: dict[str, type[SendError]] = {
    "blocked": PersonStopped,
    "busy": RetryLater,
    "token": OurFault,
    "no such chat": TellOfficer,
    "away": RetryLater,
    "proxy": RetryLater,
}
REFUSALS = {
    Kind.FORGED: 403,
    Kind.UNSIGNED: 403,
    Kind.WRONG_TYPE: 415,
    Kind.TOO_LARGE: 413,
    Kind.UNREADABLE: 400,
}
LABEL = "Answer in private"


def settings(api_url: str, **changes: object) -> Settings:
    """Complete settings."""
    given = {
        "public_url": PUBLIC,
        "telegram_token": TOKEN,
        "telegram_secret": SECRET,
        "telegram_api_url": api_url,
        "send_timeout": 10.0,
    }
    return Settings.model_validate(given | changes)


def payload(name: str) -> dict[str, Any]:
    """A payload file as an update."""
    update: dict[str, Any] = json.loads((PAYLOADS / f"{name}.json").read_text())
    return update


async def post(part: ChannelPart, body: str, **headers: str) -> int:
    """Let Telegram post this; the status of the answer."""
    given = {"Content-Type": "application/json", SECRET_HEADER: SECRET} | headers
    async with web(part) as client:
        answer = await client.post(
            f"{PUBLIC}/webhooks/telegram", content=body.encode(errors="surrogateescape"), headers=given
        )
    return answer.status_code


def telegram_part(chosen: Settings, pause: float = 30.0) -> Telegram:
    """The channel with its one label."""
    return Telegram(chosen, private_label=LABEL, pause=pause)


class TelegramCase:
    """Telegram by webhook."""

    channel = Channel.TELEGRAM
    resident = Address(Channel.TELEGRAM, "900001")
    can_find = False
    failures: Mapping[str, type[SendError]] = MappingProxyType(FAILURES)
    refusals: Mapping[Kind, int] = MappingProxyType(REFUSALS)

    def __init__(self, api: TelegramApi, api_url: str) -> None:
        self._api = api
        self._api_url = api_url

    def make_part(self) -> ChannelPart:
        """Make it with all settings."""
        return Telegram(settings(self._api_url), private_label=LABEL)

    def make_unset(self) -> ChannelPart:
        """Make it without the secret."""
        return Telegram(settings(self._api_url, telegram_secret=""), private_label=LABEL)

    async def deliver(self, part: ChannelPart, kind: Kind) -> int:
        """Post an update of this kind."""
        body = json.dumps(payload("text"))
        match kind:
            case Kind.FORGED:
                return await post(part, body, **{SECRET_HEADER: "guessed"})
            case Kind.UNSIGNED:
                return await post(part, body, **{SECRET_HEADER: ""})
            case Kind.WRONG_TYPE:
                return await post(part, body, **{"Content-Type": "text/plain"})
            case Kind.TOO_LARGE:
                return await post(part, body + " " * 1_100_000)
            case Kind.UNREADABLE:
                return await post(part, body[:-5])
        return await post(part, body)

    def sent(self) -> list[Reached]:
        """What the twin took."""
        return [Reached(str(row["chat_id"]), str(row["text"])) for row in self._api.messages]

    def fail(self, how: str) -> None:
        """Let the twin fail once."""
        self._api.faults.append(FAULTS[how])
