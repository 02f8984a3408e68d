"""What Telegram sends and what comes of it. Each payload file is an update as the Bot API gives it."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels.telegram_updates import User, read_update, to_inbound
from bot.messages import Address, Channel, Inbound, Media
from tests.channels.door import FakeDoor
from tests.channels.telegram_case import PUBLIC, payload, post, settings, telegram_part
from tests.counterparts.serve import serve
from tests.counterparts.telegram_api import BOT_ID, USERNAME, Fault, TelegramApi

ME = User(id=BOT_ID, username=USERNAME)
SAM = Address(Channel.TELEGRAM, "900001")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
GROUP = "-1001900001"
LIBRARY = (51.5007, -0.1246)
Row = tuple[str, dict[str, object]]
SAID: list[Row] = [
    ("text", {"text": "my bin was not collected"}),
    ("text_in_welsh", {"text": "Mae fy min yn llawn", "language": "cy"}),
    ("no_language", {"text": "hello", "language": ""}),
    ("start", {"text": "start"}),
    ("start_with_payload", {"text": "start", "start": "missed_bin-place"}),
    ("start_with_bad_payload", {"text": "start"}),
    ("help", {"text": "help"}),
    ("help_named", {"text": "help"}),
    ("help_of_another_bot", {"text": "/help@other_bot"}),
    ("stop", {"text": "stop"}),
    ("menu", {"text": "menu"}),
    ("person", {"text": "person please"}),
    ("delete_my_data", {"text": "delete my data"}),
    ("slash_in_words", {"text": "and/or"}),
    ("photo", {"text": "look at this", "media": (Media("telegram:photo-large", "image/jpeg"),)}),
    ("document", {"media": (Media("telegram:doc-1", "application/pdf"),)}),
    ("voice", {"media": (Media("telegram:voice-1", "audio/ogg"),)}),
    ("video", {"text": "here", "media": (Media("telegram:video-1", "video/mp4"),)}),
    ("location", {"location": LIBRARY}),
    ("venue", {"location": LIBRARY}),
    ("contact_own", {"phone": "+447700900001"}),
    ("contact_own_with_plus", {"phone": "+447700900001"}),
    ("contact_of_another", {}),
    ("contact_without_account", {}),
    ("sticker", {"text": "👍"}),
    ("dice", {}),
    ("null_character", {"text": "binday"}),
    ("forwarded", {"text": "Council closes library!"}),
    ("edited", {"text": "my brown bin was not collected", "edited": True}),
    ("group_mention", {"text": "when is bin day?", "group": GROUP}),
    ("group_mention_at_the_end", {"text": "when is bin day", "group": GROUP}),
    ("group_mention_only", {"group": GROUP}),
    (
        "group_mention_in_caption",
        {"text": "look", "media": (Media("telegram:photo-large", "image/jpeg"),), "group": GROUP},
    ),
    ("group_reply", {"text": "and recycling?", "group": GROUP}),
    ("group_command", {"text": "help", "group": GROUP}),
    ("group_basic", {"text": "hello", "group": "-900002"}),
]

TAPPED: list[Row] = [
    ("tap", {"provider_id": "tap:900001:40:brown", "text": "Brown bin", "choice": "brown", "asked": "missed_bin.bin"}),
    (
        "tap_value_with_bar",
        {"provider_id": "tap:900001:40:a|b", "choice": "a|b", "asked": "q7"},
    ),
    ("tap_without_question", {"provider_id": "tap:900001:40:brown", "choice": "brown"}),
    (
        "tap_on_a_message_too_old_to_see",
        {"provider_id": "tap:900001:40:brown", "choice": "brown", "asked": "missed_bin.bin"},
    ),
    ("tap_without_message", {"provider_id": "500035", "choice": "brown", "asked": "missed_bin.bin"}),
    ("tap_in_group", {"provider_id": f"tap:{GROUP}:41:yes", "choice": "yes", "asked": "q7", "group": GROUP}),
]

NOT_FOR_US = [
    "added_to_group",
    "channel_post",
    "edited_live_location",
    "group_anonymous_admin",
    "group_command_for_all",
    "group_command_of_another_bot",
    "group_longer_name",
    "group_mail_address",
    "group_reply_to_another",
    "group_talk",
    "joined",
    "pinned",
    "removed_from_group",
    "unknown_kind",
    "unknown_shape",
]


@pytest.fixture
def api() -> TelegramApi:
    return TelegramApi()


@pytest.fixture
async def api_url(api: TelegramApi) -> AsyncIterator[str]:
    async with serve(api.app) as url:
        yield url


def read(name: str) -> Inbound | None:
    """What comes of a payload file."""
    update = read_update(json.dumps(payload(name)).encode())
    return to_inbound(update, ME) if update else None


def expected(name: str, changes: dict[str, Any]) -> Inbound:
    """A message of Sam's with these changes."""
    given = {"provider_id": str(payload(name)["update_id"]), "language": "en"} | changes
    return Inbound(SAM, **given)


@pytest.mark.parametrize(("name", "changes"), SAID, ids=[row[0] for row in SAID])
def test_said(name: str, changes: dict[str, Any]) -> None:
    assert read(name) == expected(name, {"received": NOW} | changes)


@pytest.mark.parametrize(("name", "changes"), TAPPED, ids=[row[0] for row in TAPPED])
def test_tapped(name: str, changes: dict[str, Any]) -> None:
    assert read(name) == expected(name, changes)


@pytest.mark.parametrize(("name", "opt"), [("blocked", "stop"), ("unblocked", "start")])
def test_blocking_is_stopping(name: str, opt: str) -> None:
    assert read(name) == expected(name, {"received": NOW, "opt": opt, "language": ""})


