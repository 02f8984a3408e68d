"""The whole application on loopback: joined as in earnest, with the providers' twins on the other side."""

import asyncio
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

import httpx2
from sqlalchemy import func, select

from bot.app import make_app
from bot.bootstrap import Parts, Understand, build
from bot.clock import Clock
from bot.demo import put_panels
from bot.settings import Settings
from console.security import ASGIApp
from storage import inbox, officers
from storage.database import Tx
from storage.outbox import SENDING, WAITING, O
from tests.channels.telegram_case import SECRET
from tests.channels.web_server import listening
from tests.console.demo import KEY, PASSWORD_HASH
from tests.counterparts.serve import serve
from tests.counterparts.telegram_api import TOKEN, TelegramApi
from tests.counterparts.twilio_api import ACCOUNT_SID, AUTH_TOKEN, SENDER, TwilioApi
from tests.journeys import logs

PUBLIC = "https://riverton.example"
MORNING = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)  # a Tuesday in office hours
OFFICER = "Sam"
PATIENCE = 20.0  # seconds after which a test no longer waits; nothing here takes one
LOOK = 0.01
T = TypeVar("T")
Asked = Callable[[], Awaitable[object] | object]


async def until(holds: Asked, seconds: float = PATIENCE) -> None:
    """Look again and again until `holds`; fails at the deadline."""
    async with asyncio.timeout(seconds):
        while True:
            found = holds()
            if await found if inspect.isawaitable(found) else found:
                return
            await asyncio.sleep(LOOK)


def unsettled(tx: Tx) -> int:
    """How much is still to be done: turns to take and messages to send."""
    owed = select(func.count()).select_from(O).where(O.c.state.in_([WAITING, SENDING]))
    return inbox.open_rows(tx) + int(tx.conn.execute(owed).scalar() or 0)


@dataclass(frozen=True)
class House:
    """The running application: its address, its parts, a client for it and the providers' twins."""

    url: str
    parts: Parts
    web: httpx2.AsyncClient
    twilio: TwilioApi
    telegram: TelegramApi

    async def read(self, work: Callable[[Tx], T]) -> T:
        """Look into the database."""
        return await self.parts.db.read(work)

    async def settle(self) -> None:
        """Wait until every turn is taken and every message is sent."""

        async def settled() -> bool:
            return await self.read(unsettled) == 0

        await until(settled)

    async def items(self, path: str) -> list[dict[str, Any]]:
        """What the officers' API lists, asked with a program's key."""
        answer = await self.web.get(f"/api/v1{path}", headers={"authorization": f"Bearer {KEY}"})
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        return items


def providers(twilio_url: str, telegram_url: str) -> dict[str, str]:
    """The settings of both providers, their twins in their place."""
    return {
        "twilio_account_sid": ACCOUNT_SID, "twilio_auth_token": AUTH_TOKEN, "twilio_from": SENDER,
        "twilio_api_url": twilio_url, "telegram_token": TOKEN, "telegram_secret": SECRET,
        "telegram_api_url": telegram_url,
    }  # fmt: skip


def furnish(tx: Tx, panels: tuple[dict[str, object], ...]) -> None:
    """The demonstration council's panels, an officer and a program's key."""
    put_panels(tx, panels)
    officers.add(tx, OFFICER, "administrator", PASSWORD_HASH)
    officers.add_key(tx, "journeys", KEY)


@asynccontextmanager
async def open_house(understand: Understand, database_url: str, public_url: str = "") -> AsyncIterator[House]:
    """Serve everything while the block runs. Without `public_url` the loopback address is the public one.

    Then Telegram is off: it takes no webhook without https.
    """
    clock = Clock(MORNING)
    twilio, telegram = TwilioApi(clock), TelegramApi()
    made: list[Parts] = []
    async with AsyncExitStack() as stack:
        written = stack.enter_context(logs.kept())
        twins = [await stack.enter_async_context(serve(twin.app)) for twin in (twilio, telegram)]
        given = {name: value for name, value in providers(*twins).items() if public_url or "telegram" not in name}

        def application(url: str) -> ASGIApp:
            settings = Settings.model_validate({
                "env": "test", "database_url": database_url, "secret_key": "a secret for journeys" * 2,
                "public_url": public_url or url, **given,
            })  # fmt: skip
            made.append(build(settings, understand=understand, clock=clock))
            made[0].db.write_now(lambda tx: furnish(tx, made[0].content.council.panels))
            return make_app(made[0], embedded=True)

        url, _ = await stack.enter_async_context(listening(application))
        web = await stack.enter_async_context(httpx2.AsyncClient(base_url=url))
        house = House(url, made[0], web, twilio, telegram)
        yield house
        logs.check(written.getvalue(), await house.read(logs.said))
