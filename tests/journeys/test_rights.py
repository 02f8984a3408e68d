"""`doorstep export`, `erase` and `retain`, over a talk that was really held."""

import asyncio
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from tests.journeys.process import environment, run
from tests.journeys.script import BIN

NUMBER = "+447700900123"


def settings(folder: Path, now: str = "2026-11-24T10:00:00Z") -> dict[str, str]:
    """A database in this folder, at this moment."""
    return {"env": "test", "database_url": f"sqlite:///{folder}/a.db", "secret_key": "commands" * 4, "now": now}


def doorstep(given: dict[str, str], *command: str, code: int = 0) -> str:
    """What a command prints."""
    done = CliRunner().invoke(app, [*command], env=environment(given))
    assert done.exit_code == code, done.output
    return done.output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A database in which somebody has reported a bin by text message."""
    steps = "\n".join(json.dumps({"text": text}) for text in (BIN, "RV1 1AA", "3 Wharf Street"))
    asyncio.run(run("talk", "--jsonl", "--channel", "sms", lines=steps, settings=settings(tmp_path)))
    return tmp_path


def test_a_person_is_given_out_and_erased_by_number_or_address(folder: Path) -> None:
    given = settings(folder)
    told = json.loads(doorstep(given, "export", f"sms:{NUMBER}"))
    assert told["person"] == 1
    assert told["tables"]["case_file"][0]["place"] == "3 Wharf Street"
    assert BIN in json.dumps(told["tables"]["inbox"])
    assert json.loads(doorstep(given, "export", "1"))["tables"]["inbox"] == told["tables"]["inbox"]
    assert "Erased. What stays, and why: docs/privacy.md." in doorstep(given, "erase", NUMBER)
    for named in (NUMBER, "1", "web:nobody"):
        assert f"There is no person {named}" in doorstep(given, "export", named, code=2)


def test_what_is_past_goes(folder: Path) -> None:
    before, after = (settings(folder, f"2027-02-{day}T10:00:00Z") for day in (21, 23))
    assert doorstep(before, "retain") == "Nothing is past.\n"
    assert "What is past is removed." in doorstep(after, "retain")
    told = json.loads(doorstep(after, "export", "1"))["tables"]
    assert [table for table, rows in told.items() if BIN in json.dumps(rows)] == ["case_file"]  # kept with its case
    assert doorstep(after, "retain") == "Nothing is past.\n"
