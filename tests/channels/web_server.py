"""The web chat on a real server on loopback, under the strict headers that the whole application sends."""

import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.bootstrap import page_words
from bot.channels.webchat import CouncilText, WebChat
from bot.channels.webchat_desk import ANSWER_SECONDS
from bot.content import load
from bot.settings import Settings
from bot.wording import Words
from tests.channels.web_door import WebDoor

CONTENT = load(Path("content"))
SECRET = b"a secret that only this test knows"
RIVERTON = CouncilText(
    name="Riverton Council",
    phone="01632 960 890",
    privacy_url="https://riverton.example/privacy",
    welcome=("Tell us what you need in your own words.",),
    quick_exit_url="/elsewhere",
    words=page_words(Words(CONTENT.words, CONTENT.council), "en"),
)
POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'"
)


@dataclass
class Running:
    """A web chat that runs: its address, what stands behind it, and the part itself."""

    url: str
    door: WebDoor
    part: WebChat
    server: uvicorn.Server

    @property
    def ws(self) -> str:
        """The address of the socket."""
        return self.url.replace("http", "ws", 1) + "/chat/ws"

    def drop_sockets(self) -> int:
        """Cut every open web socket, as a proxy or a restart does; how many there were."""
        open_sockets = [one for one in self.server.server_state.connections if "WebSocket" in type(one).__name__]
        for one in open_sockets:
            protocol: Any = one
            protocol.transport.abort()
        return len(open_sockets)


def with_policy(app: ASGIApp, policy: str = POLICY) -> ASGIApp:
    """`app` under a content security policy."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"content-security-policy", policy.encode())]
            await send(message)

        await app(scope, receive, send_with_policy if scope["type"] == "http" else send)

    return guarded


@asynccontextmanager
async def listening(build: Callable[[str], ASGIApp]) -> AsyncIterator[tuple[str, uvicorn.Server]]:
    """Serve what `build` makes for our own address, until leaving.

    Only the two halves of Server.serve(): all of it would take the signals and tick every 0.1 s.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        config = uvicorn.Config(build(url), log_config=None, access_log=False, timeout_graceful_shutdown=1)
        config.load()
        server = uvicorn.Server(config)
        server.lifespan = config.lifespan_class(config)
        await server.startup(sockets=[listener])
        try:
            yield url, server
        finally:
            await server.shutdown(sockets=[listener])


@asynccontextmanager
async def serving(
    door: WebDoor | None = None, *, answer_seconds: float = ANSWER_SECONDS, **settings: Any
) -> AsyncIterator[Running]:
    """A web chat that runs, with a door behind it."""
    door = door or WebDoor()
    parts: list[WebChat] = []

    def build(url: str) -> ASGIApp:
        part = WebChat(Settings(public_url=url, **settings), SECRET, RIVERTON, answer_seconds=answer_seconds)
        parts.append(part)
        return with_policy(Starlette(routes=list(parts[0].routes())))

    async with listening(build) as (url, server):
        door.part = parts[0]
        async with parts[0].running(door):
            yield Running(url, door, parts[0], server)
