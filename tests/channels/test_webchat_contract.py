"""The web chat keeps the promises of every channel."""

from collections.abc import Mapping

import httpx2
import pytest
from starlette.applications import Starlette

from bot.channels.base import ChannelPart
from bot.channels.webchat import WebChat
from bot.channels.webchat_frames import Frame
from bot.channels.webchat_identity import Tokens
from bot.messages import Address, Channel, SendError
from bot.settings import Settings
from tests.channels.contract import TEXT, ChannelContract, Kind, Reached
from tests.channels.door_contract import DoorContract
from tests.channels.test_door import FakeCase
from tests.channels.web_door import WebDoor
from tests.channels.web_server import RIVERTON, SECRET

TOKEN, RESIDENT, _ = Tokens(SECRET).resume()
BODY: Mapping[str, str] = {"token": TOKEN, "id": "one", "text": TEXT}


class WebCase:
    """The web chat and a window that is open all the time."""

    channel: Channel = Channel.WEB
    resident: Address = RESIDENT
    refusals: Mapping[Kind, int] = {
        Kind.FORGED: 403,
        Kind.WRONG_TYPE: 415,
        Kind.TOO_LARGE: 413,
        Kind.UNREADABLE: 400,
    }
    failures: Mapping[str, type[SendError]] = {}
    can_find: bool = False

    def __init__(self) -> None:
        self._reached: list[Reached] = []

    def make_part(self) -> ChannelPart:
        """Make the channel with this case as an open window."""
        part = WebChat(Settings(), SECRET, RIVERTON, answer_seconds=0)
        part.sockets.join(RESIDENT, self)
        return part

    def make_unset(self) -> ChannelPart | None:
        """Make nothing: the web chat needs no setting."""
        return None

    def show(self, _number: int, frame: Frame) -> bool:
        """Show one message, as a socket does."""
        self._reached.append(Reached(RESIDENT.value, frame["text"]))
        return True

    def look(self) -> None:
        """There is no history to read."""

    def sent(self) -> list[Reached]:
        """What was shown."""
        return self._reached

    def fail(self, how: str) -> None:
        """There is no provider to fail."""
        raise AssertionError(how)

    async def deliver(self, part: ChannelPart, kind: Kind) -> int:
        """Post a message as a program does."""
        transport = httpx2.ASGITransport(app=Starlette(routes=list(part.routes())))
        async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
            match kind:
                case Kind.WRONG_TYPE:
                    answer = await client.post("/chat/messages", data=BODY)
                case Kind.UNREADABLE:
                    json = {"content-type": "application/json"}
                    answer = await client.post("/chat/messages", content=b"{", headers=json)
                case Kind.TOO_LARGE:
                    answer = await client.post("/chat/messages", json={**BODY, "text": "x" * 200_000})
                case Kind.FORGED:
                    forged = {"origin": "https://evil.example"}
                    answer = await client.post("/chat/messages", json=BODY, headers=forged)
                case _:
                    answer = await client.post("/chat/messages", json=BODY)
        return answer.status_code


class TestWebChat(ChannelContract):
    """All promises."""

    @pytest.fixture
    def case(self) -> WebCase:
        return WebCase()


class WebDoorCase(FakeCase):
    """The twin with a script, told to wait for the test's own answer."""

    def __init__(self) -> None:
        self.door = WebDoor(held=True)


class TestWebDoor(DoorContract):
    """All promises of a door."""

    @pytest.fixture
    def case(self) -> WebDoorCase:
        return WebDoorCase()
