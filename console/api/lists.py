"""Services, cases, panels, alerts, insights: the council's side."""

from typing import Any

from fastapi import APIRouter, HTTPException

from console.api.models import (
    AlertOut,
    CaseFull,
    CaseOut,
    InsightOut,
    Insights,
    MemberOut,
    Page,
    PanelOut,
    Problem,
    SelectionOut,
    ServiceOut,
)
from console.api.paging import After, Limit, page_of, slice_after
from console.house import Here, Id, Name
from storage import alerts, cases, consents, draws, episodes, panels
from storage.database import Tx

router = APIRouter()
MISSING: dict[int | str, dict[str, Any]] = {404: {"model": Problem, "description": "There is no such thing"}}
SMALLEST = 5


@router.get("/services")
async def services(here: Here) -> Page[ServiceOut]:
    """Every service of the council."""
    names = sorted(here.config.service_names.items())
    return Page(items=[ServiceOut(id=service, name=name) for service, name in names])


@router.get("/cases")
async def case_list(here: Here, after: After = None, limit: Limit = 50, state: Name = "") -> Page[CaseOut]:
    """Cases, newest first."""
    rows = await here.db.read(lambda tx: cases.page(tx, before=after, most=limit + 1, state=state or None))
    return page_of(rows, limit, CaseOut.model_validate)


@router.get("/cases/{case_id}", responses=MISSING)
async def one_case(here: Here, case_id: Id) -> CaseFull:
    """One case with its history."""
    case, history = await here.db.read(lambda tx: (cases.get(tx, case_id), cases.history(tx, case_id)))
    if case is None:
        raise HTTPException(404, f"There is no case {case_id}.")
    return CaseFull.model_validate({**case, "history": history})


def _counted(tx: Tx, panel: dict[str, Any]) -> dict[str, Any]:
    return {**panel, "counts": panels.count_by_state(tx, panel["id"])}


@router.get("/panels")
async def panel_list(here: Here, after: After = None, limit: Limit = 50) -> Page[PanelOut]:
    """Panels, in the order they were made."""

    def look(tx: Tx) -> list[dict[str, Any]]:
        rows = sorted(panels.every(tx), key=lambda panel: panel["id"])
        return [_counted(tx, panel) for panel in slice_after(rows, after, limit)]

    return page_of(await here.db.read(look), limit, PanelOut.model_validate)


@router.get("/panels/{panel_id}", responses=MISSING)
async def one_panel(here: Here, panel_id: Id) -> PanelOut:
    """One panel."""
    panel = await here.db.read(lambda tx: _counted(tx, found) if (found := panels.get(tx, panel_id)) else None)
    if panel is None:
        raise HTTPException(404, f"There is no panel {panel_id}.")
    return PanelOut.model_validate(panel)


@router.get("/panels/{panel_id}/members", responses=MISSING)
async def members(here: Here, panel_id: Id, after: After = None, limit: Limit = 50) -> Page[MemberOut]:
    """The members of a panel in the order they joined, with their consents."""

    def look(tx: Tx) -> list[dict[str, Any]] | None:
        if panels.get(tx, panel_id) is None:
            return None
        rows = slice_after(panels.members(tx, panel_id), after, limit)
        return [{**row, "consents": consents.current(tx, row["person"], panel_id)} for row in rows]

    rows = await here.db.read(look)
    if rows is None:
        raise HTTPException(404, f"There is no panel {panel_id}.")
    return page_of(rows, limit, MemberOut.model_validate)


@router.get("/selections")
async def selections(here: Here, after: After = None, limit: Limit = 50) -> Page[SelectionOut]:
    """Draws of panels, newest first."""
    rows = await here.db.read(lambda tx: draws.page(tx, before=after, most=limit + 1))
    return page_of(rows, limit, lambda row: SelectionOut.model_validate({**row, "panel": row["panel_id"]}))


def _alert(row: dict[str, Any]) -> AlertOut:
    seen = row["acknowledged"]
    more = {"person": row["person_id"], "conversation": row["conversation_id"], "acknowledged_at": seen}
    return AlertOut.model_validate({**row, **more, "acknowledged": seen is not None})


@router.get("/alerts")
async def alert_list(here: Here, after: After = None, limit: Limit = 50, only_open: bool = False) -> Page[AlertOut]:
    """Signs of danger, newest first."""
    rows = await here.db.read(lambda tx: alerts.page(tx, before=after, most=limit + 1, only_open=only_open))
    return page_of(rows, limit, _alert)


@router.get("/insights")
async def insights(here: Here) -> Insights:
    """Episodes by channel, cell and route; groups under 5 are not shown."""
    rows = await here.db.read(episodes.counts)
    shown = [row for row in rows if row[-1] >= SMALLEST]
    items = [InsightOut(channel=channel, cell=cell, route=route, count=n) for channel, cell, route, n in shown]
    return Insights(items=items, smallest=SMALLEST, hidden_groups=len(rows) - len(shown))
