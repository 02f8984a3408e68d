"""A conversation as the page and the transcript show it: names, days and times in words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from bot.channels.base import Said
from bot.channels.webchat_frames import RESIDENT

LONDON = ZoneInfo("Europe/London")
LINK = re.compile(r"https?://[^\s<>]*[^\s<>.,;:!?)\]'\"]")


@dataclass(frozen=True)
class Line:
    """One message as it is shown. `day` is set on the first line of each day."""

    said: Said
    name: str
    day: str
    time: str

    @property
    def body(self) -> Markup:
        """The text; a web address in what we said is a link, what a resident typed stays as it is."""
        return escape(self.said.text) if self.said.sender == RESIDENT else linked(self.said.text)


def linked(text: str) -> Markup:
    """Safe HTML of `text` with its web addresses as links."""
    parts: list[Markup] = []
    end = 0
    for found in LINK.finditer(text):
        link = Markup('<a href="{0}" rel="noreferrer">{0}</a>').format(found.group())
        parts += [escape(text[end : found.start()]), link]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


def clock(moment: datetime) -> str:
    """A time as we write it: 5pm, 10:42am."""
    here = moment.astimezone(LONDON)
    minutes = f":{here.minute:02}" if here.minute else ""
    return f"{here.hour % 12 or 12}{minutes}{'am' if here.hour < 12 else 'pm'}"


def day(moment: datetime) -> str:
    """A date as we write it: 24 November."""
    here = moment.astimezone(LONDON)
    return f"{here.day} {here:%B}"


def shown(lines: Sequence[Said], words: Mapping[str, str]) -> Iterator[Line]:
    """Each line with the speaker's name, and the day where it changes."""
    names = {RESIDENT: words["you"], "bot": words["bot"], "officer": words["officer"]}
    before = ""
    for line in lines:
        today = day(line.at)
        yield Line(line, names[line.sender], "" if today == before else today, clock(line.at))
        before = today


def transcript(lines: Sequence[Said], words: Mapping[str, str]) -> str:
    """The conversation as plain text."""
    parts = [words["title"], words["computer"], ""]
    for line in shown(lines, words):
        if line.day:
            parts += [f"{line.day} {line.said.at.astimezone(LONDON).year}", ""]
        parts += [f"{line.time} {line.name}:", line.said.text]
        parts += [f"- {choice.label}" for choice in line.said.choices]
        parts.append("")
    return "\n".join(parts)
