"""One open window, without a server: a reader that is slow, a storage that is away, a line that breaks."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.types import Message
from starlette.websockets import WebSocket

from bot.channels.webchat_desk import Desk, Pace
from bot.channels.webchat_identity import Origins, Tokens
from bot.channels.webchat_socket import MOST_WAITING_FRAMES, Socket, Sockets
from bot.messages import Address, Outbound
from tests.channels.web_door import Reply, WebDoor
from tests.channels.web_server import RIVERTON, SECRET

TOKEN, RESIDENT, _ = Tokens(SECRET).resume()


class Line:
    """Both ends of a web socket. It takes frames only while `flowing` is set."""

    def __init__(self) -> None:
        self.flowing = asyncio.Event()
        self.tried = asyncio.Event()
        self.broken = False
        self.sent: asyncio.Queue[Message] = asyncio.Queue()
        self.frames: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.say({"type": "websocket.connect"})
        self.say_frame(type="hello", token=TOKEN)

    def say(self, message: Message) -> None:
        """Something comes from the browser."""
        self.sent.put_nowait(message)

    def say_frame(self, **frame: Any) -> None:
        """A frame comes from the browser."""
        self.say({"type": "websocket.receive", "text": json.dumps(frame)})

    async def take(self, message: Message) -> None:
        """Something goes to the browser."""
        if message["type"] == "websocket.send":
            await self.flowing.wait()
            if self.broken:
                self.tried.set()
                raise OSError
            self.frames.put_nowait(json.loads(message["text"]))

    def websocket(self) -> WebSocket:
        """The server's end."""
        scope = {"type": "websocket", "headers": [], "path": "/chat/ws"}
        return WebSocket(scope, self.sent.get, self.take)


@asynccontextmanager
async def window(door: WebDoor, line: Line, poll_seconds: float = 0.01) -> AsyncIterator[Sockets]:
    """A window that is open and has said hello."""
    sockets = Sockets()
    desk = Desk(RIVERTON, Tokens(SECRET), Origins("http://127.0.0.1", ""), Pace(), door=door)
    async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
        tasks.create_task(Socket(line.websocket(), desk, sockets, poll_seconds=poll_seconds).run())
        yield sockets
        line.say({"type": "websocket.disconnect"})
    assert sockets.count() == 0


async def push(door: WebDoor, sockets: Sockets, text: str) -> None:
    said = await door.tell(RESIDENT, Reply(text))
    sockets.push(Outbound(said.id, Address(RESIDENT.channel, RESIDENT.value), text))


async def next_read(door: WebDoor) -> None:
    """Wait until the window has looked for newer messages once more."""
    door.read.clear()
    await door.read.wait()


async def test_a_slow_reader_holds_nobody_up_and_misses_nothing() -> None:
    door, line = WebDoor(), Line()
    await door.tell(RESIDENT, Reply("first"))
    many = MOST_WAITING_FRAMES + 100
    async with window(door, line) as sockets:
        line.flowing.set()
        assert (await line.frames.get())["type"] == "hello"
        assert (await line.frames.get())["text"] == "first"
        line.flowing.clear()
        for number in range(many):
            await push(door, sockets, str(number))
        await next_read(door)
        await next_read(door)
        line.flowing.set()
        texts = [(await line.frames.get())["text"] for _ in range(many)]
    assert texts == [str(number) for number in range(many)]


async def test_storage_that_is_away_is_read_when_it_is_back() -> None:
    door, line = WebDoor(), Line()
    line.flowing.set()
    async with window(door, line):
        assert (await line.frames.get())["type"] == "hello"
        said = await door.tell(RESIDENT, Reply("one"))
        assert (await line.frames.get())["id"] == str(said.id)
        door.away = True
        line.say_frame(type="message", id="a", text="bin")
        assert (await line.frames.get())["code"] == "try-again"
        await next_read(door)
        door.away = False
        await door.tell(RESIDENT, Reply("two"))
        assert (await line.frames.get())["text"] == "two"


async def test_a_hello_that_could_not_be_read_can_be_said_again() -> None:
    door, line = WebDoor(away=True), Line()
    line.flowing.set()
    async with window(door, line):
        assert (await line.frames.get())["code"] == "try-again"
        line.say_frame(type="message", id="a", text="bin")
        assert (await line.frames.get())["code"] == "say-hello"
        door.away = False
        line.say_frame(type="hello", token=TOKEN)
        assert (await line.frames.get())["token"] == TOKEN


async def test_a_line_that_breaks_while_writing_closes_quietly() -> None:
    door, line = WebDoor(), Line()
    line.broken = True
    line.flowing.set()
    async with window(door, line) as sockets:
        await line.tried.wait()
        await push(door, sockets, "lost")


async def test_bytes_are_answered_and_a_second_hello_changes_the_conversation() -> None:
    door, line = WebDoor(), Line()
    line.flowing.set()
    async with window(door, line):
        await line.frames.get()
        line.say({"type": "websocket.receive", "bytes": b"\x00"})
        assert (await line.frames.get())["code"] == "bad-message"
        line.say_frame(type="hello", token=None)
        assert (await line.frames.get())["token"] != TOKEN


async def test_what_another_process_has_put_there_is_shown_at_once() -> None:
    door, line = WebDoor(), Line()
    line.flowing.set()
    async with window(door, line, poll_seconds=3600) as sockets:
        await line.frames.get()
        await door.tell(RESIDENT, Reply("from elsewhere"))
        while not line.frames.qsize():
            sockets.look(Address(RESIDENT.channel, RESIDENT.value))
            await next_read(door)
        assert (await line.frames.get())["text"] == "from elsewhere"
