"""STOP in plain words ends all messages; the same letters in a sentence about something else do not."""

import pytest

from tests.journeys.house import House
from tests.journeys.phone import Texter

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def opted_out(house: House) -> bool:
    """What the API says of the only conversation."""
    (conversation,) = await house.items("/conversations")
    return bool(conversation["opted_out"])


@pytest.mark.parametrize("words", ["STOP", "stop.", "pls stop texting me"])
async def test_these_words_stop(house: House, words: str) -> None:
    resident = Texter(house)
    assert "You will get no more messages from us" in await resident.say(words)
    assert await opted_out(house)
    assert await resident.say("stop") == ""
    assert "To start again, text START" in await resident.say("my bin wasn't collected")
    assert await resident.say("hello?") == ""
    assert await house.items("/cases") == []
    assert "Hello again" in await resident.say("START")
    assert not await opted_out(house)


@pytest.mark.parametrize(
    "words", ["bus stop broken", "cancel my sofa pickup", "please stop the noise", "end of my road"]
)
async def test_these_words_do_not(house: House, words: str) -> None:
    resident = Texter(house)
    answer = await resident.say(words)
    assert answer
    assert "no more messages" not in answer
    assert not await opted_out(house)
    later = await resident.say("my bin wasn't collected")
    assert later
    assert "You asked us to stop" not in later
