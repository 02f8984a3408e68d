"""Dates as residents write them, to ISO 8601. The reference instant is an argument: there is no clock here."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from nlp.understanding import Entity

_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
]  # fmt: skip
_DAY = r"(?P<day>mon(?:day)?|tues?(?:day)?|wed(?:nesday|s)?|thur?s?(?:day)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
    "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty first": 21,
    "thirtieth": 30, "thirty first": 31,
}  # fmt: skip
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "couple of": 2}
_NTH = rf"(?P<nth>\d{{1,2}}(?:st|nd|rd|th)?|{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})"
_BACK = r"(?P<back>since|last|from last|was|were|on last|past|previous)"
_Reader = Callable[[re.Match[str], date], date | None]


def _month(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name[:3]))


def _weekday(name: str) -> int:
    return next(n for n, day in enumerate(_DAYS) if day.startswith(name[:3]))


def _nth(said: str) -> int:
    return _ORDINALS.get(said) or int(re.sub(r"\D", "", said))


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_month(match: re.Match[str], today: date) -> date | None:
    """As in "first of december", "3 dec 2026", "dec 3rd"; without a year the next one to come."""
    month, day = _month(match["month"]), _nth(match["nth"])
    if match["year"]:
        return _made(int(match["year"]), month, day)
    found = _made(today.year, month, day)
    past = match["back"] or (found and (today - found).days <= 0)
    return found if not found or past else _made(today.year + 1, month, day)


def _nth_only(match: re.Match[str], today: date) -> date | None:
    """As in "the 3rd": the next one to come (the last one after "since", "was")."""
    day, back = _nth(match["nth"]), bool(match["back"])
    for step in range(13):
        ahead = today.year * 12 + today.month - 1 + (-step if back else step)
        found = _made(ahead // 12, ahead % 12 + 1, day)
        if found and (found <= today if back else found >= today):
            return found
    return None


def _weekday_date(match: re.Match[str], today: date) -> date:
    """As in "friday" and "next friday" are the next one to come; "since friday" and "last friday" are behind."""
    ahead = (_weekday(match["day"]) - today.weekday()) % 7
    if match["back"]:
        return today - timedelta(days=(-ahead) % 7 or 7)
    which = match["which"] or ""
    weeks = {"week on": 1, "a week on": 1, "two weeks on": 2, "2 weeks on": 2, "fortnight on": 2}.get(which, 0)
    return today + timedelta(days=(ahead or 7) + 7 * weeks)


def _weekday_then_week(match: re.Match[str], today: date) -> date:
    """As in "friday week" is a week after the coming Friday."""
    return today + timedelta(days=((_weekday(match["day"]) - today.weekday()) % 7 or 7) + 7)


def _shifted(match: re.Match[str], today: date) -> date:
    """As in "in two weeks", "3 days ago"."""
    said = match["many"]
    many = _NUMBERS.get(said) or int(said)
    days = many * {"d": 1, "w": 7, "f": 14}[match["unit"][0]]
    return today + timedelta(days=-days if match["ago"] else days)


def _slashed(match: re.Match[str], today: date) -> date | None:
    day, month = int(match["d"]), int(match["m"])
    if match["y"]:
        return _made(int(match["y"]) + (2000 if len(match["y"]) == 2 else 0), month, day)
    found = _made(today.year, month, day)
    return _made(today.year + 1, month, day) if found and (today - found).days > 30 else found


def _iso(match: re.Match[str], _today: date) -> date | None:
    return _made(int(match["y"]), int(match["m"]), int(match["d"]))


def _named(match: re.Match[str], today: date) -> date:
    said = match["name"]
    shift = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1, "last night": -1, "day after tomorrow": 2}
    said = "tomorrow" if said[:2] in ("to", "tm", "2m") and said not in ("today", "tonight", "tonite") else said
    said = "tonight" if said in ("tonite", "2nite", "2night", "this evening") else said
    said = "today" if said in ("2day", "this morning", "this afternoon") else said
    return today + timedelta(days=shift[said])


def _feast(match: re.Match[str], today: date) -> date:
    month, day = {
        "christmas day": (12, 25), "xmas day": (12, 25), "christmas eve": (12, 24), "xmas eve": (12, 24),
        "boxing day": (12, 26), "new years day": (1, 1), "new year's day": (1, 1), "new years eve": (12, 31),
        "new year's eve": (12, 31),
    }[match["feast"]]  # fmt: skip
    found = date(today.year, month, day)
    return found if found >= today else date(today.year + 1, month, day)


_NAMES = r"day after tomorrow|today|tonight|tonite|2nite|2night|2day|tomorr?ow|tomoz|tmrw|tmw|tmoro|2moro|2morrow|yesterday|last night|this (?:morning|afternoon|evening)"  # noqa: E501
_FEASTS = r"(?:christmas|xmas) (?:day|eve)|boxing day|new year'?s (?:day|eve)"
_WHICH = r"(?P<which>this coming|this|next|(?:a |two |2 )?weeks? on|fortnight on|coming|on)"
_READERS: list[tuple[re.Pattern[str], _Reader]] = [
    (re.compile(r"\b(?P<y>20\d\d)-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b"), _iso),
    (re.compile(r"(?<![\d/])(?P<d>\d{1,2})[/.](?P<m>\d{1,2})(?:[/.](?P<y>20\d\d|\d\d))?(?![\d/])"), _slashed),
    (re.compile(rf"\b(?:{_BACK} )?(?:the )?{_NTH}(?: of|,)?[ -]{_MONTH}\b(?:,? (?P<year>20\d\d))?"), _day_month),
    (
        re.compile(rf"\b(?:{_BACK} )?{_MONTH} (?:the )?{_NTH}\b(?![:.]\d)(?:,? (?P<year>20\d\d))?"),
        _day_month,
    ),
    (re.compile(rf"\b{_DAY} week\b"), _weekday_then_week),
    (re.compile(rf"\b(?:{_BACK} |{_WHICH} )?{_DAY}\b"), _weekday_date),
    (re.compile(rf"\b(?P<feast>{_FEASTS})"), _feast),
    (re.compile(rf"\b(?P<name>{_NAMES})\b"), _named),
    (
        re.compile(
            r"\b(?:in )?(?P<many>\d{1,2}|a|an|one|two|three|four|five|six|couple of) "
            r"(?P<unit>days?|weeks?|wks?|fortnights?)"
            r"(?: (?P<ago>ago|back)| from now| time)\b"
        ),
        _shifted,
    ),
    (
        re.compile(r"\bin (?P<many>\d{1,2}|a|one|two|three|four) (?P<unit>days?|weeks?|wks?|fortnights?)(?P<ago>)\b"),
        _shifted,
    ),
    (re.compile(rf"\b(?:{_BACK} )?(?:on )?the (?P<nth>\d{{1,2}}(?:st|nd|rd|th))\b"), _nth_only),
]  # fmt: skip
_ORDINARY = frozenset(("sat", "sun", "may", "mar", "wed", "second", "march", "mon"))
_LATE = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?[ -/.](?:\w{3,9}|\d{1,2})[ -/.]\d{2,4}\b")


def dates(text: str, now: datetime) -> Iterator[Entity]:
    """Dates in `text`, seen from `now`. Always read a date back to the resident: words for dates are loose."""
    lower, taken = text.lower(), list[tuple[int, int]]()
    for pattern, reader in _READERS:
        for match in pattern.finditer(lower):
            if not _trusted(match) or any(a < match.end() and match.start() < b for a, b in taken):
                continue
            found = reader(match, now.date())
            if found:
                taken.append(match.span())
                yield Entity(text[match.start() : match.end()], found.isoformat())
    if not taken and _LATE.search(lower):
        yield from _by_dateparser(text, lower, now)


def _trusted(match: re.Match[str]) -> bool:
    """As in "sat", "may", "sun" are dates only in company: "this sat", "sat 10am", "may 3rd"."""
    if match.group().strip() not in _ORDINARY:
        return True
    return bool(
        re.match(
            r"\s*(?:the \d|\d|am|pm|morning|afternoon|night|at \d|please|pls|$|[.,?!])", match.string[match.end() :]
        )
    )


def _by_dateparser(text: str, lower: str, now: datetime) -> Iterator[Entity]:
    """What our own readers left: full dates in rarer shapes."""
    import dateparser

    for match in _LATE.finditer(lower):
        found = dateparser.parse(
            match.group(),
            languages=["en"],
            settings={"DATE_ORDER": "DMY", "PREFER_DATES_FROM": "future", "RELATIVE_BASE": now.replace(tzinfo=None)},
        )
        if found:
            yield Entity(text[match.start() : match.end()], found.date().isoformat())
