"""A message of several parts: nothing twice, nothing lost, while the process lives."""

import asyncio

import pytest

from bot.channels.parts import Parts
from bot.messages import Channel, PersonStopped, Receipt, ReceiptState, RetryLater


class Provider:
    """Takes parts until one is in `breaks`; then raises what stands there, once."""

    def __init__(self, **breaks: BaseException) -> None:
        self.taken: list[str] = []
        self._breaks = breaks

    async def send_one(self, part: str) -> Receipt:
        """Take one part."""
        if part in self._breaks:
            raise self._breaks.pop(part)
        self.taken.append(part)
        return Receipt(Channel.SMS, part, ReceiptState.SENT)


@pytest.mark.parametrize("broken", [RetryLater("20500"), asyncio.CancelledError()], ids=["away", "cancelled"])
async def test_the_next_try_goes_on_after_the_last_part_taken(broken: BaseException) -> None:
    parts, provider = Parts(), Provider(b=broken)
    with pytest.raises(type(broken)):
        await parts.send(1, "abc", provider.send_one)
    receipt = await parts.send(1, "abc", provider.send_one)
    assert (provider.taken, receipt.provider_id) == (["a", "b", "c"], "c")


async def test_after_it_went_out_the_same_number_starts_anew() -> None:
    parts, provider = Parts(), Provider(b=RetryLater("20500"))
    with pytest.raises(RetryLater):
        await parts.send(1, "ab", provider.send_one)
    for _ in range(2):
        await parts.send(1, "ab", provider.send_one)
    assert provider.taken == ["a", "b", "a", "b"]


async def test_one_message_knows_nothing_of_another() -> None:
    parts, provider = Parts(), Provider(b=RetryLater("20500"))
    with pytest.raises(RetryLater):
        await parts.send(1, "ab", provider.send_one)
    await parts.send(2, "ab", provider.send_one)
    assert provider.taken == ["a", "a", "b"]


async def test_what_is_given_up_is_forgotten() -> None:
    parts, provider = Parts(), Provider(b=PersonStopped("21610"))
    with pytest.raises(PersonStopped):
        await parts.send(1, "ab", provider.send_one)
    await parts.send(1, "ab", provider.send_one)
    assert provider.taken == ["a", "a", "b"]
