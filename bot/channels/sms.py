"""Text messages and WhatsApp through Twilio; the only file that knows Twilio.

Twilio waits 15 seconds for an answer and repeats after an error, so a message is answered 200 only when
the door has kept it. Every refusal happens before anything is handed in.
"""

import asyncio
import base64
import hmac
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import TypedDict, Unpack
from urllib.parse import parse_qsl, urlsplit

import structlog
from aiohttp import ClientConnectorError, ClientError, encode_basic_auth
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from twilio.base.exceptions import TwilioException  # type: ignore[import-untyped]
from twilio.http.async_http_client import AsyncTwilioHttpClient  # type: ignore[import-untyped]
from twilio.http.response import Response as TwilioResponse  # type: ignore[import-untyped]
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]
from twilio.rest import Client  # type: ignore[import-untyped]
from twilio.rest.api.v2010.account.message import MessageInstance  # type: ignore[import-untyped]

from bot.channels.base import Door, StorageAway
from bot.channels.body import off, read_body, repeat_when_away
from bot.channels.parts import Parts
from bot.channels.segments import split, to_gsm7
from bot.channels.sms_fields import FIELD_LIMIT, STATES, WHATSAPP, Fields, to_inbound, to_receipt
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

INBOUND_PATH = "/webhooks/sms"
STATUS_PATH = "/webhooks/sms/status"
FORM = "application/x-www-form-urlencoded"
BODY_LIMIT = 64 * 1024
MESSAGE_LIMIT = 1600
CLOCK_SKEW = timedelta(minutes=1)
LISTED = 50
NEEDED = ("twilio_account_sid", "twilio_auth_token", "twilio_from")
# Twilio splits its codes about numbers ever finer and advises against logic on them: only these mean more.
CODES: Mapping[int, type[SendError]] = {
    20003: OurFault,
    20429: RetryLater,
    21610: PersonStopped,
    63016: TellOfficer,
}

log = structlog.get_logger()


class Sms:
    """SMS and WhatsApp: webhooks in, Twilio's API out."""

    serves: tuple[Channel, ...] = (Channel.SMS, Channel.WHATSAPP)

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._off = off(settings, NEEDED)
        self._validator = RequestValidator(settings.twilio_auth_token)
        self._key = settings.twilio_auth_token.encode()
        self._door: Door | None = None
        self._client: Client | None = None
        self._parts = Parts()

    def routes(self) -> Sequence[BaseRoute]:
        """The webhooks; none while a setting is missing: an empty token would let anyone sign."""
        if self._off:
            return []
        return [
            Route(INBOUND_PATH, self._receive, methods=["POST"]),
            Route(STATUS_PATH, self._status, methods=["POST"]),
        ]

    @asynccontextmanager
    async def running(self, door: Door) -> AsyncIterator[None]:
        """The client is made here because it needs a running loop."""
        if self._off:
            yield
            return
        settings = self._settings
        http = RedirectedHttp(settings.twilio_api_url, settings.send_timeout)
        self._client = Client(settings.twilio_account_sid, settings.twilio_auth_token, http_client=http)
        self._door = door
        try:
            yield
        finally:
            self._client = self._door = None
            await http.close()

    def health(self) -> str:
        """Say "on", or which settings to set."""
        return self._off or "on"

    async def _receive(self, request: Request) -> Response:
        fields = await self._verified(request)
        inbound = to_inbound(fields)
        with repeat_when_away():
            await self._open_door().accept(inbound)
        return Response("<Response/>", media_type="text/xml")

    async def _status(self, request: Request) -> Response:
        receipt = to_receipt(await self._verified(request))
        with repeat_when_away():
            if receipt:
                await self._open_door().receipt(receipt)
        return Response(status_code=HTTPStatus.NO_CONTENT)

    def _open_door(self) -> Door:
        if self._door is None:
            raise StorageAway
        return self._door

    async def _verified(self, request: Request) -> Fields:
        """The form's fields when Twilio signed all of them for our public address and our account.

        The address comes from the settings: what a proxy or a stranger says in headers is not asked.
        """
        body = await read_body(request, BODY_LIMIT, FORM)
        try:
            pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=FIELD_LIMIT)
        except ValueError:
            raise HTTPException(400, "Not a form.") from None
        query = request.scope["query_string"].decode("latin-1")
        url = self._settings.base_url + request.scope["path"] + (f"?{query}" if query else "")
        fields = Fields(pairs)
        signature = request.headers.get("x-twilio-signature", "")
        if not (self._signs(url, pairs, signature) or self._validator.validate(url, fields, signature)):
            log.warning("sms-refused", reason="signature", path=request.scope["path"])
            raise HTTPException(403, "The signature does not match.")
        if fields.get("AccountSid") != self._settings.twilio_account_sid:
            log.warning("sms-refused", reason="account", path=request.scope["path"])
            raise HTTPException(403, "Not our account.")
        return fields

    def _signs(self, url: str, pairs: list[tuple[str, str]], signature: str) -> bool:
        """Whether the signature is that of the address as we write it, which it nearly always is.

        Twilio's own validator signs twice, with a port in the address and without, and at ten times the cost.
        """
        signed = url + "".join(name + value for name, value in sorted(set(pairs)))
        made = base64.b64encode(hmac.digest(self._key, signed.encode(), "sha1"))
        return hmac.compare_digest(made, signature.encode("utf-8", "replace"))

    async def send(self, message: Outbound) -> Receipt:
        """Send the whole text; Twilio joins up to 1600 characters, longer texts go as several messages."""
        client = self._open_client()
        settings = self._settings
        sender = settings.twilio_from
        service = sender.startswith("MG")
        origin = {"messaging_service_sid": sender} if service else {"from_": _prefixed(message, sender)}

        async def send_one(body: str) -> Receipt:
            with translated():
                created = await client.messages.create_async(
                    to=_prefixed(message, message.to.value),
                    body=body,
                    status_callback=settings.base_url + STATUS_PATH,
                    **origin,
                )
            return _receipt(message, created)

        return await self._parts.send(message.id, bodies(message), send_one)

    async def find_sent(self, message: Outbound, since: datetime) -> Receipt | None:
        """Look for the last part's body among what was sent to this number; Twilio keeps no key of ours."""
        start = since - CLOCK_SKEW
        with translated():
            listed = await self._open_client().messages.list_async(
                to=_prefixed(message, message.to.value), date_sent_after=start, limit=LISTED
            )
        body = bodies(message)[-1]
        found = [row for row in listed if row.body == body and (row.date_created or since) >= start]
        return _receipt(message, found[0]) if found else None

    def _open_client(self) -> Client:
        if self._client is None:
            raise OurFault("sms-off", self.health())
        return self._client


