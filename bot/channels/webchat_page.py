"""The page at /chat. It works without JavaScript; the script only makes it quicker."""

import json
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from bot.channels.body import read_body
from bot.channels.webchat_desk import STATUS, Desk, Refused, Typed, language_hint
from bot.channels.webchat_frames import RESIDENT, last_id, open_choices
from bot.channels.webchat_http import MOST_BYTES, bearer, preflight, refusal
from bot.channels.webchat_identity import COOKIE
from bot.channels.webchat_lines import shown, transcript
from bot.messages import Address

WEB = Path(__file__).parent / "web"
STATIC = WEB / "static"
ANYONE = {"access-control-allow-origin": "*", "cache-control": "no-cache"}
FORM = "application/x-www-form-urlencoded"


class PublicFiles(StaticFiles):
    """Scripts and styles; a council's own website may load them too."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, marked as readable from anywhere and to be checked for a newer one."""
        response = await super().get_response(path, scope)
        response.headers.update(ANYONE)
        return response


class ChatPage:
    """GET and POST /chat, its files, the transcript, and the two ways out."""

    def __init__(self, desk: Desk, secure: bool) -> None:
        self._desk = desk
        self._secure = secure
        pages = Environment(loader=FileSystemLoader(WEB), autoescape=True, undefined=StrictUndefined)
        self._page = pages.get_template("chat.html")
        self._words = desk.council.sentences

    def routes(self) -> list[BaseRoute]:
        """Its routes."""
        return [
            Route("/chat", self.show, methods=["GET"]),
            Route("/chat", self.post, methods=["POST"]),
            Route("/chat/transcript", self.transcript, methods=["GET"]),
            Route("/chat/transcript", preflight(self._desk), methods=["OPTIONS"]),
            Route("/chat/leave", self.leave, methods=["GET"]),
            Route("/chat/end", self.end, methods=["POST"]),
            Route("/chat/about", self.about, methods=["GET"]),
            Route("/chat/widget.js", self.widget, methods=["GET"]),
            Mount("/chat/static", PublicFiles(directory=STATIC)),
        ]

    async def show(self, request: Request) -> Response:
        """The conversation so far."""
        token, address, new = self._desk.tokens.resume(request.cookies.get(COOKIE))
        response = await self._render(None if new else address)
        return self._remember(response, token)

    async def post(self, request: Request) -> Response:
        """Take one message from the form, wait for the answer, show the page again."""
        if not self._desk.origins.allows(request.headers):
            return PlainTextResponse(self._words["forbidden"], STATUS["forbidden"])
        fields = _fields(await read_body(request, MOST_BYTES, FORM))
        token, address, _ = self._desk.tokens.resume(request.cookies.get(COOKIE))
        response: Response = RedirectResponse("/chat", 303)
        try:
            await self._take(address, fields, request)
        except Refused as refused:
            response = await self._render(address, refused.code, fields.get("text", ""))
        return self._remember(response, token)

    async def transcript(self, request: Request) -> Response:
        """The conversation as a text file."""
        given = bearer(request) or request.cookies.get(COOKIE)
        address = self._desk.tokens.read(given)
        if address is None:
            return refusal(self._desk, Refused("unknown"))
        try:
            text = transcript(await self._desk.history(address), self._words)
        except Refused as refused:
            return refusal(self._desk, refused)
        headers = {
            "content-disposition": 'attachment; filename="conversation.txt"',
            "cache-control": "no-store",
        }
        return PlainTextResponse(text, headers=headers | self._desk.origins.cross_origin(request.headers))

    async def leave(self, _request: Request) -> Response:
        """Forget this browser's conversation and show another website."""
        return self._forgotten(RedirectResponse(self._desk.council.quick_exit_url, 303))

    async def end(self, request: Request) -> Response:
        """Forget this browser's conversation and begin anew."""
        if not self._desk.origins.allows(request.headers):
            return PlainTextResponse(self._words["forbidden"], STATUS["forbidden"])
        return self._forgotten(RedirectResponse("/chat", 303))

    async def about(self, _request: Request) -> Response:
        """What the embedded chat must know of the council: its words, and nothing of any resident."""
        council = self._desk.council
        about = {
            "words": self._words,
            "welcome": council.welcome,
            "privacy": council.privacy_url,
            "language": council.language,
            "exit": council.quick_exit_url,
        }
        return JSONResponse(about, headers=ANYONE)

    async def widget(self, request: Request) -> Response:
        """The script of <doorstep-chat>."""
        return await PublicFiles(directory=STATIC).get_response("widget.js", request.scope)

    async def _take(self, address: Address, fields: dict[str, str], request: Request) -> None:
        language = language_hint(request.headers.get("accept-language", ""))
        name = fields.get("id") or str(uuid.uuid4())
        text, choice, asked = (fields.get(key, "") for key in ("text", "choice", "asked"))
        inbound = self._desk.check(address, Typed(name, text, choice, asked, language))
        await self._desk.keep(inbound)
        await self._desk.answered(inbound)

    async def _render(self, address: Address | None, problem: str = "", text: str = "") -> Response:
        try:
            lines = list(await self._desk.history(address)) if address else []
        except Refused as refused:
            lines, problem = [], problem or refused.code
        choices, asked = open_choices(lines)
        page = self._page.render(
            council=self._desk.council,
            words=self._words,
            script_words=json.dumps(self._words),
            lines=list(shown(lines, self._words)),
            choices=choices,
            asked=asked,
            after=last_id(lines),
            waiting=bool(lines) and lines[-1].sender == RESIDENT,
            problem=self._desk.council.error(problem) if problem else "",
            text=text,
            new_id=lambda: str(uuid.uuid4()),
        )
        return HTMLResponse(page, STATUS[problem] if problem else 200)

    def _remember(self, response: Response, token: str) -> Response:
        response.set_cookie(COOKIE, token, path="/chat", secure=self._secure, httponly=True, samesite="lax")
        response.headers["cache-control"] = "no-store"
        return response

    def _forgotten(self, response: Response) -> Response:
        response.delete_cookie(COOKIE, path="/chat", secure=self._secure, httponly=True, samesite="lax")
        response.headers["cache-control"] = "no-store"
        return response


def _fields(raw: bytes) -> dict[str, Any]:
    try:
        given = parse_qs(raw.decode("ascii"), keep_blank_values=True, max_num_fields=20)
    except ValueError:
        return {}
    return {key: values[0] for key, values in given.items()}
