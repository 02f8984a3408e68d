"""The web chat: a page, a socket, plain HTTP and an element for other pages, over one conversation."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime

from starlette.routing import BaseRoute, WebSocketRoute
from starlette.websockets import WebSocket

from bot.channels.base import Door
from bot.channels.webchat_desk import ANSWER_SECONDS, Desk, Pace, Refused
from bot.channels.webchat_http import ChatMessages
from bot.channels.webchat_identity import Origins, Tokens
from bot.channels.webchat_page import ChatPage
from bot.channels.webchat_socket import Socket, Sockets
from bot.channels.webchat_text import CouncilText
from bot.messages import Address, Channel, Outbound, Receipt, ReceiptState
from bot.settings import Settings

__all__ = ["CouncilText", "WebChat"]


class WebChat:
    """The ChannelPart of the web. It keeps nothing: what was said is in the history behind the door."""

    serves: tuple[Channel, ...] = (Channel.WEB,)

    def __init__(
        self,
        settings: Settings,
        secret: bytes,
        council: CouncilText,
        *,
        answer_seconds: float = ANSWER_SECONDS,
    ) -> None:
        origins = Origins(settings.base_url, settings.chat_origins)
        self._desk = Desk(council, Tokens(secret), origins, Pace(), answer_seconds)
        self._secure = settings.base_url.startswith("https:")
        self.sockets = Sockets()

    def routes(self) -> Sequence[BaseRoute]:
        """Every path under /chat."""
        return [
            *ChatPage(self._desk, self._secure).routes(),
            *ChatMessages(self._desk).routes(),
            WebSocketRoute("/chat/ws", self._socket),
        ]

    def running(self, door: Door) -> AbstractAsyncContextManager[None]:
        """Messages are taken while this is open."""
        return self._running(door)

    async def send(self, message: Outbound) -> Receipt:
        """Show it on the resident's open pages; who is away reads it from the history on return."""
        self.sockets.push(message)
        return self._receipt(message)

    async def find_sent(self, message: Outbound, since: datetime) -> Receipt | None:  # noqa: ARG002
        """A message that stands in the history has reached the web: that is where residents read it."""
        try:
            newer = await self._desk.history(message.to, message.id - 1)
        except Refused:
            return None
        return self._receipt(message) if any(line.id == message.id for line in newer) else None

    def look(self, address: Address) -> None:
        """Read the history of this address now, where its page is open."""
        self.sockets.look(address)

    def health(self) -> str:
        """It needs no setting."""
        return "on"

    @asynccontextmanager
    async def _running(self, door: Door) -> AsyncIterator[None]:
        self._desk.door = door
        try:
            yield
        finally:
            self._desk.door = None

    async def _socket(self, websocket: WebSocket) -> None:
        if not self._desk.origins.allows(websocket.headers):
            await websocket.close(1008)
            return
        await Socket(websocket, self._desk, self.sockets).run()

    @staticmethod
    def _receipt(message: Outbound) -> Receipt:
        return Receipt(Channel.WEB, f"web-{message.id}", ReceiptState.ACCEPTED)
