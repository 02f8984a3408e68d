"""A second way out for text messages: any provider that speaks the small JSON API of docs/second-sms.md."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from hmac import compare_digest
from http import HTTPStatus
from typing import Any

from aiohttp import ClientConnectorError, ClientError, ClientSession
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.base import Door, StorageAway
from bot.channels.body import read_body, repeat_when_away
from bot.channels.segments import to_gsm7
from bot.messages import (
    Channel,
    OurFault,
    Outbound,
    PersonStopped,
    Receipt,
    ReceiptState,
    RetryLater,
    SendError,
    TellOfficer,
)
from bot.settings import Settings

STATUS_PATH = "/webhooks/sms/second"
BODY_LIMIT = 16 * 1024
STOPPED = "stopped"  # the provider's code for somebody who has sent STOP there


class SecondSms:
    """Sends text messages and takes their receipts; what residents write comes in by the first provider."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._session: ClientSession | None = None
        self._door: Door | None = None

    def routes(self) -> list[Route]:
        """Where it says how far a message came."""
        return [Route(STATUS_PATH, self._status, methods=["POST"])]

    @asynccontextmanager
    async def running(self, door: Door) -> AsyncIterator[None]:
        """Its connections are open in the block."""
        bearer = {"Authorization": f"Bearer {self._settings.sms2_key}"}
        async with ClientSession(headers=bearer) as self._session:
            self._door = door
            yield
        self._session = self._door = None

    async def send(self, message: Outbound) -> Receipt:
        """Send the whole text. `reference` is ours: the same one twice is one message."""
        text = {"reference": str(message.id), "from": self._settings.sms2_from, "to": message.to.value}
        told = await self._ask("POST", "/messages", {**text, "text": to_gsm7(message.text)})
        return Receipt(Channel.SMS, f"second-{told['id']}", ReceiptState.ACCEPTED)

    async def find_sent(self, message: Outbound, since: datetime) -> Receipt | None:  # noqa: ARG002
        """Ask for our reference."""
        found = (await self._ask("GET", f"/messages?reference={message.id}")).get("items", [])
        return Receipt(Channel.SMS, f"second-{found[-1]['id']}", ReceiptState.ACCEPTED) if found else None

    async def _ask(self, method: str, path: str, body: Mapping[str, str] | None = None) -> dict[str, Any]:
        if self._session is None:
            raise OurFault("sms-off")
        url = self._settings.sms2_url.rstrip("/") + path
        try:
            async with asyncio.timeout(self._settings.send_timeout):
                async with self._session.request(method, url, json=body, allow_redirects=False) as answer:
                    if answer.status >= HTTPStatus.MULTIPLE_CHOICES:
                        raise _failure(answer.status, await answer.text(), answer.headers.get("Retry-After", ""))
                    told: dict[str, Any] = await answer.json()
                    return told
        except ClientConnectorError:
            raise RetryLater("unreachable") from None
        except (TimeoutError, ClientError, ValueError):
            raise RetryLater("unknown") from None

    async def _status(self, request: Request) -> Response:
        given = request.headers.get("authorization", "")
        if not compare_digest(given.encode(), f"Bearer {self._settings.sms2_key}".encode()):
            raise HTTPException(403, "Not our provider.")
        try:
            told = json.loads(await read_body(request, BODY_LIMIT, "application/json"))
            state, provider_id = ReceiptState(told["status"]), f"second-{told['id']}"
        except (ValueError, KeyError, TypeError):
            raise HTTPException(400, "Not a receipt.") from None
        with repeat_when_away():
            if self._door is None:
                raise StorageAway
            await self._door.receipt(Receipt(Channel.SMS, provider_id, state, str(told.get("code", ""))))
        return Response(status_code=HTTPStatus.NO_CONTENT)


def _failure(status: int, page: str, wait: str) -> SendError:
    try:
        code = str(json.loads(page)["code"])
    except (ValueError, KeyError, TypeError):
        code = str(status)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return RetryLater(code, seconds=float(wait) if wait.isdecimal() else None)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return RetryLater(code)
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return OurFault(code)
    return PersonStopped(code) if code == STOPPED else TellOfficer(code)
