"""The terminal keeps the contract of a channel."""

import itertools
from collections.abc import Mapping
from types import MappingProxyType

import pytest

from bot.channels.base import ChannelPart, StorageAway
from bot.channels.terminal import Terminal
from bot.messages import Channel, Inbound, Outbound, SendError
from tests.channels.contract import TEXT, ChannelContract, Kind, Reached
from tests.channels.door import START, FakeDoor


class TerminalCase:
    """The terminal with a person who reads."""

    channel = Channel.TERMINAL
    can_find = True
    refusals: Mapping[Kind, int] = MappingProxyType({})
    failures: Mapping[str, type[SendError]] = MappingProxyType({})

    def __init__(self) -> None:
        self._ids = itertools.count(1)
        self._id = 1
        self._part = Terminal(new_id=lambda: f"line-{self._id}")
        self.resident = self._part.person

    def make_part(self) -> ChannelPart:
        return self._part

    def make_unset(self) -> None:
        return None

    async def deliver(self, part: ChannelPart, kind: Kind) -> int:
        assert isinstance(part, Terminal)
        if kind is Kind.TEXT:
            self._id = next(self._ids)
        try:
            await part.hear(TEXT)
        except StorageAway:
            return 503
        return 200

    def sent(self) -> list[Reached]:
        return [Reached(message.to.value, message.text) for message in self._part.take()]

    def fail(self, how: str) -> None:
        raise AssertionError(how)


class TestTerminal(ChannelContract):
    """The terminal."""

    @pytest.fixture
    def case(self) -> TerminalCase:
        return TerminalCase()


async def test_every_line_is_a_new_message() -> None:
    door, terminal = FakeDoor(), Terminal("sam")
    async with terminal.running(door):
        for _ in range(2):
            await terminal.hear("yes", choice="y", asked="q1", received=START)
    first, second = door.kept
    assert first == Inbound(terminal.person, first.provider_id, "yes", START, "y", "q1")
    assert first.provider_id != second.provider_id


async def test_a_line_before_the_door_is_open_is_not_lost_in_silence() -> None:
    with pytest.raises(StorageAway):
        await Terminal().hear("hello")


async def test_what_was_taken_is_not_shown_again() -> None:
    terminal = Terminal()
    await terminal.send(Outbound(1, terminal.person, "Hello"))
    assert [[message.text for message in terminal.take()] for _ in range(2)] == [["Hello"], []]
