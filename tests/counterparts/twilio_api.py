"""A working twin of Twilio's Messages API: documented parameters only, its error codes, its signatures."""

import base64
import hashlib
import hmac
import re
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import urlencode

import httpx2
from starlette.applications import Starlette
from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

ACCOUNT_SID = "AC" + "0" * 32
AUTH_TOKEN = "counterpart-token"
SENDER = "+447700900999"
CREATE = {
    "To",
    "StatusCallback",
    "ApplicationSid",
    "MaxPrice",
    "ProvideFeedback",
    "Attempt",
    "ValidityPeriod",
    "ForceDelivery",
    "ContentRetention",
    "AddressRetention",
    "SmartEncoded",
    "PersistentAction",
    "TrafficType",
    "ShortenUrls",
    "ScheduleType",
    "SendAt",
    "SendAsMms",
    "ContentVariables",
    "MessageIntent",
    "RiskCheck",
    "From",
    "FallbackFrom",
    "MessagingServiceSid",
    "Body",
    "MediaUrl",
    "ContentSid",
}
LIST = {"To", "From", "DateSent", "DateSent<", "DateSent>", "PageSize", "Page", "PageToken"}
NUMBER = re.compile(r"(whatsapp:)?\+[1-9]\d{6,14}")
# Twilio's published test numbers, each with the error that it always gives.
MAGIC = {"1": 21211, "2": 21612, "3": 21408, "4": 21610, "9": 21614}
MAGIC_STEM = "+1500555000"


@dataclass(frozen=True)
class Webhook:
    """One signed request as Twilio makes it."""

    url: str
    pairs: Sequence[tuple[str, str]]
    token: str = AUTH_TOKEN

    @property
    def body(self) -> str:
        """The form as sent."""
        return urlencode(self.pairs)

    @property
    def headers(self) -> dict[str, str]:
        """The headers that Twilio sends."""
        return {
            "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
            "I-Twilio-Idempotency-Token": hashlib.sha256(self.body.encode()).hexdigest(),
            "X-Twilio-Signature": sign(self.token, self.url, self.pairs),
        }

    async def post(self, client: httpx2.AsyncClient) -> httpx2.Response:
        """Send it."""
        return await client.post(self.url, content=self.body, headers=self.headers)


def sign(token: str, url: str, pairs: Sequence[tuple[str, str]]) -> str:
    """X-Twilio-Signature as documented: HMAC-SHA1 over the address and the sorted fields."""
    signed = url + "".join(name + value for name, value in sorted(set(pairs)))
    return base64.b64encode(hmac.new(token.encode(), signed.encode(), hashlib.sha1).digest()).decode()


@dataclass(frozen=True)
class Fault:
    """How the next request goes wrong. `hang` never answers; `kept` says whether it was done all the same.

    `passes` lets a request through unharmed, so that a later one can fail.
    """

    code: int = 0
    status: int = 400
    headers: Mapping[str, str] = field(default_factory=dict)
    hang: bool = False
    kept: bool = False
    page: str = ""
    passes: bool = False