class Given(TypedDict, total=False):
    """What Twilio's client hands to its HTTP client."""

    params: dict[str, object]
    data: dict[str, object]
    headers: dict[str, str]
    auth: tuple[str, str]
    timeout: float
    allow_redirects: bool


class RedirectedHttp(AsyncTwilioHttpClient):  # type: ignore[misc]
    """Twilio's HTTP client with what it lacks: another address, a deadline a call and silence.

    It would log addresses and texts, hand no deadline on, and use a deprecated kind of authorisation.
    """

    def __init__(self, api_url: str, seconds: float) -> None:
        super().__init__()
        self._api = urlsplit(api_url)
        self._seconds = seconds

    async def request(self, method: str, url: str, **given: Unpack[Given]) -> TwilioResponse:
        """Send the request to the configured address; 429 is told apart here, where its header is seen."""
        address = urlsplit(url)._replace(scheme=self._api.scheme, netloc=self._api.netloc).geturl()
        given["headers"] = {**given.get("headers", {}), "Authorization": encode_basic_auth(*given.pop("auth"))}
        given.pop("timeout", None)
        async with asyncio.timeout(self._seconds):
            response = await super().request(method, address, **given)
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            raise RetryLater("20429", seconds=_seconds(response.headers.get("Retry-After", "")))
        return response

    def log_request(self, kwargs: Mapping[str, object]) -> None:
        """Nothing: it holds the number and the text."""

    def log_response(self, status_code: int, response: object) -> None:
        """Nothing: it holds the number and the text."""


@contextmanager
def translated() -> Iterator[None]:
    """Turn what went wrong at Twilio into what to do next.

    The code "unknown" means that the message may have gone out: ask find_sent before sending again.
    """
    try:
        yield
    except TwilioException as error:
        raise _failure(getattr(error, "status", 0), getattr(error, "code", 0)) from None
    except ClientConnectorError:
        raise RetryLater("unreachable") from None
    except (TimeoutError, ClientError, ValueError):
        raise RetryLater("unknown") from None


def _failure(status: int, code: int) -> SendError:
    if code in CODES:
        return CODES[code](str(code))
    if status == HTTPStatus.UNAUTHORIZED:
        return OurFault(str(code))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or not status:
        return RetryLater(str(code or "unknown"))
    return TellOfficer(str(code))


def _seconds(header: str) -> float | None:
    return float(header) if header.isdecimal() else None


def bodies(message: Outbound) -> list[str]:
    """The text as it goes out: in GSM-7 for SMS, cut where Twilio would refuse it."""
    text = to_gsm7(message.text) if message.to.channel is Channel.SMS else message.text
    return split(text, MESSAGE_LIMIT)


def _receipt(message: Outbound, row: MessageInstance) -> Receipt:
    state = STATES.get(row.status, ReceiptState.ACCEPTED)
    return Receipt(message.to.channel, row.sid, state, str(row.error_code or ""))


def _prefixed(message: Outbound, number: str) -> str:
    return WHATSAPP + number if message.to.channel is Channel.WHATSAPP else number
