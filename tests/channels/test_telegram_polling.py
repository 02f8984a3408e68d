"""Telegram by polling: updates in order, confirmed once they are kept."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.channels.telegram import SECRET_HEADER
from bot.messages import Address, Channel
from tests.channels.door import FakeDoor
from tests.channels.telegram_case import payload, post, settings, telegram_part
from tests.counterparts.serve import serve
from tests.counterparts.telegram_api import Fault, TelegramApi

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
GROUP = "-1001900001"
SAM = Address(Channel.TELEGRAM, "900001")


@pytest.fixture
def api() -> TelegramApi:
    return TelegramApi()


@pytest.fixture
async def api_url(api: TelegramApi) -> AsyncIterator[str]:
    async with serve(api.app) as url:
        yield url


async def test_polling_takes_updates_in_order_and_confirms_them(api: TelegramApi, api_url: str) -> None:
    door, part = (
        FakeDoor(),
        telegram_part(settings(api_url, telegram_mode="polling", telegram_secret=""), pause=0.0),
    )
    api.webhook = {"url": "https://old.example"}
    async with part.running(door):
        await api.push(payload("text"), payload("help"))
        await api.push(payload("unblocked"), payload("group_talk"))
        await door.until(lambda: len(door.kept) == 3)
        await api.until(lambda: not api.updates)
    assert [(kept.text, kept.opt) for kept in door.kept] == [
        ("my bin was not collected", ""),
        ("help", ""),
        ("", "start"),
    ]
    assert door.kept[0].text == "my bin was not collected"
    assert list(part.routes()) == []


async def test_polling_survives_errors_and_loses_nothing(api: TelegramApi, api_url: str) -> None:
    door, part = FakeDoor(), telegram_part(settings(api_url, telegram_mode="polling"), pause=0.0)
    for fault in (Fault(502, "Bad Gateway"), Fault(409, "Conflict"), Fault(429, "Slow", parameters={"retry_after": 1})):
        api.faults.extend([Fault(passes=True, method="getUpdates"), fault])
    async with part.running(door):
        for name in ("text", "help", "menu"):
            await api.push(payload(name))
        await door.until(lambda: len(door.kept) == 3)
    assert [kept.text for kept in door.kept] == ["my bin was not collected", "help", "menu"]


async def test_polling_repeats_what_could_not_be_kept(api: TelegramApi, api_url: str) -> None:
    door, part = FakeDoor(), telegram_part(settings(api_url, telegram_mode="polling"), pause=0.0)
    door.away = True
    async with part.running(door):
        await api.push(payload("text"))
        await api.until(lambda: api.calls.count("getUpdates") > 2)
        door.away = False
        await door.until(lambda: door.kept)
    assert [kept.text for kept in door.kept] == ["my bin was not collected"]


async def test_the_secret_is_compared_whole(api_url: str) -> None:
    part = telegram_part(settings(api_url))
    async with part.running(FakeDoor()):
        for secret in ("counterpart-secre", "counterpart-secret2", "Counterpart-secret"):
            assert await post(part, json.dumps(payload("text")), **{SECRET_HEADER: secret}) == 403
