"""The quota editor: every value with its people, numbers, source, reason and advice; CSV in and out."""

import asyncio
import time
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import UploadFile

from console.explain import in_sentences
from console.guard import Signed, need
from console.house import Here, House, Id
from console.pages.of_panel import acted, panel_of
from console.pages.panels import LONGEST, labels, panel_page, to
from console.roles import Officer, Right
from panels import recruiting, service, service_draw
from panels.life import IllegalStepError
from panels.pool import make_pool
from panels.pool_csv import SHAPES, CsvError, File, people_csv, quotas_csv, read_quotas
from panels.service import By
from panels.watch import Budget, Unwatched
from storage import quotas
from storage.database import Tx
from storage.quotas import Target

router = APIRouter(prefix="/panels/{panel_id}/quotas")
ADVICE_SECONDS = 2.0
LARGEST_FILE = 200_000  # bytes


def _look(tx: Tx, panel_id: int) -> dict[str, Any]:
    panel = panel_of(tx, panel_id)
    answers = [answers for _member, answers, _home in service.drawable(tx, panel)]
    return {"panel": panel, "targets": quotas.of_panel(tx, panel_id), "answers": answers}


async def _page(
    request: Request, here: House, officer: Officer, panel_id: int, error: str = "", typed: Any = None
) -> HTMLResponse:
    """The editor; `typed` are targets that were not taken."""
    seen = await here.db.read(lambda tx: _look(tx, panel_id))
    targets, panel = typed or seen["targets"], seen["panel"]
    rows = {(row.feature, row.value): row for row in recruiting.groups(targets, seen["answers"])}
    said = {(one.feature, one.value): one for one in targets}
    impossible = await _impossible(here, panel_id) if targets and not error else []
    features = service.features_of(panel)
    empty = {
        (name, value): recruiting.Group(name, value, 0, 0, sum(one.get(name) == value for one in seen["answers"]))
        for name, values in features.items()
        for value in values
    }
    return panel_page(
        request, here, officer, "panel_quotas.html", error=error, panel=panel, features=features, said=said,
        rows={**empty, **rows}, wrong=recruiting.problems(targets, panel["seats"]), impossible=impossible,
        pool=len(seen["answers"]), aim=recruiting.AIM,
    )  # fmt: skip


async def _impossible(here: House, panel_id: int) -> list[str]:
    """Why no panel of the pool meets the quotas, in sentences; [] when one does, or nobody can say in time."""
    try:
        planned = await here.db.read(lambda tx: service_draw.plan(tx, panel_id, dry=True))
        budget = Budget(time.monotonic, time.monotonic() + ADVICE_SECONDS, Unwatched())
        found = await asyncio.to_thread(service_draw.why_impossible, planned, budget)
    except IllegalStepError:
        return []
    return in_sentences(found, labels(here)) if found else []


@router.get("")
async def editor(request: Request, here: Here, officer: Signed, panel_id: Id) -> HTMLResponse:
    """The quotas of a panel with advice beside each row."""
    need(officer, Right.SEE)
    return await _page(request, here, officer, panel_id)


@router.post("")
async def save(request: Request, here: Here, officer: Signed, panel_id: Id) -> Response:
    """Keep the rows that were filled in; an uploaded file replaces them."""
    need(officer, Right.RUN_PANELS)
    panel, kept = await here.db.read(lambda tx: (panel_of(tx, panel_id), quotas.of_panel(tx, panel_id)))
    try:
        async with request.form() as form:
            file, source = form.get("file"), str(form.get("source", "")).strip()[:LONGEST]
            sent = file if isinstance(file, UploadFile) and file.size else None
            targets = with_sources(await _uploaded(sent), kept, source) if sent else _typed(form, panel)
    except ValueError as wrong:
        return await _page(request, here, officer, panel_id, str(wrong))
    by = By(officer.actor, str(form.get("reason", "")).strip()[:LONGEST])
    wrong_rows = recruiting.problems(service.completed(panel, targets), panel["seats"])
    error = recruiting.unknown(targets, service.features_of(panel)) or _first(wrong_rows, labels(here))
    error = error or await acted(here, officer, panel_id, lambda tx: service.set_quotas(tx, panel_id, targets, by))
    return await _page(request, here, officer, panel_id, error, targets) if error else to(panel_id, "quotas")


