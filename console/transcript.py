"""One conversation as officers read it: what the resident, the bot and officers said, in order."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from console.acts import GAVE_BACK, SAID, TOOK
from storage import conversations, inbox, outbox
from storage.database import Tx

REMOVED = "[words removed by an officer]"
NOTES = {TOOK: "{name} took over.", GAVE_BACK: "{name} handed back to the bot."}


@dataclass(frozen=True)
class Entry:
    """One line of a transcript. `sender` is resident, bot, officer or note; `state` how far a message of ours came.

    `id` begins with "i" for what was heard, "o" for what we sent. `removable`: its words may still be taken out.
    """

    id: str
    sender: str
    text: str
    at: datetime
    state: str = ""
    removable: bool = False


def _body(raw: str) -> dict[str, Any]:
    try:
        body = json.loads(raw or "{}")
    except ValueError:
        return {"text": raw}
    return body if isinstance(body, dict) else {}


def _resident_said(body: dict[str, Any]) -> str:
    if body.get("redacted"):
        return REMOVED
    said = str(body.get("text") or body.get("choice") or "")
    extra = "[photo or file]" if body.get("media") else "[location]" if body.get("location") else ""
    return f"{said} {extra}".strip()


def _heard(row: tuple[int, str, str, datetime], on_the_way: set[int]) -> Entry | None:
    row_id, kind, raw, at = row
    body, mark = _body(raw), f"i{row_id}"
    if kind in NOTES:
        return Entry(mark, "note", NOTES[kind].format(name=body.get("name") or "An officer"), at)
    if kind == SAID:  # once it has had its turn it stands in the outbox
        waits = row_id in on_the_way
        return Entry(mark, "officer", str(body.get("text", "")), at, "waiting") if waits else None
    text = _resident_said(body) if kind in ("said", "chosen") else ""
    return Entry(mark, "resident", text, at, removable=text != REMOVED) if text else None


def _ours(row: Any) -> Entry:
    row_id, text, extras, at, state = row
    sender = "officer" if extras.get("sender") == "officer" else "bot"
    still = state in (outbox.WAITING, outbox.SENDING)
    return Entry(f"o{row_id}", sender, text or REMOVED, at, state, removable=bool(text) and not still)


def read(tx: Tx, conversation_id: int) -> list[Entry] | None:
    """The whole transcript, oldest first, or None when there is no such conversation."""
    thread = conversations.get(tx, conversation_id)
    if thread is None:
        return None
    coming = conversations.acts_to_come(tx, thread.channel, thread.address)
    on_the_way = {row_id for row_id, _kind, _body in coming}
    heard = [_heard(row, on_the_way) for row in inbox.heard(tx, thread.channel, thread.address)]
    ours = [_ours(row) for row in outbox.said(tx, conversation_id)]
    return sorted((e for e in (*heard, *ours) if e is not None), key=lambda e: e.at)  # stable: heard comes first
