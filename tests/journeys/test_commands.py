"""`doorstep talk --jsonl` and `doorstep understand --jsonl` as processes: the shapes of DESIGN.md 5."""

import json
import re
from pathlib import Path
from typing import Any

from tests.journeys.process import run
from tests.journeys.script import BIN, CASE

TALK = {"replies", "effects", "cell", "open_question"}
UNDERSTAND = {"services", "verb", "command", "safety", "disposition", "cues", "language", "entities"}
ENTITIES = {"postcode", "place", "phone", "email", "date", "reference", "name"}
VERBS = {
    "find out", "report", "pay", "book", "request", "apply", "change", "check", "dispute", "complain", "be assessed",
    "join", "comment",
}  # fmt: skip
DISPOSITIONS = {"do-it-for-me", "do-it-myself", "tell-you-what-i-think", "help-shape", "unknown"}


def settings(folder: Path) -> dict[str, str]:
    """Settings under which nothing of this folder is touched."""
    return {"env": "test", "database_url": f"sqlite:///{folder}/not-used.db", "secret_key": "commands" * 4}


async def test_talk_in_lines_of_json(tmp_path: Path) -> None:
    steps: list[dict[str, str]] = [
        {"text": BIN}, {"after": "73h"}, {"text": "RV1 1AA", "after": "36h"}, {"text": "3 Wharf Street"},
    ]  # fmt: skip
    told = await run("talk", "--jsonl", "--fresh", lines="\n".join(map(json.dumps, steps)), settings=settings(tmp_path))
    asked, reminded, late, done = [json.loads(line) for line in told]
    for reply in (asked, reminded, late, done):
        assert set(reply) == TALK
        assert all(isinstance(text, str) for text in [*reply["replies"], *reply["effects"]])
    assert "What is the postcode" in asked["replies"][-1]
    assert asked["open_question"] == reminded["open_question"] == "postcode"
    assert "What is the postcode" in reminded["replies"][-1]
    assert late["open_question"] == "home"
    assert "OpenCase" in done["effects"]
    assert re.search(CASE, done["replies"][-1])
    assert (done["cell"], done["open_question"]) == ("sequential-standardized", None)
    assert not (tmp_path / "not-used.db").exists()


async def test_what_is_understood_in_lines_of_json(tmp_path: Path) -> None:
    texts = [BIN, "bus stop broken", "stop.", "call 07700 900123 or write to RV1 1AA", "the weather is lovely in spain"]
    told = await run("understand", "--jsonl", lines="\n".join(texts), settings=settings(tmp_path))
    understood: list[dict[str, Any]] = [json.loads(line) for line in told]
    assert len(understood) == len(texts)
    for one in understood:
        assert set(one) >= UNDERSTAND
        assert set(one["entities"]) == ENTITIES
        assert set(one["cues"]) == {"up", "down"}
        assert one["verb"] is None or one["verb"] in VERBS
        assert one["disposition"] in DISPOSITIONS
        scores = [service["score"] for service in one["services"]]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)
    assert understood[0]["services"][0]["id"] == "missed-bin"
    assert [one["command"] for one in understood[:3]] == [None, None, "stop"]
    assert [one["value"] for one in understood[3]["entities"]["postcode"]] == ["RV1 1AA"]
    assert [one["value"] for one in understood[3]["entities"]["phone"]] == ["+447700900123"]
    assert understood[4]["services"] == []
