"""What became of a place in a group that the resident did not ask for: not picked, paused, over, taken, given back."""

from bot.dialogs.seat import named
from bot.talk import Talk


def place(talk: Talk) -> None:
    """One sentence on it, and what they can do."""
    panel = named(talk, talk.args["panel"])
    match talk.args["what"]:
        case "not-picked":
            talk.say("place-not-picked", panel=panel)
        case "ended":
            talk.say("place-ended", panel=panel)
        case "ended-before":
            talk.say("place-ended-before", panel=panel)
        case "removed":
            talk.say("place-removed", panel=panel)
        case "back":
            talk.say("place-back", panel=panel)
        case "paused":
            talk.say("place-paused", panel=panel)
        case "resumed":
            talk.say("place-resumed", panel=panel)
        case "completed":
            talk.say("place-completed", panel=panel)
