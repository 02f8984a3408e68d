"""What officers and programs do. An act reaches a resident only as a row of that conversation's inbox."""

import json
from dataclasses import dataclass
from uuid import uuid4

from storage import alerts, audit, conversations, inbox, outbox
from storage.database import Tx

TOOK, SAID, GAVE_BACK = "officer-took", "officer-said", "officer-gave-back"
LONGEST = 1600  # ten joined texts; no channel takes less
NO_OFFICER = 0  # in an event's body: a program acted, not an officer


class RefusedError(Exception):
    """The act cannot be done now. The sentence says why and what to do."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


@dataclass(frozen=True)
class Actor:
    """Who acts: an officer (id and name), or a program under its key's name (id 0)."""

    id: int
    name: str

    @property
    def label(self) -> str:
        """How the audit log names them."""
        return f"officer {self.id}" if self.id else f"program {self.name}"


@dataclass(frozen=True)
class Holder:
    """Who holds a conversation, events on their way counted: the bot, or an officer's id (0: a program)."""

    officer: int | None

    @property
    def is_bot(self) -> bool:
        """Nobody of the council holds it."""
        return self.officer is None


def _thread(tx: Tx, conversation_id: int) -> conversations.Loaded:
    found = conversations.get(tx, conversation_id)
    if found is None:
        raise RefusedError(404, f"There is no conversation {conversation_id}.")
    return found


def _put(tx: Tx, thread: conversations.Loaded, who: Actor, kind: str, text: str = "") -> None:
    if not thread.address:
        raise RefusedError(409, "This resident's data was erased. There is nobody left to write to.")
    body = json.dumps({"officer": who.id, "name": who.name, "text": text})
    mark = f"officer-{uuid4().hex}"
    inbox.keep(tx, channel=thread.channel, address=thread.address, provider_id=mark, kind=kind, body=body)
    audit.add(tx, who.label, kind, f"conversation {thread.id}")


def holder(tx: Tx, conversation_id: int) -> Holder:
    """Who will hold the conversation once everything in its inbox has had its turn."""
    thread, about = _thread(tx, conversation_id), conversations.about(tx, conversation_id)
    held = about is not None and about["owner"] == "officer"
    now = Holder((about["officer"] or NO_OFFICER) if about and held else None)
    for _row, kind, body in conversations.acts_to_come(tx, thread.channel, thread.address):
        if kind == TOOK:
            now = Holder(int(json.loads(body).get("officer") or NO_OFFICER))
        elif kind == GAVE_BACK:
            now = Holder(None)
    return now


def take(tx: Tx, conversation_id: int, who: Actor) -> None:
    """Take the conversation over, from the bot or from a colleague. Taking it twice changes nothing."""
    thread = _thread(tx, conversation_id)
    if holder(tx, conversation_id).officer != who.id:
        _put(tx, thread, who, TOOK)


def reply(tx: Tx, conversation_id: int, who: Actor, text: str) -> None:
    """Write to the resident; a conversation that nobody holds is taken over first."""
    thread, held = _thread(tx, conversation_id), holder(tx, conversation_id)
    if thread.opted_out:
        raise RefusedError(409, "This resident has sent STOP. You cannot write to them here.")
    if held.is_bot:
        _put(tx, thread, who, TOOK)
    elif held.officer != who.id:
        raise RefusedError(409, "A colleague holds this conversation. Take it over before you reply.")
    _put(tx, thread, who, SAID, text)


def give_back(tx: Tx, conversation_id: int, who: Actor) -> None:
    """Hand the conversation back to the bot."""
    thread = _thread(tx, conversation_id)
    if holder(tx, conversation_id).is_bot:
        raise RefusedError(409, "Nobody holds this conversation. The bot answers already.")
    _put(tx, thread, who, GAVE_BACK)


def acknowledge(tx: Tx, alert_id: int, who: Actor) -> None:
    """Say that a named person has seen an alert."""
    if alerts.get(tx, alert_id) is None:
        raise RefusedError(404, f"There is no alert {alert_id}.")
    if not alerts.acknowledge(tx, alert_id, who.name):
        raise RefusedError(409, "Somebody has acknowledged this alert already.")
    audit.add(tx, who.label, "acknowledged", f"alert {alert_id}")


def redact(tx: Tx, conversation_id: int, who: Actor, mark: str, reason: str) -> None:
    """Take the words out of one message ("i12" of the inbox, "o7" of the outbox); that it was there stays."""
    thread, row_id = _thread(tx, conversation_id), int(mark[1:])
    if mark.startswith("o"):
        words = [text for one, text, *_ in outbox.said(tx, thread.id) if one == row_id]
        done = outbox.redact(tx, thread.id, row_id)
        copies = [one for one, kind, body, _at in inbox.heard(tx, thread.channel, thread.address)
                  if done and kind == SAID and json.loads(body).get("text") in words]  # fmt: skip
    else:
        done, copies = inbox.redact(tx, thread.channel, thread.address, row_id), []
    if not done:
        raise RefusedError(409, "This message cannot be changed now. Reload the conversation and try again.")
    for copy in copies:
        inbox.redact(tx, thread.channel, thread.address, copy)
    audit.add(tx, who.label, "redacted", f"message {mark} of conversation {conversation_id}", reason)
