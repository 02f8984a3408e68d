"""What we ask of Telegram, with the real python-telegram-bot and the Bot API's twin over HTTP."""

import logging
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest

from bot.channels.telegram import Telegram
from bot.messages import (
    Address,
    Channel,
    Choice,
    OurFault,
    Outbound,
    PersonStopped,
    Receipt,
    ReceiptState,
    RetryLater,
    SendError,
    TellOfficer,
)
from tests.channels.door import FakeDoor
from tests.channels.telegram_case import SEND, settings, telegram_part
from tests.counterparts.serve import serve
from tests.counterparts.telegram_api import TOKEN, Fault, TelegramApi

SAM = Address(Channel.TELEGRAM, "900001")
GROUP = "-1001900001"
BINS = (Choice("Brown bin", "brown"), Choice("Bin gwyrdd ŵ", "green"))
PRIVATE = {"text": "Answer in private", "url": "https://t.me/riverton_bot?start=missed_bin-bin"}
OUTGOING: list[tuple[str, Outbound, dict[str, Any]]] = [
    ("text", Outbound(1, SAM, "We’ll call – soon 👍"), {"chat_id": "900001", "text": "We’ll call – soon 👍"}),
    (
        "choices",
        Outbound(1, SAM, "Which bin?", BINS, "missed_bin.bin"),
        {
            "chat_id": "900001",
            "text": "Which bin?",
            "reply_markup": {
                "inline_keyboard": [
                    [{"text": "Brown bin", "callback_data": "missed_bin.bin|brown"}],
                    [{"text": "Bin gwyrdd ŵ", "callback_data": "missed_bin.bin|green"}],
                ]
            },
        },
    ),
    ("an officer", Outbound(1, SAM, "Hello, Alex here", sender="officer"), {"text": "Hello, Alex here"}),
    ("a group", Outbound(1, SAM, "Bin day is Friday.", group=GROUP), {"chat_id": GROUP, "text": "Bin day is Friday."}),
    (
        "a question in a group",
        Outbound(1, SAM, "I need to ask you more.", BINS, "missed_bin.bin", group=GROUP),
        {"chat_id": GROUP, "reply_markup": {"inline_keyboard": [[PRIVATE]]}},
    ),
    (
        "an open question in a group",
        Outbound(1, SAM, "I need to ask you more.", asked="missed_bin.bin", group=GROUP),
        {"chat_id": GROUP, "reply_markup": {"inline_keyboard": [[PRIVATE]]}},
    ),
]

ERRORS = [
    ("blocked", Fault(403, "Forbidden: bot was blocked by the user", SEND), PersonStopped, "forbidden"),
    ("token", Fault(401, "Unauthorized", SEND), OurFault, "token"),
    ("wrong address", Fault(404, "Not Found", SEND), OurFault, "token"),
    ("busy", Fault(429, "Too Many Requests", SEND, {"retry_after": 7}), RetryLater, "429"),
    ("no chat", Fault(400, "Bad Request: chat not found", SEND), TellOfficer, "bad-request"),
    ("moved", Fault(400, "Bad Request", SEND, {"migrate_to_chat_id": -5}), TellOfficer, "bad-request"),
    ("gateway", Fault(502, "Bad Gateway", SEND), RetryLater, "server"),
    ("page", Fault(503, method=SEND, page="<h1>Away</h1>"), RetryLater, "server"),
    ("conflict", Fault(409, "Conflict", SEND), RetryLater, "Conflict"),
]


@pytest.fixture
def api() -> TelegramApi:
    return TelegramApi()


@pytest.fixture
async def api_url(api: TelegramApi) -> AsyncIterator[str]:
    async with serve(api.app) as url:
        yield url


@pytest.fixture
async def telegram(api: TelegramApi, api_url: str) -> AsyncIterator[Telegram]:
    part = telegram_part(settings(api_url))
    async with part.running(FakeDoor()):
        await api.until(lambda: api.webhook)
        yield part


@pytest.mark.parametrize(("label", "message", "expected"), OUTGOING, ids=[row[0] for row in OUTGOING])
async def test_outgoing(
    label: str, message: Outbound, expected: dict[str, Any], api: TelegramApi, telegram: Telegram
) -> None:
    receipt = await telegram.send(message)
    [row] = api.messages
    assert (label, {name: row.get(name) for name in expected}) == (label, expected)
    assert receipt == Receipt(Channel.TELEGRAM, f"{row['chat_id']}:1", ReceiptState.SENT)
    assert bool(row.get("reply_markup")) == ("reply_markup" in expected)


@pytest.mark.parametrize(("label", "fault", "kind", "code"), ERRORS, ids=[row[0] for row in ERRORS])
async def test_errors(
    label: str, fault: Fault, kind: type[SendError], code: str, api: TelegramApi, telegram: Telegram
) -> None:
    api.faults.append(fault)
    with pytest.raises(SendError) as caught:
        await telegram.send(Outbound(1, SAM, "Hello"))
    assert (label, type(caught.value), caught.value.code) == (label, kind, code)


async def test_the_wait_that_telegram_asks_for_is_passed_on(api: TelegramApi, telegram: Telegram) -> None:
    api.faults.append(Fault(429, "Too Many Requests", SEND, {"retry_after": 7}))
    with pytest.raises(RetryLater) as caught:
        await telegram.send(Outbound(1, SAM, "Hello"))
    assert caught.value.seconds == 7


