"""When we may write unasked: 8am to 8pm, on no bank holiday, and not too often to one person. Pure."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
DAY_BEGINS, DAY_ENDS = 8, 20  # hours, the first within, the second no longer
EVENING = 19  # the hour of a message that must come before a quiet time
DAY, WEEK = timedelta(days=1), timedelta(days=7)


def at(day: date, hour: int) -> datetime:
    """An hour of a day on the wall clock, in UTC."""
    return datetime.combine(day, time(hour), tzinfo=LONDON).astimezone(UTC)


def is_allowed(moment: datetime, closed: Collection[date]) -> bool:
    """Whether we may write unasked at this moment."""
    local = moment.astimezone(LONDON)
    return DAY_BEGINS <= local.hour < DAY_ENDS and local.date() not in closed


def next_allowed(moment: datetime, closed: Collection[date]) -> datetime:
    """This moment, or 8am of the next day on which we may write."""
    if is_allowed(moment, closed):
        return moment
    local = moment.astimezone(LONDON)
    day = local.date() if local.hour < DAY_BEGINS else local.date() + DAY
    while day in closed:
        day += DAY
    return at(day, DAY_BEGINS)


def last_allowed(moment: datetime, closed: Collection[date]) -> datetime:
    """This moment, or 7pm of the last day before it on which we may write."""
    if is_allowed(moment, closed):
        return moment
    local = moment.astimezone(LONDON)
    day = local.date() - DAY if local.hour < DAY_BEGINS else local.date()
    while day in closed:
        day -= DAY
    return at(day, EVENING)


def after_cap(sent: Sequence[datetime], now: datetime, cap: int) -> datetime:
    """From when one more message keeps to `cap` in any 7 days. `sent` holds those that wait as well."""
    latest = sorted(sent)[-cap:]
    return now if len(latest) < cap else max(now, latest[0] + WEEK)
