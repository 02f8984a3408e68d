"""The measured side: `python -m tests.bench.bench_road_server MODE PORT DATABASE [MILLISECONDS]`.

MODE is "echo" (signature and one durable commit a request), "echo-grouped" (many requests may share a commit) or
"road" (the whole application, its SMS channel sending nothing). Under /bench the driver asks what it cost.
"""

import asyncio
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import parse_qsl

import uvicorn
from sqlalchemy import text
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot import pipeline
from bot.app import make_app
from bot.bootstrap import Parts, build
from bot.channels.sms import Sms
from bot.demo import put_panels
from bot.messages import Outbound, Receipt, ReceiptState
from bot.serving import configure_logs
from bot.settings import Settings
from bot.turn import take_turn
from storage import inbox, outbox
from storage.database import GROUP, Database, Tx
from storage.migrate import migrate
from storage.vault import Vault
from tests.bench.bench_road_parts import ACCOUNT, PATH, PUBLIC, SENDER, TOKEN, sign, understanding

SECRET = "a secret for measuring, longer than 32"
LOOK = 0.005


@dataclass
class Meter:
    """What was done and what it cost."""

    db: Database
    sent: list[tuple[str, float]] = field(default_factory=list)
    thought: float = 0.0

    def timed(self, work: Callable[..., object]) -> Callable[..., object]:
        """The same function; the processor time it takes counts as thought, not as road."""

        def run(*given: object) -> object:
            begun = time.thread_time()
            try:
                return work(*given)
            finally:
                self.thought += time.thread_time() - begun

        return run

    async def settled(self, count: int) -> None:
        """Wait until so many were sent and nothing is owed or half done."""
        while len(self.sent) < count or await self.db.read(_owed):  # noqa: ASYNC110 - the rows tell of no event
            await asyncio.sleep(LOOK)

    def cost(self) -> dict[str, float]:
        """Processor seconds, those of them that were thought, and commits, since the start."""
        return {"cpu": time.process_time(), "thought": self.thought, "commits": self.db.commits}


def _owed(tx: Tx) -> bool:
    sending = tx.conn.execute(text("SELECT count(*) FROM outbox WHERE state = 'sending'")).scalar()
    return bool(inbox.open_rows(tx) + outbox.waiting_rows(tx) + int(sending or 0))


class NoSms(Sms):
    """SMS whose provider takes every message at once."""

    meter: Meter

    async def send(self, message: Outbound) -> Receipt:
        """Note when."""
        self.meter.sent.append((message.to.value, time.perf_counter()))
        return Receipt(message.to.channel, f"bench-{message.id}", ReceiptState.ACCEPTED)


def make_parts(url: str, seconds: float) -> tuple[Parts, Meter]:
    """The whole application's parts; nothing is sent, and understanding costs so many seconds."""
    settings = Settings.model_validate({
        "env": "test", "database_url": url, "secret_key": SECRET, "public_url": PUBLIC, "twilio_from": SENDER,
        "twilio_account_sid": ACCOUNT, "twilio_auth_token": TOKEN,
    })  # fmt: skip
    channel = NoSms(settings)
    parts = build(settings, understand=understanding(seconds), channels=[channel])
    channel.meter = Meter(parts.db)
    parts.pipeline.understand = channel.meter.timed(parts.pipeline.understand)  # type: ignore[assignment]
    vars(pipeline)["take_turn"] = channel.meter.timed(take_turn)
    return parts, channel.meter


def road(url: str, seconds: float) -> tuple[ASGIApp, Meter]:
    """The whole application."""
    parts, meter = make_parts(url, seconds)
    parts.db.write_now(lambda tx: put_panels(tx, parts.content.council.panels))
    return make_app(parts, embedded=True), meter


def echo(url: str, *, grouped: bool) -> tuple[ASGIApp, Meter]:
    """The least that a durable webhook does."""
    db = Database(url, Vault(SECRET), lambda: datetime.now(UTC), group=GROUP if grouped else 1)
    db.write_now(lambda tx: tx.conn.exec_driver_sql("CREATE TABLE echo (sid TEXT PRIMARY KEY, body TEXT)").rowcount)
    meter = Meter(db)
    insert = text("INSERT INTO echo VALUES (:sid, :body) ON CONFLICT DO NOTHING")

    async def receive(request: Request) -> Response:
        body = (await request.body()).decode()
        pairs = parse_qsl(body, keep_blank_values=True)
        if request.headers.get("x-twilio-signature") != sign(PUBLIC + PATH, pairs):
            return Response(status_code=403)
        fields = dict(pairs)
        await db.write(lambda tx: tx.conn.execute(insert, {"sid": fields["MessageSid"], "body": body}).rowcount)
        meter.sent.append((fields["From"], time.perf_counter()))
        return Response("<Response/>", media_type="text/xml")

    return Starlette(routes=[Route(PATH, receive, methods=["POST"])]), meter


def with_meter(app: ASGIApp, meter: Meter) -> ASGIApp:
    """The application with /bench beside it."""

    async def wait(request: Request) -> Response:
        await meter.settled(int(request.path_params["count"]))
        return JSONResponse({"at": time.perf_counter(), **meter.cost()})

    async def sent(_request: Request) -> Response:
        return Response(json.dumps(meter.sent))

    beside = Starlette(routes=[Route("/bench/wait/{count}", wait), Route("/bench/sent", sent)])

    async def both(scope: Scope, receive: Receive, send: Send) -> None:
        await (beside if scope.get("path", "").startswith("/bench/") else app)(scope, receive, send)

    return both


def main(mode: str, port: str, url: str, milliseconds: str = "0") -> None:
    """Serve until stopped."""
    configure_logs(for_good=True)
    migrate(url)
    app, meter = road(url, float(milliseconds) / 1000) if mode == "road" else echo(url, grouped=mode != "echo")
    uvicorn.run(with_meter(app, meter), port=int(port), log_level="error", access_log=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
