"""A working twin of Telegram's Bot API: documented methods and parameters only, over HTTP."""

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

BOT_ID = 990001
TOKEN = f"{BOT_ID}:counterpart"
USERNAME = "riverton_bot"
ME = {"id": BOT_ID, "is_bot": True, "first_name": "Riverton", "username": USERNAME}
# Method: what must be given, what may be given (Bot API 10.0).
METHODS: dict[str, tuple[set[str], set[str]]] = {
    "getMe": (set(), set()),
    "getUpdates": (set(), {"offset", "limit", "timeout", "allowed_updates"}),
    "setWebhook": (
        {"url"},
        {"certificate", "ip_address", "max_connections", "allowed_updates", "drop_pending_updates", "secret_token"},
    ),
    "deleteWebhook": (set(), {"drop_pending_updates"}),
    "sendMessage": (
        {"chat_id", "text"},
        {
            "business_connection_id", "message_thread_id", "direct_messages_topic_id", "parse_mode", "entities",
            "link_preview_options", "disable_notification", "protect_content", "allow_paid_broadcast",
            "message_effect_id", "suggested_post_parameters", "reply_parameters", "reply_markup",
        },
    ),
    "editMessageReplyMarkup": (
        set(),
        {"business_connection_id", "chat_id", "message_id", "inline_message_id", "reply_markup"},
    ),
    "answerCallbackQuery": ({"callback_query_id"}, {"text", "show_alert", "url", "cache_time"}),
}  # fmt: skip
WHOLE_NUMBERS = {"offset", "limit", "timeout", "message_id", "max_connections", "cache_time"}
BUTTON_ACTIONS = {"url", "callback_data", "web_app", "login_url", "copy_text", "pay", "switch_inline_query"}

Given = dict[str, Any]


@dataclass(frozen=True)
class Fault:
    """How the next call of `method` ("" for any) goes wrong; `hang` never answers."""

    status: int = 400
    description: str = "Bad Request"
    method: str = ""
    parameters: Mapping[str, int] = field(default_factory=dict)
    hang: bool = False
    page: str = ""
    passes: bool = False


class Refusal(Exception):
    """What Telegram answers instead of a result."""

    def __init__(self, description: str, status: int = 400, **parameters: int) -> None:
        super().__init__(description)
        self.description, self.status, self.parameters = description, status, parameters


