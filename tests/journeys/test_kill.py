"""`doorstep serve` is killed between turns and while it sends: nothing is lost, nothing is done or said twice."""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import pytest

from bot.clock import Clock
from storage.database import Database
from storage.migrate import migrate
from storage.vault import Vault
from tests.console.demo import KEY
from tests.counterparts.serve import serve
from tests.counterparts.twilio_api import Fault, TwilioApi
from tests.journeys.house import PATIENCE, furnish, providers, until
from tests.journeys.phone import text_message
from tests.journeys.process import Server
from tests.journeys.script import BIN, CASE

SECRET = "a secret for what is killed" * 2
AFTER_A_KILL = 2 * PATIENCE
ONE, OTHER = "+447700900201", "+447700900202"
TOLD = ("What is the postcode", "Which home in RV1 1AA", "Your reference is")


@dataclass
class Street:
    """A server that is killed, Twilio beside it, one resident at the web chat, two with phones."""

    server: Server
    twilio: TwilioApi
    client: httpx2.AsyncClient
    token: str | None = None
    web: list[str] = field(default_factory=list)

    async def start(self) -> None:
        """Start the server and wait until all that was left is done."""
        await self.server.start(self.client)
        await self.settle()

    async def settle(self) -> None:
        """Wait until no turn and no message waits, as its own gauges tell."""

        async def settled() -> bool:
            gauges = (await self.client.get(f"{self.server.url}/metrics")).text
            waiting = re.findall(r"^doorstep_(?:inbox|outbox)_waiting (\S+)$", gauges, re.M)
            assert len(waiting) == 2, gauges
            return not any(map(float, waiting))

        await until(settled, AFTER_A_KILL)

    async def text(self, number: str, text: str, count: int) -> None:
        """This number sends a text; the same `count` is the same text, repeated by Twilio."""
        webhook = text_message(number, text, f"SM{count:032}", self.server.url)
        answer = await self.client.post(webhook.url, content=webhook.body, headers=webhook.headers)
        assert answer.status_code == 200

    async def chat(self, text: str, mark: str) -> None:
        """The other resident writes in the web chat; what came back is kept."""
        body = {"token": self.token, "id": mark, "text": text}
        answer = await self.client.post(f"{self.server.url}/chat/messages", json=body)
        assert answer.status_code == 200
        self.token = answer.json()["token"]
        self.web.extend(message["text"] for message in answer.json()["messages"])

    async def chatted(self) -> list[str]:
        """All that the web chat has for its resident."""
        headers = {"authorization": f"Bearer {self.token}"}
        answer = await self.client.get(f"{self.server.url}/chat/messages?after=0", headers=headers)
        return [message["text"] for message in answer.json()["messages"]]

    async def items(self, path: str) -> list[dict[str, Any]]:
        """What the officers' API lists, oldest first."""
        answer = await self.client.get(f"{self.server.url}/api/v1{path}", headers={"authorization": f"Bearer {KEY}"})
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    async def ours(self, *, waiting: bool) -> list[dict[str, Any]]:
        """What the bot said in the one text conversation that waits, or does not wait, for a person."""
        talks = await self.items("/conversations")
        (talk,) = [one for one in talks if one["channel"] == "sms" and one["waiting"] is waiting]
        assert talk["waiting_reason"] == ("not-delivered" if waiting else "")
        said = await self.items(f"/conversations/{talk['id']}/messages")
        return [line for line in said if line["from"] == "bot"]

    def arrived(self, number: str) -> list[str]:
        """Every text to this number that Twilio was given."""
        return [str(row["body"]) for row in self.twilio.messages if row["to"] == number]


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    """A database with the council's panels and a key; the server is started by the test."""
    url = f"sqlite:///{tmp_path / 'doorstep.db'}"
    migrate(url)
    db = Database(url, Vault(SECRET), Clock())
    db.write_now(lambda tx: furnish(tx, ()))
    db.close()
    twilio = TwilioApi()
    async with AsyncExitStack() as stack:
        twilio_url = await stack.enter_async_context(serve(twilio.app))
        client = await stack.enter_async_context(httpx2.AsyncClient(timeout=PATIENCE))
        given = {name: value for name, value in providers(twilio_url, "").items() if "telegram" not in name}
        settings = given | {"env": "test", "database_url": url, "secret_key": SECRET}
        server = Server(settings, tmp_path / "serve.log")
        stack.push_async_callback(server.kill)
        yield Street(server, twilio, client)


async def test_killed_between_any_two_turns(street: Street) -> None:
    await street.start()
    await street.chat(BIN, "a")
    await street.text(ONE, BIN, 1)
    await street.server.kill()  # at once after the 200: kept, and most likely not yet answered

    await street.start()
    await street.text(ONE, BIN, 1)  # as Twilio repeats what it got no answer for
    await street.text(OTHER, BIN, 2)
    await street.chat("RV1 1AA", "b")
    await street.settle()
    assert [len(street.arrived(number)) for number in (ONE, OTHER)] == [1, 1]
    street.twilio.faults.append(Fault(hang=True, kept=True))
    await street.text(ONE, "RV1 1AA", 3)
    await until(lambda: len(street.arrived(ONE)) == 2)
    street.twilio.faults.append(Fault(hang=True))
    await street.text(OTHER, "RV1 1AA", 4)
    await until(lambda: not street.twilio.faults)
    await street.server.kill()  # Twilio has the first text and not the second; we know of neither

    await street.start()
    await street.chat("3 Wharf Street", "c")
    await street.chat("3 Wharf Street", "c")  # as the page repeats what it got no answer for
    await street.text(ONE, "B", 5)
    await street.settle()
    await check(street)


async def check(street: Street) -> None:
    """Each resident who came to the end has one case; each of our messages came once, or an officer has it."""
    cases = await street.items("/cases")
    assert [case["service"] for case in cases] == ["missed-bin"] * 2
    first = street.arrived(ONE)
    assert [words for words, text in zip(TOLD, first, strict=True) if words not in text] == []
    told = await street.chatted()
    assert [words for words, text in zip(TOLD, told, strict=True) if words not in text] == []
    assert street.web == [*told, told[-1]]  # the last was asked for twice and is the same
    refs = {found for text in (told[-1], first[-1]) for found in re.findall(CASE, text)}
    assert refs == {case["ref"] for case in cases}
    assert [line["state"] for line in await street.ours(waiting=False)] == ["sent"] * 3
    assert len(street.arrived(OTHER)) == 1
    kept = await street.ours(waiting=True)
    assert [line["state"] for line in kept] == ["sent", "officer"]
    assert TOLD[1] in kept[-1]["text"]
    assert street.server.starts == 3
