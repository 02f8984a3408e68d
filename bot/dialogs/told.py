"""What the council tells a person of itself: an answer to what a group said, and a form that names their number."""

from bot.dialogs.recruit import in_words, over, recruit
from bot.effects import ConfirmSignUp, JoinPanel
from bot.facts import Myself, OpenPanels
from bot.lines import line
from bot.questions import Confirm
from bot.talk import Talk


def feedback(talk: Talk) -> None:
    """You said, we did: what the group said, what was decided, and why not all of it."""
    names = talk.args["panel"]
    talk.say("feedback-said", panel=str(names.get(talk.world.language) or names["en"]), said=str(talk.args["said"]))
    talk.say(f"feedback-{talk.args['outcome']}", did=str(talk.args["did"]))
    if talk.args.get("why"):
        talk.say("feedback-why", why=str(talk.args["why"]))


def sub_panel(talk: Talk) -> None:
    """A member of the standing group is asked whether this one, for one service, is for them too."""
    panels = talk.look_up(OpenPanels("")) or []
    panel = next((panel for panel in panels if panel["slug"] == talk.args["panel"]), None)
    if panel is None:
        talk.say("recruit-closed")
        return
    name, slug = str(in_words(panel, talk.world.language)["name"]), str(panel["slug"])
    wanted = bool(talk.ask(Confirm("more", line("standing-ask", panel=name), about=slug)))
    if not wanted:
        talk.say("recruit-not-now")
    if not wanted or not recruit(talk, [panel]):
        talk.do("declined", JoinPanel(slug, "declined"))


def sign_up(talk: Talk) -> None:
    """A form on the group's page named this number: is it theirs, and do they want it?"""
    panels = talk.look_up(OpenPanels("")) or []
    panel = next((panel for panel in panels if panel["slug"] == talk.args["panel"]), None)
    if panel is None:
        talk.say("recruit-closed")
        return
    name = str(in_words(panel, talk.world.language)["name"])
    number = int(talk.args["sign_up"])
    wanted = bool(talk.ask(Confirm("ours", line("sign-up-ask", panel=name), about=str(panel["slug"]))))
    myself = talk.look_up(Myself()) or {}
    mine = {place["slug"] for place in myself.get("memberships", [])}
    talk.do("confirm", ConfirmSignUp(number, wanted))
    if not wanted:
        talk.say("sign-up-not")
    elif panel["slug"] in mine:
        talk.say("recruit-already")
    elif myself.get("rest") == "in-enough-groups":
        talk.say("recruit-enough")
    else:
        over(talk, name, selection=bool(talk.args.get("selection")))
