"""A meeting of the resident's group: can they come, how shall we thank them. Asked at once and before the day."""

from datetime import datetime

from bot.dialogs.recruit import in_words
from bot.effects import ChooseThanks, Option, ReplyToMeeting
from bot.facts import MeetingOf
from bot.lines import line
from bot.questions import Choice, Confirm
from bot.talk import Talk

THANKS = ("voucher", "money", "none", "advice-first")
ASKED_AGAIN = ("", "advice-first")


def meeting(talk: Talk) -> None:
    """A no ends the reminders; who comes and has not said how to be thanked is asked once, with the warning."""
    number = int(talk.args["meeting"])
    found = talk.look_up(MeetingOf(number))
    if not found:
        return
    panel = in_words(found["panel"], talk.world.language)
    name, at, place = str(panel["name"]), datetime.fromisoformat(found["starts"]), str(found["place"])
    if found["off"]:
        talk.say("meeting-off", panel=name, at=at)
        return
    first = talk.args.get("kind") == "asked"
    asked = line("meeting-asked" if first else "meeting-reminder", panel=name, at=at, place=place)
    coming = bool(talk.ask(Confirm("coming", asked, about=f"{number} {found['starts']}")))
    talk.do("coming", ReplyToMeeting(number, coming))
    if not coming:
        talk.say("meeting-not-coming")
        return
    if first:
        talk.say("meeting-coming", link=str(found["calendar"]))
    else:
        talk.say("meeting-see-you")
    if found["thanks"] in ASKED_AGAIN:
        _thanks(talk, number, str(panel["about"].get("gift", "")))


def _thanks(talk: Talk, number: int, gift: str) -> None:
    """The gift, and the warning before the choice; "nothing" is always there."""
    if not gift:
        return
    text = line("meeting-thanks", gift=gift)
    choices = tuple(Option(choice, line(f"thanks-{choice}")) for choice in THANKS)
    choice = talk.ask(Choice("thanks", text, choices=choices, skip=True, why=line("meeting-thanks-why")))
    if choice is None:
        talk.say("thanks-skipped")
        return
    talk.do("thanks", ChooseThanks(number, str(choice), text))
    talk.say("thanks-advice" if choice == "advice-first" else "thanks-kept")
