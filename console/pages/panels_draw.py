"""The draw of a panel: a dry run, then the lottery, the public seed, a second officer's approval, and the report."""

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from console import drawing
from console.drawing import Search
from console.guard import Signed, is_partial, need
from console.house import Here, House, Id
from console.pages.of_panel import acted, note_refused, panel_of
from console.pages.panels import LONGEST, Decision, panel_page, to
from console.roles import Officer, Right
from panels import life, service_draw
from panels.life import IllegalStepError, PanelState
from panels.portfolio import Portfolio, load
from panels.report import PAGE, chances_in_short, targets
from panels.service import By, subject
from storage import audit, draw_runs, draws, officers
from storage.database import Tx

router = APIRouter(prefix="/panels/{panel_id}/draw")
Text = Annotated[str, Form()]


def _look(tx: Tx, panel_id: int) -> dict[str, Any]:
    panel, draw = panel_of(tx, panel_id), draws.standing(tx, panel_id)
    portfolio, places = (load(draws.portfolio(tx, draw["id"])), draws.places(tx, draw["id"])) if draw else (None, [])
    members = {place["pseudonym"]: place["member_id"] for place in places}
    run = draw_runs.of_panel(tx, panel_id)
    return {
        "panel": panel, "run": run, "outcome": json.loads(run["outcome"] or "[]") if run else [], "draw": draw,
        "short": chances_in_short(portfolio) if portfolio else None, "places": places,
        "never": [(name, members.get(name)) for name in portfolio.never] if portfolio else [],
        "names": officers.names(tx), "earlier": [d for d in draws.of_panel(tx, panel_id) if d != draw],
        "may_draw": panel["state"] == PanelState.JOINING_CLOSED, "states": PanelState,
    }  # fmt: skip


async def _page(request: Request, here: House, officer: Officer, panel_id: int, error: str = "") -> HTMLResponse:
    seen = await here.db.read(lambda tx: _look(tx, panel_id))
    shown = {
        "second": here.config.second_officer,
        "public": f"{here.config.base_url}/join/{seen['panel']['slug']}/draw",
    }
    return panel_page(request, here, officer, "panel_draw.html", error=error, **shown, **seen)


@router.get("")
async def draw_page(request: Request, here: Here, officer: Signed, panel_id: Id) -> Response:
    """Where the draw of this panel stands."""
    need(officer, Right.SEE)
    if is_partial(request) and not await _goes_on(here, panel_id):
        return Response(headers={"HX-Refresh": "true"})
    return await _page(request, here, officer, panel_id)


async def _goes_on(here: House, panel_id: int) -> bool:
    run = await here.db.read(lambda tx: draw_runs.of_panel(tx, panel_id))
    return run is not None and run["state"] == draw_runs.RUNNING


async def _searched(request: Request, here: House, officer: Officer, panel_id: int) -> Response:
    """What came of a search: while it goes on and when all went well on to the page, else the page that says why."""
    run = await here.db.read(lambda tx: draw_runs.of_panel(tx, panel_id))
    if run is not None and run["state"] == draw_runs.FAILED:
        return await _page(request, here, officer, panel_id, json.loads(run["outcome"])[0])
    return to(panel_id, "draw")


@router.post("/try")
async def try_out(request: Request, here: Here, officer: Signed, panel_id: Id) -> Response:
    """A dry run on the pool as it is: chances and an example; nobody is chosen, and only what it shows is kept."""
    need(officer, Right.RUN_PANELS)

    async def totals(portfolio: Portfolio) -> dict[str, Any]:
        return _totals(portfolio, {name: member for member, name in planned.names.items()})

    try:
        planned = await here.db.read(lambda tx: service_draw.plan(tx, panel_id, dry=True))
        await drawing.search(here, Search(officer, planned, totals, dry=True))
    except IllegalStepError as error:
        return await _page(request, here, officer, panel_id, str(error))
    return await _searched(request, here, officer, panel_id)


def _totals(portfolio: Portfolio, members: Mapping[str, int]) -> dict[str, Any]:
    """What a dry run shows: totals, and the number of each member whom no panel within the quotas can have."""
    drawn = service_draw.trial(portfolio)
    return {
        "rows": targets(portfolio.pool, drawn.result.panel), "never": sorted(members[name] for name in portfolio.never),
        "people": len(portfolio.pool.people), "algorithm": portfolio.ran, "short": chances_in_short(portfolio),
    }  # fmt: skip


@router.post("/publish")
async def publish(request: Request, here: Here, officer: Signed, panel_id: Id, reason: Text = "") -> Response:
    """The first phase in earnest: the lottery and its commitment, before any seed."""
    need(officer, Right.RUN_PANELS)
    by = By(officer.actor, reason.strip()[:LONGEST])

    async def commit(portfolio: Portfolio) -> int:
        done = await here.db.write(lambda tx: service_draw.commit(tx, planned, portfolio, officer.id, by))
        here.config.wake()
        return done

    try:
        planned = await here.db.read(lambda tx: service_draw.plan(tx, panel_id))
        life.check_reason(by.reason)
        await drawing.search(here, Search(officer, planned, commit, dry=False))
    except IllegalStepError as error:
        said = str(error)
        await note_refused(here, officer, panel_id, said)
        return await _page(request, here, officer, panel_id, said)
    return await _searched(request, here, officer, panel_id)


