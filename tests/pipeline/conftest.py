"""The tiny council of the engine's tests, on real databases."""

import asyncio
import re
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from starlette.routing import BaseRoute

from bot.channels.base import Door
from bot.dispatcher import Dispatcher
from bot.inbox import Inbox
from bot.messages import Address, Channel, Inbound, Outbound, Receipt, ReceiptState
from bot.pipeline import Pipeline
from bot.wording import Words
from nlp.understanding import Scored, Understanding
from storage.database import Database
from tests.databases import clock, database_url, db, vault
from tests.engine.mini import COUNCIL, make_house

__all__ = ["clock", "database_url", "db", "vault"]
RESIDENT = Address(Channel.SMS, "+447700900001")
KEY = re.compile(r'(?:say|line)\(\s*"([a-z0-9-]+)"')


def simple_words() -> Words:
    """Every key that the engine and the tiny dialogs use, worded as itself."""
    files = [*Path("bot").rglob("*.py"), Path("tests/engine/mini.py")]
    keys = {key for file in files for key in KEY.findall(file.read_text(encoding="utf-8"))}
    keys |= {"again-1", "again-2", "again-3", "reply-with", "label-skip", "label-yes", "label-no", "officer-text"}
    keys |= {f"service-{name}-short" for name in COUNCIL.services}
    ftl = "\n".join(f"{key} = {key}" for key in sorted(keys - {"done", "officer-text"}))
    return Words({"en": [ftl, "done = done { $ref }\nofficer-text = { $text }"]}, COUNCIL)


def understand(text: str) -> Understanding:
    """A twin of understanding: "about X" is a matter, a word of command is a command, "boom" breaks."""
    if text == "boom":
        raise RuntimeError("a fault on purpose")
    services = (Scored(text.removeprefix("about "), 0.95),) if text.startswith("about ") else ()
    command = text if text in ("yes", "no", "stop", "start", "person") else None
    return Understanding(text, services, command=command)


@dataclass
class MemoryChannel:
    """A channel that keeps what it sends; `fault` is raised instead, once for each entry."""

    sent: list[Outbound] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)
    serves: tuple[Channel, ...] = (Channel.SMS,)
    known: bool = True

    def routes(self) -> list[BaseRoute]:
        """None."""
        return []

    def running(self, door: Door) -> AbstractAsyncContextManager[None]:
        """Nothing to open."""
        del door
        return nullcontext()

    async def send(self, message: Outbound) -> Receipt:
        """Keep it."""
        if self.faults:
            raise self.faults.pop(0)
        self.sent.append(message)
        return Receipt(Channel.SMS, f"p{message.id}", ReceiptState.ACCEPTED)

    async def find_sent(self, message: Outbound, since: datetime) -> Receipt | None:
        """What the provider remembers."""
        del since
        known = self.known and any(one.id == message.id for one in self.sent)
        return Receipt(Channel.SMS, f"p{message.id}", ReceiptState.SENT) if known else None

    def health(self) -> str:
        """On."""
        return "on"


@dataclass
class Road:
    """The whole road over one database."""

    db: Database
    inbox: Inbox
    pipeline: Pipeline
    dispatcher: Dispatcher
    channel: MemoryChannel
    count: int = 0

    async def write(self, text: str, provider_id: str = "") -> bool:
        """The resident writes; True when it was new."""
        self.count += 1
        return await self.inbox.accept(Inbound(RESIDENT, provider_id or f"m{self.count}", text))

    async def turns(self) -> int:
        """Take every turn."""
        total = 0
        while done := await self.pipeline.handle_next():
            total += done
        return total

    async def sends(self) -> list[str]:
        """Send everything that is due; the texts so far."""
        while await self.dispatcher.send_next():
            await self.dispatcher.ended()
        return [message.text for message in self.channel.sent]


def make_road(db: Database) -> Road:
    """Join the parts."""
    channel, done = MemoryChannel(), asyncio.Condition()

    async def find(_fact: object, _person: int | None) -> object:
        return []

    pipeline = Pipeline(db, make_house(), simple_words(), understand, find, done)
    return Road(db, Inbox(db, lambda: None, done), pipeline, Dispatcher(db, {Channel.SMS: channel}, 5.0), channel)


@pytest.fixture
def road(db: Database) -> Road:
    """The road over the test's database."""
    return make_road(db)
