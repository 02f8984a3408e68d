"""Pages from templates: the council's name, words for services and states, times as residents are told them."""

import functools
from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, PrefixLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette_wtf import csrf_token

from console.roles import Officer, Right

LONDON = ZoneInfo("Europe/London")
NOON_HOUR = 12
BASE = "/console"
SECTIONS = (
    ("", "Overview", Right.SEE),
    ("conversations", "Conversations", Right.READ_TALKS),
    ("cases", "Cases", Right.SEE),
    ("panels", "Panels", Right.SEE),
    ("people", "People", Right.SEE_PEOPLE),
    ("alerts", "Alerts", Right.SEE_ALERTS),
    ("ideas", "Ideas", Right.SEE),
    ("rights", "Data requests", Right.SEE_RIGHTS),
    ("workings", "Workings", Right.SEE_WORKINGS),
)
COLOURS = {
    state: colour
    for colour, states in {
        "blue": ("open", "approved", "in pool", "in-pool", "committed"),
        "yellow": ("in progress", "reserve", "joining closed", "paused", "under the aim"),
        "green": ("done", "running", "selected", "confirmed", "active", "completed", "accepted",
            "enough"),
        "grey": ("closed", "draft", "left", "removed", "data removed", "not selected", "declined", "turned down",
            "dropped", "no reply", "withdrawn", "bot", "sent"),
        "orange": ("waiting", "selection proposed", "feedback due", "drawn", "few"),
        "turquoise": ("selection approved",),
        "red": ("too few", "danger", "failed", "stopped"),
        "purple": ("officer",),
    }.items()
    for state in states
}  # fmt: skip
CHANNELS = {"sms": "Text message", "whatsapp": "WhatsApp", "web": "Web chat"}


def day(moment: datetime | None) -> str:
    """24 November 2026."""
    return "" if moment is None else f"{moment.astimezone(LONDON):%-d %B %Y}"


def hour(moment: datetime | None) -> str:
    """5pm, or 9:05am."""
    if moment is None:
        return ""
    local = moment.astimezone(LONDON)
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{local.hour % NOON_HOUR or NOON_HOUR}{minutes}{'am' if local.hour < NOON_HOUR else 'pm'}"


def moment_words(moment: datetime | None) -> str:
    """24 November 2026, 9:05am."""
    return "" if moment is None else f"{day(moment)}, {hour(moment)}"


def words(name: str) -> str:
    """A stored name as words: "in-pool" is "In pool"."""
    plain = str(name).replace("-", " ").replace("_", " ")
    return plain[:1].upper() + plain[1:]


def masked(value: str) -> str:
    """The end of a number or address, the rest hidden."""
    return "•" * max(len(value) - 3, 3) + value[-3:]


def percent(chance: str) -> str:
    """A chance ("3/20" or "0.15") as 15%."""
    return f"{float(Fraction(chance)) * 100:.2f}".rstrip("0").rstrip(".") + "%"


def actor(name: str, officers: Mapping[int, str]) -> str:
    """Who acted, as the log names them, in words."""
    kind, _, number = name.replace(":", " ").partition(" ")
    if kind == "officer" and number.isdecimal():
        return officers.get(int(number), name)
    return {"person": "the member", "rule": "by rule", "content": "set up"}.get(kind, name)


@functools.cache
def _environment(services: tuple[tuple[str, str], ...]) -> Environment:
    service_names = dict(services)
    ours = FileSystemLoader(Path(__file__).parent / "templates")
    macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    made = Environment(loader=ChoiceLoader([ours, macros]), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    made.filters.update(day=day, hour=hour, moment=moment_words, words=words, masked=masked)
    made.filters["service"] = lambda name: service_names.get(name) or words(name)
    made.filters.update(percent=percent, actor=actor, trait=lambda value, name, label: label(f"trait-{name}", value))
    made.filters["colour"] = lambda state: COLOURS.get(str(state), "grey")
    made.filters["channel"] = lambda name: CHANNELS.get(name) or words(name)
    return made


class Renderer:
    """Makes a page for one officer (or for nobody: the log-in page)."""

    def __init__(self, council_name: str, service_names: Mapping[str, str]) -> None:
        self._council = council_name
        self._environment = _environment(tuple(sorted(service_names.items())))

    def page(
        self, request: Request, template: str, officer: Officer | None = None, /, *, status: int = 200, **values: Any
    ) -> HTMLResponse:
        """A template with `values`, never kept by a cache."""
        text = self._environment.get_template(template).render(
            council=self._council, base=BASE, officer=officer, nav=_nav(request, officer), Right=Right,
            csrf=csrf_token(request), **values,
        )  # fmt: skip
        return HTMLResponse(text, status, headers={"cache-control": "no-store"})


def _nav(request: Request, officer: Officer | None) -> list[dict[str, Any]]:
    here = request.url.path.removeprefix(BASE).strip("/").split("/")[0]
    return [
        {"href": f"{BASE}/{path}", "text": text, "active": path == here}
        for path, text, right in SECTIONS
        if officer is not None and officer.may(right)
    ]
