"""What we ask of Twilio, with Twilio's own client and its twin over HTTP."""

import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx2
import pytest

from bot.channels.sms import Sms
from bot.messages import (
    Address,
    Channel,
    Choice,
    OurFault,
    Outbound,
    PersonStopped,
    ReceiptState,
    RetryLater,
    SendError,
    TellOfficer,
)
from tests.channels.door import FakeDoor
from tests.channels.twilio_case import settings, web
from tests.counterparts.serve import serve
from tests.counterparts.twilio_api import ACCOUNT_SID, AUTH_TOKEN, SENDER, Fault, TwilioApi

SAM = Address(Channel.SMS, "+447700900001")
SAM_WHATSAPP = Address(Channel.WHATSAPP, "+447700900001")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CALLBACK = "https://riverton.example/webhooks/sms/status"
SERVICE = "MG" + "0" * 32
OUTGOING = [
    ("plain", Outbound(1, SAM, "Hello"), SENDER, {"to": SAM.value, "from": SENDER, "body": "Hello"}),
    ("made GSM-7", Outbound(1, SAM, "We’ll call – soon 👍"), SENDER, {"body": "We'll call - soon"}),
    ("Welsh is kept", Outbound(1, SAM, "Dŵr i’r tŷ"), SENDER, {"body": "Dŵr i'r tŷ"}),
    ("choices are in the text", Outbound(1, SAM, "Reply 1", (Choice("Yes", "y"),), "q"), SENDER, {"body": "Reply 1"}),
    (
        "messaging service",
        Outbound(1, SAM, "Hello"),
        SERVICE,
        {"from": None, "messaging_service_sid": SERVICE, "status_callback": CALLBACK},
    ),
    (
        "WhatsApp",
        Outbound(1, SAM_WHATSAPP, "We’ll call 👍"),
        SENDER,
        {"to": "whatsapp:+447700900001", "from": f"whatsapp:{SENDER}", "body": "We’ll call 👍"},
    ),
    ("1600 in one", Outbound(1, SAM, "a" * 1600), SENDER, {"body": "a" * 1600}),
]

ERRORS = [
    (Fault(21610), PersonStopped, "21610"),
    (Fault(20003, 401), OurFault, "20003"),
    (Fault(0, 401), OurFault, "0"),
    (Fault(20429, 429, {"Retry-After": "7"}), RetryLater, "20429"),
    (Fault(63016), TellOfficer, "63016"),
    (Fault(21211), TellOfficer, "21211"),
    (Fault(21614), TellOfficer, "21614"),
    (Fault(20404, 404), TellOfficer, "20404"),
    (Fault(20500, 500), RetryLater, "20500"),
    (Fault(20503, 503), RetryLater, "20503"),
    (Fault(status=502, page="<h1>Bad gateway</h1>"), RetryLater, "502"),
    (Fault(status=201, page="<h1>Welcome</h1>"), RetryLater, "unknown"),
]

MAGIC = [
    ("+15005550001", TellOfficer),
    ("+15005550002", TellOfficer),
    ("+15005550003", TellOfficer),
    ("+15005550004", PersonStopped),
    ("+15005550009", TellOfficer),
]


@pytest.fixture
def api() -> TwilioApi:
    return TwilioApi(lambda: NOW)


@pytest.fixture
async def api_url(api: TwilioApi) -> AsyncIterator[str]:
    async with serve(api.app) as url:
        yield url


@pytest.fixture
async def sms(api_url: str) -> AsyncIterator[Sms]:
    part = Sms(settings(api_url))
    async with part.running(FakeDoor()):
        yield part


@pytest.mark.parametrize(("label", "message", "sender", "expected"), OUTGOING, ids=[row[0] for row in OUTGOING])
async def test_outgoing(
    label: str, message: Outbound, sender: str, expected: dict[str, object], api: TwilioApi, api_url: str
) -> None:
    part = Sms(settings(api_url, twilio_from=sender))
    async with part.running(FakeDoor()):
        receipt = await part.send(message)
    [row] = api.messages
    assert (label, {name: row[name] for name in expected}) == (label, expected)
    assert (receipt.provider_id, receipt.state) == (row["sid"], ReceiptState.ACCEPTED)


@pytest.mark.parametrize(("fault", "kind", "code"), ERRORS, ids=[f"{row[0].status}-{row[2]}" for row in ERRORS])
async def test_errors(fault: Fault, kind: type[SendError], code: str, api: TwilioApi, sms: Sms) -> None:
    api.faults.append(fault)
    with pytest.raises(SendError) as caught:
        await sms.send(Outbound(1, SAM, "Hello"))
    assert (type(caught.value), caught.value.code) == (kind, code)


@pytest.mark.parametrize(("number", "kind"), MAGIC)
async def test_published_test_numbers(number: str, kind: type[SendError], sms: Sms) -> None:
    with pytest.raises(kind):
        await sms.send(Outbound(1, Address(Channel.SMS, number), "Hello"))


@pytest.mark.parametrize(
    ("header", "seconds"), [({"Retry-After": "7"}, 7.0), ({}, None), ({"Retry-After": "soon"}, None)]
)
async def test_the_wait_that_twilio_asks_for_is_passed_on(
    header: dict[str, str], seconds: float | None, api: TwilioApi, sms: Sms
) -> None:
    api.faults.append(Fault(20429, 429, header))
    with pytest.raises(RetryLater) as caught:
        await sms.send(Outbound(1, SAM, "Hello"))
    assert caught.value.seconds == seconds


