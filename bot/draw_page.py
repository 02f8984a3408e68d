"""The public page of a panel's draws at /join/<slug>/draw: what anybody needs to see that nobody steered them.

A draw that was dropped or turned down stays on it, so that nobody can draw again in silence until they like the result.
"""

import re
from collections.abc import Mapping
from typing import Any

from limits import parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.bootstrap import Parts
from bot.content_shapes import SLUG
from bot.dialogs.recruit import in_words
from bot.joining import language_of, templates
from bot.lines import line
from panels import service_draw
from panels.life import IllegalStepError
from panels.report import PAGE, REPORT

WORDS = (
    "title", "how", "then", "names", "lottery", "published", "hash", "hash-about", "seed", "seed-none", "source",
    "entered", "decided", "report", "report-page", "report-data", "report-about", "check", "check-ask", "check-run",
    "check-result", "check-hand", "group",
)  # fmt: skip
STATES = ("committed", "drawn", "approved", "turned-down", "dropped")
FILES = {PAGE: "text/html", REPORT: "application/json"}
PER_ADDRESS = parse("60 per hour")  # reports: each is made anew


def draw_routes(parts: Parts) -> list[BaseRoute]:
    """The public addresses of draws."""
    return DrawPage(parts).routes()


class DrawPage:
    """The page in the languages of the council, and the two files of a draw that hold nobody's answers."""

    def __init__(self, parts: Parts) -> None:
        self._parts, self._words = parts, parts.words
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._page = templates().get_template("draw.html")

    def routes(self) -> list[BaseRoute]:
        """Its routes."""
        return [
            Route("/join/{slug}/draw", self.show, methods=["GET"]),
            Route("/join/{slug}/draw/{draw}/{file}", self.file, methods=["GET"]),
        ]

    async def show(self, request: Request) -> Response:
        """Every draw of the panel, newest first; 404 where none was published."""
        panel, made = await self._published(request)
        language = language_of(request, self._parts.content.council)
        if panel is None or not made:
            return PlainTextResponse(self._words.text(line("draw-none"), language), 404)
        shown = in_words(panel, language)
        page = self._page.render(
            w={name: self._words.text(line(f"draw-{name}", panel=str(shown["name"])), language) for name in WORDS},
            panel=shown, draws=[self._one(draw, language) for draw in made], council=self._parts.content.council,
            language=language, other="en" if language != "en" else "cy", page=PAGE, data=REPORT,
            other_language=self._words.text(line("join-other-language"), language),
        )  # fmt: skip
        return HTMLResponse(page, headers={"cache-control": "no-store"})

    async def file(self, request: Request) -> Response:
        """The report of one draw, for people or for programs; 404 before the seed."""
        panel, made = await self._published(request)
        file, number = str(request.path_params["file"]), str(request.path_params["draw"])
        found = [draw["id"] for draw in made if str(draw["id"]) == number]
        if panel is None or not found or file not in FILES:
            return PlainTextResponse("There is no such file.", 404)
        if not await self._limiter.hit(PER_ADDRESS, request.client.host if request.client else ""):
            return PlainTextResponse("Too many reports went there. Wait an hour and try again.", 429)
        try:
            files = await self._parts.db.read(lambda tx: service_draw.report(tx, found[0], reasons=False))
        except IllegalStepError as error:
            return PlainTextResponse(str(error), 404)
        headers = {"content-disposition": f'attachment; filename="{file}"', "cache-control": "no-store"}
        return Response(files[file], media_type=FILES[file], headers=headers)

    async def _published(self, request: Request) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
        slug = str(request.path_params["slug"])
        if not re.fullmatch(SLUG, slug):
            return None, []
        return await self._parts.db.read(lambda tx: service_draw.in_public(tx, slug))

    def _one(self, draw: Mapping[str, Any], language: str) -> dict[str, Any]:
        state = draw["state"].replace(" ", "-")
        who = {
            name: self._words.text(line("draw-by", name=str(draw[name])), language)
            for name in ("made_by", "seeded_by", "decided_by")
            if draw[name] is not None
        }
        return {**draw, **who, "says": self._words.text(line(f"draw-is-{state}"), language)}
