"""The contract of a channel: it offers routes, hands in what residents sent, and sends one message.

A channel never sees dialogs, storage or understanding; it is handed a Door and knows nothing behind it.
"""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from starlette.routing import BaseRoute

from bot.messages import Address, Channel, Choice, Inbound, Outbound, Receipt


@dataclass(frozen=True)
class Said:
    """One line of a conversation's history. `sender` is "resident", "bot" or "officer"; `id` orders ours."""

    id: int
    text: str
    sender: str
    at: datetime
    choices: tuple[Choice, ...] = ()
    asked: str = ""
    language: str = ""


class Door(Protocol):
    """What a channel is handed: where its messages go in."""

    async def accept(self, inbound: Inbound) -> bool:
        """Keep it durably, once; False when it is a repeat. Returns only after the commit.

        Raises StorageAway when it could not be kept: answer so that the provider repeats.
        """

    async def receipt(self, receipt: Receipt) -> None:
        """Keep how far a sent message came."""

    async def answered(self, inbound: Inbound, seconds: float) -> bool:
        """Wait until the turn on `inbound` is done and its replies are kept; False when time ran out."""

    async def history(self, address: Address, after: int = 0) -> Sequence[Said]:
        """What was said with `address`, oldest first. `after` leaves out our messages up to that id
        and, when over 0, everything that the resident said.
        """


class StorageAway(Exception):
    """The message could not be kept; the provider must send it again."""


class ChannelPart(Protocol):
    """One way in and out. `serves` lists the Channel values it sends for."""

    serves: tuple[Channel, ...]

    def routes(self) -> Sequence[BaseRoute]:
        """Its web routes, to be mounted at the root."""

    def running(self, door: Door) -> AbstractAsyncContextManager[None]:
        """Clients opened and, where it polls, polling; closed again on leaving."""

    async def send(self, message: Outbound) -> Receipt:
        """Hand one message to the provider under a deadline.

        Raises RetryLater, PersonStopped, TellOfficer or OurFault.
        """

    async def find_sent(self, message: Outbound, since: datetime) -> Receipt | None:
        """Ask the provider whether `message` went out after `since` (used after a crash); None if unknown."""

    def health(self) -> str:
        """One line for /health/ready: "on", or what is missing and how to set it."""


@runtime_checkable
class Windows(Protocol):
    """A channel whose residents have a window open with us."""

    def look(self, address: Address) -> None:
        """Another process has something for this address: show it now."""
