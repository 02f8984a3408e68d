"""A panel at work, on both databases: meetings over a bank holiday and the change of the clock, rest, traces."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from panels import service, service_feedback, service_joining, service_meetings, service_rest
from panels.fatigue import Caps
from panels.feedback import Decision
from panels.life import IllegalStepError, MemberState
from panels.quiet import at
from panels.service import By
from storage import audit, consents, conversations, episodes, inbox, meetings, outbox, panels, people, traces
from storage.database import Database, Tx
from tests.databases import Clock
from tests.panels.lives import ABOUT

SAM = By("officer 1", "a test")
EASTER = (date(2027, 3, 26), date(2027, 3, 29))
CAPS = Caps(texts_a_week=3)
PHONES = ("+447700900301", "+447700900302")


def running(tx: Tx) -> int:
    """A running panel of two members who are reached by text."""
    panel = panels.put(tx, slug="g", name="Group", service="care-at-home", state="running", seats=4, about=ABOUT)
    for phone in PHONES:
        talk = conversations.make(tx, "sms", phone)
        panels.put_member(tx, panel, talk.person_id, "active")
    return panel


def told(tx: Tx) -> list[tuple[str, str]]:
    """(end of the number, what kind) of every meeting message that waits for its turn; they are taken."""
    found = []
    while heads := inbox.heads(tx, 10):
        for row in heads:
            found.append((row.address[-1], str(json.loads(row.body)["args"]["kind"])))
            inbox.finish(tx, row.id, "turn")
    return found


def test_members_are_asked_and_reminded_over_easter_and_summer_time(db: Database, clock: Clock) -> None:
    """The clock goes forward on Sunday 28 March; Good Friday and Easter Monday are bank holidays."""
    clock.now = at(date(2027, 3, 10), 21)  # in the evening: nobody is told before the morning
    panel = db.write_now(running)
    starts = at(date(2027, 3, 30), 18)  # Tuesday, 5pm in UTC
    given = {"starts": starts, "minutes": 90, "place": "Town Hall"}
    db.write_now(lambda tx: service_meetings.set_meeting(tx, panel, given, SAM))
    away = db.read_now(lambda tx: panels.members(tx, panel)[1]["person"])
    log: list[tuple[datetime, list[tuple[str, str]]]] = []
    while clock.now < starts + timedelta(hours=1):
        db.write_now(lambda tx: service_meetings.ring(tx, EASTER, CAPS))
        if heard := db.write_now(told):
            log.append((clock.now, heard))
            if heard[0][1] == "week":  # one of them cannot come: no more reminders
                db.write_now(lambda tx: service_meetings.reply(tx, 1, away, SAM, coming=False))
        clock.forward(minutes=30)
    assert log == [
        (at(date(2027, 3, 11), 8), [("1", "asked"), ("2", "asked")]),
        (at(date(2027, 3, 23), 18), [("1", "week"), ("2", "week")]),
        (at(date(2027, 3, 28), 19), [("1", "day")]),  # the day before is Easter Monday: the evening before that
        (datetime(2027, 3, 30, 15, tzinfo=UTC), [("1", "hours")]),
    ]
    assert db.read_now(audit.first_broken) is None


def test_a_reminder_beyond_the_weekly_cap_is_left_out(db: Database, clock: Clock) -> None:
    panel = db.write_now(running)
    given = {"starts": clock.now + timedelta(days=10), "minutes": 90, "place": "Town Hall"}
    db.write_now(lambda tx: service_meetings.set_meeting(tx, panel, given, SAM))
    db.write_now(lambda tx: service_meetings.ring(tx, (), CAPS))
    db.write_now(told)
    clock.forward(days=3)

    def pester(tx: Tx) -> None:
        talk = conversations.find(tx, "sms", PHONES[0])
        assert talk is not None
        for _ in range(3):
            outbox.put(tx, conversation_id=talk.id, channel="sms", address=PHONES[0], text="x", extras={},
                       priority=outbox.NEWS)  # fmt: skip

    db.write_now(pester)
    db.write_now(lambda tx: service_meetings.ring(tx, (), CAPS))
    assert db.write_now(told) == [("2", "week")]


def test_a_meeting_that_is_called_off_is_told_once_and_reminded_no_more(db: Database, clock: Clock) -> None:
    panel = db.write_now(running)
    given = {"starts": clock.now + timedelta(days=10), "minutes": 90, "place": "Town Hall"}
    meeting = db.write_now(lambda tx: service_meetings.set_meeting(tx, panel, given, SAM))
    with pytest.raises(IllegalStepError, match="lie ahead"):
        db.write_now(lambda tx: service_meetings.set_meeting(tx, panel, {**given, "starts": clock.now}, SAM))
    db.write_now(lambda tx: service_meetings.ring(tx, (), CAPS))
    db.write_now(told)
    db.write_now(lambda tx: service_meetings.call_off(tx, meeting, SAM))
    assert db.write_now(told) == [("1", "called-off"), ("2", "called-off")]
    with pytest.raises(IllegalStepError, match="called off before"):
        db.write_now(lambda tx: service_meetings.call_off(tx, meeting, SAM))
    clock.forward(days=4)
    assert db.write_now(lambda tx: service_meetings.ring(tx, (), CAPS)) == 0
    mark = db.read_now(lambda tx: service_meetings.mark_of(tx, meeting))
    assert db.read_now(lambda tx: service_meetings.of_mark(tx, mark)) is None


def test_a_stranger_learns_nothing_of_a_meeting(db: Database, clock: Clock) -> None:
    panel = db.write_now(running)
    given = {"starts": clock.now + timedelta(days=10), "minutes": 90, "place": "Town Hall"}
    meeting = db.write_now(lambda tx: service_meetings.set_meeting(tx, panel, given, SAM))
    stranger = db.write_now(lambda tx: conversations.make(tx, "sms", "+447700900399").person_id)
    assert db.read_now(lambda tx: service_meetings.told_of(tx, meeting, stranger)) is None
    db.write_now(lambda tx: service_meetings.reply(tx, meeting, stranger, SAM, coming=True))
    assert db.read_now(lambda tx: meetings.attendance(tx, meeting)) == {}
    mark = db.read_now(lambda tx: service_meetings.mark_of(tx, meeting))
    guesses = (f"{meeting}-0000000000", "x", "", f"{mark}0", f"٣{mark[1:]}")
    assert db.read_now(lambda tx: [service_meetings.of_mark(tx, guess) for guess in guesses]) == [None] * 5


def test_feedback_is_told_once_and_then_stands(db: Database) -> None:
    panel = db.write_now(running)
    said = {"said": "The same carer each week.", "owner": "Care manager"}
    item = db.write_now(lambda tx: service_feedback.add(tx, panel, said, SAM))
    by_email = db.write_now(
        lambda tx: panels.put_member(tx, panel, people.of_address(tx, "email", "ann@example.org"), "active")
    )
    with pytest.raises(IllegalStepError, match="Decide first"):
        db.write_now(lambda tx: service_feedback.tell_members(tx, panel, item, SAM))
    decision = Decision("done", "Two carers for each home.")
    db.write_now(lambda tx: service_feedback.decide(tx, panel, item, decision, SAM))
    assert db.write_now(lambda tx: service_feedback.tell_members(tx, panel, item, SAM)) == 2
    assert db.read_now(lambda tx: service_feedback.unreached(tx, panel)) == [by_email]
    with pytest.raises(IllegalStepError, match="have been told"):
        db.write_now(lambda tx: service_feedback.tell_members(tx, panel, item, SAM))
    with pytest.raises(IllegalStepError, match="have been told"):
        db.write_now(lambda tx: service_feedback.decide(tx, panel, item, decision, SAM))
    with pytest.raises(IllegalStepError, match="no item"):
        db.write_now(lambda tx: service_feedback.decide(tx, panel + 1, item, decision, SAM))


def test_who_leaves_leaves_no_trace(db: Database) -> None:
    panel = db.write_now(running)
    member = db.read_now(lambda tx: panels.members(tx, panel)[0]["id"])
    db.write_now(lambda tx: service_joining.leave_traces(tx, member, {"home": "3 Wharf Street, RV1 1AA"}, None))
    assert {kind for _m, kind, _h in db.read_now(lambda tx: traces.of_panel(tx, panel))} == {"home", "phone"}
    db.write_now(lambda tx: service.move_member(tx, member, MemberState.LEFT, SAM))
    assert db.read_now(lambda tx: list(tx.conn.execute(traces.T.select()))) == []


def test_nobody_is_asked_beyond_what_is_fair(db: Database, clock: Clock) -> None:
    caps = Caps(asks_a_year=2, groups_at_once=2)
    panel = db.write_now(running)
    person = db.read_now(lambda tx: panels.members(tx, panel)[0]["person"])
    talk = db.read_now(lambda tx: conversations.of_person(tx, person)[0]["id"])
    assert db.read_now(lambda tx: service_rest.why_rest(tx, person, caps)) == ""
    values = {"service": "carers", "invited": True}
    for number in range(2):
        db.write_now(lambda tx, n=number: episodes.note(tx, talk, person, f"e{n}", values))  # type: ignore[misc]
    assert db.read_now(lambda tx: service_rest.why_rest(tx, person, caps)) == "asked-enough"
    clock.forward(days=366)
    assert db.read_now(lambda tx: service_rest.why_rest(tx, person, caps)) == ""
    other: dict[str, Any] = {"slug": "h", "name": "Other", "service": "carers", "seats": 4, "about": {"standing": "g"}}
    sub = db.write_now(lambda tx: panels.put(tx, state="open", **other))
    assert db.write_now(lambda tx: service_rest.ask_standing(tx, sub, caps, SAM)) == 0  # nobody agreed to hear of it
    db.write_now(
        lambda tx: consents.add(
            tx, person_id=person, panel_id=panel, purpose="other-panels", given=True, text="May we?", version="1",
            channel="sms",
        )
    )  # fmt: skip
    assert db.write_now(lambda tx: service_rest.ask_standing(tx, sub, caps, SAM)) == 1
    assert db.write_now(lambda tx: service_rest.ask_standing(tx, sub, caps, SAM)) == 0
    db.write_now(lambda tx: panels.put_member(tx, sub, person, MemberState.IN_POOL))
    assert db.read_now(lambda tx: service_rest.why_rest(tx, person, caps)) == "in-enough-groups"
    db.write_now(lambda tx: panels.set_state(tx, sub, "closed"))
    with pytest.raises(IllegalStepError, match="must be open"):
        db.write_now(lambda tx: service_rest.ask_standing(tx, sub, caps, SAM))
