"""The pipeline: claim one conversation's oldest row, understand, take the turn, commit. One transaction a turn."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import structlog
from sqlalchemy.exc import DBAPIError

from bot.context import Context
from bot.desk import RESIDENT_KINDS, House
from bot.effects import QueuePerson, RaiseAlert, Say, SetOptOut
from bot.facts import Fact, fact_key
from bot.heard import Heard, Kind
from bot.lines import line
from bot.log_ids import WithIds
from bot.meter import Meter
from bot.perform import perform
from bot.state import State, StateError, dump, load
from bot.turn import Turn, take_turn
from bot.wording import Words
from nlp.understanding import Understanding
from panels import service_meetings, service_seats
from panels.fatigue import Caps
from storage import conversations, inbox, outbox, timers, waiting
from storage.conversations import Loaded
from storage.database import Database, Tx
from storage.inbox import Waiting
from storage.waiting import Head

log = structlog.get_logger()
MOST_AT_ONCE = 16
MOST_LOOK_UPS = 12
MOST_TRIES = 3
SHORTEST_ECHO = 4  # characters of a text from which its repeats count as a loop
SAME_TEXTS, LOOP_WINDOW = waiting.BURST, timedelta(minutes=5)
FLOOD, FLOOD_WINDOW = 30, timedelta(minutes=1)
UNASKED = {Kind.TIMED_OUT: outbox.CAMPAIGN, Kind.INVITED: outbox.NEWS}
WANTED = ("offer", "no-seat", "place")
"""Dialogs that the council begins about a place for which the resident has asked."""
Find = Callable[[Fact, int | None], Awaitable[object]]


class Raced(Exception):
    """Another worker was first; nothing of this turn was written."""


@dataclass
class Pipeline:
    """Turns, one conversation at a time and many conversations at once."""

    db: Database
    house: House
    words: Words
    understand: Callable[[str], Understanding]
    find: Find
    turn_done: asyncio.Condition
    watch: Callable[[Heard, Turn], None] = lambda _heard, _turn: None
    guarded: bool = True
    meter: Meter = field(default_factory=Meter)
    _held: set[int] = field(default_factory=set)
    _done: list[int] = field(default_factory=list)

    async def handle_next(self) -> int:
        """Take every turn that can be taken now; how many were, or were taken by another worker meanwhile."""
        heads = await self.db.claim(self._claim)
        done = await asyncio.gather(*(self._handle_safely(head, looping) for head, looping in heads))
        async with self.turn_done:
            self.turn_done.notify_all()
        return sum(done)

    def _claim(self, tx: Tx) -> list[tuple[Head, bool]]:
        """The heads of the inbox, and whether each loops."""
        done, self._done = self._done, []
        heads = waiting.claim(tx, MOST_AT_ONCE, self._held, done)
        self._held.update(head.row.id for head in heads)
        return [(head, _loops(tx, head)) for head in heads]

    async def ring_timers(self) -> int:
        """Put every timer that is due into its conversation's inbox, and do what falls due in panels; how many were."""
        closed, caps = self.house.council.closed, Caps(**self.house.council.caps)
        return await self.db.write(lambda tx: _ring(tx, closed) + service_meetings.ring(tx, closed, caps))

    async def _handle_safely(self, head: Head, looping: bool) -> int:
        row, conversation = head.row, head.talk.id if head.talk else None
        self.meter.note("inbox wait", (self.db.clock() - row.received).total_seconds())
        with WithIds(inbox=row.id, conversation=conversation), self.meter.time("turn"):
            try:
                await self._handle(head, looping and self.guarded)
            except Raced:
                log.info("turn.raced")
            except Exception as error:
                if isinstance(error, DBAPIError) and error.connection_invalidated:
                    log.warning("turn.database-away")  # not this message's fault: it keeps its tries
                    return 0
                log.exception("turn.failed", tries=row.tries + 1)
                await self._give_up_or_retry(row)
            finally:
                self._held.discard(row.id)
                self._done.append(row.id)
            return 1

    async def _handle(self, head: Head, looping: bool) -> None:
        await asyncio.sleep(0)  # between two turns, whoever knocks is let in
        body: dict[str, Any] = json.loads(head.row.body)
        heard = to_heard(head.row, body, self._understand)
        state = _state(head.talk)
        turn = await self._turn(state, heard, head.talk.person_id if head.talk else head.person)
        turn = paused(state, turn) if looping else turn
        with self.meter.time("commit"):
            await self.db.write_soon(lambda tx: self._commit(tx, head, heard, turn, body.get("group", "")))
        self.watch(heard, turn)
        log.info("turn.done", kind=heard.kind.value, effects=[type(e).__name__ for e in turn.effects])

    def _understand(self, text: str) -> Understanding:
        with self.meter.time("understanding"):
            return self.understand(text)

    async def _turn(self, state: State, heard: Heard, person_id: int | None) -> Turn:
        found: dict[str, object] = {}
        for _ in range(MOST_LOOK_UPS):
            turn = take_turn(state, heard, self.house, found)
            if not turn.wants:
                return turn
            for fact in turn.wants:
                found[fact_key(fact)] = await self.find(fact, person_id)
        raise RuntimeError("A dialog asks for one fact after another without end.")

    def _commit(self, tx: Tx, head: Head, heard: Heard, turn: Turn, group: str) -> None:
        row = head.row
        inbox.finish_else(tx, row.id, "turn", Raced())
        conversation = head.talk or conversations.make(tx, row.channel, row.address)
        if head.talk and heard.kind in RESIDENT_KINDS:
            timers.drop_all(tx, conversation.id)
            outbox.cancel_unasked(tx, conversation.id)
        to = Context(
            conversation.id, conversation.person_id, row.channel, row.address, turn.state.language, self.words,
            self.house.council, group, unasked=UNASKED.get(heard.kind, 0), stopped=turn.state.opted_out,
            wanted=heard.kind is Kind.INVITED and heard.name in WANTED,
        )  # fmt: skip
        for effect in turn.effects:
            perform(tx, to, effect)
        conversations.save_else(tx, conversation, dump(turn.state), turn.state.language, Raced())

    async def _give_up_or_retry(self, head: Waiting) -> None:
        """Keep the row for another try; after the last one, say sorry and call a person: nothing is lost silently."""
        if head.tries + 1 < MOST_TRIES:
            await self.db.write(lambda tx: inbox.count_failure(tx, head.id))
            return
        await self.db.write(lambda tx: self._give_up(tx, head))

    def _give_up(self, tx: Tx, head: Waiting) -> None:
        if not inbox.finish(tx, head.id, "failed"):
            return
        found = conversations.find(tx, head.channel, head.address)
        conversation = found or conversations.make(tx, head.channel, head.address)
        to = Context(
            conversation.id, conversation.person_id, head.channel, head.address, "en", self.words,
            self.house.council, stopped=conversation.opted_out,
        )  # fmt: skip
        for effect in (QueuePerson("failed"), Say((line("sorry-fault"),))):
            perform(tx, to, effect)


