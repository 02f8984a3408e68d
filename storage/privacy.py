"""What each table owes a person: which rows are theirs, what erasure does to them, and when rows are past.

`CARE` names every table once, in the order in which rows may go. A new table that is not in it breaks
tests/storage/test_privacy.py.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, case, cast, literal, or_, select, union

from storage.alerts import A as ALERT
from storage.alerts import R as RIGHTS
from storage.attempts import LIFE as ATTEMPT_LIFE
from storage.attempts import N as ATTEMPT
from storage.audit import A as AUDIT
from storage.cases import H as CASE_EVENT
from storage.cases import K as CASE
from storage.consents import C as CONSENT
from storage.conversations import C as TALK
from storage.draw_runs import R as RUN
from storage.draws import D as DRAW
from storage.draws import L as PLACE
from storage.episodes import E as EPISODE
from storage.feedback import F as SAID
from storage.inbox import I as INBOX
from storage.interests import D as IDEA
from storage.interests import T as INTEREST
from storage.lessons import L as LESSON
from storage.letters import L as LETTER
from storage.meetings import A as ATTENDANCE
from storage.meetings import C as THANKS
from storage.meetings import G as MEETING
from storage.member_notes import N as NOTE
from storage.monitoring import N as MONITORING
from storage.offers import F as OFFER
from storage.officers import K as KEY
from storage.officers import O as OFFICER
from storage.officers import S as SESSION
from storage.outbox import SENDING, STOPPED, WAITING
from storage.outbox import O as OUTBOX
from storage.panels import CLOSED
from storage.panels import M as MEMBER
from storage.panels import P as PANEL
from storage.panels import S as TRAIT
from storage.people import A as ADDRESS
from storage.people import P as PERSON
from storage.quotas import Q as QUOTA
from storage.receipts import LIFE as EARLY_LIFE
from storage.receipts import E as EARLY
from storage.sign_ups import F as SIGN_UP
from storage.timers import T as TIMER
from storage.traces import T as TRACE
from storage.traces import V as LIKENESS

Where = ColumnElement[bool]
DATA_REMOVED = "data removed"
OUT = ("left", "removed", "declined", "not selected", "completed", DATA_REMOVED)
"""States of a member who has no place in a panel any more."""
SESSION_LIFE = timedelta(hours=24)
FORM_LIFE = timedelta(days=30)


@dataclass(frozen=True)
class Sealed:
    """A value of `Care.blank` that is sealed before it is written."""

    text: str = ""


@dataclass(frozen=True)
class Days:
    """How many days things are kept; a council sets them in content/council.toml under `keep`.

    `talk`: what was said. `matter`: cases, ideas and wishes after their last change. `person`: after somebody's last
    matter. `panel`: after leaving a panel or its end. `officer`: after leaving the council. `record`: decisions,
    consents, requests and the audit log. `safeguarding`: alerts.
    """

    talk: int = 90
    matter: int = 730
    person: int = 730
    panel: int = 92
    officer: int = 365
    record: int = 2192
    safeguarding: int = 3653


Past = Callable[[datetime, Days], Where]


@dataclass(frozen=True)
class Care:
    """One table. `mine` finds a person's rows (None: it holds nothing of residents).

    Erasure sets the columns of `blank` and deletes the rows where the table `goes`; `stays` says why others stay.
    `past` finds rows whose time is over; the daily retention deletes them, or sets the columns of `past_blank`.
    `newest` is the column that holds the words of a table whose ids name things elsewhere: SQLite would give the
    highest id out again, so that row is only blanked. Without `past`, `stays` says how long.
    """

    table: Any
    mine: Callable[[int], Where] | None = None
    goes: bool = False
    blank: Mapping[str, Any] = field(default_factory=dict)
    stays: str = ""
    past: Past | None = None
    past_blank: Mapping[str, Any] = field(default_factory=dict)
    newest: Any = None


def _talks(person: int) -> Any:
    return select(TALK.c.id).where(TALK.c.person_id == person)


def _of_talk(column: Any) -> Callable[[int], Where]:
    return lambda person: column.in_(_talks(person))


def _threads(person: int) -> Where:
    hashes = [select(one.c.found_by).where(one.c.person_id == person) for one in (TALK, ADDRESS)]
    return INBOX.c.thread.in_(union(*hashes))


def _cases(person: int) -> Where:
    return CASE_EVENT.c.case_id.in_(select(CASE.c.id).where(CASE.c.person_id == person))


def _acts(person: int) -> Where:
    """Acts of this person, and acts of officers on what is theirs."""
    names = [f"person{sign}{person}" for sign in " :"]
    below = {"conversation": TALK, "case": CASE, "member": MEMBER}
    named = [
        AUDIT.c.subject.in_(select(literal(f"{word}{sign}") + cast(t.c.id, String)).where(t.c.person_id == person))
        for word, t in below.items()
        for sign in " :"
    ]
    return or_(AUDIT.c.actor.in_(names), AUDIT.c.subject.in_(names), *named, _on_member(person))


def _on_member(person: int) -> Where:
    """Acts on a place of this person stand under its panel: "member 7 now left", "members 7 and 9: one home"."""
    number = cast(MEMBER.c.id, String)
    forms = (literal("member ") + number + " %", literal("members ") + number + " and %",
             literal("members % and ") + number + ":%")  # fmt: skip
    mine = (MEMBER.c.person_id == person, AUDIT.c.subject == literal("panel:") + cast(MEMBER.c.panel_id, String))
    return select(MEMBER.c.id).where(*mine, or_(*(AUDIT.c.action.like(form) for form in forms))).exists()


def _before(column: Any, days: str) -> Past:
    return lambda now, keep: column < now - timedelta(days=getattr(keep, days))


def _told_past(now: datetime, keep: Days) -> Where:
    return _member_past(now, keep) & (MEMBER.c.state != DATA_REMOVED)


def _whose_case_is_past(now: datetime, keep: Days) -> Where:
    return CASE_EVENT.c.case_id.in_(select(CASE.c.id).where(_before(CASE.c.changed, "matter")(now, keep)))


def _member_past(now: datetime, keep: Days) -> Where:
    """After leaving, or after the panel's end where they were in it till then."""
    left = MEMBER.c.state.in_(OUT) & _before(MEMBER.c.changed, "panel")(now, keep)
    return or_(left, MEMBER.c.panel_id.in_(select(PANEL.c.id).where(_before(PANEL.c.closed, "panel")(now, keep))))


