"""What holds for every request: a bounded body, and an id that stands in its log lines and in its answer."""

from collections.abc import Iterable
from http import HTTPStatus
from itertools import count
from uuid import uuid4

import structlog
from fastapi.exception_handlers import http_exception_handler
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.log_ids import WithIds
from console.security import ASGIApp, Receive, Scope, Send

log = structlog.get_logger()
HOOKS = "/webhooks/"
HEADER = b"x-request-id"
PROCESS = uuid4().hex[:16]  # the first part of every request's id; the second counts
_count = count(1)
LARGEST = 1_000_000  # bytes of a body; channels take less
REFUSED = 400  # from this status on a request is worth a line


def with_request_ids(app: ASGIApp) -> ASGIApp:
    """The application with an id for each request; a request that was refused or broke is logged."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        if refusal := _too_much(scope):
            await refusal(scope, receive, send)
            return
        request = f"{PROCESS}{next(_count):016x}"

        async def tell(message: dict[str, object]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), (HEADER, request.encode())]  # type: ignore[misc]
                if int(message["status"]) >= REFUSED:  # type: ignore[call-overload]
                    log.warning("request.refused", code=message["status"], path=_place(scope))
            await send(message)

        with WithIds(request=request):
            await app(scope, receive, tell)  # type: ignore[arg-type]

    return answer


def hooks_first(routes: Iterable[BaseRoute], app: ASGIApp) -> ASGIApp:
    """The application with a short way for what providers post, which is nearly every request.

    The layers of FastAPI and Starlette around a route would cost as much again as the route (docs/benchmarks.md).
    """
    hooks = {
        route.path: route.endpoint
        for route in routes
        if isinstance(route, Route) and route.path.startswith(HOOKS) and route.methods == {"POST"}
    }

    async def choose(scope: Scope, receive: Receive, send: Send) -> None:
        hook = hooks.get(scope.get("path", ""))
        if hook is None or scope["type"] != "http" or scope["method"] != "POST":
            await app(scope, receive, send)
            return
        request = Request(scope, receive, send)
        response: Response
        try:
            response = await hook(request)
        except HTTPException as refused:
            response = await http_exception_handler(request, refused)
        except Exception:
            log.exception("webhook.failed")
            response = PlainTextResponse("Something went wrong.", HTTPStatus.INTERNAL_SERVER_ERROR)
        await response(scope, receive, send)

    return choose


def _too_much(scope: Scope) -> Response | None:
    """The answer to a body that is too large, or that does not say how large it is; None for any other."""
    said = dict(scope["headers"])
    length = said.get(b"content-length", b"0")
    if b"transfer-encoding" in said:
        return PlainTextResponse("Say how long this is.", HTTPStatus.LENGTH_REQUIRED)
    if not length.isdigit() or int(length) > LARGEST:
        return PlainTextResponse(f"At most {LARGEST} bytes.", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return None


def _place(scope: Scope) -> str:
    """The first two parts of the path: what follows is a name, a code or whatever a stranger typed."""
    return "/".join(str(scope.get("path", "")).split("/")[:3])
