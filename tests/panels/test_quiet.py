"""When we may write unasked, and when members are reminded: nights, bank holidays, both changes of the clock."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panels import calendar_file, meetings, quiet
from panels.meetings import ASKED, Plan
from panels.quiet import LONDON, WEEK

CLOSED = (date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1), date(2027, 3, 26), date(2027, 3, 29))
moments = st.datetimes(datetime(2026, 11, 1), datetime(2027, 11, 30)).map(lambda moment: moment.replace(tzinfo=UTC))  # noqa: DTZ001
closed_days = st.frozensets(st.dates(date(2026, 10, 20), date(2027, 12, 10)), max_size=40)


def local(*when: int) -> datetime:
    return datetime(*when, tzinfo=LONDON).astimezone(UTC)  # type: ignore[arg-type,misc]


@given(moment=moments, closed=closed_days)
def test_the_next_and_the_last_allowed_moment_are_allowed_and_on_their_side(
    moment: datetime, closed: frozenset[date]
) -> None:
    after, before = quiet.next_allowed(moment, closed), quiet.last_allowed(moment, closed)
    assert quiet.is_allowed(after, closed)
    assert quiet.is_allowed(before, closed)
    assert before <= moment <= after
    assert (before == moment) == (after == moment) == quiet.is_allowed(moment, closed)


@given(moment=moments, closed=closed_days)
def test_nothing_sooner_was_allowed(moment: datetime, closed: frozenset[date]) -> None:
    after = quiet.next_allowed(moment, closed)
    step = timedelta(hours=1)
    while moment + step < after and step < timedelta(days=3):
        assert not quiet.is_allowed(moment + step, closed)
        step += timedelta(hours=1)


@pytest.mark.parametrize(
    ("moment", "allowed"),
    [
        (local(2026, 12, 24, 21), local(2026, 12, 26, 8)),  # over Christmas Day
        (local(2026, 12, 28, 12), local(2026, 12, 29, 8)),  # on a bank holiday by day
        (local(2027, 3, 27, 21), local(2027, 3, 28, 8)),  # the night that is an hour shorter
        (local(2027, 10, 30, 21), local(2027, 10, 31, 8)),  # the night that is an hour longer
        (local(2026, 11, 24, 7, 59), local(2026, 11, 24, 8)),
        (local(2026, 11, 24, 20), local(2026, 11, 25, 8)),
        (local(2026, 11, 24, 19, 59), local(2026, 11, 24, 19, 59)),
    ],
)
def test_unasked_messages_wait_for_the_morning(moment: datetime, allowed: datetime) -> None:
    assert quiet.next_allowed(moment, CLOSED) == allowed


@given(sent=st.lists(moments, max_size=12), now=moments, cap=st.integers(1, 6))
def test_no_week_holds_more_than_the_cap(sent: list[datetime], now: datetime, cap: int) -> None:
    sent = [moment for moment in sent if moment <= now + WEEK]
    when = quiet.after_cap(sent, now, cap)
    assert when >= now
    if all(moment <= when for moment in sent):
        assert sum(when - WEEK < moment <= when for moment in sent) < cap
    if len(sent) < cap:
        assert when == now


# --- reminders -----------------------------------------------------------------------------------------------------


@given(starts=moments, closed=closed_days)
def test_reminders_come_before_the_meeting_by_day_and_in_order(starts: datetime, closed: frozenset[date]) -> None:
    found = meetings.reminders(starts, closed)
    assert [reminder.kind for reminder in found] == ["week", "day", "hours"]
    assert [reminder.at for reminder in found] == sorted(reminder.at for reminder in found)
    assert all(quiet.is_allowed(reminder.at, closed) and reminder.at < starts for reminder in found)


@pytest.mark.parametrize(
    ("starts", "week", "day", "hours"),
    [
        # the clock goes forward on 28 March: the same hour on the wall, an hour less in between
        (local(2027, 3, 28, 14), local(2027, 3, 21, 14), local(2027, 3, 27, 14), local(2027, 3, 28, 12)),
        # and back on 31 October
        (local(2027, 10, 31, 18), local(2027, 10, 24, 18), local(2027, 10, 30, 18), local(2027, 10, 31, 16)),
        # New Year's Day is the week before: the evening before that; two hours before is at night
        (local(2027, 1, 8, 9), local(2026, 12, 31, 19), local(2027, 1, 7, 9), local(2027, 1, 7, 19)),
        # Easter Monday the day before, Good Friday in the week before that
        (local(2027, 3, 30, 18), local(2027, 3, 23, 18), local(2027, 3, 28, 19), local(2027, 3, 30, 16)),
    ],
)
def test_reminders_over_the_change_of_the_clock_and_bank_holidays(
    starts: datetime, week: datetime, day: datetime, hours: datetime
) -> None:
    assert [reminder.at for reminder in meetings.reminders(starts, CLOSED)] == [week, day, hours]


@given(starts=moments, made=moments, closed=closed_days, steps=st.lists(st.integers(1, 60), min_size=1, max_size=60))
def test_each_reminder_goes_out_once_and_only_by_day(
    starts: datetime, made: datetime, closed: frozenset[date], steps: list[int]
) -> None:
    """However often the worker looks, and whatever it slept through."""
    sent, told, now = set[str](), list[str](), made
    for step in steps:
        kind, past = meetings.due(Plan(starts, made, sent), closed, now)
        if kind:
            assert quiet.is_allowed(now, closed)
            assert now < starts
            told.append(kind)
        assert sent.isdisjoint(past)
        sent |= set(past)
        now += timedelta(hours=step)
    assert len(told) == len(set(told))
    assert told[:1] in ([], [ASKED])


def test_a_worker_that_slept_sends_only_the_last_reminder() -> None:
    starts = local(2026, 12, 3, 18)
    plan = Plan(starts, local(2026, 11, 24, 10), (ASKED,))
    assert meetings.due(plan, CLOSED, local(2026, 12, 3, 8)) == ("day", ("week", "day"))
    assert meetings.due(plan, CLOSED, local(2026, 12, 3, 17)) == ("hours", ("week", "day", "hours"))
    assert meetings.due(plan, CLOSED, starts) == ("", ())
    fresh = Plan(starts, local(2026, 12, 2, 20, 30), ())
    assert meetings.due(fresh, CLOSED, local(2026, 12, 2, 20, 30)) == ("", ())
    assert meetings.due(fresh, CLOSED, local(2026, 12, 3, 8)) == (ASKED, (ASKED, "week", "day"))


@pytest.mark.parametrize(
    ("details", "needs"),
    [
        ({"needs": "other", "need_words": "a quiet room"}, ["a quiet room"]),
        ({"needs": ["bsl", "transport"]}, ["bsl", "transport"]),
        ({"needs": "none"}, []),
        ({}, []),
    ],
)
def test_needs_are_a_list_whoever_wrote_them_down(details: dict[str, object], needs: list[str]) -> None:
    assert meetings.needs(details) == needs


# --- the calendar file ---------------------------------------------------------------------------------------------


@given(title=st.text(min_size=1, max_size=120), place=st.text(max_size=120), starts=moments)
def test_a_calendar_file_keeps_its_lines_short_and_its_text_whole(title: str, place: str, starts: datetime) -> None:
    text = calendar_file.calendar_file(
        uid="1@doorstep", title=title, starts=starts, minutes=90, place=place, now=starts
    )
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    assert unfolded.count("\r\n") == 12
    kept = title.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r", "").replace("\n", "\\n")
    assert f"SUMMARY:{kept}\r\n" in unfolded


def test_a_calendar_file_says_its_times_in_utc() -> None:
    starts = local(2027, 3, 28, 14)
    text = calendar_file.calendar_file(uid="u", title="Group", starts=starts, minutes=120, place="Hall", now=starts)
    assert "DTSTART:20270328T130000Z" in text
    assert "DTEND:20270328T150000Z" in text
