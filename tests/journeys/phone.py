"""Residents with a phone: texts by Twilio's signed webhooks, Telegram by updates with the secret header."""

import json
import re
from copy import deepcopy
from typing import Any

import httpx2

from bot.channels.telegram import SECRET_HEADER
from tests.channels.telegram_case import SECRET
from tests.channels.telegram_case import payload as telegram_payload
from tests.channels.twilio_case import payload as twilio_payload
from tests.counterparts.twilio_api import Webhook
from tests.journeys.house import PUBLIC, House

NUMBER = "+447700900123"


def text_message(number: str, text: str, sid: str, base: str = PUBLIC) -> Webhook:
    """What Twilio posts, signed for this address, when this number sends this text."""
    changed = {"From": number, "Body": text, "MessageSid": sid, "SmsSid": sid, "SmsMessageSid": sid}
    return Webhook(f"{base}/webhooks/sms", [(name, changed.get(name, old)) for name, old in twilio_payload("text")])


class Texter:
    """Somebody who writes texts."""

    def __init__(self, house: House, number: str = NUMBER) -> None:
        self.house, self.number = house, number
        self._count = 0

    def texts(self) -> list[str]:
        """Every text of ours that reached this number."""
        return [str(row["body"]) for row in self.house.twilio.messages if row["to"] == self.number]

    async def post(self, text: str) -> httpx2.Response:
        """Send without waiting for the answer."""
        self._count += 1
        sid, base = f"SM{self.number[-6:]}{self._count:026}", self.house.parts.settings.base_url
        webhook = text_message(self.number, text, sid, base)
        return await self.house.web.post("/webhooks/sms", content=webhook.body, headers=webhook.headers)

    async def say(self, text: str) -> str:
        """Send a text; the text that comes back ("" when none does)."""
        before = len(self.texts())
        answer = await self.post(text)
        assert answer.status_code == 200, answer.text
        await self.house.settle()
        new = self.texts()[before:]
        assert len(new) <= 1, new
        return new[0] if new else ""

    async def tap(self, label: str) -> str:
        """Reply with the digit or letter that stands before the label."""
        found = re.search(rf"\b(\d+|[A-Z]):? {re.escape(label)}(?=[,.\n]|$)", self.texts()[-1])
        assert found, f"{label!r} is not offered in {self.texts()[-1]!r}"
        return await self.say(found[1])


class Chatter:
    """Somebody who writes on Telegram."""

    def __init__(self, house: House, chat: int = 900001) -> None:
        self.house, self.chat = house, chat
        self._count = 0

    def messages(self) -> list[dict[str, Any]]:
        """Every message of ours in this chat."""
        return [row for row in self.house.telegram.messages if row["chat_id"] == str(self.chat)]

    def update(self, kind: str) -> dict[str, Any]:
        """A new update out of a real payload, from this chat."""
        self._count += 1
        update = deepcopy(telegram_payload(kind))
        update["update_id"] = self.chat * 1000 + self._count
        return update

    async def post(self, update: dict[str, Any], **headers: str) -> httpx2.Response:
        """Let Telegram post this."""
        given = {"Content-Type": "application/json", SECRET_HEADER: SECRET} | headers
        return await self.house.web.post("/webhooks/telegram", content=json.dumps(update), headers=given)

    async def say(self, text: str) -> str:
        """Write; the text that comes back."""
        update = self.update("text")
        update["message"] |= {"text": text, "message_id": 1000 + self._count}
        return await self._answer(update)

    async def tap(self, label: str) -> str:
        """Tap a button under the last message."""
        last = self.messages()[-1]
        rows = (last.get("reply_markup") or {}).get("inline_keyboard", [])
        data = next((button["callback_data"] for row in rows for button in row if button["text"] == label), None)
        assert data, f"{label!r} is no button of {last}"
        update = self.update("tap")
        update["callback_query"] |= {"id": f"tap{self._count}", "data": data}
        update["callback_query"]["message"]["message_id"] = last["message_id"]
        return await self._answer(update)

    async def _answer(self, update: dict[str, Any]) -> str:
        before = len(self.messages())
        answer = await self.post(update)
        assert answer.status_code == 200, answer.text
        await self.house.settle()
        new = [str(row["text"]) for row in self.messages()[before:]]
        assert len(new) <= 1, new
        return new[0] if new else ""
