"""Whatever strangers post or send: no answer of 500, no trace of ours shown, nothing kept of who did not sign."""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from websockets.asyncio.client import connect

from bot.requests import LARGEST
from tests.channels.telegram_case import payload as telegram_payload
from tests.channels.twilio_case import payload as twilio_payload
from tests.journeys.checks import check_nothing_stored
from tests.journeys.house import House

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
QUICK = settings(
    max_examples=int(os.environ.get("HOSTILE", "60")), deadline=None, database=None,
    phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck),
)  # fmt: skip
WEBHOOKS = ("/webhooks/sms", "/webhooks/sms/status", "/webhooks/telegram")
TYPES = ("application/x-www-form-urlencoded", "application/json", "text/plain", "", "multipart/form-data; boundary=x")
LEAF = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=40)
TREE = st.recursive(
    LEAF, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
)
FIELDS = st.lists(
    st.tuples(st.sampled_from([name for name, _ in twilio_payload("text")]) | st.text(max_size=9), st.text())
)
UPDATE = st.builds(
    lambda key, value: json.dumps({**telegram_payload("text"), key: value}),
    st.sampled_from(["message", "update_id"]),
    TREE,
)
BODIES = st.binary(max_size=300) | FIELDS.map(lambda f: urlencode(f, errors="ignore").encode()) | UPDATE.map(str.encode)
SIGNED = st.fixed_dictionaries(
    {},
    optional={
        "x-twilio-signature": st.text("ab+/=", max_size=30),
        "x-telegram-bot-api-secret-token": st.text("abc", max_size=9),
    },
)
FRAMES = st.text(max_size=80) | st.builds(
    lambda kind, more: json.dumps({"type": kind, **more}),
    st.sampled_from(["hello", "message", "typing", "else", 7]),
    st.dictionaries(st.sampled_from(["token", "id", "text", "after", "rich", "choice", "asked"]), TREE, max_size=4),
)


async def often(check: Callable[..., None]) -> None:
    """Run a property beside this loop, so that it can ask the house."""
    await asyncio.to_thread(check)


def here(loop: asyncio.AbstractEventLoop, work: Awaitable[Any]) -> Any:
    """What comes of `work`, done in the house's loop."""
    return asyncio.run_coroutine_threadsafe(work, loop).result(20)  # type: ignore[arg-type]


async def test_an_unsigned_body_is_refused_and_nothing_is_kept(house: House) -> None:
    loop = asyncio.get_running_loop()

    @QUICK
    @given(path=st.sampled_from(WEBHOOKS), body=BODIES, kind=st.sampled_from(TYPES), signed=SIGNED)
    def check(path: str, body: bytes, kind: str, signed: dict[str, str]) -> None:
        answer = here(loop, house.web.post(path, content=body, headers={"content-type": kind, **signed}))
        assert 400 <= answer.status_code < 500
        assert "Traceback" not in answer.text

    await often(check)
    await check_nothing_stored(house)


async def test_the_web_chat_takes_any_body_or_says_no(house: House) -> None:
    loop = asyncio.get_running_loop()
    bodies = st.binary(max_size=200) | TREE.map(lambda tree: json.dumps(tree).encode())

    @QUICK
    @given(path=st.sampled_from(["/chat", "/chat/messages"]), body=bodies, kind=st.sampled_from(TYPES))
    def check(path: str, body: bytes, kind: str) -> None:
        assert here(loop, house.web.post(path, content=body, headers={"content-type": kind})).status_code < 500

    await often(check)


async def test_a_socket_outlives_any_frame(house: House) -> None:
    loop = asyncio.get_running_loop()
    async with connect(house.url.replace("http", "ws") + "/chat/ws") as socket:

        @QUICK
        @given(frame=FRAMES)
        def check(frame: str) -> None:
            here(loop, socket.send(frame))

        await often(check)
        await socket.send(json.dumps({"type": "hello", "token": None}))
        async with asyncio.timeout(20):
            while json.loads(await socket.recv())["type"] != "hello":
                pass


async def test_a_huge_or_endless_body_is_refused_before_it_is_read(house: House) -> None:
    async def drips() -> AsyncIterator[bytes]:
        yield b"text=x"

    for path in ("/chat", "/chat/messages", "/console/login", "/api/v1/conversations/1/reply", *WEBHOOKS):
        huge = await house.web.post(path, content=b"x" * (LARGEST + 1))
        assert huge.status_code == 413, path
        assert (await house.web.post(path, content=drips())).status_code == 411, path


async def test_every_answer_has_its_security_headers(house: House) -> None:
    for path in ("/chat", "/console/login", "/api/v1/openapi.json", "/health/live", "/nowhere", "/chat/widget.js"):
        headers = (await house.web.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["strict-transport-security"].startswith("max-age="), path
        policy = headers["content-security-policy"]
        assert "script-src 'self'" in policy, path
        assert "unsafe" not in policy, path
        assert ("frame-ancestors 'none'" in policy) is (path != "/chat/widget.js"), path
