"""What a start imports: counted in modules, because seconds depend on the machine."""

import subprocess
import sys

import pytest

COUNT = "import {}, sys; print(len(sys.modules), *(name for name in sys.argv[1:] if name in sys.modules))"
MODEL = ("spacy", "onnxruntime", "sklearn")
OTHERS = ("psycopg", "alembic", "twilio", "telegram", "aiohttp")
SERVES = "bot.app, bot.serving, bot.channels.webchat, storage.migrate"


@pytest.mark.parametrize(
    ("modules", "most", "never"),
    [("bot.cli", 400, (*MODEL, *OTHERS, "sqlalchemy", "fastapi", "numpy")), (SERVES, 1500, (*MODEL, *OTHERS))],
    ids=["any command", "serve without model, Twilio and Telegram"],
)
def test_a_start_imports_only_what_it_needs(modules: str, most: int, never: tuple[str, ...]) -> None:
    command = [sys.executable, "-c", COUNT.format(modules), *never]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert said[1:] == []
    assert int(said[0]) <= most
