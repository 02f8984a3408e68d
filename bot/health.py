"""Liveness, readiness with one line and the times of each part, and what Prometheus reads."""

from collections.abc import Mapping

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import JSONResponse, Response

from bot.bootstrap import Parts, off_channels
from storage import workings

AWAY = "away: check DOORSTEP_DATABASE_URL and that the database runs"
GAUGES = {
    "inbox_waiting": "Inbox rows that wait for their turn",
    "inbox_age_seconds": "How long the oldest of them has waited",
    "outbox_waiting": "Messages that are due and wait to be sent",
    "outbox_age_seconds": "How long the oldest of them has been due",
    "outbox_undelivered": "Messages that did not arrive and that an officer has to see to",
    "people_waiting": "Conversations that wait for a person",
    "alerts_waiting": "Safety alerts that nobody has acknowledged",
    "alerts_age_seconds": "How long the oldest of them has waited",
}


def part_lines(parts: Parts) -> dict[str, str]:
    """One line for each part: "on", or what is missing and how to mend it."""
    lines = {name: part.health() for part in parts.channels for name in part.serves}
    return {"content": "on", **off_channels(parts.settings), **{str(name): line for name, line in lines.items()}}


def console_workings(parts: Parts) -> dict[str, Mapping[str, object]]:
    """What the console's page shows of this process: the line and the times of each part."""
    lines = {**part_lines(parts), "understanding": parts.understanding_line}
    return {"lines": lines, "times": parts.meter.percentiles()}


def health_routes(parts: Parts) -> APIRouter:
    """/health/live, /health/ready and /metrics."""
    router = APIRouter(include_in_schema=False)
    meter = parts.meter
    gauges = {name: Gauge(f"doorstep_{name}", words, registry=meter.registry) for name, words in GAUGES.items()}

    @router.get("/health/live")
    async def live() -> dict[str, str]:
        return {"status": "live"}

    @router.get("/health/ready")
    async def ready() -> JSONResponse:
        try:
            with meter.time("database"):
                database = await parts.db.read(lambda _tx: "on")
        except SQLAlchemyError:
            database = AWAY
        lines = {"database": database, **part_lines(parts), "understanding": parts.understanding_line}
        status = 200 if database == "on" else 503
        said = "ready" if status == 200 else "not ready"
        body = {"status": said, "parts": lines, "milliseconds": meter.percentiles()}
        return JSONResponse(body, status_code=status)

    @router.get("/metrics")
    async def metrics() -> Response:
        for name, value in (await parts.db.read(workings.gauges)).items():
            gauges[name].set(value)
        return Response(generate_latest(meter.registry), media_type=CONTENT_TYPE_LATEST)

    return router
