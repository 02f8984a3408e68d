"""Bins: which day, and a bin that was not emptied."""

from datetime import date

from bot.dialogs.places import home
from bot.effects import OpenCase, Option
from bot.facts import BinsAt
from bot.lines import line
from bot.questions import Choice
from bot.talk import Talk

KINDS = ("rubbish", "recycling", "garden", "food")


def bin_day(talk: Talk) -> str | None:
    """The next collections of a home."""
    address, place = home(talk)
    collections = talk.look_up(BinsAt(address)) if address else None
    if not collections:
        talk.say("bin-day-unknown", link=talk.service.link, phone=talk.service.phone)
        return None
    for collection in collections[:3]:
        day = date.fromisoformat(str(collection["next"]))
        talk.say("bin-day-next", bin=line(f"bin-{collection['bin']}"), day=day)
    talk.say("bin-day-place", place=place)
    return None


def missed_bin(talk: Talk) -> str | None:
    """Which bin, then a reference and the day we come back."""
    address, place = home(talk)
    which = _which_bin(talk, address)
    due = talk.council.working_days_after(talk.now, talk.service.promise_days)
    details = {"bin": which, "said": talk.args.get("text", ""), "address": address}
    case = talk.do("case", OpenCase("missed-bin", place, details, team="missed-bin", due=due))
    if "raised-before" in talk.args.get("raises", ()):
        talk.say("missed-bin-sorry-again")
    talk.say("missed-bin-done", bin=line(f"bin-{which}"), place=place, ref=case.ref, by=case.due)
    return None


def _which_bin(talk: Talk, address: str) -> str:
    """The bin that was due last; asked only where two were due on the same day or nobody could say."""
    collections = (talk.look_up(BinsAt(address)) if address else None) or []
    latest = max((str(c["last"]) for c in collections), default="")
    due = [str(c["bin"]) for c in collections if c["last"] == latest]
    kinds = due or list(KINDS)
    if len(kinds) == 1:
        return kinds[0]
    choices = tuple(Option(kind, line(f"bin-{kind}"), WORDS[kind]) for kind in kinds)
    return str(talk.ask(Choice("bin", line("missed-bin-which"), choices=choices, from_opening=True)))


WORDS = {
    "rubbish": ("black", "grey", "gray", "general", "household"),
    "recycling": ("blue", "recycle", "cardboard", "plastic"),
    "garden": ("green", "brown", "garden"),
    "food": ("caddy", "food"),
}
