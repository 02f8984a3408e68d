"""What Twilio posts and what comes of it. Each payload file is a form as Twilio sends it."""

from urllib.parse import quote

import pytest

from bot.channels.base import ChannelPart
from bot.channels.sms import Sms
from bot.messages import Address, Channel, Inbound, Media, Receipt, ReceiptState
from tests.channels.door import FakeDoor
from tests.channels.twilio_case import PUBLIC, payload, settings, web
from tests.counterparts.twilio_api import Webhook

SAM = Address(Channel.SMS, "+447700900001")
SAM_WHATSAPP = Address(Channel.WHATSAPP, "+447700900001")
MEDIA = "https://api.twilio.com/2010-04-01/Accounts/AC" + "0" * 32 + "/Messages/MM1/Media/"
INCOMING = [
    ("text", Inbound(SAM, "SM" + "1".zfill(32), "my bin was not collected")),
    ("empty_body", Inbound(SAM, "SM" + "2".zfill(32))),
    ("curly_and_welsh", Inbound(SAM, "SM" + "3".zfill(32), "Mae’r bin yn llawn – tŷ 4 🙂")),
    (
        "photo",
        Inbound(
            SAM,
            "MM" + "4".zfill(32),
            "look",
            media=(Media(f"{MEDIA}ME1", "image/jpeg"), Media(f"{MEDIA}ME2", "application/pdf")),
        ),
    ),
    (
        "photo_counted_not_named",
        Inbound(SAM, "SM" + "5".zfill(32), "look", media=(Media("https://api.twilio.com/media/ME1", "image/png"),)),
    ),
    ("stop_handled_by_twilio", Inbound(SAM, "SM" + "6".zfill(32), "STOP", opt="stop")),
    ("start_handled_by_twilio", Inbound(SAM, "SM" + "7".zfill(32), "START", opt="start")),
    ("help_handled_by_twilio", Inbound(SAM, "SM" + "8".zfill(32), "HELP", opt="help")),
    ("stop_not_handled", Inbound(SAM, "SM" + "9".zfill(32), "STOP")),
    ("new_field", Inbound(SAM, "SM" + "10".zfill(32), "hello")),
    ("short_code", Inbound(Address(Channel.SMS, "60777"), "SM" + "11".zfill(32), "hello")),
    ("whatsapp_text", Inbound(SAM_WHATSAPP, "SM" + "12".zfill(32), "my bin was not collected")),
    ("whatsapp_button", Inbound(SAM_WHATSAPP, "SM" + "13".zfill(32), "Yes", choice="yes")),
    ("whatsapp_location", Inbound(SAM_WHATSAPP, "SM" + "14".zfill(32), location=(51.5007, -0.1246))),
    (
        "whatsapp_photo",
        Inbound(SAM_WHATSAPP, "SM" + "15".zfill(32), media=(Media("https://api.twilio.com/media/ME9", "image/jpeg"),)),
    ),
    ("null_character", Inbound(SAM, "SM" + "16".zfill(32), "binday")),
]

STATUSES = [
    ("status_accepted", ReceiptState.ACCEPTED, ""),
    ("status_queued", ReceiptState.ACCEPTED, ""),
    ("status_sending", ReceiptState.ACCEPTED, ""),
    ("status_sent", ReceiptState.SENT, ""),
    ("status_delivered", ReceiptState.DELIVERED, ""),
    ("status_read", ReceiptState.READ, ""),
    ("status_undelivered", ReceiptState.UNDELIVERED, "30003"),
    ("status_failed", ReceiptState.FAILED, "30008"),
    ("status_canceled", ReceiptState.FAILED, ""),
]


@pytest.fixture
def door() -> FakeDoor:
    return FakeDoor()


async def post(door: FakeDoor, webhook: Webhook, **headers: str) -> tuple[int, str]:
    """Let Twilio post this to a part with our settings."""
    part: ChannelPart = Sms(settings("https://api.twilio.example"))
    async with part.running(door), web(part) as client:
        answer = await client.post(webhook.url, content=webhook.body, headers=webhook.headers | headers)
    return answer.status_code, answer.text


def inbound(name: str = "text", url: str = f"{PUBLIC}/webhooks/sms") -> Webhook:
    """Sign a payload file."""
    return Webhook(url, payload(name))


@pytest.mark.parametrize(("name", "expected"), INCOMING, ids=[row[0] for row in INCOMING])
async def test_incoming(name: str, expected: Inbound, door: FakeDoor) -> None:
    assert await post(door, inbound(name)) == (200, "<Response/>")
    assert door.kept == [expected]


@pytest.mark.parametrize(("name", "state", "code"), STATUSES, ids=[row[0] for row in STATUSES])
async def test_status(name: str, state: ReceiptState, code: str, door: FakeDoor) -> None:
    assert await post(door, inbound(name, f"{PUBLIC}/webhooks/sms/status")) == (204, "")
    assert door.receipts == [Receipt(Channel.SMS, "SM" + "21".zfill(32), state, code)]


