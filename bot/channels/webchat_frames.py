"""The frames of the web chat, as DESIGN.md 5 lists them, and what our own script may ask for beyond them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.channels.base import Said
from bot.messages import Choice, Outbound

Frame = dict[str, Any]

CONTRACT = {
    "hello": ("type", "token"),
    "message": ("type", "id", "text", "choices", "from"),
    "typing": ("type",),
    "error": ("type", "code", "text"),
}
RESIDENT = "resident"


def plain(frame: Mapping[str, Any]) -> Frame:
    """Only the contract's keys: what a client gets that did not ask for more."""
    return {key: frame[key] for key in CONTRACT[frame["type"]]}


def _choices(choices: Iterable[Choice]) -> list[dict[str, str]]:
    return [{"label": choice.label, "value": choice.value} for choice in choices]


def said_frame(said: Said) -> Frame:
    """One line of the history."""
    return {
        "type": "message",
        "id": str(said.id),
        "text": said.text,
        "choices": _choices(said.choices),
        "from": said.sender,
        "asked": said.asked,
        "lang": said.language,
        "at": said.at.isoformat(),
    }


def outbound_frame(message: Outbound) -> Frame:
    """One message on its way out; the time is the reader's own."""
    return {
        "type": "message",
        "id": str(message.id),
        "text": message.text,
        "choices": _choices(message.choices),
        "from": message.sender,
        "asked": message.asked,
        "lang": message.language,
    }


def error_frame(code: str, text: str, about: str = "") -> Frame:
    """What went wrong, in a sentence; `about` is the client's id of the message that was refused."""
    return {"type": "error", "code": code, "text": text, "for": about}


def ours(lines: Iterable[Said]) -> list[Said]:
    """What the bot and the officers said."""
    return [line for line in lines if line.sender != RESIDENT]


def last_id(lines: Sequence[Said]) -> int:
    """The highest id of what we said; 0 when we said nothing."""
    return max((line.id for line in ours(lines)), default=0)


def newest_replies(lines: Sequence[Said]) -> list[Said]:
    """What we said after the resident's newest line."""
    spoken = [place for place, line in enumerate(lines) if line.sender == RESIDENT]
    return ours(lines[spoken[-1] + 1 :] if spoken else lines)


def open_choices(lines: Sequence[Said]) -> tuple[Sequence[Choice], str]:
    """The buttons that wait for an answer, and the question that they belong to."""
    for line in reversed(newest_replies(lines)):
        if line.choices:
            return line.choices, line.asked
    return (), ""


def tapped(text: str, choices: Iterable[Choice], asked: str) -> tuple[str, str]:
    """The choice that `text` stands for, and its question, when it is exactly an open button's text."""
    for choice in choices:
        if text in (choice.value, choice.label):
            return choice.value, asked
    return "", ""
