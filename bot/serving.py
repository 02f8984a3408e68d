"""Serving for real: uvicorn around the app, or the worker alone; what is on and off is said at the start."""

import asyncio
import contextlib
from collections.abc import Callable

import structlog
import typer
import uvicorn
from prometheus_client import start_http_server

from bot import worker
from bot.bootstrap import Parts
from bot.log_ids import add_ids
from bot.settings import Settings

Build = Callable[[Settings], Parts]


def configure_logs(*, for_good: bool = False) -> None:
    """One JSON line an event: ids, never text or numbers. `for_good`: nothing will configure them again."""
    structlog.configure(
        processors=[
            add_ids,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        cache_logger_on_first_use=for_good,
    )


def serve_forever(settings: Settings, build: Build) -> None:
    """Serve until stopped."""
    from bot.app import make_app
    from storage.migrate import migrate

    configure_logs(for_good=True)
    embedded = settings.sqlalchemy_url.startswith("sqlite")
    if embedded:
        migrate(settings.sqlalchemy_url)
    parts = build(settings)
    check_production(parts)
    make_panels(parts)
    say_start(parts, embedded=embedded)
    uvicorn.run(make_app(parts, embedded=embedded), host=settings.host, port=settings.port, log_level="warning")


def work_forever(settings: Settings, build: Build) -> None:
    """Work until stopped; the channels are open for sending."""
    from bot.app import running

    configure_logs(for_good=True)
    parts = build(settings)
    check_production(parts)
    if settings.metrics_port:
        start_http_server(settings.metrics_port, settings.host, parts.meter.registry)

    async def run() -> None:
        async with running(parts, embedded=False):
            await worker.run(parts)

    typer.echo("Doorstep works. Stop it with Ctrl-C.")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(run())


def check_production(parts: Parts) -> None:
    """Production refuses to start with a demonstration officer."""
    from bot.demo import DEMO_OFFICER, SECOND_OFFICER
    from storage import officers

    names = (DEMO_OFFICER, SECOND_OFFICER)
    if parts.settings.env == "production" and parts.db.read_now(lambda tx: any(officers.of_name(tx, n) for n in names)):
        typer.echo("Production refuses to start: the officer called demo can log in. Use an empty database.", err=True)
        raise typer.Exit(2)


def make_panels(parts: Parts) -> None:
    """In production the panels of content are there as drafts; a demonstration gets them from `doorstep seed-demo`."""
    from bot.demo import put_panels

    if parts.settings.env == "production":
        parts.db.write_now(lambda tx: put_panels(tx, parts.content.council.panels, drafts=True))


def say_start(parts: Parts, *, embedded: bool) -> None:
    """The start-up lines: where to go, what is on, what is off and why."""
    from bot.health import part_lines

    base = parts.settings.base_url
    typer.echo(f"Web chat   {base}/chat")
    typer.echo(f"Console    {base}/console")
    for name, line in part_lines(parts).items():
        typer.echo(f"{name:<10} {line}")
    if not embedded:
        typer.echo("With PostgreSQL start `doorstep worker` too: it takes the turns and sends.")
