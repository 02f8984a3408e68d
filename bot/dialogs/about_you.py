"""What a person tells of themselves on joining: for a balanced draw, for monitoring, and what they need to come."""

import re
from typing import Any

from bot.effects import KeepMonitoring, KeepName, Option
from bot.entity_questions import Email, Phone, Postcode
from bot.facts import AddressesAt
from bot.lines import line
from bot.questions import PREFER_NOT, Choice, Text, plain
from bot.talk import Talk

NEEDS = ("none", "step-free", "large-print", "easy-read", "bsl", "hearing-loop", "carer", "care-cover", "transport",
         "data", "other")  # fmt: skip
TIMES = ("day", "evening", "weekend", "any")
WAYS = ("here", "phone", "email")


def traits(talk: Talk, features: list[dict[str, Any]]) -> dict[str, str]:
    """Answers for a balanced draw; "prefer not to say" is an answer, and 0 or "skip" gives it."""
    talk.say("recruit-traits")
    return {str(feature["name"]): _trait(talk, feature, "trait-why") for feature in features}


def _trait(talk: Talk, feature: dict[str, Any], why: str) -> str:
    name, values = str(feature["name"]), [str(value) for value in feature["values"]]
    choices = (
        *(Option(value, line(f"trait-{name}-{value}")) for value in values),
        Option(PREFER_NOT, line("trait-prefer-not")),
    )
    return str(talk.ask(Choice(f"trait-{name}", line(f"trait-{name}"), choices=choices, why=line(why))))


def monitoring(talk: Talk, panel: dict[str, Any]) -> None:
    """Only with its own consent, kept apart. What was answered for the draw is not asked twice."""
    answers: dict[str, str] = {}
    told = False
    for feature in panel["about"].get("monitoring", []):
        name = str(feature["name"])
        if not told and f"trait-{name}" not in talk.frame.answers:
            talk.say("recruit-monitoring")
            told = True
        answers[name] = answer = _trait(talk, feature, "trait-monitoring-why")
        more = feature.get("then", {}).get(answer)
        if more:
            closer = f"{name}-of-{answer}"
            answers[closer] = _trait(talk, {"name": closer, "values": more}, "trait-monitoring-why")
    if answers:
        talk.do("monitoring", KeepMonitoring(str(panel["slug"]), answers))


def home(talk: Talk) -> dict[str, object]:
    """Where they live, so that one person of a home is picked at most; can be passed by."""
    postcode = talk.ask(Postcode("join-postcode", line("recruit-postcode"), skip=True))
    if not postcode:
        return {}
    asked = line("recruit-house", postcode=str(postcode))
    house = talk.ask(Text("join-house", asked, skip=True, brief=4))
    if not house:
        return {"home": str(postcode)}
    first = plain(str(house)).split(" ")[0]
    homes = talk.look_up(AddressesAt(str(postcode))) or []
    near = [h for h in homes if re.match(rf"{re.escape(first)}\b", plain(str(h["line"])))]
    if len(near) == 1:
        return {"home": f"{near[0]['line']}, {postcode}", "uprn": str(near[0]["id"])}
    return {"home": f"{house}, {postcode}"}


def details(talk: Talk) -> dict[str, object]:
    """What the person needs, when they can come, how we reach them; a name that we have is not asked again."""
    need = talk.ask(Choice("join-needs", line("recruit-needs"), choices=_options("need", NEEDS), skip=True))
    words = (
        talk.ask(Text("join-need-words", line("recruit-need-words"), skip=True, open_ended=True))
        if need == "other"
        else None
    )
    when = talk.ask(Choice("join-when", line("recruit-when"), choices=_options("time", TIMES), skip=True))
    if "name" not in talk.frame.answers:
        name = talk.ask(Text("join-name", line("recruit-name"), skip=True, brief=4))
        if name:
            talk.do("name", KeepName(str(name)))
    way = talk.ask(Choice("join-way", line("recruit-way"), choices=_options("way", WAYS)))
    phone = talk.ask(Phone("join-phone", line("ask-phone"))) if way == "phone" else None
    email = talk.ask(Email("join-email", line("ask-email"))) if way == "email" else None
    return {"needs": need, "need_words": words, "when": when, "way": way, "phone": phone, "email": email}


def _options(kind: str, values: tuple[str, ...]) -> tuple[Option, ...]:
    return tuple(Option(value, line(f"{kind}-{value}")) for value in values)
