"""Every dialog and every service with a path of its own is told as a story that can be read aloud."""

import re

import pytest

from bot.dialogs.catalogue import DIALOGS
from tests.house.files import ROOT

HEAD = re.compile(r"# ([a-z-]+), ([a-z]+): .+")
CHANNELS = {"sms", "whatsapp", "telegram", "web", "terminal"}
SERVICES = (
    "missed-bin", "bin-day", "council-tax", "pothole", "street-light", "leisure", "libraries", "planning-application",
    "blue-badge", "housing-repair", "adult-care-assessment", "carers", "care-at-home", "have-your-say",
)  # fmt: skip
STORIES = sorted((ROOT / "tests" / "transcripts").glob("*.txt"))
# `matter` is the dialog of every service: the services' stories tell it.
TOLD = sorted({*DIALOGS, *SERVICES} - {"matter"})


def heads() -> dict[str, tuple[str, str]]:
    found = {}
    for story in STORIES:
        head = HEAD.fullmatch(story.read_text(encoding="utf-8").splitlines()[0])
        assert head, f"{story.name}: the first line must be '# <dialog or service>, <channel>: <title>'"
        found[story.name] = (head[1], head[2])
    return found


@pytest.mark.parametrize("about", TOLD)
def test_each_has_a_story(about: str) -> None:
    assert about in {told for told, _channel in heads().values()}, f"tell {about} in tests/transcripts"


def test_stories_are_of_what_there_is() -> None:
    services = {file.stem for file in (ROOT / "content" / "services").glob("*.yaml")}
    assert {told for told, _channel in heads().values()} <= services | DIALOGS.keys()
    assert {channel for _told, channel in heads().values()} <= CHANNELS


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.stem)
def test_a_story_is_told_to_its_end(story: object) -> None:
    text = (ROOT / "tests" / "transcripts" / str(story)).read_text(encoding="utf-8")
    assert "\nDoorstep:" in text, "write it with `doorstep talk --story` or the rewriting of tests/transcripts"