@router.post("/cancel")
async def cancel(here: Here, officer: Signed, panel_id: Id) -> Response:
    """Stop the search for a lottery; nothing was drawn."""
    need(officer, Right.RUN_PANELS)

    def work(tx: Tx) -> None:
        if draw_runs.cancel(tx, panel_id):
            audit.add(tx, officer.actor, "search for a lottery cancelled", subject(panel_id))

    await here.db.write(work)
    return to(panel_id, "draw")


@router.post("/{draw_id}/seed")
async def enter_seed(
    request: Request, here: Here, officer: Signed, panel_id: Id, draw_id: Id, seed: Text = "", source: Text = ""
) -> Response:
    """The second phase: the public seed."""
    need(officer, Right.RUN_PANELS)

    def work(tx: Tx) -> None:
        _own(tx, panel_id, draw_id)
        service_draw.enter_seed(tx, draw_id, seed[:LONGEST], source[:LONGEST], officer.id)

    error = await acted(here, officer, panel_id, work)
    return await _page(request, here, officer, panel_id, error) if error else to(panel_id, "draw")


@router.post("/{draw_id}/decide")
async def decide(request: Request, here: Here, officer: Signed, panel_id: Id, draw_id: Id, form: Decision) -> Response:
    """Approve the draw, or turn it down."""
    need(officer, Right.APPROVE_DRAWS)
    by, second = form.by(officer), here.config.second_officer

    def work(tx: Tx) -> None:
        _own(tx, panel_id, draw_id)
        if form.how == "approve":
            service_draw.approve(tx, draw_id, officer.id, by, second=second)
        else:
            service_draw.turn_down(tx, draw_id, officer.id, by)

    error = await acted(here, officer, panel_id, work)
    return await _page(request, here, officer, panel_id, error) if error else to(panel_id, "draw")


def _own(tx: Tx, panel_id: int, draw_id: int) -> None:
    draw = draws.get(tx, draw_id)
    if draw is None or draw["panel_id"] != panel_id:
        raise HTTPException(404, f"There is no draw {draw_id} of this panel.")


@router.post("/{draw_id}/drop")
async def drop(request: Request, here: Here, officer: Signed, panel_id: Id, draw_id: Id, reason: Text = "") -> Response:
    """Take a published lottery back before the seed; it stays in the list of earlier draws."""
    need(officer, Right.RUN_PANELS)
    by = By(officer.actor, reason.strip()[:LONGEST])

    def work(tx: Tx) -> None:
        _own(tx, panel_id, draw_id)
        service_draw.turn_down(tx, draw_id, officer.id, by)

    error = await acted(here, officer, panel_id, work)
    return await _page(request, here, officer, panel_id, error) if error else to(panel_id, "draw")


async def _report(here: House, panel_id: int, draw_id: int) -> dict[str, str]:
    def look(tx: Tx) -> dict[str, str]:
        _own(tx, panel_id, draw_id)
        return service_draw.report(tx, draw_id)

    try:
        return await here.db.read(look)
    except IllegalStepError as error:
        raise HTTPException(409, str(error)) from None


@router.get("/{draw_id}/report.zip")
async def report_files(here: Here, officer: Signed, panel_id: Id, draw_id: Id) -> Response:
    """Every file that the draw publishes; `doorstep verify-draw` reads the unpacked folder."""
    need(officer, Right.SHOW_DETAILS)
    files, out = await _report(here, panel_id, draw_id), io.BytesIO()
    await here.db.write(lambda tx: audit.add(tx, officer.actor, f"draw {draw_id} handed out", subject(panel_id)))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    headers = {"content-disposition": f'attachment; filename="draw-{draw_id}.zip"', "cache-control": "no-store"}
    return Response(out.getvalue(), media_type="application/zip", headers=headers)


@router.get("/{draw_id}/report.html")
async def report_page(here: Here, officer: Signed, panel_id: Id, draw_id: Id) -> Response:
    """The report for anybody to read: totals only."""
    need(officer, Right.SEE)
    text = (await _report(here, panel_id, draw_id))[PAGE]
    headers = {"content-disposition": f'attachment; filename="draw-{draw_id}.html"', "cache-control": "no-store"}
    return Response(text, media_type="text/html", headers=headers)


@router.get("/{draw_id}/portfolio.json")
async def portfolio_file(here: Here, officer: Signed, panel_id: Id, draw_id: Id) -> Response:
    """The lottery as it was published, whose SHA-256 is the commitment."""
    need(officer, Right.SHOW_DETAILS)

    def look(tx: Tx) -> str:
        _own(tx, panel_id, draw_id)
        return draws.portfolio(tx, draw_id)

    headers = {"content-disposition": 'attachment; filename="portfolio.json"', "cache-control": "no-store"}
    return Response(await here.db.read(look), media_type="application/json", headers=headers)