def _first(wrong: dict[tuple[str, str], str], label: Any) -> str:
    return next(
        (f"{label('feature', f)}{', ' + label(f'trait-{f}', v) if v else ''}: {w}" for (f, v), w in wrong.items()), ""
    )


def _typed(form: Any, panel: dict[str, Any]) -> list[Target]:
    """The rows of the form that have a minimum or a maximum. Raises ValueError."""
    targets = []
    for feature, values in service.features_of(panel).items():
        for value in values:
            mark = f"{feature}.{value}"
            low, high = (str(form.get(f"{end}.{mark}", "")).strip() for end in ("min", "max"))
            if not low and not high:
                continue
            if not (low or "0").isdecimal() or not (high or "0").isdecimal():
                raise ValueError("Give whole numbers of seats, 0 or more.")
            source, reason = (str(form.get(f"{name}.{mark}", "")).strip()[:LONGEST] for name in ("source", "why"))
            most = int(high) if high else panel["seats"]
            targets.append(Target(feature, value, int(low or 0), most, source, reason))
    return targets


def with_sources(targets: list[Target], kept: list[Target], source: str) -> list[Target]:
    """Rows of a file, which says no sources or reasons: those that we know stay, `source` is for the others."""
    said = {(one.feature, one.value): (one.source, one.reason) for one in kept}
    found = ((one, *said.get((one.feature, one.value), ("", ""))) for one in targets)
    return [replace(one, source=known or source, reason=reason) for one, known, reason in found]


async def _uploaded(file: UploadFile) -> list[Target]:
    """The rows of a CSV file. Raises ValueError."""
    if (file.size or 0) > LARGEST_FILE:
        raise ValueError("This file is too large for quotas.")
    try:
        rows = read_quotas(File(file.filename or "the file", (await file.read()).decode("utf-8-sig")))
    except UnicodeDecodeError:
        raise ValueError("This file is not text in UTF-8. Save it as CSV UTF-8.") from None
    except CsvError as error:
        raise ValueError(error.lines[0]) from None
    return [Target(row.feature, row.value, row.minimum, row.maximum) for row in rows]


def _csv(name: str, text: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}.csv"', "cache-control": "no-store"}
    return Response(text, media_type="text/csv", headers=headers)


@router.get("/{shape}.csv")
async def export(here: Here, officer: Signed, panel_id: Id, shape: str) -> Response:
    """The quotas in either shape that sortition tools read, or the pool under pseudonyms ("people")."""
    need(officer, Right.SHOW_DETAILS if shape == "people" else Right.SEE)
    if shape not in (*SHAPES, "people"):
        raise HTTPException(404, "There is no such file.")
    if shape != "people":
        kept = await here.db.read(lambda tx: (panel_of(tx, panel_id), quotas.of_panel(tx, panel_id)))
        rows = [service.quota(one) for one in kept[1]]
        features = sorted({row.feature for row in rows})
        return _csv(shape, quotas_csv(make_pool(features, [], rows, kept[0]["seats"]), shape))
    try:
        planned = await here.db.write(lambda tx: _logged(tx, officer, panel_id))
    except IllegalStepError as error:
        raise HTTPException(409, str(error)) from None
    return _csv("people", people_csv(planned.pool))


def _logged(tx: Tx, officer: Officer, panel_id: int) -> service_draw.Plan:
    panel_of(tx, panel_id)
    service.note(tx, panel_id, By(officer.actor), "pool exported")
    return service_draw.plan(tx, panel_id, dry=True)
