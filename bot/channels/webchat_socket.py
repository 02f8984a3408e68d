"""One open web socket, and all of them by address.

What is shown comes from two sides: pushed when a message is sent, and read from the history, because another process
may have sent it: when a notice says so, and every two seconds in case one was missed. Each message is shown once; what
was lost on the way is read again.
"""

import asyncio
import contextlib
import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Protocol

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.channels.base import Said
from bot.channels.webchat_desk import Desk, Refused, Typed, language_hint
from bot.channels.webchat_frames import (
    RESIDENT,
    Frame,
    error_frame,
    ours,
    outbound_frame,
    plain,
    said_frame,
    tapped,
)
from bot.channels.webchat_identity import COOKIE
from bot.messages import Address, Choice, Outbound

POLL_SECONDS = 2.0
MOST_WAITING_FRAMES = 500
HIGHEST_ID = 2**63 - 1


class Window(Protocol):
    """Anything that shows our messages."""

    def show(self, number: int, frame: Frame) -> bool:
        """Show one message, once."""

    def look(self) -> None:
        """Read the history now."""


class Sockets:
    """Every open socket of this process, by address."""

    def __init__(self) -> None:
        self._open: defaultdict[Address, set[Window]] = defaultdict(set)

    def join(self, address: Address, window: Window) -> None:
        """From now on `window` shows what is sent to `address`."""
        self._open[address].add(window)

    def leave(self, address: Address, window: Window) -> None:
        """No longer."""
        self._open[address].discard(window)
        if not self._open[address]:
            del self._open[address]

    def push(self, message: Outbound) -> None:
        """Show `message` on every open socket of its address; never waits for a slow reader."""
        for window in self._open.get(message.to, ()):
            window.show(message.id, outbound_frame(message))

    def look(self, address: Address) -> None:
        """Let every open socket of this address read the history now."""
        for window in self._open.get(address, ()):
            window.look()

    def count(self) -> int:
        """How many are open."""
        return sum(map(len, self._open.values()))


class Socket:
    """One resident's open window."""

    def __init__(self, websocket: WebSocket, desk: Desk, sockets: Sockets, poll_seconds: float = POLL_SECONDS) -> None:
        self._websocket = websocket
        self._poll_seconds = poll_seconds
        self._desk = desk
        self._sockets = sockets
        self._address: Address | None = None
        self._rich = False
        self._waiting: asyncio.Queue[Frame] = asyncio.Queue(MOST_WAITING_FRAMES)
        self._read_up_to = 0
        self._pushed: set[int] = set()
        self._buttons: tuple[Sequence[Choice], str] = ((), "")
        self._held: list[tuple[int, Frame]] | None = None
        self._news = asyncio.Event()

    async def run(self) -> None:
        """Serve this window until it closes."""
        await self._websocket.accept()
        async with asyncio.TaskGroup() as tasks:
            helpers = [tasks.create_task(self._write()), tasks.create_task(self._poll())]
            try:
                await self._read()
            finally:
                self._forget()
                for helper in helpers:
                    helper.cancel()

    def look(self) -> None:
        """Read the history now instead of at the next sweep."""
        self._news.set()

    def show(self, number: int, frame: Frame) -> bool:
        """Show one message of ours, once; False when the reader is too slow to take it now."""
        if number <= self._read_up_to or number in self._pushed:
            return True
        if self._held is not None:
            self._held.append((number, frame))
            return True
        if not self._offer(frame):
            return False
        self._pushed.add(number)
        if frame["choices"]:
            choices = [Choice(one["label"], one["value"]) for one in frame["choices"]]
            self._buttons = (choices, frame["asked"])
        return True

    def _offer(self, frame: Frame) -> bool:
        try:
            self._waiting.put_nowait(frame if self._rich else plain(frame))
        except asyncio.QueueFull:
            return False
        return True

    async def _write(self) -> None:
        try:
            while True:
                await self._websocket.send_text(json.dumps(await self._waiting.get(), ensure_ascii=False))
        except WebSocketDisconnect:
            return

    async def _poll(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._poll_seconds):
                    await self._news.wait()
            self._news.clear()
            if self._address:
                await self._catch_up(self._address)

    async def _catch_up(self, address: Address) -> None:
        try:
            lines = await self._desk.history(address, self._read_up_to)
        except Refused:
            return
        if address == self._address and self._held is None:
            # With nothing read yet the history holds the resident's own lines too; this window has them.
            self._show_lines(ours(lines))

    def _show_lines(self, lines: Sequence[Said]) -> None:
        for line in lines:
            if line.sender == RESIDENT:
                if self._rich:
                    self._offer(said_frame(line))
            elif not self.show(line.id, said_frame(line)):
                return
            else:
                self._read_up_to = max(self._read_up_to, line.id)
        self._pushed = {number for number in self._pushed if number > self._read_up_to}

    async def _read(self) -> None:
        while (message := await self._websocket.receive())["type"] == "websocket.receive":
            raw = message.get("text") or ""
            try:
                await self._take(_frame(raw))
            except Refused as refused:
                self._offer(error_frame(refused.code, self._desk.council.error(refused.code), _id_in(raw)))

    async def _take(self, frame: Frame) -> None:
        match frame.get("type"):
            case "hello":
                await self._hello(frame)
            case "message":
                await self._message(frame)
            case _:
                raise Refused("bad-message")

    async def _hello(self, frame: Frame) -> None:
        self._forget()
        self._rich = frame.get("rich") is True
        cookie = self._websocket.cookies.get(COOKIE)
        token, address, new = self._desk.tokens.resume(frame.get("token"), cookie)
        after = _number(frame.get("after"))
        lines = [] if new else await self._desk.history(address, after)
        self._read_up_to, self._pushed = after, set()
        self._offer({"type": "hello", "token": token})
        self._show_lines(lines)
        self._address = address
        self._sockets.join(address, self)

    async def _message(self, frame: Frame) -> None:
        if self._address is None:
            raise Refused("say-hello")
        typed = self._typed(frame)
        inbound = self._desk.check(self._address, typed)
        # A quick answer may be pushed before we know that the message is kept; "typing" comes first all the same.
        self._held = []
        try:
            new = await self._desk.keep(inbound)
            self._buttons = ((), "")
            if new or self._rich:
                self._offer({"type": "typing", "for": typed.id, "repeat": not new})
        finally:
            self._let_go()

    def _let_go(self) -> None:
        held, self._held = self._held or [], None
        for number, frame in held:
            self.show(number, frame)

    def _typed(self, frame: Frame) -> Typed:
        text, choice, asked = _text(frame, "text"), _text(frame, "choice"), _text(frame, "asked")
        if not choice:
            choice, asked = tapped(text, *self._buttons)
        language = language_hint(self._websocket.headers.get("accept-language", ""))
        return Typed(_text(frame, "id"), text, choice, asked, language)

    def _forget(self) -> None:
        if self._address is not None:
            self._sockets.leave(self._address, self)
            self._address = None


def _frame(raw: str) -> Frame:
    try:
        frame = json.loads(raw)
    except ValueError:
        raise Refused("bad-message") from None
    if not isinstance(frame, dict):
        raise Refused("bad-message")
    return frame


def _number(value: object) -> int:
    return value if isinstance(value, int) and 0 <= value <= HIGHEST_ID else 0


def _id_in(raw: str) -> str:
    try:
        return _text(_frame(raw), "id")
    except Refused:
        return ""


def _text(frame: Frame, key: str) -> str:
    value: Any = frame.get(key, "")
    if not isinstance(value, str):
        raise Refused("bad-message")
    return value
