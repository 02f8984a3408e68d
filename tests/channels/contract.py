"""What every channel promises. Each channel runs the same tests.

Plug in by subclassing ChannelContract (its name must start with Test) with a fixture `case`: an object
of the form ChannelCase. See docs/adding-a-channel.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol

import pytest

from bot.channels.base import ChannelPart
from bot.messages import Address, Channel, Choice, Outbound, ReceiptState, SendError
from tests.channels.door import FakeDoor

TEXT = "my bin was not collected"
LONG = " ".join(f"Line {number} of what the council has to say." for number in range(300))
FINE = {ReceiptState.ACCEPTED, ReceiptState.SENT, ReceiptState.DELIVERED}
SINCE = datetime(2020, 1, 1, tzinfo=UTC)


class Kind(StrEnum):
    """What a case can be told to deliver. TEXT says `TEXT`; REPEAT is the very same request again."""

    TEXT = "text"
    REPEAT = "repeat"
    FORGED = "forged"
    UNSIGNED = "unsigned"
    WRONG_TYPE = "wrong type"
    TOO_LARGE = "too large"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Reached:
    """One message as it came out on the resident's side."""

    to: str
    text: str


class ChannelCase(Protocol):
    """One channel with its other side."""

    channel: Channel
    resident: Address
    refusals: Mapping[Kind, int]
    """The status with which each kind of bad request is refused; empty where there are no requests."""
    failures: Mapping[str, type[SendError]]
    """Ways in which the provider can fail (names for `fail`) and the error that each must become."""
    can_find: bool
    """Whether the provider can be asked what was sent."""

    def make_part(self) -> ChannelPart:
        """Make the channel, with all its settings."""

    def make_unset(self) -> ChannelPart | None:
        """Make it without its settings; None when it needs none."""

    async def deliver(self, part: ChannelPart, kind: Kind) -> int:
        """Let the resident's side send; the HTTP status of the answer (503 when nothing was kept)."""

    def sent(self) -> list[Reached]:
        """What reached the resident's side, in order."""

    def fail(self, how: str) -> None:
        """Let the provider fail the next send in this way."""


def outbound(case: ChannelCase, text: str = "We will collect it on Friday.", *, number: int = 1) -> Outbound:
    """Make a message to the case's resident."""
    return Outbound(number, case.resident, text)


class ChannelContract:
    """Inherit from this and give a fixture `case`."""

    async def test_a_text_comes_through_the_door(self, case: ChannelCase) -> None:
        door, part = FakeDoor(), case.make_part()
        async with part.running(door):
            assert await case.deliver(part, Kind.TEXT) < 300
        assert [(kept.sender, kept.text, kept.opt, kept.group) for kept in door.kept] == [(case.resident, TEXT, "", "")]
        assert door.kept[0].provider_id

    async def test_a_repeat_is_taken_politely_and_kept_once(self, case: ChannelCase) -> None:
        door, part = FakeDoor(), case.make_part()
        async with part.running(door):
            assert await case.deliver(part, Kind.TEXT) < 300
            assert await case.deliver(part, Kind.REPEAT) < 300
        assert len(door.kept) == 1

    async def test_bad_requests_are_refused_and_nothing_is_kept(self, case: ChannelCase) -> None:
        door, part = FakeDoor(), case.make_part()
        async with part.running(door):
            statuses = {kind: await case.deliver(part, kind) for kind in case.refusals}
        assert statuses == dict(case.refusals)
        assert (door.kept, door.receipts) == ([], [])

    async def test_what_could_not_be_kept_is_sent_again(self, case: ChannelCase) -> None:
        door, part = FakeDoor(), case.make_part()
        async with part.running(door):
            door.away = True
            assert await case.deliver(part, Kind.TEXT) == 503
            door.away = False
            assert await case.deliver(part, Kind.REPEAT) < 300
        assert len(door.kept) == 1

    async def test_a_message_reaches_the_resident(self, case: ChannelCase) -> None:
        part = case.make_part()
        async with part.running(FakeDoor()):
            receipt = await part.send(outbound(case))
        assert case.sent() == [Reached(case.resident.value, "We will collect it on Friday.")]
        assert (receipt.channel, receipt.state in FINE, receipt.code) == (case.channel, True, "")

    async def test_each_message_has_its_own_receipt(self, case: ChannelCase) -> None:
        part = case.make_part()
        async with part.running(FakeDoor()):
            receipts = [await part.send(outbound(case, number=number)) for number in (1, 2)]
        assert len({receipt.provider_id for receipt in receipts} - {""}) == 2

    async def test_a_long_text_arrives_whole(self, case: ChannelCase) -> None:
        part = case.make_part()
        async with part.running(FakeDoor()):
            await part.send(outbound(case, LONG))
        assert " ".join(reached.text for reached in case.sent()) == LONG

    async def test_choices_never_stop_a_message(self, case: ChannelCase) -> None:
        part = case.make_part()
        message = Outbound(1, case.resident, "Reply 1 or 2.", (Choice("Yes", "yes"), Choice("No", "no")), "q1")
        async with part.running(FakeDoor()):
            await part.send(message)
        assert [reached.text for reached in case.sent()] == ["Reply 1 or 2."]

    async def test_each_failure_says_what_to_do_next(self, case: ChannelCase) -> None:
        part = case.make_part()
        async with part.running(FakeDoor()):
            for how, expected in case.failures.items():
                case.fail(how)
                with pytest.raises(SendError) as caught:
                    await part.send(outbound(case))
                assert (how, type(caught.value)) == (how, expected)
                assert case.resident.value not in str(caught.value)

    async def test_after_a_failure_the_next_message_goes_out(self, case: ChannelCase) -> None:
        part = case.make_part()
        async with part.running(FakeDoor()):
            for how in case.failures:
                case.fail(how)
                with pytest.raises(SendError):
                    await part.send(outbound(case))
            await part.send(outbound(case, "Still here."))
        assert case.sent()[-1].text == "Still here."

    async def test_what_was_sent_can_be_found_where_the_provider_can_be_asked(self, case: ChannelCase) -> None:
        part = case.make_part()
        async with part.running(FakeDoor()):
            receipt = await part.send(outbound(case))
            found = await part.find_sent(outbound(case), SINCE)
            other = await part.find_sent(outbound(case, "Never sent.", number=2), SINCE)
        assert (found and found.provider_id) == (receipt.provider_id if case.can_find else None)
        assert other is None

    async def test_it_opens_again_after_closing(self, case: ChannelCase) -> None:
        part = case.make_part()
        for number in (1, 2):
            async with part.running(FakeDoor()):
                await part.send(outbound(case, number=number))
        assert len(case.sent()) == 2

    def test_it_serves_its_channel_and_says_that_it_is_on(self, case: ChannelCase) -> None:
        part = case.make_part()
        assert case.channel in part.serves
        assert part.health() == "on"

    async def test_without_settings_it_is_off_and_says_what_to_set(self, case: ChannelCase) -> None:
        part = case.make_unset()
        if part is None:
            return
        async with part.running(FakeDoor()):
            assert list(part.routes()) == []
            with pytest.raises(SendError):
                await part.send(outbound(case))
        assert part.health().startswith("off: set DOORSTEP_")
