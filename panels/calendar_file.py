"""A meeting as a calendar file (RFC 5545). Pure."""

from datetime import UTC, datetime, timedelta

MOST_BYTES = 73  # of one line; a longer one is folded


def calendar_file(*, uid: str, title: str, starts: datetime, minutes: int, place: str, now: datetime) -> str:
    """One event that any calendar takes, its times in UTC so that no zone must be described."""
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Doorstep//Meetings//EN", "BEGIN:VEVENT", f"UID:{uid}",
        f"DTSTAMP:{_moment(now)}", f"DTSTART:{_moment(starts)}",
        f"DTEND:{_moment(starts + timedelta(minutes=minutes))}",
        f"SUMMARY:{_text(title)}", f"LOCATION:{_text(place)}", "END:VEVENT", "END:VCALENDAR",
    )  # fmt: skip
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> str:
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > MOST_BYTES:
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part])