def _panel_past(now: datetime, keep: Days) -> Where:
    """Its members' data went before it: `CARE` is in order."""
    return _before(PANEL.c.closed, "panel")(now, keep) & (PANEL.c.state == CLOSED)


def _of_member(*columns: Any) -> Callable[[int], Where]:
    members = select(MEMBER.c.id)
    return lambda person: or_(*(column.in_(members.where(MEMBER.c.person_id == person)) for column in columns))


def _with_member(table: Any, *columns: Any) -> Care:
    """A table whose rows belong to a member (or to either of two) and go with them."""
    members, columns = select(MEMBER.c.id), columns or (table.c.member_id,)
    return Care(
        table, _of_member(*columns), goes=True,
        past=lambda now, keep: or_(*(column.in_(members.where(_member_past(now, keep))) for column in columns)),
    )  # fmt: skip


def _letter_past(now: datetime, keep: Days) -> Where:
    return LETTER.c.panel_id.in_(select(PANEL.c.id).where(_before(PANEL.c.closed, "panel")(now, keep)))


def _form_past(now: datetime, _keep: Days) -> Where:
    return (SIGN_UP.c.made < now - FORM_LIFE) & SIGN_UP.c.form.is_not(None)


def _consent_past(now: datetime, keep: Days) -> Where:
    """A consent on which a place in a panel rests is needed for as long as that place."""
    placed = select(MEMBER.c.person_id).where(MEMBER.c.state.not_in(OUT))
    return _before(CONSENT.c.at, "record")(now, keep) & CONSENT.c.person_id.not_in(placed)


def _state_past(now: datetime, keep: Days) -> Where:
    return _before(TALK.c.last_heard, "talk")(now, keep) & TALK.c.state.is_not(None)


def _named_past(now: datetime, keep: Days) -> Where:
    return _before(MONITORING.c.at, "panel")(now, keep) & MONITORING.c.person_id.is_not(None)


def _officer_past(now: datetime, keep: Days) -> Where:
    return _before(OFFICER.c.disabled, "officer")(now, keep) & (OFFICER.c.password_hash != "")


def _erased(table: Any) -> Any:
    return literal("erased-") + cast(table.c.id, String)


NO_WORDS = {"text": None, "address": Sealed(), "extras": "{}", "choices": None, "provider_id": "", "code": ""}
UNKNOWN = {"password_hash": "", "code_secret": None}
UNTOLD = {"details": None, "household": None}
UNSENT = case((OUTBOX.c.state.in_([WAITING, SENDING]), STOPPED), else_=OUTBOX.c.state)
UNHEARD = {"body": None, "address": Sealed(), "thread": _erased(INBOX), "provider_id": _erased(INBOX)}
NOBODY = {
    "found_by": _erased(TALK), "address": Sealed(), "state": None, "version": TALK.c.version + 1, "language": "en",
    "owner": "bot", "officer_id": None, "waiting": None, "waiting_reason": "",
}  # fmt: skip

