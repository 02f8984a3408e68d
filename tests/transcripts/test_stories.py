"""Every story is replayed and must read the same. `DOORSTEP_REWRITE=1` writes what is said now: read it aloud."""

import asyncio
import os
from pathlib import Path

import pytest

from bot.bootstrap import Understand
from tests.transcripts.story import read, replay

STORIES = sorted(Path(__file__).parent.glob("*.txt"))


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_story(path: Path, tmp_path: Path, trained: Understand) -> None:
    story = read(path)
    told = asyncio.run(replay(story, tmp_path, trained))
    if os.environ.get("DOORSTEP_REWRITE"):
        path.write_text(told, encoding="utf-8")
    assert told == story.text or os.environ.get("DOORSTEP_REWRITE")
