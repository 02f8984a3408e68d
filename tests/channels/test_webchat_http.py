"""The web chat over plain HTTP and by its form, on a real server."""

from collections.abc import AsyncIterator
from dataclasses import replace

import httpx2
import pytest
from starlette.applications import Starlette

from bot.channels.webchat import WebChat
from bot.messages import Address, Channel, Outbound, Receipt, ReceiptState
from bot.settings import Settings
from tests.channels.door import START
from tests.channels.web_door import Reply, WebDoor
from tests.channels.web_server import RIVERTON, SECRET, Running, serving

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
async def running() -> AsyncIterator[Running]:
    async with serving(chat_origins="https://www.riverton.example") as running:
        yield running


@pytest.fixture
async def client(running: Running) -> AsyncIterator[httpx2.AsyncClient]:
    async with httpx2.AsyncClient(base_url=running.url) as client:
        yield client


async def test_plain_http_says_the_same(running: Running, client: httpx2.AsyncClient) -> None:
    first = (await client.post("/chat/messages", json={"token": None, "id": "one", "text": "bin"})).json()
    assert [message["text"] for message in first["messages"]] == ["Which bin was missed?"]
    assert set(first["messages"][0]) == {"type", "id", "text", "choices", "from"}
    body = {"token": first["token"], "id": "two", "text": "green"}
    second = (await client.post("/chat/messages", json=body)).json()
    assert [message["text"] for message in second["messages"]] == ["Report the green bin as missed?"]
    again = (await client.post("/chat/messages", json=body)).json()
    assert again == second
    bearer = {"Authorization": f"Bearer {first['token']}"}
    after = first["messages"][0]["id"]
    assert (await client.get("/chat/messages", params={"after": "x"}, headers=bearer)).status_code == 400
    newer = (await client.get("/chat/messages", params={"after": after}, headers=bearer)).json()
    assert newer == second
    everything = (await client.get("/chat/messages", headers=bearer)).json()
    assert everything["messages"] == first["messages"] + second["messages"]
    assert len(running.door.kept) == 2


async def test_a_listed_website_may_ask_across_origins(client: httpx2.AsyncClient) -> None:
    origin = {"Origin": "https://www.riverton.example"}
    asked = await client.request("OPTIONS", "/chat/messages", headers=origin)
    assert (asked.status_code, asked.headers["access-control-allow-origin"]) == (204, origin["Origin"])
    body = {"id": "one", "text": "bin", "choice": "green", "asked": "q0"}
    answer = await client.post("/chat/messages", json=body, headers=origin)
    assert answer.headers["access-control-allow-origin"] == origin["Origin"]
    script = await client.get("/chat/widget.js")
    assert (script.headers["access-control-allow-origin"], script.status_code) == ("*", 200)
    about = await client.get("/chat/about")
    assert about.json()["words"]["title"] == "Chat with Riverton Council"


async def test_plain_http_refusals(running: Running, client: httpx2.AsyncClient) -> None:
    assert (await client.get("/chat/messages")).status_code == 401
    bad = await client.get("/chat/messages", headers={"Authorization": "Bearer nonsense"})
    assert (bad.status_code, bad.json()["code"]) == (401, "unknown")
    long = await client.post("/chat/messages", json={"id": "one", "text": "x" * 5_001})
    assert (long.status_code, long.json()["code"]) == (413, "too-long")
    assert (await client.post("/chat/messages", content=b"{}")).status_code == 415
    number = await client.post("/chat/messages", json={"id": 7, "text": "hello"})
    assert (number.status_code, number.json()["code"]) == (400, "bad-message")
    listed = await client.post("/chat/messages", json=[])
    assert (listed.status_code, listed.json()["code"]) == (400, "bad-message")
    broken = await client.post("/chat/messages", content=b"{", headers={"Content-Type": "application/json"})
    assert (broken.status_code, broken.json()["code"]) == (400, "bad-message")
    running.door.away = True
    away = await client.post("/chat/messages", json={"id": "one", "text": "hello"})
    assert (away.status_code, away.json()["code"]) == (503, "try-again")
    assert not running.door.kept