CARE: tuple[Care, ...] = (
    Care(INBOX, _threads, goes=True, blank=UNHEARD, past=_before(INBOX.c.received, "talk"), newest=INBOX.c.body),
    Care(TIMER, _of_talk(TIMER.c.conversation_id), goes=True, stays="until it rings"),
    Care(OUTBOX, _of_talk(OUTBOX.c.conversation_id), goes=True, blank={**NO_WORDS, "state": UNSENT},
         past=_before(OUTBOX.c.created, "talk"), newest=OUTBOX.c.text),
    _with_member(TRAIT), _with_member(PLACE), _with_member(OFFER), _with_member(NOTE), _with_member(ATTENDANCE),
    _with_member(TRACE), _with_member(LIKENESS, LIKENESS.c.first_id, LIKENESS.c.second_id),
    Care(LETTER, _of_member(LETTER.c.member_id), goes=True, past=_letter_past),
    Care(SIGN_UP, _of_member(SIGN_UP.c.member_id), goes=True, past=_form_past),
    Care(THANKS, _of_member(THANKS.c.member_id), past=_before(THANKS.c.at, "record"),
         stays="proof of what was offered and chosen, without who"),
    Care(MEMBER, lambda p: MEMBER.c.person_id == p, blank={**UNTOLD, "state": "left"}, past=_told_past,
         past_blank={**UNTOLD, "state": DATA_REMOVED}, stays="that somebody was there, without who"),
    Care(IDEA, lambda p: IDEA.c.person_id == p, goes=True, past=_before(IDEA.c.created, "matter")),
    Care(INTEREST, lambda p: INTEREST.c.person_id == p, goes=True, past=_before(INTEREST.c.created, "matter")),
    Care(MONITORING, lambda p: MONITORING.c.person_id == p, goes=True, past=_named_past,
         past_blank={"person_id": None}, stays="anonymous answers, for equality reports"),
    Care(CASE_EVENT, _cases, blank={"text": None}, past=_whose_case_is_past, stays="what was done, without words"),
    Care(CASE, lambda p: CASE.c.person_id == p, blank={"place": Sealed(), "facts": Sealed("{}"), "state": "closed"},
         past=_before(CASE.c.changed, "matter"), stays="that there was a case, without whose and where"),
    Care(EPISODE, lambda p: EPISODE.c.person_id == p, blank={"answers": "{}"},
         past=_before(EPISODE.c.opened, "record"), stays="the decision and its reasons, without who"),
    Care(ALERT, lambda p: ALERT.c.person_id == p, past=_before(ALERT.c.created, "safeguarding"),
         stays="the council's duty to safeguard (UK GDPR article 17(3)(b)): its own schedule holds"),
    Care(CONSENT, lambda p: CONSENT.c.person_id == p, past=_consent_past,
         stays="proof of what was asked and answered (article 17(3)(e)), without who"),
    Care(RIGHTS, lambda p: RIGHTS.c.person_id == p, past=_before(RIGHTS.c.created, "record"),
         stays="proof that a request was answered, without who"),
    Care(TALK, lambda p: TALK.c.person_id == p, blank=NOBODY, past=_state_past, past_blank={"state": None},
         stays="that there was a conversation, without whose"),
    Care(ADDRESS, lambda p: ADDRESS.c.person_id == p, goes=True, stays="as long as the person"),
    Care(PERSON, lambda p: PERSON.c.id == p,
         blank={"name": None, "communication_needs": None, "language": "", "recruit_again": None},
         stays="a number without a name, for the rows above; retention erases it after its last matter"),
    Care(AUDIT, _acts, blank={"words": None},
         stays="ids only; what officers wrote goes, where it names this person too; retention trims the old end"),
    Care(SESSION, past=lambda now, _keep: SESSION.c.created < now - SESSION_LIFE),
    Care(OFFICER, past=_officer_past, past_blank={**UNKNOWN, "name": _erased(OFFICER)}),
    Care(ATTEMPT, past=lambda now, _keep: ATTEMPT.c.at < now - ATTEMPT_LIFE),
    Care(EARLY, past=lambda now, _keep: EARLY.c.at < now - EARLY_LIFE),
    Care(KEY, stays="until it is withdrawn"),
    Care(PANEL, past=_panel_past, past_blank={"state": DATA_REMOVED}, stays="no personal data"),
    Care(LESSON, past=_before(LESSON.c.made, "record"), stays="words without who said them"),
    Care(SAID, past=_before(SAID.c.made, "record")),
    Care(MEETING, past=_before(MEETING.c.made, "record")),
    Care(DRAW, past=_before(DRAW.c.made, "record"), stays="pseudonyms only, so that a draw can be replayed"),
    Care(RUN, past=_before(RUN.c.started, "record"), stays="totals only"),
    Care(QUOTA, stays="no personal data"),
)  # fmt: skip
