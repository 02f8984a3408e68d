"""The two journeys by text message and by Telegram, each reply sent by the provider's own client."""

import pytest

from tests.journeys.checks import check_bin, check_pool
from tests.journeys.house import House, until
from tests.journeys.phone import NUMBER, Chatter, Texter
from tests.journeys.script import BIN, BIN_ANSWERS, MUM, MUM_ANSWERS, walk


async def test_a_missed_bin_by_text(house: House) -> None:
    heard = await walk(Texter(house), BIN, BIN_ANSWERS)
    await check_bin(house, heard)
    assert {row["to"] for row in house.twilio.messages} == {NUMBER}
    assert house.twilio.refused == []


async def test_from_care_to_the_pool_by_text(house: House) -> None:
    heard = await walk(Texter(house), MUM, MUM_ANSWERS)
    await check_pool(house, heard, "sms")
    assert house.twilio.refused == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_missed_bin_by_telegram(house: House) -> None:
    await check_bin(house, await walk(Chatter(house), BIN, BIN_ANSWERS))
    assert house.telegram.webhook["url"] == "https://riverton.example/webhooks/telegram"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_from_care_to_the_pool_by_telegram(house: House) -> None:
    heard = await walk(Chatter(house), MUM, MUM_ANSWERS)
    await check_pool(house, heard, "telegram")
    tapped = [one for one in MUM_ANSWERS if one.taps]
    await until(lambda: len(house.telegram.answered) == len(tapped))