class TwilioApi:
    """The account's messages, what goes wrong next, and who has stopped us."""

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.messages: list[dict[str, object]] = []
        self.refused: list[str] = []
        self.faults: deque[Fault] = deque()
        self.stopped: set[str] = set()
        self.senders = {SENDER, f"whatsapp:{SENDER}"}
        self._now = now
        path = "/2010-04-01/Accounts/{account}/Messages.json"
        self.app = Starlette(
            routes=[
                Route(path, self._guarded(self._create), methods=["POST"]),
                Route(path, self._guarded(self._list), methods=["GET"]),
            ]
        )

    def status_callback(self, sid: str, status: str, code: str = "") -> Webhook:
        """The signed status callback for a message of ours."""
        row = next(row for row in self.messages if row["sid"] == sid)
        pairs = [("ErrorCode", code)] if code else []
        pairs += [("SmsSid", sid), ("SmsStatus", status), ("MessageStatus", status), ("MessageSid", sid)]
        pairs += [(name, str(row[name.lower()])) for name in ("To", "From")]
        pairs += [("AccountSid", ACCOUNT_SID), ("ApiVersion", "2010-04-01")]
        return Webhook(str(row["status_callback"]), pairs)

    def _guarded(self, handler: "Handler") -> "Endpoint":
        async def endpoint(request: Request) -> Response:
            expected = base64.b64encode(f"{ACCOUNT_SID}:{AUTH_TOKEN}".encode()).decode()
            authorised = request.headers.get("authorization") == f"Basic {expected}"
            if not authorised or request.path_params["account"] != ACCOUNT_SID:
                return self._error(20003, 401)
            fault = self.faults.popleft() if self.faults else None
            given = request.query_params if request.method == "GET" else await request.form()
            if fault is None or fault.passes:
                return handler(given)
            if fault.kept:
                handler(given)
            return await self._spoiled(request, fault)

        return endpoint

    async def _spoiled(self, request: Request, fault: Fault) -> Response:
        while fault.hang and (await request.receive())["type"] != "http.disconnect":
            continue
        if fault.page:
            return HTMLResponse(fault.page, status_code=fault.status)
        return self._error(fault.code, fault.status, fault.headers)

    def _error(self, code: int, status: int = 400, headers: Mapping[str, str] | None = None) -> JSONResponse:
        self.refused.append(str(code))
        about = f"https://www.twilio.com/docs/errors/{code}"
        content = {"code": code, "message": f"Error {code}", "more_info": about, "status": status}
        return JSONResponse(content, status_code=status, headers=dict(headers or {}))

    def _create(self, given: "Given") -> JSONResponse:
        code = self._fault_of(given)
        if code:
            return self._error(code)
        number = len(self.messages) + 1
        row = self._row(f"SM{number:032x}", given)
        self.messages.append(row)
        return JSONResponse(_public(row), status_code=201)

    def _fault_of(self, given: "Given") -> int:
        to, body = str(given.get("To", "")), str(given.get("Body", ""))
        checks = {
            20001: set(given) - CREATE,
            21604: not to,
            21211: not NUMBER.fullmatch(to),
            21603: not (given.get("From") or given.get("MessagingServiceSid")),
            21606: given.get("From", SENDER) not in self.senders,
            21910: "From" in given and _is_whatsapp(to) != _is_whatsapp(str(given["From"])),
            21602: not (body or given.get("MediaUrl") or given.get("ContentSid")),
            21617: len(body) > 1600,
            21610: to in self.stopped,
        }
        magic = MAGIC.get(to.removeprefix(MAGIC_STEM), 0) if to.startswith(MAGIC_STEM) else 0
        return magic or next((code for code, wrong in checks.items() if wrong), 0)

    def _row(self, sid: str, given: "Given") -> dict[str, object]:
        return {
            "sid": sid,
            "account_sid": ACCOUNT_SID,
            "api_version": "2010-04-01",
            "body": given.get("Body", ""),
            "to": given["To"],
            "from": given.get("From"),
            "messaging_service_sid": given.get("MessagingServiceSid"),
            "status": "queued",
            "direction": "outbound-api",
            "date_created": self._now(),
            "error_code": None,
            "status_callback": given.get("StatusCallback"),
        }

    def _list(self, given: "Given") -> JSONResponse:
        unknown = set(given) - LIST
        if unknown:
            return self._error(20001)
        after = str(given.get("DateSent>", ""))
        rows = [
            _public(row)
            for row in reversed(self.messages)
            if given.get("To") in (None, row["to"]) and f"{row['date_created']:%Y-%m-%dT%H:%M:%SZ}" >= after
        ]
        size = int(str(given.get("PageSize", "50")))
        paging = {"page": 0, "page_size": size, "next_page_uri": None, "previous_page_uri": None}
        return JSONResponse({"messages": rows[:size], **paging})


def _public(row: Mapping[str, object]) -> dict[str, object]:
    """A row as Twilio shows it: dates in the mail format, the callback's address left out."""
    created = row["date_created"]
    assert isinstance(created, datetime)
    shown = {name: value for name, value in row.items() if name != "status_callback"}
    return shown | {"date_created": format_datetime(created), "date_sent": None, "date_updated": None}


def _is_whatsapp(number: str) -> bool:
    return number.startswith("whatsapp:")


Given = FormData | QueryParams
Handler = Callable[[Given], JSONResponse]
Endpoint = Callable[[Request], Awaitable[Response]]
