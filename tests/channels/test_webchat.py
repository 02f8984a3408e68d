"""The frames of the web chat, on a real server."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus

from bot.messages import Address, Channel
from tests.channels.web_door import Reply
from tests.channels.web_server import Running, serving


@pytest.fixture
async def running() -> AsyncIterator[Running]:
    async with serving(chat_origins="https://www.riverton.example") as running:
        yield running


@pytest.fixture
async def client(running: Running) -> AsyncIterator[httpx2.AsyncClient]:
    async with httpx2.AsyncClient(base_url=running.url) as client:
        yield client


async def send(socket: ClientConnection, **frame: Any) -> None:
    await socket.send(json.dumps(frame))


async def receive(socket: ClientConnection) -> dict[str, Any]:
    frame: dict[str, Any] = json.loads(await socket.recv())
    return frame


async def hello(socket: ClientConnection, token: str | None = None, **more: Any) -> str:
    await send(socket, type="hello", token=token, **more)
    frame = await receive(socket)
    assert frame["type"] == "hello"
    return str(frame["token"])


async def test_frames_are_those_of_the_contract(running: Running) -> None:
    async with connect(running.ws) as socket:
        token = await hello(socket)
        await send(socket, type="message", id="one", text="my bin was not collected")
        assert await receive(socket) == {"type": "typing"}
        assert await receive(socket) == {
            "type": "message",
            "id": "1",
            "text": "Which bin was missed?",
            "choices": [{"label": "Green bin", "value": "green"}, {"label": "Black bin", "value": "black"}],
            "from": "bot",
        }
    address = Address(Channel.WEB, token.split(".")[0])
    assert [inbound.sender for inbound in running.door.kept] == [address]


async def test_typing_comes_before_the_quickest_answer(running: Running) -> None:
    running.door.quick = True
    async with connect(running.ws) as socket:
        await hello(socket)
        await send(socket, type="message", id="one", text="bin")
        assert [(await receive(socket))["type"] for _ in range(2)] == ["typing", "message"]


async def test_a_button_is_recognised_by_its_text(running: Running) -> None:
    async with connect(running.ws) as socket:
        await hello(socket)
        await send(socket, type="message", id="one", text="bin")
        await receive(socket)
        await receive(socket)
        await send(socket, type="message", id="two", text="green")
        await receive(socket)
        assert (await receive(socket))["text"] == "Report the green bin as missed?"
    tapped = list(running.door.kept)[1]
    assert (tapped.choice, tapped.asked) == ("green", "q1")


async def test_a_token_resumes_with_the_history(running: Running) -> None:
    async with connect(running.ws) as socket:
        token = await hello(socket)
        await send(socket, type="message", id="one", text="bin")
        await receive(socket)
        await receive(socket)
    async with connect(running.ws) as socket:
        assert await hello(socket, token) == token
        assert (await receive(socket))["text"] == "Which bin was missed?"
    async with connect(running.ws) as socket:
        await hello(socket, token, rich=True)
        lines = [await receive(socket), await receive(socket)]
        assert [(line["from"], line["text"]) for line in lines] == [
            ("resident", "bin"),
            ("bot", "Which bin was missed?"),
        ]
    async with connect(running.ws) as socket:
        assert await hello(socket, token + "x") != token


async def test_a_repeat_is_kept_once(running: Running) -> None:
    async with connect(running.ws) as socket:
        await hello(socket, rich=True)
        await send(socket, type="message", id="one", text="bin")
        assert await receive(socket) == {"type": "typing", "for": "one", "repeat": False}
        await receive(socket)
        await send(socket, type="message", id="one", text="bin")
        assert await receive(socket) == {"type": "typing", "for": "one", "repeat": True}
    async with connect(running.ws) as other:
        await hello(other)
        await send(other, type="message", id="one", text="bin")
        assert (await receive(other))["type"] == "typing"
    assert len(running.door.kept) == 2


async def test_officers_speak_as_officers_and_another_process_is_heard(running: Running) -> None:
    running.door.held = True
    async with connect(running.ws) as socket:
        token = await hello(socket, rich=True)
        await send(socket, type="message", id="one", text="is anybody there?")
        assert (await receive(socket))["type"] == "typing"
        address = Address(Channel.WEB, token.split(".")[0])
        await running.door.tell(address, Reply("Ada from the council here.", sender="officer"))
        assert (await receive(socket))["from"] == "officer"
        running.door.pushes = False
        await running.door.tell(address, Reply("Sent by another process."))
        running.door.pushes = True
        await running.door.tell(address, Reply("Pushed before it was read."))
        texts = [(await receive(socket))["text"], (await receive(socket))["text"]]
        assert texts == ["Pushed before it was read.", "Sent by another process."]


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ({"type": "message", "id": "one", "text": "x" * 5_001}, "too-long"),
        ({"type": "message", "id": "one", "text": "  "}, "empty"),
        ({"type": "message", "id": "", "text": "hello"}, "bad-message"),
        ({"type": "message", "id": 7, "text": "hello"}, "bad-message"),
        ({"type": "message", "id": "one", "text": ["hello"]}, "bad-message"),
        ({"type": "dance"}, "bad-message"),
        ([], "bad-message"),
    ],
)
async def test_what_is_not_taken_is_said_in_a_sentence(running: Running, frame: object, code: str) -> None:
    async with connect(running.ws) as socket:
        await hello(socket)
        await socket.send(json.dumps(frame))
        error = await receive(socket)
        assert (error["type"], error["code"]) == ("error", code)
        assert error["text"].endswith(".")
        assert set(error) == {"type", "code", "text"}
    assert not running.door.kept


async def test_frames_before_hello_and_broken_frames(running: Running) -> None:
    async with connect(running.ws) as socket:
        await send(socket, type="message", id="one", text="hello")
        assert (await receive(socket))["code"] == "say-hello"
        await socket.send("{")
        assert (await receive(socket))["code"] == "bad-message"
        await hello(socket)


async def test_characters_that_no_database_keeps_are_dropped(running: Running) -> None:
    async with connect(running.ws) as socket:
        await hello(socket)
        await socket.send('{"type":"message","id":"a\\u0000","text":"b\\u0000i\\ud800n\\r\\nday"}')
        await receive(socket)
    (inbound,) = running.door.kept
    assert inbound.text == "bin\nday"
    assert inbound.provider_id.endswith(":a")


async def test_more_than_twenty_messages_in_ten_seconds(running: Running) -> None:
    running.door.held = True
    async with connect(running.ws) as socket:
        await hello(socket)
        for number in range(25):
            await send(socket, type="message", id=str(number), text="hello")
        frames = [await receive(socket) for _ in range(25)]
    assert [frame["type"] for frame in frames] == ["typing"] * 20 + ["error"] * 5
    assert frames[-1]["code"] == "slow-down"


async def test_storage_away_is_said_and_the_message_can_come_again(running: Running) -> None:
    async with connect(running.ws) as socket:
        await hello(socket)
        running.door.away = True
        await send(socket, type="message", id="one", text="bin")
        assert (await receive(socket))["code"] == "try-again"
        running.door.away = False
        await send(socket, type="message", id="one", text="bin")
        assert (await receive(socket))["type"] == "typing"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
async def test_a_forged_origin_is_refused(running: Running, client: httpx2.AsyncClient, origin: str) -> None:
    with pytest.raises(InvalidStatus):
        async with connect(running.ws, additional_headers={"Origin": origin}):
            pass
    forged = {"Origin": origin}
    body = {"token": None, "id": "one", "text": "hello"}
    assert (await client.post("/chat/messages", json=body, headers=forged)).status_code == 403
    assert (await client.post("/chat", data={"text": "hello"}, headers=forged)).status_code == 403
    assert (await client.post("/chat/end", headers=forged)).status_code == 403
    assert not running.door.kept


@pytest.mark.parametrize("origin", ["own", "https://www.riverton.example"])
async def test_our_own_and_the_listed_origins_are_taken(running: Running, origin: str) -> None:
    headers = {"Origin": running.url if origin == "own" else origin}
    async with connect(running.ws, additional_headers=headers) as socket:
        await hello(socket)
