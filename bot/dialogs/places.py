"""Where it is: a home by postcode and numbered addresses, or a place in the resident's words."""

import re
from typing import Any

from bot.effects import Option
from bot.entity_questions import Place, Postcode
from bot.facts import AddressesAt
from bot.lines import line
from bot.questions import Choice, Text, plain
from bot.talk import Talk

LANDMARK = re.compile(
    r"\b(outside|near|opposite|by the|next to|corner|junction|between|in front|behind|end of)\b", re.I
)
MOST_SHOWN = 9  # addresses offered in one message; more are asked for by house number


def home(talk: Talk) -> tuple[str, str]:
    """(address id, address in words) of the resident's home. The id is "" when nobody could say."""
    postcode = str(talk.ask(Postcode("postcode", line("ask-postcode"), why=line("why-postcode"))))
    homes = talk.look_up(AddressesAt(postcode))
    if not homes:
        words = talk.ask(Text("address", line("ask-address-words", postcode=postcode), least=3))
        return "", f"{words}, {postcode}"
    if len(homes) > MOST_SHOWN:
        return _by_number(talk, homes, postcode)
    choices = tuple(Option(str(h["id"]), str(h["line"]), _other_words(h)) for h in homes)
    picked = talk.ask(Choice("home", line("ask-home", postcode=postcode), choices=choices, from_opening=True))
    return str(picked), _line_of(homes, picked)


def _by_number(talk: Talk, homes: list[dict[str, Any]], postcode: str) -> tuple[str, str]:
    said = plain(str(talk.ask(Text("house", line("ask-house", postcode=postcode)))))
    near = [h for h in homes if re.match(rf"{re.escape(said.split(' ')[0])}\b", plain(str(h["line"])))]
    if len(near) == 1:
        return str(near[0]["id"]), str(near[0]["line"])
    return "", f"{said}, {postcode}"


def _other_words(home_: dict[str, Any]) -> tuple[str, ...]:
    """Leave out the town: "12 Mill Lane"."""
    return (str(home_["line"]).split(",", maxsplit=1)[0],)


def _line_of(homes: list[dict[str, Any]], picked: object) -> str:
    return next((str(h["line"]) for h in homes if h["id"] == picked), "")


def spot(talk: Talk) -> str:
    """A place in the street, in words or as a shared position."""
    place = str(talk.ask(Place("place", line("ask-place"), why=line("why-place"))))
    told = f"{place} {talk.args.get('text', '')}"
    if re.search(r"\d", place) or LANDMARK.search(told):
        return place
    near = talk.ask(Text("near", line("ask-near", place=place), skip=True, why=line("why-place")))
    return f"{place}, {near}" if near else place
