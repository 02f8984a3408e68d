"""What nobody signed, what has the wrong secret or shape is refused and leaves nothing; a repeat is taken once."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace

import httpx2
import pytest
from sqlalchemy import func, select

from bot.channels.telegram import SECRET_HEADER
from storage.inbox import I
from storage.outbox import O
from tests.journeys.house import PUBLIC, House
from tests.journeys.phone import NUMBER, Chatter, text_message
from tests.journeys.script import BIN

HELLO = text_message(NUMBER, BIN, "SM" + "7" * 32)
GUESSED = replace(HELLO, token="guessed")
SMS, STATUS, TELEGRAM = "/webhooks/sms", "/webhooks/sms/status", "/webhooks/telegram"
Send = Callable[[House], Awaitable[httpx2.Response]]


def sms(path: str = SMS, body: str = HELLO.body, **headers: str) -> Send:
    """A request to Twilio's webhook; a header of "" is left out."""
    given = {name: value for name, value in (HELLO.headers | headers).items() if value}
    return lambda house: house.web.post(path, content=body, headers=given)


def telegram(**headers: str) -> Send:
    """A request to Telegram's webhook; a header of "" is left out."""

    async def send(house: House) -> httpx2.Response:
        resident = Chatter(house)
        return await resident.post(resident.update("text"), **headers)

    return send


REFUSED = {
    "forged text": (sms(body=HELLO.body.replace("collected", "stolen")), 403),
    "forged signature": (sms(**{"X-Twilio-Signature": GUESSED.headers["X-Twilio-Signature"]}), 403),
    "no signature": (sms(**{"X-Twilio-Signature": ""}), 403),
    "signed for another address": (sms(path=f"{SMS}?to=elsewhere"), 403),
    "signed for another path": (sms(path=STATUS), 403),
    "JSON to Twilio's webhook": (sms(body=json.dumps(dict(HELLO.pairs)), **{"Content-Type": "application/json"}), 415),
    "no type": (sms(**{"Content-Type": "text/plain"}), 415),
    "wrong secret": (telegram(**{SECRET_HEADER: "guessed"}), 403),
    "no secret": (telegram(**{SECRET_HEADER: ""}), 403),
    "form to Telegram's webhook": (telegram(**{"Content-Type": "application/x-www-form-urlencoded"}), 415),
}


async def rows(house: House) -> tuple[int, int]:
    """How much was heard and how much is or was owed."""
    count = [select(func.count()).select_from(table) for table in (I, O)]
    heard, owed = await house.read(lambda tx: [int(tx.conn.execute(one).scalar() or 0) for one in count])
    return heard, owed


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_is_refused_leaves_nothing(house: House) -> None:
    answers = {name: (await send(house)).status_code for name, (send, _status) in REFUSED.items()}
    assert answers == {name: status for name, (_send, status) in REFUSED.items()}
    assert await rows(house) == (0, 0)
    assert await house.items("/conversations") == []
    assert (house.twilio.messages, house.telegram.messages) == ([], [])


async def test_a_replayed_text_is_taken_once(house: House) -> None:
    assert HELLO.url == PUBLIC + SMS
    for _ in range(3):
        assert (await sms()(house)).status_code == 200
        await house.settle()
    assert await rows(house) == (1, 1)
    assert len(house.twilio.messages) == 1


async def test_a_replayed_update_is_taken_once(house: House) -> None:
    resident = Chatter(house)
    update = resident.update("text")
    for _ in range(3):
        assert (await resident.post(update)).status_code == 200
        await house.settle()
    assert await rows(house) == (1, 1)
    assert len(resident.messages()) == 1