async def test_where_nobody_listens_the_message_surely_did_not_go_out() -> None:
    async with serve(TwilioApi().app) as gone:
        pass
    part = Sms(settings(gone))
    async with part.running(FakeDoor()):
        with pytest.raises(RetryLater) as caught:
            await part.send(Outbound(1, SAM, "Hello"))
    assert caught.value.code == "unreachable"


async def test_wrong_credentials_are_our_fault(api_url: str) -> None:
    part = Sms(settings(api_url, twilio_auth_token="wrong"))
    async with part.running(FakeDoor()):
        with pytest.raises(OurFault):
            await part.send(Outbound(1, SAM, "Hello"))


async def test_a_retry_of_a_long_text_goes_on_where_it_broke(api: TwilioApi, sms: Sms) -> None:
    text = "\n\n".join(letter * 1500 for letter in "abc")
    api.faults.append(Fault(20500, 500))
    with pytest.raises(RetryLater):
        await sms.send(Outbound(1, SAM, text))
    await sms.send(Outbound(1, SAM, text))
    assert [str(row["body"])[0] for row in api.messages] == ["a", "b", "c"]


async def test_a_part_that_twilio_took_is_not_sent_again(api: TwilioApi, sms: Sms) -> None:
    text = "\n\n".join(letter * 1500 for letter in "ab")
    api.faults.extend([Fault(passes=True), Fault(20500, 500)])
    with pytest.raises(RetryLater):
        await sms.send(Outbound(1, SAM, text))
    receipt = await sms.send(Outbound(1, SAM, text))
    assert [str(row["body"])[0] for row in api.messages] == ["a", "b"]
    assert receipt.provider_id == api.messages[-1]["sid"]


@pytest.mark.parametrize("kept", [True, False], ids=["taken", "not taken"])
async def test_after_silence_nobody_knows(kept: bool, api: TwilioApi, api_url: str) -> None:
    api.faults.append(Fault(hang=True, kept=kept))
    part = Sms(settings(api_url, send_timeout=0.2))
    async with part.running(FakeDoor()):
        with pytest.raises(RetryLater) as caught:
            await part.send(Outbound(1, SAM, "Hello"))
    assert caught.value.code == "unknown"
    assert len(api.messages) == kept


async def test_after_a_lost_answer_the_message_is_found(api: TwilioApi, sms: Sms) -> None:
    message = Outbound(1, SAM, "We’ll call")
    api.faults.append(Fault(kept=True, status=201, page="<h1>Welcome</h1>"))
    with pytest.raises(RetryLater) as caught:
        await sms.send(message)
    assert caught.value.code == "unknown"
    found = await sms.find_sent(message, NOW)
    assert found
    assert found.provider_id == api.messages[0]["sid"]


@pytest.mark.parametrize(
    ("message", "since"),
    [
        (Outbound(1, SAM, "Another text"), NOW),
        (Outbound(1, Address(Channel.SMS, "+447700900002"), "Hello"), NOW),
        (Outbound(1, SAM_WHATSAPP, "Hello"), NOW),
        (Outbound(1, SAM, "Hello"), NOW + timedelta(minutes=5)),
    ],
    ids=["another text", "another person", "another channel", "an earlier send"],
)
async def test_another_message_is_not_taken_for_it(message: Outbound, since: datetime, sms: Sms) -> None:
    await sms.send(Outbound(1, SAM, "Hello"))
    assert await sms.find_sent(message, since) is None


async def test_a_search_that_fails_is_tried_later(api: TwilioApi, sms: Sms) -> None:
    api.faults.append(Fault(20500, 500))
    with pytest.raises(RetryLater):
        await sms.find_sent(Outbound(1, SAM, "Hello"), NOW)


async def test_the_status_callback_leads_back_to_our_webhook(api: TwilioApi, api_url: str) -> None:
    door, part = FakeDoor(), Sms(settings(api_url))
    async with part.running(door), web(part) as client:
        sent = await part.send(Outbound(1, SAM, "Hello"))
        answer = await api.status_callback(sent.provider_id, "undelivered", "30003").post(client)
    assert answer.status_code == 204
    assert [(kept.provider_id, kept.state, kept.code) for kept in door.receipts] == [
        (sent.provider_id, ReceiptState.UNDELIVERED, "30003")
    ]


async def test_logs_hold_neither_number_nor_text(sms: Sms, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        await sms.send(Outbound(1, SAM, "My secret"))
        await sms.find_sent(Outbound(1, SAM, "My secret"), NOW)
    ours = " ".join(record.getMessage() for record in caplog.records if not record.name.startswith("uvicorn"))
    assert "7700900001" not in ours
    assert "secret" not in ours


async def test_the_twin_refuses_what_twilio_does_not_document(api_url: str) -> None:
    path = f"{api_url}/2010-04-01/Accounts/{ACCOUNT_SID}/Messages.json"
    form = {"To": SAM.value, "From": SENDER, "Body": "Hello", "Colour": "blue"}
    async with httpx2.AsyncClient(auth=(ACCOUNT_SID, AUTH_TOKEN)) as client:
        statuses = [(await client.post(path, data=form)).status_code, (await client.get(path, params=form)).status_code]
        del form["Colour"]
        statuses.append((await client.post(path, data=form)).status_code)
    assert statuses == [400, 400, 201]
