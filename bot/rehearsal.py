"""A talk in this process, over the real pipeline and a real database: for the terminal and for stories."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bot.bootstrap import Parts
from bot.effects import NoteEpisode
from bot.heard import Heard
from bot.messages import Address, Inbound
from bot.state import load
from bot.turn import Turn
from storage import conversations, outbox

MOST_ROUNDS = 50


@dataclass
class Reply:
    """What came back: texts with their buttons' labels, effects by name, the cell, the open question's key."""

    replies: list[str] = field(default_factory=list)
    choices: list[tuple[str, str]] = field(default_factory=list)
    asked: str = ""
    effects: list[str] = field(default_factory=list)
    cell: str | None = None
    open_question: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The shape of `doorstep talk --jsonl`."""
        return {
            "replies": self.replies, "effects": self.effects, "cell": self.cell, "open_question": self.open_question,
        }  # fmt: skip


class Rehearsal:
    """One resident at one address. `say` gives what comes back."""

    def __init__(self, parts: Parts, address: Address) -> None:
        self.parts, self.address = parts, address
        self._count, self._seen, self._cell = 0, 0, ""
        self._turns: list[tuple[Heard, Turn]] = []
        parts.pipeline.watch = self._watch
        parts.pipeline.guarded = False  # a script talks faster than a resident may

    def _watch(self, heard: Heard, turn: Turn) -> None:
        self._turns.append((heard, turn))

    async def begin(self) -> None:
        """Leave out what was said in earlier talks at this address."""
        await self._new_messages()

    async def say(self, text: str, **more: Any) -> Reply:
        """Say something."""
        self._count += 1
        provider_id = f"{self.address.value}-{self.parts.clock().timestamp()}-{self._count}"
        await self.parts.inbox.accept(Inbound(self.address, provider_id, text, **more))
        return await self.settle()

    async def wait(self, by: timedelta) -> Reply:
        """Let time go by; what timers say comes back."""
        self.parts.clock.move(by)
        await self.parts.pipeline.ring_timers()
        return await self.settle()

    async def settle(self) -> Reply:
        """Take every turn that can be taken; what came back."""
        self._turns.clear()
        for _ in range(MOST_ROUNDS):
            if not await self.parts.pipeline.handle_next():
                break
        reply = Reply(effects=[type(e).__name__ for _heard, turn in self._turns for e in turn.effects])
        for _heard, turn in self._turns:
            cells = [str(e.values["cell"]) for e in turn.effects if isinstance(e, NoteEpisode) and "cell" in e.values]
            self._cell = cells[-1] if cells else self._cell
        reply.cell = self._cell or None
        await self._fill(reply)
        return reply

    async def _fill(self, reply: Reply) -> None:
        for text, extras in await self._new_messages():
            reply.replies.append(text)
            reply.choices = [(label, value) for label, value in extras.get("choices", ())]
            reply.asked = str(extras.get("asked", ""))
        loaded = await self.parts.db.read(
            lambda tx: conversations.find(tx, self.address.channel.value, self.address.value)
        )
        top = load(loaded.state).top if loaded else None
        reply.open_question = top.open.key if top and top.open else None

    async def _new_messages(self) -> list[tuple[str, dict[str, Any]]]:
        loaded = await self.parts.db.read(
            lambda tx: conversations.find(tx, self.address.channel.value, self.address.value)
        )
        rows = await self.parts.db.read(lambda tx: outbox.said(tx, loaded.id, self._seen)) if loaded else []
        self._seen = max([self._seen, *(row[0] for row in rows)])
        return [(text, extras) for _id, text, extras, _at, _state in rows]
