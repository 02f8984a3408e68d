"""Somebody answers a letter that went to an address drawn at random, by its code."""

from bot.dialogs.recruit import recruit
from bot.facts import LetterOf
from bot.talk import Talk


def letter(talk: Talk) -> None:
    """Straight to the group that the letter is about; where it went stands for the home."""
    code = str(talk.args["code"])
    found = talk.look_up(LetterOf(code)) or {}
    panel = found.get("panel")
    if panel is None:
        talk.say("letter-closed")
        return
    talk.say("letter-thanks")
    recruit(talk, [panel], letter=code)
