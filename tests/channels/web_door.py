"""A working Door in memory: it keeps, answers by a script, and sends through the web chat."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.channels.base import ChannelPart, Said, StorageAway
from bot.messages import Address, Choice, Inbound, Outbound, Receipt

START = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)


@dataclass(frozen=True)
class Reply:
    """One message that the script answers with."""

    text: str
    choices: tuple[Choice, ...] = ()
    asked: str = ""
    sender: str = "bot"


Script = Callable[[Inbound, int], Sequence[Reply]]


def bins(inbound: Inbound, turn: int) -> Sequence[Reply]:
    """Three steps: which bin, is this right, done. Afterwards an echo."""
    if turn == 1:
        options = (Choice("Green bin", "green"), Choice("Black bin", "black"))
        return [Reply("Which bin was missed?", options, "q1")]
    if turn == 2:
        said = inbound.choice or inbound.text
        return [Reply(f"Report the {said} bin as missed?", (Choice("Yes", "yes"), Choice("No", "no")), "q2")]
    if turn == 3:
        return [Reply("Thank you. Your reference is RIV-1042. See https://riverton.example/bins.")]
    return [Reply(f"You said: {inbound.text}")]


@dataclass
class WebDoor:
    """What stands behind a channel, without a council.

    `held` keeps answers back, `quick` answers before the message is acknowledged, `pushes` sends answers.
    """

    script: Script = bins
    away: bool = False
    pushes: bool = True
    held: bool = False
    quick: bool = False
    part: ChannelPart | None = None
    kept: dict[str, Inbound] = field(default_factory=dict)
    receipts: list[Receipt] = field(default_factory=list)
    lines: dict[Address, list[Said]] = field(default_factory=dict)
    done: dict[str, asyncio.Event] = field(default_factory=dict)
    next_id: int = 0
    read: asyncio.Event = field(default_factory=asyncio.Event)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def accept(self, inbound: Inbound) -> bool:
        """Keep it once and answer it in the background."""
        if self.away:
            raise StorageAway
        if inbound.provider_id in self.kept:
            return False
        self.kept[inbound.provider_id] = inbound
        self.done[inbound.provider_id] = asyncio.Event()
        self._add(inbound.sender, inbound.text or inbound.choice, "resident")
        if self.quick:
            await self._answer(inbound)
        elif not self.held:
            task = asyncio.create_task(self._answer(inbound))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)
        return True

    async def receipt(self, receipt: Receipt) -> None:
        """Keep it."""
        self.receipts.append(receipt)

    async def answered(self, inbound: Inbound, seconds: float) -> bool:
        """Wait for the script's answer."""
        if self.held:
            return False
        try:
            await asyncio.wait_for(self.done[inbound.provider_id].wait(), seconds)
        except TimeoutError:
            return False
        return True

    async def history(self, address: Address, after: int = 0) -> Sequence[Said]:
        """As the contract says: after a message, only ours. Sets `read` each time."""
        self.read.set()
        if self.away:
            raise StorageAway
        lines = self.lines.get(address, [])
        return [line for line in lines if not after or (line.sender != "resident" and line.id > after)]

    async def say(self, address: Address, reply: Reply) -> Said:
        """Say something unasked, as an officer does."""
        said = self._add(address, reply.text, reply.sender, reply.choices, reply.asked)
        if self.part and self.pushes:
            message = Outbound(said.id, address, reply.text, reply.choices, reply.asked, reply.sender)
            await self.receipt(await self.part.send(message))
        return said

    async def _answer(self, inbound: Inbound) -> None:
        turn = sum(line.sender == "resident" for line in self.lines[inbound.sender])
        for reply in self.script(inbound, turn):
            await self.say(inbound.sender, reply)
        self.done[inbound.provider_id].set()

    def _add(
        self,
        address: Address,
        text: str,
        sender: str,
        choices: tuple[Choice, ...] = (),
        asked: str = "",
    ) -> Said:
        self.next_id += 1
        at = START + timedelta(seconds=self.next_id)
        said = Said(self.next_id, text, sender, at, choices, asked)
        self.lines.setdefault(address, []).append(said)
        return said
