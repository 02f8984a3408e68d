"""`doorstep talk`: a talk in the terminal or in JSON lines, and the same talk written down as a story."""

import asyncio
import json
import re
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import structlog
import typer

from bot.bootstrap import Parts
from bot.demo import put_panels
from bot.messages import Address, Channel
from bot.rehearsal import Rehearsal, Reply
from bot.settings import Settings
from storage.migrate import migrate

UNITS = {"m": "minutes", "h": "hours", "d": "days"}
NAMES = {"sms": "+447700900123", "whatsapp": "+447700900124"}


def duration(text: str) -> timedelta:
    """A duration from 36h, 3d or 20m. Raises ValueError."""
    found = re.fullmatch(r"(\d+)([mhd])", text)
    if not found:
        raise ValueError(f"{text!r} is not a time: write 20m, 36h or 3d.")
    return timedelta(**{UNITS[found[2]]: int(found[1])})


@contextmanager
def place_for(settings: Settings, *, fresh: bool) -> Iterator[Settings]:
    """The settings to talk with: the configured database, or a throw-away one."""
    if not fresh:
        yield settings
        return
    with tempfile.TemporaryDirectory() as folder:
        yield settings.model_copy(update={"database_url": f"sqlite:///{folder}/talk.db", "secret_key": "talk" * 8})


@asynccontextmanager
async def rehearsal(
    settings: Settings, build: Callable[[Settings], Parts], address: Address
) -> AsyncIterator[Rehearsal]:
    """A talk over joined parts on migrated tables."""
    migrate(settings.sqlalchemy_url)
    parts = build(settings)
    try:
        await parts.db.write(lambda tx: put_panels(tx, parts.content.council.panels))
        talk = Rehearsal(parts, address)
        await talk.begin()
        yield talk
    finally:
        parts.db.close()


def talk_in_terminal(
    settings: Settings, build: Callable[[Settings], Parts], *, jsonl: bool, fresh: bool, channel: str,
    story: Path | None,
) -> None:  # fmt: skip
    """Talk until the input ends."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    try:
        address = Address(Channel(channel), NAMES.get(channel, "terminal"))
    except ValueError:
        typer.echo(f"{channel} is not a channel: use {', '.join(Channel)}.", err=True)
        raise typer.Exit(2) from None
    with place_for(settings, fresh=fresh) as chosen:
        told = asyncio.run(_talk(chosen, build, address, jsonl=jsonl))
    if story is not None:
        story.write_text("\n".join(told) + "\n", encoding="utf-8")
        typer.echo(f"The talk is written to {story}.", err=True)


async def _talk(settings: Settings, build: Callable[[Settings], Parts], address: Address, *, jsonl: bool) -> list[str]:
    told: list[str] = [f"# talk, {address.channel}: a talk in the terminal"]
    async with rehearsal(settings, build, address) as talk:
        if not jsonl:
            typer.echo("Say something; end with Ctrl-D.")
        for raw in sys.stdin:
            if not raw.strip():
                continue
            await _one(talk, raw.rstrip("\n"), jsonl=jsonl, told=told)
    return told


async def _one(talk: Rehearsal, raw: str, *, jsonl: bool, told: list[str]) -> None:
    try:
        step: dict[str, Any] = json.loads(raw) if jsonl else {"text": raw}
        replies = await _steps(talk, step)
    except (ValueError, AttributeError, TypeError) as error:
        typer.echo(json.dumps({"error": f"Not understood: {error}"}) if jsonl else str(error))
        return
    told.extend(as_story(step, replies))
    if jsonl:
        merged = replies[-1].as_dict()
        merged["replies"] = [text for reply in replies for text in reply.replies]
        merged["effects"] = [effect for reply in replies for effect in reply.effects]
        typer.echo(json.dumps(merged, ensure_ascii=False))
    else:
        for text in (text for reply in replies for text in reply.replies):
            typer.echo(f"  {text}".replace("\n", "\n  "))


async def _steps(talk: Rehearsal, step: dict[str, Any]) -> list[Reply]:
    replies = [await talk.wait(duration(str(step["after"])))] if step.get("after") else []
    if step.get("text") is not None or not replies:
        replies.append(await talk.say(str(step.get("text", ""))))
    return replies


def as_story(step: dict[str, Any], replies: list[Reply]) -> list[str]:
    """One exchange as lines of a transcript."""
    lines = [""]
    waited = replies[0] if step.get("after") else None
    if waited is not None:
        lines.append(f"(after {step['after']})")
        lines.extend(spoken("Doorstep", text) for text in waited.replies)
    if step.get("text") is not None:
        lines.append(spoken("Resident", str(step["text"])))
        lines.extend(spoken("Doorstep", text) for text in replies[-1].replies)
    return lines


def spoken(who: str, text: str) -> str:
    """One line of a transcript; further lines of the same message are indented."""
    return f"{who}: {text}".replace("\n", "\n    ")
