"""The residents and the provider's own habits: webhooks repeated until they are answered, late, and out of order."""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx2

from tests.chaos.town import PUBLIC, Town
from tests.counterparts.twilio_api import Webhook
from tests.journeys.phone import text_message

SCRIPT = ("MENU", "1", "RV1 1AA", "B")  # understood without the model, so that a process starts quickly
PATIENCE = 180.0
PAUSE = 0.3
STATES = ("sent", "delivered")


@dataclass
class Visit:
    """One resident's errand: who wrote, and what was acknowledged."""

    number: str = ""
    token: str | None = None
    acknowledged: list[str] = field(default_factory=list)


@dataclass
class Street:
    """Everybody who knocks."""

    town: Town
    chance: random.Random
    client: httpx2.AsyncClient

    async def everybody(self, texting: int, chatting: int) -> list[Visit]:
        """All of them at once."""
        texts = [self.text(f"+447700900{100 + number}") for number in range(texting)]
        chats = [self.chat(number) for number in range(chatting)]
        async with asyncio.timeout(PATIENCE):
            return list(await asyncio.gather(*texts, *chats))

    async def text(self, number: str) -> Visit:
        """An errand in texts; now and then one is repeated after the next one, as a provider does."""
        visit = Visit(number)
        webhooks = [text_message(number, text, f"SM{number[-3:]}{nth:029}") for nth, text in enumerate(SCRIPT)]
        signed = [Webhook(f"{PUBLIC}/webhooks/sms", webhook.pairs) for webhook in webhooks]
        for nth, webhook in enumerate(signed):
            await self._pause()
            await self.until_answered(webhook)
            visit.acknowledged.append(SCRIPT[nth])
            if self.chance.random() < 0.5:
                await self.until_answered(signed[self.chance.randrange(nth + 1)])
        return visit

    async def chat(self, number: int) -> Visit:
        """The same errand in the web chat; the page repeats what it got no answer for, under the same id."""
        visit = Visit()
        for nth, text in enumerate(SCRIPT):
            await self._pause()
            body = {"token": visit.token, "id": f"{number}-{nth}", "text": text}
            answer = await self.post("/chat/messages", json=body)
            visit.token = answer.json()["token"]
            visit.acknowledged.append(text)
        return visit

    async def receipts(self) -> None:
        """Twilio tells how far each of our messages came: twice, and in any order; runs until cancelled."""
        told = 0
        while True:
            while told < len(self.town.twilio.messages):
                sid = str(self.town.twilio.messages[told]["sid"])
                for state in self.chance.sample(STATES * 2, 4):
                    await self.until_answered(self.town.twilio.status_callback(sid, state))
                told += 1
            await asyncio.sleep(PAUSE)

    async def until_answered(self, webhook: Webhook) -> None:
        """Twilio posts again until it is answered."""
        await self.post(webhook.url.removeprefix(PUBLIC), content=webhook.body, headers=webhook.headers)

    async def post(self, path: str, **given: Any) -> httpx2.Response:
        """Knock at any door until one answers."""
        while True:
            door = self.chance.choice(self.town.doors)
            try:
                answer = await self.client.post(door + path, **given)
                if answer.status_code < 300:
                    return answer
                assert answer.status_code >= 500, (answer.status_code, answer.text)
            except httpx2.TransportError:
                pass
            await asyncio.sleep(PAUSE)

    async def _pause(self) -> None:
        await asyncio.sleep(self.chance.uniform(0, 8))


def rows_of(visits: Sequence[Visit]) -> int:
    """How many messages were acknowledged."""
    return sum(len(visit.acknowledged) for visit in visits)
