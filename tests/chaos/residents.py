"""The residents and the providers' own habits: webhooks repeated until they are answered, late, and out of order."""

import asyncio
import json
import random
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import httpx2

from bot.channels.telegram import SECRET_HEADER
from bot.channels.webchat_identity import Tokens
from bot.messages import Channel
from tests.channels.telegram_case import SECRET as TELEGRAM_SECRET
from tests.channels.telegram_case import payload
from tests.chaos.town import PUBLIC, SECRET, Town
from tests.counterparts.twilio_api import Webhook
from tests.journeys.phone import text_message

# Understood without the model, so that a process starts quickly: two errands, a question, and one more look.
ERRAND = ("MENU", "1", "RV1 1AA", "B")
SCRIPT = (*ERRAND, *ERRAND, "HELP", "MENU")
ASKED = ("What do you need help with", "postcode", "Which home", "Your reference is")
TOLD = (*ASKED, *ASKED, "Tell me what you need", "What do you need help with")
ERRANDS = 2
PATIENCE = 1800.0
PAUSE = 0.3
ANSWERS_WITHIN = 20.0
STATES = ("sent", "delivered")
IMPATIENT = 0.03  # of all requests: the other side hangs up before it is answered
REPEATED = 0.3  # of all webhooks: sent again later though they were answered


@dataclass(frozen=True)
class Request:
    """One request, the same each time that it is repeated."""

    path: str
    content: str
    headers: dict[str, str]


@dataclass
class Resident:
    """Somebody with two errands: the requests that carry them, and the ids under which we keep them."""

    channel: Channel
    address: str
    requests: list[Request]
    ids: list[str]
    heard: int = 0


def twilio(webhook: Webhook) -> Request:
    """A signed webhook for any of our doors."""
    return Request(webhook.url.removeprefix(PUBLIC), webhook.body, webhook.headers)


def texting(number: int, channel: Channel) -> Resident:
    """A phone, by text message or WhatsApp."""
    phone = f"+447700900{number:03}"
    prefix = "whatsapp:" if channel is Channel.WHATSAPP else ""
    ids = [f"SM{channel.value[0]:0>1}{number:03}{nth:028}" for nth in range(len(SCRIPT))]
    posts = [twilio(text_message(prefix + phone, text, sid, PUBLIC)) for text, sid in zip(SCRIPT, ids, strict=True)]
    return Resident(channel, phone, posts, ids)


def on_telegram(number: int) -> Resident:
    """A chat on Telegram."""
    chat, posts, ids = 900_000 + number, [], []
    for nth, text in enumerate(SCRIPT):
        update = deepcopy(payload("text"))
        update["update_id"] = chat * 100 + nth
        update["message"] |= {"text": text, "message_id": 1000 + nth}
        update["message"]["chat"]["id"] = update["message"]["from"]["id"] = chat
        headers = {"content-type": "application/json", SECRET_HEADER: TELEGRAM_SECRET}
        posts.append(Request("/webhooks/telegram", json.dumps(update), headers))
        ids.append(str(update["update_id"]))
    return Resident(Channel.TELEGRAM, str(chat), posts, ids)


def on_the_web(number: int) -> Resident:
    """A browser that was given its token before; it repeats what it got no answer for under the same id."""
    token, address, _new = Tokens(SECRET.encode()).resume()
    bodies = [{"token": token, "id": f"{number}-{nth}", "text": text} for nth, text in enumerate(SCRIPT)]
    headers = {"content-type": "application/json"}
    posts = [Request("/chat/messages", json.dumps(body), headers) for body in bodies]
    return Resident(Channel.WEB, address.value, posts, [f"{address.value}:{body['id']}" for body in bodies])


def people(count: int) -> list[Resident]:
    """Of ten, five text, one is on WhatsApp, two on Telegram and two at the web chat."""
    kinds = [texting, texting, on_telegram, texting, on_the_web, texting, None, on_telegram, texting, on_the_web]
    made: list[Resident] = []
    for number in range(count):
        kind: Any = kinds[number % len(kinds)]
        if kind is texting:
            made.append(texting(number, Channel.SMS))
        else:
            made.append(kind(number) if kind else texting(number, Channel.WHATSAPP))
    return made


@dataclass
class Street:
    """Everybody who knocks. Each draws lots of their own, so that who comes first changes nobody's fate."""

    town: Town
    seed: int
    client: httpx2.AsyncClient
    spread: float
    told: int = 0
    repeats: int = 0

    async def everybody(self, residents: list[Resident]) -> None:
        """All of them at once, each within `spread` seconds but for waiting."""
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(*(self.visit(one, nth) for nth, one in enumerate(residents)))

    async def visit(self, one: Resident, number: int) -> None:
        """Say one thing after another; now and then an earlier one comes again, as providers do."""
        chance, doors = random.Random(f"{self.seed} {number}"), random.Random(number)
        for nth, request in enumerate(one.requests):
            await asyncio.sleep(chance.uniform(0, 2 * self.spread / len(SCRIPT)))
            await self.until_answered(request, doors)
            one.heard += 1
            if chance.random() < REPEATED:
                self.repeats += 1
                await self.until_answered(one.requests[chance.randrange(nth + 1)], doors)

    async def receipts(self) -> None:
        """Twilio tells how far our messages came: out of order, some of it twice; runs until cancelled."""
        chance = random.Random(f"{self.seed} receipts")
        while True:
            fresh = self.town.twilio.messages[self.told :]
            calls = list(self._calls(fresh, chance))
            chance.shuffle(calls)
            self.told += len(fresh)
            for start in range(0, len(calls), 8):
                await asyncio.gather(*(self.until_answered(one, chance) for one in calls[start : start + 8]))
            await asyncio.sleep(PAUSE)

    def _calls(self, rows: list[dict[str, object]], chance: random.Random) -> Iterator[Request]:
        for row in rows:
            for state in (*STATES, *([chance.choice(STATES)] if chance.random() < REPEATED else [])):
                yield twilio(self.town.twilio.status_callback(str(row["sid"]), state))

    async def until_answered(self, request: Request, chance: random.Random) -> None:
        """Knock at any door until one answers; who is impatient hangs up and knocks again."""
        while True:
            door = chance.choice(self.town.doors)
            timeout = httpx2.Timeout(0.01 if chance.random() < IMPATIENT else ANSWERS_WITHIN, pool=None)
            try:
                answer = await self.client.post(
                    door + request.path, content=request.content, headers=request.headers, timeout=timeout
                )
                if answer.status_code < 300:
                    return
                assert answer.status_code >= 500 or answer.status_code == 429, (answer.status_code, answer.text)
            except httpx2.TransportError:
                pass
            await asyncio.sleep(PAUSE)
