"""Effects become rows of the open transaction: one match, nothing decided here."""

import json
from datetime import datetime, timedelta

from bot.context import Context
from bot.effects import (
    ChangeCase,
    Effect,
    KeepName,
    LogRights,
    NoteEpisode,
    NoteIdea,
    NoteInterest,
    NoteOnCase,
    OpenCase,
    QueuePerson,
    RaiseAlert,
    Say,
    SetOptOut,
    SetOwner,
    SetTimer,
)  # fmt: skip
from bot.perform_groups import perform_group
from panels.fatigue import Caps
from panels.quiet import WEEK, after_cap, next_allowed
from storage import alerts, audit, cases, conversations, episodes, interests, outbox, people, timers
from storage.database import Tx
from storage.outbox import REPLY, SAFETY

RIGHTS_DUE = timedelta(days=30)
EPISODE_LISTS = ("raises", "flags")
AFTER_STOP = ("stop-done", "start-done", "stopped-still", "safety-", "urgent-", "rights-")


def perform(tx: Tx, to: Context, effect: Effect) -> None:  # noqa: C901 - one match, a line or two for each effect
    """Write one effect down."""
    match effect:
        case Say():
            _say(tx, to, effect)
        case OpenCase():
            _open_case(tx, to, effect)
        case ChangeCase():
            _change_case(tx, effect)
        case NoteOnCase(ref, text):
            _note_on_case(tx, ref, text)
        case NoteEpisode(key, service, values):
            episodes.note(tx, to.conversation_id, to.person_id, key, _columns(service, values))
        case RaiseAlert(kind, danger, tier, excerpt):
            alerts.raise_alert(
                tx, kind=kind, danger=danger, tier=tier, person_id=to.person_id, channel=to.channel,
                conversation_id=to.conversation_id, excerpt=excerpt,
            )  # fmt: skip
        case QueuePerson(reason):
            conversations.wait_for_person(tx, to.conversation_id, reason)
        case SetOwner(owner, officer_id):
            conversations.set_owner(tx, to.conversation_id, owner, officer_id)
        case SetOptOut(stopped):
            _opt_out(tx, to, stopped=stopped)
        case LogRights(kind):
            alerts.log_rights_request(tx, kind, to.person_id, to.conversation_id, tx.now + RIGHTS_DUE)
        case SetTimer(name, due):
            timers.put(tx, to.conversation_id, name, due)
        case KeepName(name):
            people.set_name(tx, to.person_id, name)
        case NoteInterest(service):
            interests.note_interest(tx, to.person_id, service)
        case NoteIdea(service, text):
            interests.note_idea(tx, to.person_id, service, text)
        case _:
            perform_group(tx, to, effect)


def unasked_due(tx: Tx, to: Context) -> datetime:
    """When we may write to this person unasked: by day, on no bank holiday, within the weekly cap."""
    if to.wanted:
        return next_allowed(tx.now, to.council.closed)
    sent = outbox.unasked_since(tx, to.person_id, tx.now - WEEK)
    return next_allowed(after_cap(sent, tx.now, Caps(**to.council.caps).texts_a_week), to.council.closed)


def _say(tx: Tx, to: Context, say: Say) -> None:
    if to.stopped and not any(said.key.startswith(AFTER_STOP) for said in say.lines):
        return
    urgent = any(said.key.startswith("safety-") for said in say.lines)
    worded = to.words.say(say, to.language, to.channel)
    extras = {
        "choices": [[choice.label, choice.value] for choice in worded.choices],
        "asked": worded.asked, "sender": say.sender, "group": to.group, "language": to.language,
    }  # fmt: skip
    priority = to.unasked or (SAFETY if urgent else REPLY)
    outbox.put(
        tx, conversation_id=to.conversation_id, channel=to.channel, address=to.address, text=worded.text,
        extras=extras, priority=priority, due=unasked_due(tx, to) if to.unasked else None,
    )  # fmt: skip


def _open_case(tx: Tx, to: Context, case: OpenCase) -> None:
    cases.open_case(
        tx, ref=case.ref, service=case.service, place=case.place, facts=case.details, person_id=to.person_id,
        episode_key=case.episode, team=case.team, due=case.due,
    )  # fmt: skip


def _change_case(tx: Tx, change: ChangeCase) -> None:
    case = cases.of_ref(tx, change.ref)
    if case is not None:
        cases.change(tx, case["id"], change.place, change.details)


def _note_on_case(tx: Tx, ref: str, text: str) -> None:
    case = cases.of_ref(tx, ref)
    if case is not None:
        cases.add_event(tx, case["id"], "resident", "note", text)


def _columns(service: str, values: dict[str, object]) -> dict[str, object]:
    columns = {name: value for name, value in values.items() if name != "reasons"}
    for name in EPISODE_LISTS:
        if name in columns:
            columns[name] = ",".join(columns[name])  # type: ignore[arg-type]
    if "answers" in columns:
        columns["answers"] = json.dumps(columns["answers"])
    if "reasons" in values:
        columns["reason"] = json.dumps(values["reasons"])
    return {"service": service, **columns}


def _opt_out(tx: Tx, to: Context, *, stopped: bool) -> None:
    conversations.set_opted_out(tx, to.conversation_id, stopped=stopped)
    if stopped:
        outbox.cancel_waiting(tx, to.conversation_id)
        timers.drop_all(tx, to.conversation_id)
    audit.add(tx, f"person:{to.person_id}", "stopped" if stopped else "started", f"conversation:{to.conversation_id}")
