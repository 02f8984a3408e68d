"""The public page of a panel at /join/<slug>: a form, a QR code, and calendar files of meetings. No script, no CAPTCHA.

Robots are met by a field that people do not see, by a form that comes back too soon, and by a limit for each address.
"""

import io
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlencode

import segno
import structlog
from itsdangerous import BadSignature, Signer
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from limits import parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter
from sqlalchemy.exc import OperationalError
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.bootstrap import Parts
from bot.channels.body import read_body
from bot.channels.webchat_identity import Origins
from bot.channels.webchat_page import FORM, WEB
from bot.content_shapes import SLUG
from bot.context import version_of
from bot.council import Council
from bot.dialogs.about_you import NEEDS, TIMES
from bot.dialogs.recruit import KEEPS_AGE, in_words
from bot.lines import line
from bot.messages import Channel
from bot.wording import Words
from panels import service_joining, service_meetings, sign_up
from panels.calendar_file import calendar_file
from panels.life import IllegalStepError, PanelState
from panels.sign_up import Fields
from storage import draws, panels
from storage.database import Tx

log = structlog.get_logger()
WORDS = (
    "title", "other-language", "about", "rather", "chat", "form", "you", "name", "phone", "phone-hint", "email",
    "email-hint", "address", "address-hint", "postcode", "code", "code-hint", "who", "consents", "consents-hint",
    "traits", "traits-hint", "taking-part", "needs-hint", "leave-empty", "send", "problem", "thanks", "texted",
    "checked", "closed", "none", "home",
)  # fmt: skip
PROBLEMS = ("name", "phone", "email", "reach", "postcode", "adult", "area", "staff", "contact", "again", "slow", "away")
TRAP = "website"  # the field that people do not see
SOONEST, LATEST = 4, 86_400  # seconds from seeing the form to sending it
MOST_BYTES, MOST_FIELDS = 20_000, 100
PER_ADDRESS = parse("20 per hour")  # a library's computers share one address


def asked_of(words: Words, panel: Mapping[str, Any], language: str = "en") -> sign_up.Asked:
    """What the form of a panel asks, each consent in the words that are kept with the answer."""
    name = str(in_words(dict(panel), language)["name"])
    said = {purpose: line(f"consent-{purpose}", panel=name) for purpose in sign_up.PURPOSES}
    texts = {purpose: words.text(one, language) for purpose, one in said.items()}
    consents = {purpose: (text, version_of(said[purpose].key, text)) for purpose, text in texts.items()}
    return sign_up.Asked(panel["about"].get("features", ()), consents, NEEDS[1:-1], TIMES, language)