async def test_a_status_of_whatsapp_is_kept_as_such(door: FakeDoor) -> None:
    await post(door, inbound("status_whatsapp_read", f"{PUBLIC}/webhooks/sms/status"))
    assert [receipt.channel for receipt in door.receipts] == [Channel.WHATSAPP]


@pytest.mark.parametrize("name", ["status_partially_delivered", "status_without_id"])
async def test_a_status_that_says_nothing_to_us_is_let_go(name: str, door: FakeDoor) -> None:
    assert await post(door, inbound(name, f"{PUBLIC}/webhooks/sms/status")) == (204, "")
    assert door.receipts == []


async def test_a_status_that_could_not_be_kept_is_sent_again(door: FakeDoor) -> None:
    door.away = True
    status, _ = await post(door, inbound("status_sent", f"{PUBLIC}/webhooks/sms/status"))
    assert status == 503


@pytest.mark.parametrize("path", ["/webhooks/sms", "/webhooks/sms/status"])
@pytest.mark.parametrize("field", ["Body", "ToZip", "AccountSid", "To"])
async def test_a_changed_or_added_field_is_a_forgery(path: str, field: str, door: FakeDoor) -> None:
    signed = Webhook(PUBLIC + path, payload("text"))
    forged = Webhook(PUBLIC + path, [*payload("text"), (field, "more")])
    status, _ = await post(door, forged, **{"X-Twilio-Signature": signed.headers["X-Twilio-Signature"]})
    assert (status, door.kept, door.receipts) == (403, [], [])


async def test_a_blank_field_is_part_of_the_signature(door: FakeDoor) -> None:
    thinner = Webhook(f"{PUBLIC}/webhooks/sms", [(name, value) for name, value in payload("text") if value])
    status, _ = await post(door, inbound(), **{"X-Twilio-Signature": thinner.headers["X-Twilio-Signature"]})
    assert (status, door.kept) == (403, [])


async def test_a_signature_with_another_token_is_refused(door: FakeDoor) -> None:
    status, _ = await post(door, Webhook(f"{PUBLIC}/webhooks/sms", payload("text"), token="another"))
    assert (status, door.kept) == (403, [])


async def test_a_signature_for_another_path_or_host_is_refused(door: FakeDoor) -> None:
    for signed_for in (f"{PUBLIC}/webhooks/sms/status", "https://other.example/webhooks/sms"):
        signature = inbound(url=signed_for).headers["X-Twilio-Signature"]
        status, _ = await post(door, inbound(), **{"X-Twilio-Signature": signature})
        assert status == 403
    assert door.kept == []


async def test_a_message_for_another_account_is_refused(door: FakeDoor) -> None:
    pairs = [(name, "AC" + "1" * 32 if name == "AccountSid" else value) for name, value in payload("text")]
    status, _ = await post(door, Webhook(f"{PUBLIC}/webhooks/sms", pairs))
    assert (status, door.kept) == (403, [])


@pytest.mark.parametrize("query", ["from=console", "a=1&b=%C3%A9", f"next={quote('https://x.example/?a=1')}"])
async def test_a_query_at_the_end_is_signed_too(query: str, door: FakeDoor) -> None:
    assert (await post(door, inbound(url=f"{PUBLIC}/webhooks/sms?{query}")))[0] == 200
    signature = inbound().headers["X-Twilio-Signature"]
    forged = inbound(url=f"{PUBLIC}/webhooks/sms?{query}")
    assert (await post(door, forged, **{"X-Twilio-Signature": signature}))[0] == 403


async def test_what_a_proxy_says_of_our_address_is_not_asked(door: FakeDoor) -> None:
    lies = {"X-Forwarded-Proto": "http", "X-Forwarded-Host": "evil.example", "Host": "10.0.0.1:8000"}
    assert (await post(door, inbound(), **lies))[0] == 200


async def test_missing_ids_are_refused(door: FakeDoor) -> None:
    for missing in ("MessageSid", "From"):
        pairs = [(name, value) for name, value in payload("text") if name != missing]
        assert (await post(door, Webhook(f"{PUBLIC}/webhooks/sms", pairs)))[0] == 400
    assert door.kept == []


async def test_only_post_is_taken(door: FakeDoor) -> None:
    part = Sms(settings("https://api.twilio.example"))
    async with part.running(door), web(part) as client:
        assert (await client.get(f"{PUBLIC}/webhooks/sms")).status_code == 405


async def test_before_the_door_is_open_twilio_is_asked_to_repeat() -> None:
    part = Sms(settings("https://api.twilio.example"))
    async with web(part) as client:
        assert (await inbound().post(client)).status_code == 503