async def test_the_form_completes_without_script(running: Running, client: httpx2.AsyncClient) -> None:
    page = await client.get("/chat")
    assert "This is a computer, not a person." in page.text
    sent = await client.post("/chat", data={"id": "one", "text": "<b>bin</b>"})
    assert (sent.status_code, sent.headers["location"]) == (303, "/chat")
    shown = (await client.get("/chat")).text
    assert "&lt;b&gt;bin&lt;/b&gt;" in shown
    assert "Which bin was missed?" in shown
    assert 'value="green"' in shown
    await client.post("/chat", data={"id": "one", "text": "<b>bin</b>"})
    assert len(running.door.kept) == 1


async def test_the_cookie_is_guarded() -> None:
    async with serving() as running, httpx2.AsyncClient(base_url=running.url) as client:
        cookie = (await client.get("/chat")).headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert "path=/chat" in cookie
        assert "secure" not in cookie


async def test_a_refused_form_keeps_what_was_typed(running: Running, client: httpx2.AsyncClient) -> None:
    long = await client.post("/chat", data={"text": "y" * 5_001})
    assert long.status_code == 413
    assert "in shorter parts" in long.text
    assert "y" * 5_001 in long.text
    running.door.away = True
    away = await client.post("/chat", data={"text": "my bin"})
    assert away.status_code == 503
    assert "my bin</textarea>" in away.text
    assert (await client.get("/chat/transcript")).status_code == 503
    unreadable = await client.post("/chat", content="text=\u00e9", headers={"Content-Type": FORM})
    assert (unreadable.status_code, "Type a message first." in unreadable.text) == (400, True)


async def test_waiting_for_an_answer_offers_to_look_again() -> None:
    door = WebDoor(held=True)
    async with serving(door, answer_seconds=0) as running, httpx2.AsyncClient(base_url=running.url) as client:
        await client.post("/chat", data={"text": "bin"})
        assert "Check for an answer" in (await client.get("/chat")).text


async def test_the_transcript_and_the_ways_out(client: httpx2.AsyncClient) -> None:
    assert (await client.get("/chat/transcript")).status_code == 401
    await client.post("/chat", data={"text": "bin"})
    text = await client.get("/chat/transcript")
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert "23 November 2026\n\n9am You:\nbin\n\n9am Riverton Council, computer:\n" in text.text
    left = await client.get("/chat/leave")
    assert (left.status_code, left.headers["location"]) == (303, "/elsewhere")
    assert not client.cookies
    await client.post("/chat", data={"text": "bin"})
    assert (await client.post("/chat/end")).headers["location"] == "/chat"
    assert "Which bin" not in (await client.get("/chat")).text


async def test_sending_needs_no_open_page(running: Running) -> None:
    said = await running.door.tell(Address(Channel.WEB, "nobody"), Reply("hello"))
    message = Outbound(said.id, Address(Channel.WEB, "nobody"), "hello")
    expected = Receipt(Channel.WEB, f"web-{said.id}", ReceiptState.ACCEPTED)
    assert running.door.receipts == [expected]
    assert await running.part.find_sent(message, START) == expected
    assert await running.part.find_sent(replace(message, id=said.id + 1), START) is None
    assert running.part.health() == "on"


async def test_before_it_runs_nothing_is_taken() -> None:
    part = WebChat(Settings(), SECRET, RIVERTON)
    transport = httpx2.ASGITransport(app=Starlette(routes=list(part.routes())))
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
        answer = await client.post("/chat/messages", json={"id": "one", "text": "hello"})
    assert answer.status_code == 503
    message = Outbound(1, Address(Channel.WEB, "nobody"), "hello")
    assert await part.find_sent(message, START) is None