@pytest.mark.parametrize("name", NOT_FOR_US)
def test_not_for_us(name: str) -> None:
    assert read(name) is None


async def test_what_is_not_for_us_is_not_kept_and_not_repeated(api: TelegramApi, api_url: str) -> None:
    door, part = FakeDoor(), telegram_part(settings(api_url))
    async with part.running(door):
        await api.until(lambda: api.webhook)
        answers = {name: await post(part, json.dumps(payload(name))) for name in NOT_FOR_US}
    assert answers == dict.fromkeys(NOT_FOR_US, 200)
    assert door.kept == []


def test_every_payload_file_stands_in_a_table() -> None:
    from tests.channels.telegram_case import PAYLOADS

    named = {row[0] for row in [*SAID, *TAPPED]} | {*NOT_FOR_US, "blocked", "unblocked"}
    assert {path.stem for path in PAYLOADS.iterdir()} == named


async def test_group_talk_is_recognised_with_the_name_that_telegram_tells_us(api: TelegramApi, api_url: str) -> None:
    door, part = FakeDoor(), telegram_part(settings(api_url))
    async with part.running(door):
        await api.until(lambda: api.webhook)
        assert await post(part, json.dumps(payload("group_mention"))) == 200
    assert [(kept.text, kept.group) for kept in door.kept] == [("when is bin day?", GROUP)]


async def test_a_tap_is_answered_and_its_keyboard_taken_away(api: TelegramApi, api_url: str) -> None:
    door, part = FakeDoor(), telegram_part(settings(api_url))
    tap = payload("tap")
    async with part.running(door):
        await api.until(lambda: api.webhook)
        api.messages.append({"chat_id": "900001", "message_id": 40, "text": "Which bin?", "reply_markup": {"a": 1}})
        assert await post(part, json.dumps(tap)) == 200
        await api.until(lambda: "editMessageReplyMarkup" in api.calls)
    assert api.answered == [tap["callback_query"]["id"]]
    assert api.messages[0]["reply_markup"] is None
    assert [kept.choice for kept in door.kept] == ["brown"]


async def test_a_second_tap_on_the_same_button_is_a_repeat(api_url: str) -> None:
    door, part = FakeDoor(), telegram_part(settings(api_url))
    async with part.running(door):
        for number in (1, 2):
            assert await post(part, json.dumps(payload("tap") | {"update_id": number})) == 200
    assert len(door.kept) == 1


async def test_a_tap_counts_when_the_courtesies_fail(api: TelegramApi, api_url: str) -> None:
    door, part = FakeDoor(), telegram_part(settings(api_url))
    api.faults.extend([Fault(passes=True), Fault(passes=True), Fault(description="Bad Request: query is too old")])
    async with part.running(door):
        await api.until(lambda: api.webhook)
        assert await post(part, json.dumps(payload("tap"))) == 200
    assert [kept.choice for kept in door.kept] == ["brown"]


NO_UPDATES = {
    "empty": "",
    "null": "null",
    "list": "[]",
    "no id": '{"message": {}}',
    "id in words": '{"update_id": "7"}',
    "id true": '{"update_id": true}',
    "deep": "[" * 50_000,
    "not text": "\udcff",
}


async def test_what_is_no_update_is_refused(api_url: str) -> None:
    door, part = FakeDoor(), telegram_part(settings(api_url))
    async with part.running(door):
        answers = {label: await post(part, body) for label, body in NO_UPDATES.items()}
    assert answers == dict.fromkeys(NO_UPDATES, 400)
    assert door.kept == []


def test_half_a_character_is_left_out() -> None:
    update = read_update(
        b'{"update_id": 1, "message": {"message_id": 1, "chat": {"id": 5, "type": "private"},'
        b' "from": {"id": 5}, "text": "bin\\ud83d day"}}'
    )
    assert update
    inbound = to_inbound(update, ME)
    assert inbound
    assert inbound.text == "bin day"


async def test_before_the_door_is_open_telegram_is_asked_to_repeat(api_url: str) -> None:
    assert await post(telegram_part(settings(api_url)), json.dumps(payload("text"))) == 503


async def test_the_webhook_is_registered_with_its_secret(api: TelegramApi, api_url: str) -> None:
    async with telegram_part(settings(api_url)).running(FakeDoor()):
        await api.until(lambda: api.webhook)
    assert api.webhook == {
        "url": f"{PUBLIC}/webhooks/telegram",
        "secret_token": "counterpart-secret",
        "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member"],
    }


async def test_without_a_public_address_no_webhook_is_registered(api: TelegramApi, api_url: str) -> None:
    async with telegram_part(settings(api_url, public_url="")).running(FakeDoor()):
        await api.until(lambda: api.calls)
    assert api.calls == ["getMe"]


@pytest.mark.parametrize(
    "fault", [Fault(502, "Bad Gateway"), Fault(401, "Unauthorized"), Fault(page="<h1>Hi</h1>", status=200)]
)
async def test_when_telegram_is_away_at_start_we_serve_and_try_again(
    fault: Fault, api: TelegramApi, api_url: str
) -> None:
    door, part = FakeDoor(), telegram_part(settings(api_url), pause=0.0)
    api.faults.append(fault)
    async with part.running(door):
        assert await post(part, json.dumps(payload("text"))) == 200
        await api.until(lambda: api.webhook)
    assert len(door.kept) == 1


async def test_health_says_that_telegram_is_away(api: TelegramApi, api_url: str) -> None:
    part = telegram_part(settings(api_url, public_url="http://riverton.example"), pause=0.0)
    async with part.running(FakeDoor()):
        await api.until(lambda: api.calls.count("getMe") > 1)
        assert part.health() == "on, but BadRequest from Telegram; trying again"
