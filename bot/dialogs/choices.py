"""Taking back one consent: each by a word of its own, and what it stood for ends with that one message."""

import re

from bot.dialogs.recruit import PURPOSES
from bot.effects import Option, WithdrawConsent
from bot.facts import MyConsents
from bot.lines import line
from bot.questions import Choice
from bot.talk import Talk

_NOT = r"(please )?(stop|don't|dont|do not|never) "
SAID = {
    "contact": re.compile(
        _NOT + r"(contact|contacting|write to|text|texting|ring|call) me about (the|this|that|your) groups?"
    ),
    "selection": re.compile(_NOT + r"(use|using) my answers( about me)?( to (pick|choose)( people| me)?)?"),
    "monitoring": re.compile(r"(please )?(delete|remove|forget) my (equality|monitoring) (answers|data)"),
    "quotes": re.compile(_NOT + r"(use|using|publish|publishing) my (words|quotes?|photos?|pictures?|recordings?)"),
    "other-panels": re.compile(_NOT + r"(tell|telling|contact|contacting) me about other groups"),
}
ANY = re.compile(
    r"(my |change (my )?|see (my )?|take back (a |my )?|withdraw (a |my )?)?(choices|consents?)|dewisiadau"
)


def named(said: str) -> str | None:
    """The purpose that plain words take back; "" when they only ask for the list; None when they are about neither."""
    for purpose, words in SAID.items():
        if words.fullmatch(said):
            return purpose
    return "" if ANY.fullmatch(said) else None


def choices(talk: Talk) -> None:
    """Which yes is taken back; only those that stand are offered."""
    given = [purpose for purpose in PURPOSES if purpose in (talk.look_up(MyConsents()) or [])]
    purpose = str(talk.args["purpose"])
    if not purpose and given:
        options = (*(Option(one, line(f"purpose-{one}")) for one in given), Option("keep", line("purpose-keep")))
        purpose = str(talk.ask(Choice("purpose", line("choices-ask"), choices=options, casual=True)))
    if purpose == "keep":
        talk.say("choices-kept")
    elif purpose in given:
        said = line(f"withdrawn-{purpose}")
        talk.do("withdraw", WithdrawConsent(purpose, said))
        talk.say(f"withdrawn-{purpose}")
    else:
        talk.say("choices-none")
