"""Panels: the list, one panel with its pool against its quotas, making one, moving it on."""

import re
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, Field
from starlette.datastructures import FormData

from console.guard import Signed, need
from console.house import Here, House, Id
from console.pages.of_panel import acted, panel_of
from console.render import BASE
from console.roles import Officer, Right
from panels import life, recruiting, service
from panels.service import By
from storage import audit, officers, panels, quotas
from storage.database import Tx

router = APIRouter(prefix="/panels")
Text = Annotated[str, Form()]


class Decided(BaseModel):
    """A form with a choice of buttons and a reason."""

    how: str = ""
    reason: str = Field("", max_length=2000)

    def by(self, officer: Officer) -> By:
        """Who decided, and why."""
        return By(officer.actor, self.reason.strip())


Decision = Annotated[Decided, Form()]
LONGEST = 2000
MOST_SEATS, LEAST_SEATS, ADULT = 200, 2, 18


def panel_page(
    request: Request, here: House, officer: Officer, template: str, /, *, error: str = "", **values: Any
) -> HTMLResponse:
    """A page of a panel; with an error the status says so."""
    shown = {"label": labels(here), "error": error, **values}
    return here.pages.page(request, template, officer, status=422 if error else 200, **shown)


def labels(here: House) -> Callable[[str, str], str]:
    """An answer's words as residents see them: ("trait-age-band", "18-29") is "Aged 18 to 29"."""
    return lambda kind, value: here.config.label(f"{kind}-{value}") or value.replace("-", " ").capitalize()


def to(panel_id: int, tab: str = "") -> Response:
    """On to a page of a panel."""
    return RedirectResponse(f"{BASE}/panels/{panel_id}{'/' if tab else ''}{tab}", 303)


@router.get("")
async def panel_list(request: Request, here: Here, officer: Signed) -> HTMLResponse:
    """Every panel with how many stand where."""
    need(officer, Right.SEE)

    def look(tx: Tx) -> list[dict[str, Any]]:
        return [{**panel, "counts": panels.count_by_state(tx, panel["id"])} for panel in panels.every(tx)]

    return here.pages.page(request, "panels.html", officer, panels=await here.db.read(look))


def _overview(tx: Tx, panel_id: int) -> dict[str, Any]:
    panel = panel_of(tx, panel_id)
    answers = [answers for _member, answers, _home in service.drawable(tx, panel)]
    rows = recruiting.groups(quotas.of_panel(tx, panel_id), answers)
    seated = panel["state"] in (*life.HOLDS_SEATS, life.PanelState.FEEDBACK_DUE)
    if seated:
        rows = recruiting.groups(quotas.of_panel(tx, panel_id), service.seated_answers(tx, panel_id))
    return {
        "panel": panel, "seated": seated, "counts": panels.count_by_state(tx, panel_id), "pool": len(answers),
        "groups": rows, "wave": recruiting.next_wave(rows), "acts": life.acts_for(panel["state"]),
        "aim": recruiting.AIM, "few": recruiting.FEW,
        "log": audit.about(tx, service.subject(panel_id))[::-1], "names": officers.names(tx),
        "needed": life.NEEDED,
    }  # fmt: skip


async def _panel(request: Request, here: House, officer: Officer, panel_id: int, error: str = "") -> HTMLResponse:
    seen = await here.db.read(lambda tx: _overview(tx, panel_id))
    return panel_page(request, here, officer, "panel.html", error=error, **seen)


async def _form(request: Request, here: House, officer: Officer, values: dict[str, Any], error: str = "") -> Response:
    need(officer, Right.RUN_PANELS)
    others = [one for one in await here.db.read(panels.every) if one["id"] != values.get("id")]
    more = {
        "others": others, "equality": here.config.monitoring, "features": here.config.features,
        "services": here.config.service_names, "levels": life.LEVELS,
        "languages": here.config.languages, "told": {"name": "Name", **{one: life.NEEDED[one] for one in life.TOLD}},
    }  # fmt: skip
    return panel_page(request, here, officer, "panel_form.html", error=error, values=values, **more)


@router.get("/new")
async def new_panel(request: Request, here: Here, officer: Signed) -> Response:
    """The form for a new panel."""
    return await _form(request, here, officer, {})


@router.post("/new")
async def make_panel(request: Request, here: Here, officer: Signed) -> Response:
    """Make it."""
    need(officer, Right.RUN_PANELS)
    values, panel, error = _read(await request.form(), here)
    if error:
        return await _form(request, here, officer, values, error)
    panel["slug"] = slug = re.sub(r"[^a-z0-9]+", "-", panel["name"].lower()).strip("-")
    if await here.db.read(lambda tx: panels.of_slug(tx, slug)):
        return await _form(request, here, officer, values, "There is a panel of this name. Give another name.")
    reason = str(values.get("reason", "")).strip()
    made = await here.db.write(lambda tx: service.put(tx, panel, By(officer.actor, reason)))
    return to(made)


