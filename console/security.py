"""Security headers for every answer of the server. Nothing runs inline, nothing comes from elsewhere."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from secure import (
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    CrossOriginResourcePolicy,
    PermissionsPolicy,
    ReferrerPolicy,
    Secure,
    StrictTransportSecurity,
    XContentTypeOptions,
    XFrameOptions,
)

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
ASGIApp = Callable[[Scope, Receive, Send], Awaitable[None]]
YEAR = 31_536_000
EMBEDDABLE = ("/chat/",)


def _policy(*, framed: bool) -> ContentSecurityPolicy:
    policy = ContentSecurityPolicy().default_src("'self'").base_uri("'self'").form_action("'self'")
    policy = policy.object_src("'none'").script_src("'self'").style_src("'self'").img_src("'self'", "data:")
    return policy if framed else policy.frame_ancestors("'none'")


def headers(*, https: bool, embeddable: bool = False) -> Secure:
    """The headers of one answer. `embeddable`: other sites may load it (the widget's own files)."""
    settings = Secure(
        csp=_policy(framed=embeddable),
        coop=CrossOriginOpenerPolicy().same_origin(),
        corp=CrossOriginResourcePolicy().set("cross-origin" if embeddable else "same-origin"),
        hsts=StrictTransportSecurity().max_age(YEAR) if https else None,
        permissions=PermissionsPolicy().geolocation().microphone().camera(),
        referrer=ReferrerPolicy().same_origin(),
        xcto=XContentTypeOptions().nosniff(),
        xfo=None if embeddable else XFrameOptions().deny(),
    )
    return settings.validate_and_normalize_headers()


def security_middleware(app: ASGIApp, *, https: bool, embeddable: tuple[str, ...] = EMBEDDABLE) -> ASGIApp:
    """The whole application with headers on every answer.

    Paths that begin with one of `embeddable` may be loaded by other sites. WebSockets pass untouched: their door
    checks the Origin.
    """
    usual, elsewhere = _encoded(headers(https=https)), _encoded(headers(https=https, embeddable=True))

    async def with_headers(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        ours = elsewhere if str(scope["path"]).startswith(embeddable) else usual

        async def tell(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                others = [pair for pair in message.get("headers", ()) if pair[0].lower() not in ours]
                message["headers"] = [*others, *ours.items()]
            await send(message)

        await app(scope, receive, tell)

    return with_headers


def _encoded(chosen: Secure) -> dict[bytes, bytes]:
    """The headers as they go out, by name: made once, not for each answer."""
    return {name.lower().encode("ascii"): value.encode("latin-1") for name, value in chosen.headers.items()}
