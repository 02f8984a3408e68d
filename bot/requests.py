"""Every request gets an id: it stands in each log line that the request causes, and in its answer."""

from uuid import uuid4

import structlog

from console.security import ASGIApp, Receive, Scope, Send

log = structlog.get_logger()
HEADER = b"x-request-id"
REFUSED = 400  # from this status on a request is worth a line


def with_request_ids(app: ASGIApp) -> ASGIApp:
    """The application with an id for each request; a request that was refused or broke is logged."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        request = uuid4().hex

        async def tell(message: dict[str, object]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), (HEADER, request.encode())]  # type: ignore[misc]
                if int(message["status"]) >= REFUSED:  # type: ignore[call-overload]
                    log.warning("request.refused", code=message["status"], path=_place(scope))
            await send(message)

        with structlog.contextvars.bound_contextvars(request=request):
            await app(scope, receive, tell)  # type: ignore[arg-type]

    return answer


def _place(scope: Scope) -> str:
    """The first two parts of the path: what follows is a name, a code or whatever a stranger typed."""
    return "/".join(str(scope.get("path", "")).split("/")[:3])