async def test_where_nobody_listens_the_message_surely_did_not_go_out() -> None:
    async with serve(TelegramApi().app) as gone:
        pass
    part = telegram_part(settings(gone))
    async with part.running(FakeDoor()):
        with pytest.raises(RetryLater) as caught:
            await part.send(Outbound(1, SAM, "Hello"))
    assert caught.value.code == "unreachable"


async def test_after_silence_nobody_knows(api: TelegramApi, api_url: str) -> None:
    api.faults.append(Fault(method=SEND, hang=True))
    part = telegram_part(settings(api_url, send_timeout=0.2))
    async with part.running(FakeDoor()):
        with pytest.raises(RetryLater) as caught:
            await part.send(Outbound(1, SAM, "Hello"))
    assert caught.value.code == "unknown"


async def test_thrown_out_of_a_group_is_not_a_person_who_stopped(api: TelegramApi, telegram: Telegram) -> None:
    api.blocked.add(GROUP)
    with pytest.raises(TellOfficer):
        await telegram.send(Outbound(1, SAM, "Hello", group=GROUP))


async def test_a_wrong_token_is_our_fault(api_url: str) -> None:
    part = telegram_part(settings(api_url, telegram_token="990001:wrong"))
    async with part.running(FakeDoor()):
        with pytest.raises(OurFault):
            await part.send(Outbound(1, SAM, "Hello"))


@pytest.mark.parametrize(
    ("asked", "value"), [("q" * 32, "v" * 32), ("q", "ŵ" * 32), ("a|b", "v")], ids=["long", "long in bytes", "bar"]
)
async def test_a_button_that_cannot_be_told_apart_is_our_fault(
    asked: str, value: str, api: TelegramApi, telegram: Telegram
) -> None:
    with pytest.raises(OurFault):
        await telegram.send(Outbound(1, SAM, "Which?", (Choice("This", value),), asked))
    assert api.messages == []


async def test_the_longest_button_is_taken(api: TelegramApi, telegram: Telegram) -> None:
    await telegram.send(Outbound(1, SAM, "Which?", (Choice("This", "v" * 31),), "q" * 32))
    assert len(api.messages) == 1


async def test_the_keyboard_stands_under_the_last_piece(api: TelegramApi, telegram: Telegram) -> None:
    await telegram.send(Outbound(1, SAM, "\n\n".join(letter * 4000 for letter in "ab"), BINS, "q"))
    assert [(row["text"][0], "reply_markup" in row) for row in api.messages] == [("a", False), ("b", True)]


async def test_a_retry_goes_on_after_the_last_piece_that_went_out(api: TelegramApi, telegram: Telegram) -> None:
    message = Outbound(1, SAM, "\n\n".join(letter * 4000 for letter in "abc"))
    api.faults.extend([Fault(passes=True, method=SEND), Fault(502, "Bad Gateway", SEND)])
    with pytest.raises(RetryLater):
        await telegram.send(message)
    receipt = await telegram.send(message)
    assert [row["text"][0] for row in api.messages] == ["a", "b", "c"]
    assert receipt.provider_id == "900001:3"


async def test_the_private_button_speaks_the_words_it_was_given(api: TelegramApi, api_url: str) -> None:
    part = Telegram(settings(api_url), private_label="Ateb yn breifat")
    async with part.running(FakeDoor()):
        await api.until(lambda: api.webhook)
        await part.send(Outbound(1, SAM, "?", asked="q", group=GROUP))
    [[button]] = api.messages[0]["reply_markup"]["inline_keyboard"]
    assert button["text"] == "Ateb yn breifat"


async def test_logs_hold_neither_token_nor_text(
    telegram: Telegram, api: TelegramApi, caplog: pytest.LogCaptureFixture
) -> None:
    api.faults.append(Fault(passes=True))
    with caplog.at_level(logging.INFO):
        await telegram.send(Outbound(1, SAM, "My secret"))
    ours = " ".join(record.getMessage() for record in caplog.records if not record.name.startswith("uvicorn"))
    assert TOKEN not in ours
    assert "secret" not in ours


@pytest.mark.parametrize(
    ("method", "given", "status"),
    [
        ("sendMessage", {"chat_id": "1", "text": "x"}, 200),
        ("sendMessage", {"chat_id": "1", "text": "x", "colour": "blue"}, 400),
        ("sendMessage", {"chat_id": "1"}, 400),
        ("sendMessage", {"chat_id": "1", "text": "x" * 4097}, 400),
        ("sendMessage", {"chat_id": "1", "text": " "}, 400),
        ("sendMessage", {"chat_id": "1", "text": "x", "reply_markup": '{"inline_keyboard": [[{"text": "a"}]]}'}, 400),
        ("sendMassage", {"chat_id": "1", "text": "x"}, 404),
        ("editMessageReplyMarkup", {"chat_id": "1", "message_id": "one"}, 400),
        ("editMessageReplyMarkup", {"chat_id": "1", "message_id": "9"}, 400),
        ("setWebhook", {"url": "http://riverton.example"}, 400),
    ],
)
async def test_the_twin_refuses_what_telegram_refuses(
    method: str, given: dict[str, str], status: int, api_url: str
) -> None:
    async with httpx2.AsyncClient() as client:
        answer = await client.post(f"{api_url}/bot{TOKEN}/{method}", data=given)
    assert (answer.status_code, answer.json()["ok"]) == (status, status == 200)
