"""Reads, replays and rewrites stories.

A story is a text file. Its first line is "# <dialog or service>, <channel>: <title>". Then come
"Resident: ...", "Resident taps: <label>", "Officer <name>: ..." (takes over, writes, "gives back"), "Council: ..."
(tests/transcripts/acts.py), "(after 3d)", what a panel's officers do (tests/transcripts/drawn.py) and what Doorstep
says; further lines of one message are indented by four spaces.
"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.bootstrap import Understand, build
from bot.clock import Clock
from bot.demo import put_panels
from bot.messages import Address, Channel
from bot.rehearsal import Rehearsal, Reply
from bot.settings import Settings
from bot.talking import duration, spoken
from storage import inbox
from storage.tables import metadata
from tests.transcripts.acts import council
from tests.transcripts.drawn import DRAWS

MORNING = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
HEAD = re.compile(r"# (?P<about>[a-z-]+), (?P<channel>[a-z]+): (?P<title>.+)")
NUMBER = {Channel.SMS: "+447700900123", Channel.WHATSAPP: "+447700900124"}


@dataclass(frozen=True)
class Story:
    """One story: what it is about, on which channel, and what the resident and the clock do."""

    path: Path
    head: str
    about: str
    channel: Channel
    steps: tuple[str, ...]
    text: str


def read(path: Path) -> Story:
    """Read a story. Raises ValueError with the file's name when its first line is off."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    head = HEAD.fullmatch(lines[0])
    if head is None:
        raise ValueError(f"{path.name}: the first line must be '# <about>, <channel>: <title>'.")
    steps = tuple(line for line in lines[1:] if line.startswith(("Resident", "(", "Officer", "Council")))
    return Story(path, lines[0], head["about"], Channel(head["channel"]), steps, text)


async def replay(story: Story, folder: Path, understand: Understand) -> str:
    """Play the resident's part; the whole talk as text."""
    settings = Settings(env="test", database_url=f"sqlite:///{folder}/story.db", secret_key="a secret for stories" * 2)
    parts = build(settings, understand=understand, channels=[], clock=Clock(MORNING, still=True))
    metadata.create_all(parts.db.engine)
    try:
        await parts.db.write(lambda tx: put_panels(tx, parts.content.council.panels))
        talk = Rehearsal(parts, Address(story.channel, NUMBER.get(story.channel, "story")))
        told, last = [story.head], Reply()
        for step in story.steps:
            last = await play(talk, step, last)
            told += ["", step, *(spoken("Doorstep", text) for text in last.replies)]
        return "\n".join(told) + "\n"
    finally:
        parts.db.close()


async def play(talk: Rehearsal, step: str, last: Reply) -> Reply:
    """Play one step."""
    if step.startswith("(after "):
        return await talk.wait(duration(step.removeprefix("(after ").rstrip(")")))
    if step in DRAWS:
        await talk.parts.db.write(lambda tx: DRAWS[step](tx, (talk.address.channel.value, talk.address.value)))
        return await talk.settle()
    who, _, text = step.partition(": ")
    if who == "Council":
        return await council(talk, text)
    if who.startswith("Officer"):
        return await officer(talk, who.removeprefix("Officer").strip(), text)
    if who == "Resident taps":
        value = next(value for label, value in last.choices if label == text)
        return await talk.say("", choice=value, asked=last.asked)
    return await talk.say(text)


async def officer(talk: Rehearsal, name: str, text: str) -> Reply:
    """An officer acts, as the console does it: by a row in the conversation's inbox."""
    kind = {"(takes over)": "officer-took", "(gives back)": "officer-gave-back"}.get(text, "officer-said")
    body = json.dumps({"officer": None, "name": name, "text": text})
    address = talk.address
    await talk.parts.db.write(
        lambda tx: inbox.keep(
            tx,
            channel=address.channel.value,
            address=address.value,
            kind=kind,
            body=body,
            provider_id=f"officer-{kind}-{text}",
        )  # fmt: skip
    )
    return await talk.settle()