@router.get("/{panel_id}/edit")
async def edit_panel(request: Request, here: Here, officer: Signed, panel_id: Id) -> Response:
    """The same form for a panel that there is."""
    panel = await here.db.read(lambda tx: panel_of(tx, panel_id))
    chosen = [feature["name"] for feature in panel["about"].get("features", ())]
    said = {
        f"{code}-{name}": text
        for code, texts in panel["about"].get("words", {}).items()
        for name, text in texts.items()
    }
    values = {
        **panel["about"],
        **panel,
        **said,
        "chosen": chosen,
        "also": panel["about"].get("services", ()),
        "id": panel_id,
    }
    return await _form(request, here, officer, values)


@router.post("/{panel_id}/edit")
async def change_panel(request: Request, here: Here, officer: Signed, panel_id: Id) -> Response:
    """Change what is said of it."""
    need(officer, Right.RUN_PANELS)
    known = await here.db.read(lambda tx: panel_of(tx, panel_id))
    values, panel, error = _read(await request.form(), here)
    if not error:
        reason = str(values.get("reason", "")).strip()
        panel["slug"] = known["slug"]
        error = await acted(here, officer, panel_id, lambda tx: service.put(tx, panel, By(officer.actor, reason)))
    if error:
        return await _form(request, here, officer, {**values, "id": panel_id}, error)
    return to(panel_id)


def _read(form: FormData, here: House) -> tuple[dict[str, Any], dict[str, Any], str]:
    """(what was typed, the panel, what is wrong or "")."""
    values: dict[str, Any] = {name: str(text).strip()[:LONGEST] for name, text in form.items()}
    chosen, values["also"] = ([str(one) for one in form.getlist(name)] for name in ("feature", "also"))
    seats = str(values.get("seats", ""))
    features = [
        {"name": name, "values": list(here.config.features[name])} for name in chosen if name in here.config.features
    ]
    about = {**{name: values[name] for name in life.NEEDED if name in values}, "features": features,
             "words": _in_languages(values, here), **_who(values, here)}  # fmt: skip
    panel: dict[str, Any] = {"name": values.get("name", ""), "service": values.get("service", ""), "about": about}
    values["chosen"] = chosen
    error = _wrong_number(values)
    if error:
        pass
    elif not panel["name"]:
        error = "Give the panel a name."
    elif panel["service"] not in here.config.service_names:
        error = "Choose the service that the panel is about."
    elif not seats.isdecimal() or not LEAST_SEATS <= int(seats) <= MOST_SEATS:
        error = f"Give the number of seats: {LEAST_SEATS} to {MOST_SEATS}."
    elif not values.get("reason"):
        error = "Give a reason: it stands in the log and in the report."
    else:
        panel["seats"] = int(seats)
    return values, panel, error


NUMBERS = {"age": (13, 99, "the least age in years"), "term_months": (1, 60, "the months that a member stays at most")}
"""Fields that may stay empty: least, most, and what they are."""


def _wrong_number(values: dict[str, Any]) -> str:
    for name, (least, most, what) in NUMBERS.items():
        typed = str(values.get(name) or "")
        if typed and not (typed.isdecimal() and least <= int(typed) <= most):
            return f"Give {what}: {least} to {most}, or leave it empty."
    return ""


def _who(values: dict[str, Any], here: House) -> dict[str, Any]:
    """Whom the panel is for: other services that lead to it, least age, longest stay, standing panel, equality."""
    main, known = str(values.get("service", "")), here.config.service_names
    also = [one for one in dict.fromkeys(values["also"]) if one in known and one != main]
    numbers = {name: int(values[name]) for name in NUMBERS if str(values.get(name) or "").isdecimal()}
    return {
        "services": [main, *also], "age": numbers.get("age", ADULT), "term_months": numbers.get("term_months"),
        "standing": values.get("standing") or None,
        "monitoring": list(here.config.monitoring) if values.get("monitoring") else [],
    }  # fmt: skip


def _in_languages(values: dict[str, Any], here: House) -> dict[str, dict[str, str]]:
    """What was typed in the languages beside English; what was left empty is told in English."""
    typed = {
        code: {name: text for name in ("name", *life.TOLD) if (text := values.get(f"{code}-{name}", ""))}
        for code in here.config.languages
    }
    return {code: texts for code, texts in typed.items() if texts}


@router.get("/{panel_id}")
async def panel_overview(request: Request, here: Here, officer: Signed, panel_id: Id) -> HTMLResponse:
    """One panel: state, what may be done, pool against quotas, the log."""
    need(officer, Right.SEE)
    return await _panel(request, here, officer, panel_id)


@router.post("/{panel_id}/move")
async def move_panel(request: Request, here: Here, officer: Signed, panel_id: Id, form: Decision) -> Response:
    """Move the panel on, with a reason."""
    need(officer, Right.RUN_PANELS)
    error = await acted(here, officer, panel_id, lambda tx: service.move(tx, panel_id, form.how, form.by(officer)))
    return await _panel(request, here, officer, panel_id, error) if error else to(panel_id)
