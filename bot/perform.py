"""Effects become rows of the open transaction: one match, nothing decided here."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.council import LONDON
from bot.effects import (
    AnswerOffer,
    ChangeCase,
    Effect,
    JoinPanel,
    KeepName,
    LeavePanel,
    LogRights,
    NoteEpisode,
    NoteIdea,
    NoteInterest,
    NoteOnCase,
    OpenCase,
    QueuePerson,
    RaiseAlert,
    RecordConsent,
    Say,
    SetOptOut,
    SetOwner,
    SetTimer,
    WithdrawConsent,
)  # fmt: skip
from bot.perform_groups import GroupEffect, perform_group
from bot.wording import Words
from panels import life
from storage import (
    alerts,
    audit,
    cases,
    consents,
    conversations,
    episodes,
    interests,
    outbox,
    panels,
    people,
    timers,
)
from storage.database import Tx

DAY_BEGINS, DAY_ENDS = 8, 20  # hours between which we write unasked
RIGHTS_DUE = timedelta(days=30)
EPISODE_LISTS = ("raises", "flags")
SAFETY, REPLY, CAMPAIGN = -1, 0, 1  # a smaller one is sent first
AFTER_STOP = ("stop-done", "start-done", "stopped-still", "safety-", "urgent-", "rights-")


@dataclass(frozen=True)
class Context:
    """Whose turn it is. `unasked` marks a message that answers nothing: quiet hours hold for it.

    `stopped`: this person has said STOP; only what confirms it, and safety, is still said.
    """

    conversation_id: int
    person_id: int
    channel: str
    address: str
    language: str
    words: Words
    group: str = ""
    unasked: bool = False
    stopped: bool = False


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
        case RecordConsent():
            _consent(tx, to, effect)
        case JoinPanel():
            _join(tx, to, effect)
        case AnswerOffer() | LeavePanel() | WithdrawConsent():
            _group(tx, to, effect)


def _group(tx: Tx, to: Context, effect: GroupEffect) -> None:
    text = to.words.text(effect.text, to.language) if isinstance(effect, WithdrawConsent) else ""
    perform_group(tx, to.person_id, to.channel, effect, text)


def next_allowed(now: datetime) -> datetime:
    """When we may write unasked: now by day, else 8am."""
    local = now.astimezone(LONDON)
    if DAY_BEGINS <= local.hour < DAY_ENDS:
        return now
    morning = local.replace(hour=DAY_BEGINS, minute=0, second=0, microsecond=0)
    return morning if local.hour < DAY_BEGINS else morning + timedelta(days=1)


def _say(tx: Tx, to: Context, say: Say) -> None:
    if to.stopped and not any(said.key.startswith(AFTER_STOP) for said in say.lines):
        return
    urgent = any(said.key.startswith("safety-") for said in say.lines)
    worded = to.words.say(say, to.language, to.channel)
    extras = {
        "choices": [[choice.label, choice.value] for choice in worded.choices],
        "asked": worded.asked, "sender": say.sender, "group": to.group, "language": to.language,
    }  # fmt: skip
    priority = CAMPAIGN if to.unasked else SAFETY if urgent else REPLY
    outbox.put(
        tx, conversation_id=to.conversation_id, channel=to.channel, address=to.address, text=worded.text,
        extras=extras, priority=priority, due=next_allowed(tx.now) if to.unasked else None,
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


def _consent(tx: Tx, to: Context, consent: RecordConsent) -> None:
    panel = panels.of_slug(tx, consent.panel)
    text = to.words.text(consent.text, to.language, to.channel)
    consents.add(
        tx, person_id=to.person_id, panel_id=panel["id"] if panel else None, purpose=consent.purpose,
        given=consent.given, text=text, version=version_of(consent.text.key, text),
        channel=to.channel,
    )  # fmt: skip


def version_of(key: str, text: str) -> str:
    """The version of a consent text: its key and a digest that changes with any word of it."""
    return f"{key}:{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def _join(tx: Tx, to: Context, join: JoinPanel) -> None:
    panel = panels.of_slug(tx, join.panel)
    if panel is None or (panel["state"] != "open" and join.state != "declined"):
        return
    now = panels.state_of(tx, panel["id"], to.person_id)
    if now == life.MemberState.REMOVED or (now and join.state == life.MemberState.DECLINED):
        return  # an officer's act, or a place in the pool, is not undone by another talk
    if now != join.state and join.state not in life.MEMBER_STEPS.get(now, ()):
        audit.add(tx, f"person:{to.person_id}", f"refused: {now} to {join.state}", f"panel:{panel['id']}")
        return
    member_id = panels.put_member(tx, panel["id"], to.person_id, join.state)
    panels.set_details(tx, member_id, join.details)
    for feature, value in join.traits.items():
        panels.set_trait(tx, member_id, feature, value)
    audit.add(tx, f"person:{to.person_id}", join.state, f"panel:{panel['id']}")
