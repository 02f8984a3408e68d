"""The door for browsers and providers: one ASGI app of channels, console, API and health."""

import asyncio
import contextlib
import json
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.responses import RedirectResponse

from bot import worker
from bot.bootstrap import Parts
from bot.context import version_of
from bot.council import Council
from bot.dialogs.meeting import THANKS
from bot.draw_page import draw_routes
from bot.health import console_workings, health_routes
from bot.joining import asked_of, join_routes
from bot.lines import Line
from bot.requests import hooks_first, with_request_ids
from bot.wording import Words
from console.app import mounts
from console.config import ConsoleConfig
from console.security import ASGIApp, security_middleware
from panels.fatigue import Caps

BESIDE_ENGLISH = {"cy": "Welsh"}
NODE_MODULES = Path(__file__).parent.parent / "node_modules"


def console_config(parts: Parts) -> ConsoleConfig:
    """What the console is told."""
    council, words = parts.content.council, parts.words
    names = {service.id: words.text(Line(service.name), "en") for service in council.services.values()}
    return ConsoleConfig(
        secret=parts.secret.encode(), council_name=council.name, base_url=parts.settings.base_url,
        secure_cookies=parts.settings.base_url.startswith("https:"), session_hours=parts.settings.session_hours,
        explain=lambda stored: explain(words, stored), node_modules=NODE_MODULES, wake=parts.inbox_wake.set,
        service_names=names, fact=partial(fact, words), asked=partial(asked_of, words), caps=Caps(**council.caps),
        say=lambda key, **gaps: shown(words, key, gaps)[0], shown=lambda key, **gaps: shown(words, key, gaps),
        workings=lambda: console_workings(parts),
        thanks=THANKS, label=lambda key: label(words, key), features=features(council),
        languages={code: name for code, name in BESIDE_ENGLISH.items() if code in council.languages},
        second_officer=parts.settings.second_officer, monitoring=monitoring(council),
    )  # fmt: skip


def shown(words: Words, key: str, gaps: Mapping[str, Any]) -> tuple[str, str]:
    """A sentence in English as an officer reads it out, and its version."""
    text = words.text(Line(key, tuple(sorted(gaps.items()))), "en")
    return text, version_of(key, text)


def label(words: Words, key: str) -> str:
    """A sentence in English by its key, or ""."""
    return words.text(Line(key), "en") if words.has(key, "en") else ""


def features(council: Council) -> dict[str, tuple[str, ...]]:
    """What panels may balance: every feature that content has words for, with all of its values."""
    found: dict[str, tuple[str, ...]] = {}
    for panel in council.panels:
        for feature in panel["about"]["features"]:  # type: ignore[index]
            name, values = str(feature["name"]), map(str, feature["values"])
            found[name] = tuple(dict.fromkeys([*found.get(name, ()), *values]))
    return found


def monitoring(council: Council) -> tuple[Mapping[str, Any], ...]:
    """The equality questions that a panel may ask: the longest list that content has."""
    lists = [tuple(panel["about"].get("monitoring", ())) for panel in council.panels]  # type: ignore[attr-defined]
    return max(lists, key=len, default=())


def explain(words: Words, stored: str) -> list[str]:
    """The stored reason of an episode in sentences, as the resident would be told but for how to change it."""
    reasons = [(key, args) for key, args in json.loads(stored or "[]") if key != "why-change"]
    return [words.text(Line(key, tuple(sorted(args.items()))), "en") for key, args in reasons]


def fact(words: Words, service: str, key: str, value: object) -> tuple[str, str]:
    """A fact of a case as an officer reads it: the question's first sentence, and the answer's own words."""
    ask = f"service-{service}-ask-{key}"
    name = words.text(Line(ask), "en") if words.has(ask, "en") else key.replace("-", " ").capitalize()
    sentence = re.match(r"[^.?!]+[.?!]?", name)
    labels = (f"{ask}-{value}", f"when-{value}" if key == "when" else "")
    label = next((words.text(Line(one), "en") for one in labels if words.has(one, "en")), None)
    plain = {True: "Yes", False: "No", None: "Not answered"}
    said = label or (plain[value] if value is None or isinstance(value, bool) else str(value))
    return sentence[0].removesuffix(".") if sentence else name, said


@asynccontextmanager
async def running(parts: Parts, *, embedded: bool) -> AsyncIterator[None]:
    """Channels open and, where this process also works, the worker loop; all closed again on leaving."""
    async with AsyncExitStack() as stack:
        stack.callback(parts.db.close)
        for part in parts.channels:
            await stack.enter_async_context(part.running(parts.inbox))
        stack.push_async_callback(_stop, asyncio.create_task(worker.listen(parts)))
        if embedded:
            work = asyncio.create_task(worker.run(parts))
            stack.push_async_callback(_stop, work)
        yield


async def _stop(task: "asyncio.Task[None]") -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


def make_app(parts: Parts, *, embedded: bool) -> ASGIApp:
    """The app over joined parts, inside its security headers."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with running(parts, embedded=embedded):
            yield

    app = FastAPI(title="Doorstep", lifespan=lifespan, openapi_url=None, docs_url=None, redoc_url=None)
    app.include_router(health_routes(parts))
    routes = [route for part in parts.channels for route in part.routes()]
    app.router.routes.extend(routes)
    app.router.routes.extend(join_routes(parts))
    app.router.routes.extend(draw_routes(parts))
    app.router.routes.extend(mounts(parts.db, console_config(parts)))

    @app.get("/", include_in_schema=False)
    async def front() -> RedirectResponse:
        return RedirectResponse("/chat")

    front_door = hooks_first(routes, app)
    return with_request_ids(security_middleware(front_door, https=parts.settings.base_url.startswith("https:")))