def _loops(tx: Tx, head: Head) -> bool:
    row = head.row
    if row.kind != Kind.SAID or head.burst is None or head.burst <= row.received - LOOP_WINDOW:
        return False
    said = inbox.lately(tx, row, LOOP_WINDOW)
    return is_loop([(at, str(json.loads(body).get("text", ""))) for at, body in said])


def is_loop(said: Sequence[tuple[datetime, str]]) -> bool:
    """Whether the last of these messages is one too many: a machine that answers ours, or a flood.

    The same text 20 times in 5 minutes, or more than 30 messages in a minute.
    """
    if not said:
        return False
    now, last = said[-1]
    # Taps carry no text, and many right answers are "1": only words can be a machine's echo.
    echo = len(last) >= SHORTEST_ECHO
    same = sum(echo and text == last and at > now - LOOP_WINDOW for at, text in said)
    fast = sum(at > now - FLOOD_WINDOW for at, _text in said)
    return same >= SAME_TEXTS or fast > FLOOD


def paused(state: State, turn: Turn) -> Turn:
    """What is left of a turn in a conversation that loops: silence and a person. STOP and danger are still heard."""
    if any(isinstance(effect, SetOptOut | RaiseAlert) for effect in turn.effects):
        return Turn(turn.state, (*turn.effects, QueuePerson("loop")))
    return Turn(state, (QueuePerson("loop"),))


def _state(loaded: Loaded | None) -> State:
    try:
        state = load(loaded.state if loaded else "")
    except StateError:
        log.warning("state.unreadable")
        state = State(greeted=True)
    return replace(state, opted_out=loaded.opted_out, owner=loaded.owner) if loaded else state


def _ring(tx: Tx, closed: Collection[date]) -> int:
    due = timers.take_due(tx)
    for _timer_id, conversation_id, name in due:
        conversation = conversations.get(tx, conversation_id)
        if conversation is not None:
            inbox.keep(
                tx, channel=conversation.channel, address=conversation.address, provider_id=f"timer-{uuid4().hex}",
                kind=Kind.TIMED_OUT.value, body=json.dumps({"name": name}),
            )  # fmt: skip
    return len(due) + service_seats.sweep(tx, closed)


def to_heard(head: Waiting, body: dict[str, Any], understand: Callable[[str], Understanding]) -> Heard:
    """An inbox row as something heard."""
    kind = Kind(head.kind)
    text = str(body.get("text", ""))
    if kind is Kind.SAID and body.get("opt"):
        kind = Kind.OPTED
    elif kind is Kind.SAID and body.get("choice"):
        kind = Kind.CHOSEN
    location = body.get("location")
    heard = Heard(
        kind, f"{head.id}", head.received, channel=head.channel, choice=body.get("choice", ""),
        asked=body.get("asked", ""), media=len(body.get("media", ())), phone=body.get("phone", ""),
        location=(location[0], location[1]) if location else None, opt=body.get("opt", ""),
        group=bool(body.get("group")), edited=bool(body.get("edited")), name=str(body.get("name", "")), text=text,
        start=str(body.get("start", "")), args=body.get("args", {}),
    )  # fmt: skip
    if kind is Kind.SAID:
        heard = replace(heard, understood=understand(text), text="")
    elif kind in (Kind.OFFICER_TOOK, Kind.OFFICER_SAID, Kind.OFFICER_GAVE_BACK):
        name = str(body.get("name", ""))
        heard = replace(heard, name=str(body.get("officer") or ""), text=name if kind is Kind.OFFICER_TOOK else text)
    return heard
