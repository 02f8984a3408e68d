"""The conversation over plain HTTP, for programs and for networks that refuse web sockets."""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.base import Said
from bot.channels.body import read_body
from bot.channels.webchat_desk import STATUS, Desk, Refused, Typed, language_hint
from bot.channels.webchat_frames import last_id, newest_replies, open_choices, ours, plain, said_frame, tapped

MOST_BYTES = 131_072

Endpoint = Callable[[Request], Awaitable[Response]]


class ChatMessages:
    """POST and GET /chat/messages."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[BaseRoute]:
        """Its routes."""
        return [
            Route("/chat/messages", self._answering(self.post), methods=["POST"]),
            Route("/chat/messages", self._answering(self.get), methods=["GET"]),
            Route("/chat/messages", preflight(self._desk), methods=["OPTIONS"]),
        ]

    async def post(self, request: Request) -> Response:
        """Take one message and answer with what was said to it."""
        body = _body(await read_body(request, MOST_BYTES, "application/json"))
        token, address, new = self._desk.tokens.resume(body.get("token"))
        before = [] if new else list(await self._desk.history(address))
        inbound = self._desk.check(address, _typed(body, before, request))
        fresh = await self._desk.keep(inbound)
        await self._desk.answered(inbound)
        if fresh:
            replies = ours(await self._desk.history(address, last_id(before)))
        else:
            replies = newest_replies(await self._desk.history(address))
        return JSONResponse(_answer(token, replies))

    async def get(self, request: Request) -> Response:
        """What we said after the message `after`."""
        token = bearer(request)
        address = self._desk.tokens.read(token)
        if address is None:
            raise Refused("unknown")
        after = request.query_params.get("after") or "0"
        if not (after.isascii() and after.isdigit() and len(after) < 19):
            raise Refused("bad-message")
        return JSONResponse(_answer(token, ours(await self._desk.history(address, int(after)))))

    def _answering(self, endpoint: Endpoint) -> Endpoint:
        async def answer(request: Request) -> Response:
            try:
                if not self._desk.origins.allows(request.headers):
                    raise Refused("forbidden")
                response = await endpoint(request)
            except Refused as refused:
                response = refusal(self._desk, refused)
            response.headers.update(self._desk.origins.cross_origin(request.headers))
            response.headers["cache-control"] = "no-store"
            return response

        return answer


def preflight(desk: Desk) -> Endpoint:
    """The answer that lets a listed website's browser ask across origins."""

    async def answer(request: Request) -> Response:
        return Response(status_code=204, headers=desk.origins.cross_origin(request.headers))

    return answer


def bearer(request: Request) -> str:
    """The token in the Authorization header, or ""."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def refusal(desk: Desk, refused: Refused) -> Response:
    """A refusal as the same object that the socket sends."""
    frame = {"type": "error", "code": refused.code, "text": desk.council.error(refused.code)}
    extra = {401: {"www-authenticate": "Bearer"}, 429: {"retry-after": "10"}, 503: {"retry-after": "60"}}
    status = STATUS[refused.code]
    return JSONResponse(frame, status, headers=extra.get(status))


def _body(raw: bytes) -> Mapping[str, Any]:
    try:
        body = json.loads(raw)
    except ValueError:
        raise Refused("bad-message") from None
    if not isinstance(body, dict):
        raise Refused("bad-message")
    return body


def _typed(body: Mapping[str, Any], before: list[Said], request: Request) -> Typed:
    given = [body.get(key, "") for key in ("id", "text", "choice", "asked")]
    if not all(isinstance(one, str) for one in given):
        raise Refused("bad-message")
    name, text, choice, asked = given
    if not choice:
        choice, asked = tapped(text, *open_choices(before))
    return Typed(name, text, choice, asked, language_hint(request.headers.get("accept-language", "")))


def _answer(token: str, lines: list[Said]) -> dict[str, Any]:
    return {"token": token, "messages": [plain(said_frame(line)) for line in lines]}