def templates() -> Environment:
    """The public pages, each with every value given and escaped."""
    return Environment(
        loader=FileSystemLoader(WEB), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def language_of(request: Request, council: Council) -> str:
    """The language that the address of a page asks for, where the council has it."""
    asked = request.query_params.get("lang", "en")
    return asked if asked in council.languages else "en"


def join_routes(parts: Parts) -> list[BaseRoute]:
    """The public addresses of panels and meetings."""
    return JoinPage(parts).routes()


class JoinPage:
    """The page in the languages of the council, over the same words as the talk."""

    def __init__(self, parts: Parts) -> None:
        self._parts, self._words = parts, parts.words
        self._origins = Origins(parts.settings.base_url, "")
        self._signer = Signer(parts.secret, salt="doorstep.join")
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._can_text = any(Channel.SMS in part.serves for part in parts.channels)
        self._page = templates().get_template("join.html")

    def routes(self) -> list[BaseRoute]:
        """Its routes."""
        return [
            Route("/join/{slug}", self.show, methods=["GET"]),
            Route("/join/{slug}", self.post, methods=["POST"]),
            Route("/join/{slug}/qr.svg", self.qr, methods=["GET"]),
            Route("/join/meetings/{mark}.ics", self.calendar, methods=["GET"]),
        ]

    async def show(self, request: Request) -> Response:
        """The empty form; or, after it was sent, what happens now."""
        sent = request.query_params.get("sent", "")
        fields = {"code": [request.query_params.get("code", "")[:10]]}
        return await self._render(request, fields, sent=sent if sent in ("texted", "checked") else "")

    async def post(self, request: Request) -> Response:
        """Keep a form that is whole, or show it again with what is missing."""
        if not self._origins.allows(request.headers):
            return PlainTextResponse("Forbidden", 403)
        fields = _fields(await read_body(request, MOST_BYTES, FORM))
        if any(fields.get(TRAP, ())):
            log.info("join.trap")
            return self._sent(request, "checked")
        problem = await self._too_much(request, fields)
        panel = await self._panel(request)
        if panel is None or problem:
            return await self._render(request, fields, problem)
        form, problems = sign_up.read(fields, asked_of(self._words, panel, self._language(request)))
        if problems:
            return await self._render(request, fields, problems)
        try:
            texted = await self._parts.db.write(
                lambda tx: service_joining.sign_up(tx, panel, form, can_text=self._can_text)
            )
        except IllegalStepError:
            return await self._render(request, fields)
        except OperationalError:
            return await self._render(request, fields, {"form": "away"})
        self._parts.inbox_wake.set()
        return self._sent(request, "texted" if texted else "checked")

    async def qr(self, request: Request) -> Response:
        """The address of the page as a QR code, for posters and letters."""
        if await self._panel(request) is None:
            return PlainTextResponse(self._say("none", "en"), 404)
        out = io.BytesIO()
        address = f"{self._parts.settings.base_url}/join/{request.path_params['slug']}"
        segno.make(address, error="m").save(out, kind="svg", scale=8, border=4, light="#fff", title=address)
        return Response(out.getvalue(), media_type="image/svg+xml")

    async def calendar(self, request: Request) -> Response:
        """A meeting for the member's own calendar; nobody can guess its address."""
        mark = str(request.path_params["mark"])
        meeting = await self._parts.db.read(lambda tx: service_meetings.of_mark(tx, mark))
        if meeting is None:
            return PlainTextResponse("There is no such meeting.", 404)
        text = calendar_file(
            uid=f"{mark}@doorstep", title=meeting["panel"], starts=meeting["starts"], minutes=meeting["minutes"],
            place=meeting["place"], now=self._parts.clock(),
        )  # fmt: skip
        named = {"content-disposition": 'attachment; filename="meeting.ics"'}
        return Response(text, media_type="text/calendar; charset=utf-8", headers=named)

    def _sent(self, request: Request, how: str) -> Response:
        query = urlencode({"sent": how, "lang": self._language(request)})
        return RedirectResponse(f"/join/{request.path_params['slug']}?{query}", 303)

    async def _too_much(self, request: Request, fields: Fields) -> dict[str, str]:
        """What a robot does and people rarely do: back too soon, from too far back, or too often."""
        if not self._in_time((fields.get("stamp") or ("",))[0]):
            return {"form": "again"}
        address = request.client.host if request.client else ""
        return {} if await self._limiter.hit(PER_ADDRESS, address) else {"form": "slow"}

    def _in_time(self, stamp: str) -> bool:
        try:
            seen = int(self._signer.unsign(stamp))
        except (BadSignature, ValueError):
            return False
        return SOONEST <= self._parts.clock().timestamp() - seen <= LATEST

    def _language(self, request: Request) -> str:
        return language_of(request, self._parts.content.council)

    async def _panel(self, request: Request) -> dict[str, Any] | None:
        slug = str(request.path_params["slug"])
        if not re.fullmatch(SLUG, slug):
            return None

        def look(tx: Tx) -> dict[str, Any] | None:
            found = panels.of_slug(tx, slug)
            if found is None or found["state"] == PanelState.DRAFT:
                return None
            return {**found, "drawn": bool(draws.of_panel(tx, found["id"]))}

        return await self._parts.db.read(look)

    def _say(self, name: str, language: str, panel: str = "") -> str:
        return self._words.text(line(f"join-{name}", panel=panel), language)

    async def _render(
        self, request: Request, fields: Fields, problems: dict[str, str] | None = None, *, sent: str = ""
    ) -> Response:
        language, panel = self._language(request), await self._panel(request)
        shown = in_words(panel, language) if panel else {"name": "", "about": {}, "slug": "", "drawn": False}
        stands = "none" if panel is None else "closed" if panel["state"] != PanelState.OPEN else sent
        page = self._page.render(
            w={name: self._say(name, language, str(shown["name"])) for name in WORDS}, panel=shown, sent=stands,
            language=language, other="en" if language != "en" else "cy", fields=fields, trap=TRAP,
            asked=asked_of(self._words, panel, language) if panel else None, council=self._parts.content.council,
            draw_link=self._words.text(line("draw-link"), language),
            said=lambda key, **args: self._words.text(line(key, **args), language), age=KEEPS_AGE,
            problems={name: self._problem(code, language) for name, code in (problems or {}).items()},
            stamp=self._signer.sign(str(int(self._parts.clock().timestamp()))).decode(),
        )  # fmt: skip
        status = 404 if panel is None else 429 if "slow" in (problems or {}).values() else 422 if problems else 200
        return HTMLResponse(page, status, headers={"cache-control": "no-store"})

    def _problem(self, code: str, language: str) -> str:
        if code.startswith("not-"):
            return self._words.text(line(f"recruit-{code}"), language)
        return self._words.text(line(f"join-problem-{code}"), language)


def _fields(raw: bytes) -> dict[str, list[str]]:
    try:
        return parse_qs(raw.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return {}
