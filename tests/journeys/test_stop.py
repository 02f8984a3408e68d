"""STOP in plain words ends all messages; the same letters in a sentence about something else do not."""

import pytest

from tests.journeys.house import House
from tests.journeys.phone import Texter

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
STOPS = ("STOP", "stop.", "pls stop texting me")
OTHERS = ("bus stop broken", "cancel my sofa pickup", "please stop the noise", "end of my road")


def residents(house: House, words: tuple[str, ...]) -> dict[str, Texter]:
    """Somebody for each text."""
    return {text: Texter(house, f"+4477009003{number:02}") for number, text in enumerate(words)}


async def opted_out(house: House) -> list[bool]:
    """What the API says of every conversation."""
    return [bool(conversation["opted_out"]) for conversation in await house.items("/conversations")]


async def test_these_words_stop(house: House) -> None:
    writers = residents(house, STOPS)
    for words, resident in writers.items():
        assert "You will get no more messages from us" in await resident.say(words), words
    assert await opted_out(house) == [True] * len(STOPS)
    for words, resident in writers.items():
        assert await resident.say("stop") == "", words
        assert "To start again, text START" in await resident.say("my bin wasn't collected")
        assert await resident.say("hello?") == ""
        assert "Hello again" in await resident.say("START")
    assert await opted_out(house) == [False] * len(STOPS)
    assert await house.items("/cases") == []


async def test_these_words_do_not(house: House) -> None:
    for words, resident in residents(house, OTHERS).items():
        answer = await resident.say(words)
        assert answer, words
        assert "no more messages" not in answer, words
        later = await resident.say("my bin wasn't collected")
        assert later, words
        assert "You asked us to stop" not in later, words
    assert await opted_out(house) == [False] * len(OTHERS)
