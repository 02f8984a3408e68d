"""Two providers for text messages: the second takes over where the first fails or is slow, and nothing goes twice."""

from collections.abc import AsyncIterator

import pytest

from bot.channels.sms import Sms
from bot.channels.sms_pair import MOST, SmsPair
from bot.channels.sms_second import SecondSms
from bot.messages import (
    Address,
    Channel,
    OurFault,
    Outbound,
    PersonStopped,
    ReceiptState,
    RetryLater,
    SendError,
    TellOfficer,
)
from tests.channels.contract import SINCE
from tests.channels.door import FakeDoor
from tests.channels.twilio_case import FAULTS, PUBLIC, settings, web
from tests.counterparts.json_sms_api import KEY, JsonSmsApi
from tests.counterparts.serve import serve
from tests.counterparts.twilio_api import TwilioApi

RESIDENT = Address(Channel.SMS, "+447700900001")


def say(number: int, to: Address = RESIDENT) -> Outbound:
    return Outbound(number, to, f"Message {number}")


class Both:
    """The pair with both twins."""

    def __init__(self, pair: SmsPair, twilio: TwilioApi, second: JsonSmsApi, door: FakeDoor) -> None:
        self.pair, self.twilio, self.other, self.door = pair, twilio, second, door

    def counts(self) -> tuple[int, int]:
        """How many went by the first and by the second."""
        return len(self.twilio.messages), len(self.other.messages)


@pytest.fixture
async def both() -> AsyncIterator[Both]:
    twilio, other, door = TwilioApi(lambda: SINCE), JsonSmsApi(), FakeDoor()
    async with serve(twilio.app) as first_url, serve(other.app) as second_url:
        given = settings(first_url, sms2_url=second_url, sms2_key=KEY, sms2_from="Riverton")
        pair = SmsPair(Sms(given), SecondSms(given))
        async with pair.running(door):
            yield Both(pair, twilio, other, door)


async def test_all_goes_by_the_first_while_it_works(both: Both) -> None:
    for number in range(5):
        await both.pair.send(say(number))
    assert both.counts() == (5, 0)
    assert both.pair.health() == "on"


async def test_what_the_first_did_not_take_goes_by_the_second_at_once(both: Both) -> None:
    both.twilio.faults.append(FAULTS["away"])
    receipt = await both.pair.send(say(1))
    assert receipt.provider_id == "second-J1"
    assert both.counts() == (0, 1)
    assert both.pair.health() == "on, 25% by the second provider"


async def test_messages_shift_while_the_first_fails_and_come_back_when_it_works(both: Both) -> None:
    both.twilio.faults += [FAULTS["away"]] * 4
    for number in range(4):
        await both.pair.send(say(number))
    assert 0.5 < both.pair.share <= MOST
    for number in range(4, 34):
        await both.pair.send(say(number))
    first, second = both.counts()
    assert first + second == 34
    assert first >= 1  # it is tried still, or its recovery would not be seen
    while both.pair.share:
        number += 1
        await both.pair.send(say(number))
    assert len({row["reference"] for row in both.other.messages}) == len(both.other.messages)


async def test_what_may_have_gone_out_is_not_sent_again(both: Both) -> None:
    both.twilio.faults.append(FAULTS["page"])
    with pytest.raises(RetryLater):
        await both.pair.send(say(1))
    assert len(both.other.messages) == 0


@pytest.mark.parametrize(
    ("status", "code", "error"),
    [(400, "number", TellOfficer), (409, "stopped", PersonStopped), (401, "key", OurFault), (429, "busy", RetryLater)],
)
async def test_a_refusal_of_the_second_says_what_to_do(
    both: Both, status: int, code: str, error: type[SendError]
) -> None:
    both.other.faults.append((status, code))
    with pytest.raises(error) as raised:
        await both.pair.second.send(say(1))
    assert raised.value.code == code


async def test_both_are_asked_what_was_sent(both: Both) -> None:
    assert await both.pair.find_sent(say(1), SINCE) is None
    await both.pair.second.send(say(1))
    await both.pair.second.send(say(1))  # the same reference is the same message
    found = await both.pair.find_sent(say(1), SINCE)
    assert found is not None
    assert found.provider_id == "second-J1"
    assert both.counts() == (0, 1)


async def test_whatsapp_has_the_first_alone(both: Both) -> None:
    both.twilio.faults.append(FAULTS["away"])
    with pytest.raises(RetryLater):
        await both.pair.send(say(1, Address(Channel.WHATSAPP, RESIDENT.value)))
    assert both.counts() == (0, 0)


async def test_receipts_of_the_second_need_its_key(both: Both) -> None:
    url, told = f"{PUBLIC}/webhooks/sms/second", {"id": "J1", "status": "delivered"}
    bearer = {"authorization": f"Bearer {KEY}"}
    async with web(both.pair) as client:
        assert (await client.post(url, json=told)).status_code == 403
        assert (await client.post(url, json={"id": 1}, headers=bearer)).status_code == 400
        assert (await client.post(url, content=b"x", headers=bearer)).status_code == 415
        assert (await client.post(url, json=told, headers=bearer)).status_code == 204
    (receipt,) = both.door.receipts
    assert (receipt.provider_id, receipt.state) == ("second-J1", ReceiptState.DELIVERED)
