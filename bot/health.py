"""Liveness, readiness with one line for each part, and the gauges for Prometheus."""

import time

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import JSONResponse, Response

from bot.bootstrap import Parts, off_channels
from storage import alerts, inbox, outbox
from storage.database import Tx

GAUGES = {
    "doorstep_inbox_waiting": "Inbox rows that wait for their turn",
    "doorstep_outbox_waiting": "Messages that wait to be sent",
    "doorstep_alerts_waiting": "Safety alerts that nobody has acknowledged",
}


def part_lines(parts: Parts) -> dict[str, str]:
    """One line for each part: "on", or what is missing and how to mend it."""
    lines = {name: part.health() for part in parts.channels for name in part.serves}
    return {"content": "on", **off_channels(parts.settings), **{str(name): line for name, line in lines.items()}}


def _counts(tx: Tx) -> dict[str, int]:
    values = (inbox.open_rows(tx), outbox.waiting_rows(tx), len(alerts.page(tx, only_open=True, most=200)))
    return dict(zip(GAUGES, values, strict=True))


def health_routes(parts: Parts) -> APIRouter:
    """/health/live, /health/ready and /metrics."""
    router = APIRouter(include_in_schema=False)
    registry = CollectorRegistry()
    gauges = {name: Gauge(name, words, registry=registry) for name, words in GAUGES.items()}

    @router.get("/health/live")
    async def live() -> dict[str, str]:
        return {"status": "live"}

    @router.get("/health/ready")
    async def ready() -> JSONResponse:
        begun = time.perf_counter()
        try:
            database = await parts.db.read(lambda _tx: "on")
        except SQLAlchemyError:
            database = "away: check DOORSTEP_DATABASE_URL and that the database runs"
        took = round((time.perf_counter() - begun) * 1000, 1)
        lines = {"database": database, **part_lines(parts), "understanding": parts.understanding_line}
        status = 200 if database == "on" else 503
        body = {"status": "ready" if status == 200 else "not ready", "parts": lines, "database_ms": took}
        return JSONResponse(body, status_code=status)

    @router.get("/metrics")
    async def metrics() -> Response:
        for name, value in (await parts.db.read(_counts)).items():
            gauges[name].set(value)
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return router
