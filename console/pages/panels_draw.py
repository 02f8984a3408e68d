"""The draw of a panel: a dry run, then the lottery, the public seed, a second officer's approval, and the report."""

import asyncio
import io
import time
import zipfile
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from console.explain import in_sentences
from console.guard import Signed, need
from console.house import Here, House, Id
from console.pages.of_panel import panel_of
from console.pages.panels import LONGEST, Decision, acted, labels, panel_page, to
from console.roles import Officer, Right
from panels import service_draw
from panels.commands import ImpossibleError
from panels.leximin import NoPanelInTimeError
from panels.life import IllegalStepError, PanelState
from panels.portfolio import Portfolio, load
from panels.report import PAGE, chances_in_short, targets
from panels.service import By, subject
from panels.service_draw import Plan
from panels.watch import Budget, Unwatched
from storage import audit, draws, officers
from storage.database import Tx

router = APIRouter(prefix="/panels/{panel_id}/draw")
Text = Annotated[str, Form()]
SECONDS = 60.0
"""Seconds that a draw on a page may take; larger ones are for `doorstep select`."""
IN_TIME = f"No lottery was found in {SECONDS:.0f} seconds. Loosen the quotas, or draw with `doorstep select`."


def _look(tx: Tx, panel_id: int) -> dict[str, Any]:
    panel, draw = panel_of(tx, panel_id), draws.standing(tx, panel_id)
    short = chances_in_short(load(draws.portfolio(tx, draw["id"]))) if draw else None
    return {
        "panel": panel, "draw": draw, "short": short, "places": draws.places(tx, draw["id"]) if draw else [],
        "names": officers.names(tx), "earlier": [d for d in draws.of_panel(tx, panel_id) if d != draw],
        "may_draw": panel["state"] == PanelState.JOINING_CLOSED, "states": PanelState,
    }  # fmt: skip


async def _page(
    request: Request, here: House, officer: Officer, panel_id: int, error: str = "", **more: Any
) -> HTMLResponse:
    seen = await here.db.read(lambda tx: _look(tx, panel_id))
    more = {"impossible": [], "trial": None, "second": here.config.second_officer, **more}
    return panel_page(request, here, officer, "panel_draw.html", error=error, **seen, **more)


@router.get("")
async def draw_page(request: Request, here: Here, officer: Signed, panel_id: Id) -> HTMLResponse:
    """Where the draw of this panel stands."""
    need(officer, Right.SEE)
    return await _page(request, here, officer, panel_id)


async def _lottery(planned: Plan) -> Portfolio:
    """The long part, beside everything else. Raises IllegalStepError or ImpossibleError."""
    budget = Budget(time.monotonic, time.monotonic() + SECONDS, Unwatched())
    try:
        return await asyncio.to_thread(service_draw.lottery, planned, budget)
    except NoPanelInTimeError:
        raise IllegalStepError(IN_TIME) from None


@router.post("/try")
async def try_out(request: Request, here: Here, officer: Signed, panel_id: Id) -> HTMLResponse:
    """A dry run on the pool as it is: chances and an example, nobody is chosen and nothing is kept."""
    need(officer, Right.RUN_PANELS)
    try:
        planned = await here.db.read(lambda tx: service_draw.plan(tx, panel_id, dry=True))
        drawn = service_draw.trial(await _lottery(planned))
    except IllegalStepError as error:
        return await _page(request, here, officer, panel_id, str(error))
    except ImpossibleError as error:
        said = in_sentences(error.explanation, labels(here))
        return await _page(request, here, officer, panel_id, said[0], impossible=said)
    short = chances_in_short(drawn.portfolio)
    trial = {
        "rows": targets(drawn.portfolio.pool, drawn.result.panel), "never": len(drawn.portfolio.never),
        "people": len(drawn.portfolio.pool.people), "algorithm": drawn.portfolio.ran,
    }  # fmt: skip
    return await _page(request, here, officer, panel_id, trial=trial, trial_short=short)


@router.post("/publish")
async def publish(request: Request, here: Here, officer: Signed, panel_id: Id, reason: Text = "") -> Response:
    """The first phase in earnest: the lottery and its commitment, before any seed."""
    need(officer, Right.RUN_PANELS)
    by = By(officer.actor, reason.strip()[:LONGEST])
    try:
        planned = await here.db.read(lambda tx: service_draw.plan(tx, panel_id))
        portfolio = await _lottery(planned)
    except IllegalStepError as error:
        said = str(error)
        await here.db.write(lambda tx: audit.add(tx, officer.actor, "refused", subject(panel_id), said))
        return await _page(request, here, officer, panel_id, said)
    except ImpossibleError as error:
        sentences = in_sentences(error.explanation, labels(here))
        return await _page(request, here, officer, panel_id, sentences[0], impossible=sentences)
    said = await acted(here, officer, panel_id, lambda tx: service_draw.commit(tx, planned, portfolio, officer.id, by))
    return await _page(request, here, officer, panel_id, said) if said else to(panel_id, "draw")


@router.post("/{draw_id}/seed")
async def enter_seed(
    request: Request, here: Here, officer: Signed, panel_id: Id, draw_id: Id, seed: Text = "", source: Text = ""
) -> Response:
    """The second phase: the public seed."""
    need(officer, Right.RUN_PANELS)
    error = await acted(
        here,
        officer,
        panel_id,
        lambda tx: service_draw.enter_seed(tx, draw_id, seed[:LONGEST], source[:LONGEST], officer.id),
    )
    return await _page(request, here, officer, panel_id, error) if error else to(panel_id, "draw")


@router.post("/{draw_id}/decide")
async def decide(request: Request, here: Here, officer: Signed, panel_id: Id, draw_id: Id, form: Decision) -> Response:
    """Approve the draw, or turn it down."""
    need(officer, Right.APPROVE_DRAWS)
    by, second = form.by(officer), here.config.second_officer

    def work(tx: Tx) -> None:
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
    error = await acted(here, officer, panel_id, lambda tx: service_draw.turn_down(tx, draw_id, officer.id, by))
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
