"""A seat in a group, once the draw is done: the offer and its answer, who has none, everyone's own chance."""

from datetime import datetime
from fractions import Fraction
from typing import Any

from bot.effects import AnswerOffer, Option
from bot.facts import MyChances, OfferState
from bot.lines import line
from bot.questions import Confirm
from bot.talk import Talk

YES = ("accept", "i accept", "i'll take it", "ill take it", "count me in", "i'm in", "im in", "i will come",
       "i can come", "i'd love to", "id love to", "happy to", "gladly", "derbyn")  # fmt: skip
NO = ("decline", "can't", "cant", "cannot", "can not", "unable", "no longer", "not any more", "changed my mind",
      "pass this time", "give it to someone else", "gwrthod")  # fmt: skip
ROUGH = 10  # between 1 and 9 in 10 a chance is told in parts of this at most
PLACES = (4, 10)  # decimals of a percentage: those of report.html, or of probabilities.csv where these show nothing


def offer(talk: Talk) -> None:
    """A place, and the answer in the resident's own words; the place may have gone to somebody else meanwhile."""
    number, panel = int(talk.args["offer"]), named(talk, talk.args["panel"])
    by = datetime.fromisoformat(str(talk.args["due"]))
    if talk.args.get("again"):
        talk.say("offer-again")
    choices = (Option("yes", line("label-yes"), YES), Option("no", line("label-no"), NO))
    asked = line("offer-seat", panel=panel, by=by)
    wanted = bool(talk.ask(Confirm("seat", asked, choices=choices, why=line("offer-why"), about=f"offer {number}")))
    state = talk.look_up(OfferState(number))
    if state == "ended":
        talk.say("offer-ended", panel=panel)
        return
    if state != "open":
        talk.say("offer-answered" if state in ("accepted", "declined") else "offer-over")
        return
    talk.do("answer", AnswerOffer(number, wanted))
    if wanted:
        talk.say("offer-accepted", panel=panel)
        talk.say("recruit-leave")
    else:
        talk.say("offer-declined")


def no_seat(talk: Talk) -> None:
    """What a person without a seat is told: another time perhaps, or that we gave theirs away."""
    panel = named(talk, talk.args["panel"])
    if talk.args.get("released"):
        talk.say("seat-released", panel=panel)
    else:
        talk.say("seat-reserve", panel=panel)


def chance(talk: Talk) -> None:
    """CHANCE: the published number of each group that this resident is in, in words."""
    found = talk.look_up(MyChances()) or []
    if not found:
        talk.say("chance-none")
    for one in found:
        panel = named(talk, one["panel"])
        if not one["chance"]:
            talk.say("chance-later", panel=panel)
            continue
        exact = Fraction(str(one["chance"]))
        if exact == 1:
            talk.say("chance-sure", panel=panel)
        elif exact == 0:
            talk.say("chance-never", panel=panel)
        else:
            about = in_parts(exact)
            count, of, percent = about.numerator, about.denominator, in_percent(exact)
            same = in_percent(about) == percent
            talk.say("chance-told" if same else "chance-about", panel=panel, count=count, of=of, percent=percent)
        talk.say("chance-name", name=str(one["name"]))


def in_parts(exact: Fraction) -> Fraction:
    """A chance as people say it, near enough for "about": 1 in 3, 7 in 10, 1 in 40, 39 in 40."""
    if exact * ROUGH < 1:
        return Fraction(1, round(1 / exact))
    if (1 - exact) * ROUGH < 1:
        return 1 - Fraction(1, round(1 / (1 - exact)))
    return exact.limit_denominator(ROUGH)


def in_percent(exact: Fraction) -> str:
    """The number of the report, as a percentage without zeros at its end."""
    written = [f"{float(exact * 100):.{places}f}".rstrip("0").rstrip(".") for places in PLACES]
    return next((one for one in written if one not in ("0", "100")), written[-1])


def named(talk: Talk, names: Any) -> str:
    """A panel's name in this conversation's language."""
    return str(names.get(talk.world.language) or names["en"])
