"""Whose turn it is, as everything that writes rows for it is told; and the version of a text that was shown."""

import hashlib
from dataclasses import dataclass

from bot.council import Council
from bot.lines import Line
from bot.wording import Words


@dataclass(frozen=True)
class Context:
    """Whose turn it is. `unasked` is the priority of a message that answers nothing, else 0: quiet hours hold for it.

    `wanted`: it is about a place that they asked for, so the weekly cap does not hold. `stopped`: this person has said
    STOP; only what confirms it, and safety, is still said.
    """

    conversation_id: int
    person_id: int
    channel: str
    address: str
    language: str
    words: Words
    council: Council
    group: str = ""
    unasked: int = 0
    wanted: bool = False
    stopped: bool = False

    @property
    def actor(self) -> str:
        """How the log names this person."""
        return f"person:{self.person_id}"

    def shown(self, said: Line) -> tuple[str, str]:
        """A line as it was shown here, and its version."""
        text = self.words.text(said, self.language, self.channel)
        return text, version_of(said.key, text)


def version_of(key: str, text: str) -> str:
    """The version of a text that was shown: its key and a digest that changes with any word of it."""
    return f"{key}:{hashlib.sha256(text.encode()).hexdigest()[:12]}"
