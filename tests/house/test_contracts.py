"""Every import contract holds, and each is seen to break when somebody violates it."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.files import ROOMS, ROOT

LINT = Path(sys.executable).with_name("lint-imports")
FORBIDDEN = {
    "rooms": ("storage/alerts.py", "from bot.lines import Line"),
    "floors": ("bot/effects.py", "from bot.turn import take_turn"),
    "channels": ("bot/channels/segments.py", "from storage.inbox import InboxRow"),
    "dialogs": ("bot/dialogs/bins.py", "from nlp.understand import load"),
    "pure": ("bot/involvement_axes.py", "import random"),
    "twilio": ("bot/dispatcher.py", "from twilio.rest import Client"),
    "telegram": ("bot/channels/telegram_updates.py", "from telegram import Update"),
    "spacy": ("bot/pipeline.py", "import spacy"),
    "rules": ("panels/life.py", "from storage.panels import Panel"),
    "draw": ("panels/__init__.py", "from storage.monitoring import MonitoringAnswer"),
}


def contracts() -> dict[str, str]:
    written = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    return {one["id"]: one["name"] for one in written}


def lint(folder: Path, *options: str) -> tuple[int, str]:
    done = subprocess.run([LINT, "--no-logo", *options], cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, " ".join(done.stdout.split())


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the rooms to do wrong in; its cache of imports makes each look a quick one."""
    folder = tmp_path_factory.mktemp("rooms")
    for room in ROOMS:
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__", "data", "web"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_contracts_hold(copy: Path) -> None:
    code, said = lint(copy)
    assert code == 0, said


def test_each_contract_has_a_violation_to_try() -> None:
    assert FORBIDDEN.keys() == contracts().keys()


@pytest.mark.parametrize("contract", FORBIDDEN)
def test_a_violation_breaks_its_contract(copy: Path, contract: str) -> None:
    name, violation = FORBIDDEN[contract]
    file = copy / name
    before = file.read_text()
    file.write_text(f"{before}\n{violation}\n")
    try:
        code, said = lint(copy, "--contract", contract)
    finally:
        file.write_text(before)
    assert code == 1
    assert f"{contracts()[contract]} BROKEN" in said


def test_a_new_part_must_be_given_a_place(copy: Path) -> None:
    stray = copy / "bot" / "stray.py"
    stray.write_text('"""Nowhere."""\n')
    try:
        code, said = lint(copy, "--contract", "floors")
    finally:
        stray.unlink()
    assert code == 1
    assert "stray" in said
