"""What a council says about itself and its services: values read from content/ (bot/content.py reads them)."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class FactQuestion:
    """One fact that a service's usual talk asks for. Its words stand under `service-<id>-ask-<key>`."""

    key: str
    kind: str
    options: tuple[str, ...] = ()
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    skip: bool = False


@dataclass(frozen=True)
class Service:
    """One service. `facets` are the six of DOMAIN 2.1 (1 to 5) in their order there.

    `path` is report, answer, account, menu or expert; `dialog` names an own talk when the path's usual one
    is not enough. `promise_days` are working days until it is done or a person has called.
    """

    id: str
    group: str
    tier: str
    verbs: tuple[str, ...]
    facets: tuple[int, int, int, int, int, int]
    path: str
    dialog: str = ""
    lgsl: int | None = None
    link: str = ""
    phone: str = ""
    promise_days: int = 5
    questions: tuple[FactQuestion, ...] = ()
    no_recruit: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    elsewhere: str = ""

    @property
    def name(self) -> str:
        """The key of its name."""
        return f"service-{self.id}-name"

    @property
    def short(self) -> str:
        """The key of its name within a sentence."""
        return f"service-{self.id}-short"


@dataclass(frozen=True)
class Number:
    """A phone number with the day it was last checked and who answers for it."""

    number: str
    checked: date
    owner: str


@dataclass(frozen=True)
class Council:
    """One council. `hours` are opening and closing by weekday (0 is Monday); `closed` are bank holidays.

    `keep` says for how many days things are kept, `caps` what one person is spared beyond.
    """

    name: str
    short: str
    prefix: str
    postcode_areas: tuple[str, ...]
    languages: tuple[str, ...]
    numbers: dict[str, Number]
    links: dict[str, str]
    hours: dict[int, tuple[time, time]]
    closed: tuple[date, ...] = ()
    tier: str = "unitary"
    services: dict[str, Service] = field(default_factory=dict)
    panels: tuple[dict[str, object], ...] = ()
    caps: dict[str, int] = field(default_factory=dict)
    keep: dict[str, int] = field(default_factory=dict)

    def is_open(self, now: datetime) -> bool:
        """Whether somebody is at the desk."""
        local = now.astimezone(LONDON)
        hours = self.hours.get(local.weekday())
        return hours is not None and local.date() not in self.closed and hours[0] <= local.time() < hours[1]

    def next_opening(self, now: datetime) -> datetime:
        """When somebody is at the desk next (now, when it is open)."""
        if self.is_open(now):
            return now
        local = now.astimezone(LONDON)
        for ahead in range(15):
            day = local.date() + timedelta(days=ahead)
            hours = self.hours.get(day.weekday())
            if hours is None or day in self.closed:
                continue
            opening = datetime.combine(day, hours[0], tzinfo=LONDON)
            if opening > local:
                return opening
        return now

    def working_days_after(self, now: datetime, days: int) -> datetime:
        """5pm on the working day that is `days` working days after today."""
        day, left = now.astimezone(LONDON).date(), max(days, 1)
        while left:
            day += timedelta(days=1)
            left -= day.weekday() in self.hours and day not in self.closed
        return datetime.combine(day, time(17), tzinfo=LONDON)