class TelegramApi:
    """One bot's chats, its webhook, its waiting updates, who blocked it and what goes wrong next."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.messages: list[Given] = []
        self.answered: list[str] = []
        self.blocked: set[str] = set()
        self.updates: deque[Given] = deque()
        self.webhook: Given = {}
        self.faults: deque[Fault] = deque()
        self._changed = asyncio.Condition()
        self._numbers: dict[str, int] = defaultdict(int)
        self.app = Starlette(routes=[Route("/bot{token}/{method}", self._endpoint, methods=["GET", "POST"])])

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds after a call; fails after five seconds."""
        async with asyncio.timeout(5), self._changed:
            await self._changed.wait_for(holds)

    async def push(self, *updates: Given) -> None:
        """Let updates wait for getUpdates."""
        async with self._changed:
            self.updates.extend(updates)
            self._changed.notify_all()

    async def _endpoint(self, request: Request) -> Response:
        method = request.path_params["method"]
        try:
            if request.path_params["token"] != TOKEN:
                raise Refusal("Unauthorized", 401)
            given = check(method, {**request.query_params, **await request.form()})
            fault = self._fault_of(method)
            if fault:
                return await self._spoiled(request, fault)
            result = await self._answer(method, given, request)
        except Refusal as refusal:
            return _refused(refusal)
        async with self._changed:
            self.calls.append(method)
            self._changed.notify_all()
        return JSONResponse({"ok": True, "result": result})

    def _fault_of(self, method: str) -> Fault | None:
        if not self.faults or self.faults[0].method not in ("", method):
            return None
        fault = self.faults.popleft()
        return None if fault.passes else fault

    async def _spoiled(self, request: Request, fault: Fault) -> Response:
        while fault.hang and (await request.receive())["type"] != "http.disconnect":
            continue
        if fault.page:
            return HTMLResponse(fault.page, status_code=fault.status)
        return _refused(Refusal(fault.description, fault.status, **fault.parameters))

    async def _answer(self, method: str, given: Given, request: Request) -> object:
        match method:
            case "getMe":
                return ME
            case "getUpdates":
                return await self._get_updates(given, request)
            case "setWebhook":
                return self._set_webhook(given)
            case "deleteWebhook":
                self.webhook = {}
            case "sendMessage":
                return self._send(given)
            case "editMessageReplyMarkup":
                return self._edit(given)
            case "answerCallbackQuery":
                self.answered.append(given["callback_query_id"])
        return True

    async def _get_updates(self, given: Given, request: Request) -> list[Given]:
        """Confirm what is older than the offset; wait for news, or until the other side hangs up."""
        if self.webhook:
            raise Refusal("Conflict: can't use getUpdates method while webhook is active", 409)
        while self.updates and self.updates[0]["update_id"] < given.get("offset", 0):
            self.updates.popleft()
        async with self._changed:
            self._changed.notify_all()
        if not self.updates:
            waits = [asyncio.ensure_future(waiting) for waiting in (self._news(), _hung_up(request))]
            await asyncio.wait(waits, timeout=given.get("timeout", 0), return_when=asyncio.FIRST_COMPLETED)
            for waiting in waits:
                waiting.cancel()
            await asyncio.gather(*waits, return_exceptions=True)
        return list(self.updates)[: given.get("limit", 100)]

    async def _news(self) -> None:
        async with self._changed:
            await self._changed.wait_for(lambda: self.updates)

    def _set_webhook(self, given: Given) -> bool:
        if not given["url"].startswith("https://"):
            raise Refusal("Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        self.webhook = given
        return True

    def _send(self, given: Given) -> Given:
        chat = str(given["chat_id"])
        if chat in self.blocked:
            raise Refusal("Forbidden: bot was blocked by the user", 403)
        if not given["text"].strip():
            raise Refusal("Bad Request: message text is empty")
        if len(given["text"].encode("utf-16-le")) > 2 * 4096:
            raise Refusal("Bad Request: message is too long")
        self._numbers[chat] += 1
        row = given | {"chat_id": chat, "message_id": self._numbers[chat]}
        self.messages.append(row)
        kind = "supergroup" if chat.startswith("-") else "private"
        shown = {"message_id": row["message_id"], "date": 1795424400, "text": given["text"], "from": ME}
        return shown | {"chat": {"id": int(chat), "type": kind, "title": "Group"}}

    def _edit(self, given: Given) -> bool:
        chat, number = str(given.get("chat_id")), given.get("message_id")
        row = next((row for row in self.messages if (row["chat_id"], row["message_id"]) == (chat, number)), None)
        if row is None:
            raise Refusal("Bad Request: message to edit not found")
        if row.get("reply_markup") == given.get("reply_markup"):
            raise Refusal("Bad Request: message is not modified")
        row["reply_markup"] = given.get("reply_markup")
        return True


async def _hung_up(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        continue


def _refused(refusal: Refusal) -> JSONResponse:
    content: Given = {"ok": False, "error_code": refusal.status, "description": refusal.description}
    if refusal.parameters:
        content["parameters"] = refusal.parameters
    return JSONResponse(content, status_code=refusal.status)


def check(method: str, raw: Mapping[str, Any]) -> Given:
    """The parameters as values; refuses a method or parameter that the Bot API does not document."""
    if method not in METHODS:
        raise Refusal("Not Found", 404)
    needed, allowed = METHODS[method]
    missing, unknown = needed - set(raw), set(raw) - needed - allowed
    if missing or unknown:
        raise Refusal(f"Bad Request: missing {sorted(missing)}, unknown {sorted(unknown)}")
    given: Given = {name: _value(name, value) for name, value in raw.items()}
    for row in (given.get("reply_markup") or {}).get("inline_keyboard", []):
        for button in row:
            _check_button(button)
    return given


def _value(name: str, raw: str) -> object:
    if name in WHOLE_NUMBERS:
        if not raw.lstrip("-").isdecimal():
            raise Refusal(f"Bad Request: {name} must be an Integer")
        return int(raw)
    return json.loads(raw) if name in ("reply_markup", "allowed_updates") else raw


def _check_button(button: Mapping[str, str]) -> None:
    if not button.get("text") or len(BUTTON_ACTIONS & set(button)) != 1:
        raise Refusal("Bad Request: exactly one action and a text are needed")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
        raise Refusal("Bad Request: BUTTON_DATA_INVALID")
    if "url" in button and not button["url"].startswith(("https://", "http://", "tg://")):
        raise Refusal("Bad Request: BUTTON_URL_INVALID")
