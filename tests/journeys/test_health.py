"""What the outside sees of how the service runs: readiness with times, metrics, ids of requests."""

import re

from tests.journeys.house import House
from tests.journeys.phone import NUMBER, Texter
from tests.journeys.script import BIN


async def test_readiness_gives_a_line_and_times_for_each_part(house: House) -> None:
    await Texter(house).say(BIN)
    told = (await house.web.get("/health/ready")).json()
    assert told["status"] == "ready"
    assert {"database", "content", "sms", "web", "telegram", "understanding"} <= told["parts"].keys()
    parts = {"turn", "understanding", "commit", "inbox wait", "send sms", "database"}
    assert parts <= told["milliseconds"].keys()
    for took in told["milliseconds"].values():
        assert 0 <= took["p50"] <= took["p95"]


async def test_prometheus_reads_times_queues_errors_and_alerts(house: House) -> None:
    resident = Texter(house)
    await resident.say("I want to kill myself")
    text = (await house.web.get("/metrics")).text
    figures = dict(re.findall(r"^(doorstep_\w+(?:\{[^}]*\})?) ([\d.e+-]+)$", text, re.MULTILINE))
    assert float(figures["doorstep_alerts_waiting"]) == 1
    assert float(figures['doorstep_seconds_count{part="turn"}']) == 1
    for name in ("inbox_waiting", "inbox_age_seconds", "outbox_waiting", "outbox_age_seconds", "outbox_undelivered"):
        assert float(figures[f"doorstep_{name}"]) == 0
    assert NUMBER[1:] not in text


async def test_every_answer_carries_the_id_of_its_request(house: House) -> None:
    answers = [await house.web.get(path) for path in ("/health/live", "/chat", "/nowhere")]
    ids = [answer.headers["x-request-id"] for answer in answers]
    assert len(set(ids)) == 3
    assert all(re.fullmatch("[0-9a-f]{32}", one) for one in ids)
