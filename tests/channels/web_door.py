"""The twin of the inbox with a script behind it: it answers by itself, and sends through the web chat."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.channels.base import ChannelPart, Said, StorageAway
from bot.messages import Address, Choice, Inbound, Outbound
from tests.channels.door import FakeDoor


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


class WebDoor(FakeDoor):
    """A door that answers.

    `held` keeps answers back, `quick` answers before the message is acknowledged, `pushes` sends answers.
    `read` is set whenever the history is read.
    """

    def __init__(self, script: Script = bins, *, away: bool = False, held: bool = False) -> None:
        super().__init__()
        self.script = script
        self.away = away
        self.held = held
        self.quick = False
        self.pushes = True
        self.part: ChannelPart | None = None
        self.read = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    async def accept(self, inbound: Inbound) -> bool:
        """Keep it once and answer it, in the background as a worker does."""
        if not await super().accept(inbound):
            return False
        if self.quick:
            await self._reply(inbound)
        elif not self.held:
            task = asyncio.create_task(self._reply(inbound))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return True

    async def history(self, address: Address, after: int = 0) -> Sequence[Said]:
        """What was said; not while storage is away."""
        self.read.set()
        if self.away:
            raise StorageAway
        return await super().history(address, after)

    async def tell(self, address: Address, reply: Reply) -> Said:
        """Say something and send it, as an officer does."""
        said = self.say(address, reply.text, sender=reply.sender, choices=reply.choices, asked=reply.asked)
        if self.part and self.pushes:
            message = Outbound(said.id, address, reply.text, reply.choices, reply.asked, reply.sender)
            await self.receipt(await self.part.send(message))
        return said

    async def _reply(self, inbound: Inbound) -> None:
        turn = sum(one.sender == inbound.sender for one in self.kept)
        for reply in self.script(inbound, turn):
            await self.tell(inbound.sender, reply)
        self.answer(inbound)
