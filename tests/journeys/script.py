"""What a resident says in the two journeys of the mission, for every channel, and what must come of it."""

from dataclasses import dataclass
from typing import Protocol

CASE = r"RV-[2-9A-HJ-NP-Z]{7}"
BIN, MUM = "my bin wasn't collected", "my mum can't cope at home any more"


@dataclass(frozen=True)
class Answer:
    """What the resident does when a question holds these words: says something, or taps a button of this label."""

    asked: str
    says: str = ""
    taps: str = ""


class Resident(Protocol):
    """Somebody at one channel. Each act gives the text that comes back."""

    async def say(self, text: str) -> str:
        """Write."""

    async def tap(self, label: str) -> str:
        """Choose an answer that the last message offers."""


BIN_ANSWERS = (
    Answer("What is the postcode", says="RV1 1AA"),
    Answer("Which home in RV1 1AA", taps="3 Wharf Street"),
)  # fmt: skip
INVOLVEMENT = (
    Answer("How would you like this done", taps="I help plan the service"),
    Answer("Do you think ideas from people like you", taps="Yes"),
    Answer("about 1 hour a month", taps="Yes"),
)  # fmt: skip
INVITATION = "You can join a group that helps plan this service"
SERVED = (
    Answer("What is your name", says="Jo Bell"),
    Answer("Which phone number", says="07700 900123"),
    Answer("When should we call", taps="Morning"),
)  # fmt: skip
CONSENTS = {"contact": True, "selection": True, "monitoring": False, "quotes": False, "other-panels": True}
TRAITS = {
    "experience": "carer", "age-band": "45-64", "gender": "female", "area": "south",
    "disability": "prefer-not-to-say",
}  # fmt: skip
RECRUITED = (
    Answer(INVITATION, taps="Yes"),
    Answer("Do you want to ask for a place", says="yes"),
    Answer("Are you 18 or over", taps="Yes"),
    Answer("Do you live, work or use services", taps="Yes"),
    Answer("Do you work for this service", taps="No"),
    Answer("keep your name and contact details", taps="Yes"),
    Answer("use your next answers about you", taps="Yes"),
    Answer("keep answers about you", taps="No"),
    Answer("publish your words", taps="No"),
    Answer("tell you about other groups", taps="Yes"),
    Answer("Have you used this service", taps="I care for someone who does"),
    Answer("How old are you", taps="Aged 45 to 64"),
    Answer("What is your gender", taps="Female"),
    Answer("Which part of the area", taps="South"),
    Answer("long-term illness or disability", says="0"),
    Answer("one person from a home", says="RV1 1AA"),
    Answer("number or name of your home", says="3"),
    Answer("What do you need to take part", taps="No steps"),
    Answer("When can you come", taps="Evening"),
    Answer("What name should we use", says="Jo Bell"),
    Answer("How should we contact you", taps="Here"),
)  # fmt: skip
MUM_ANSWERS = (*SERVED, *INVOLVEMENT, *RECRUITED)
IN_THE_POOL = "You are on the list for the Care at Home group"


async def walk(resident: Resident, opening: str, answers: tuple[Answer, ...]) -> list[str]:
    """Say `opening`, then answer each question once; every text that came back. Ends at the first without answer."""
    heard, left = [await resident.say(opening)], list(answers)
    while (answer := next((one for one in left if one.asked in heard[-1]), None)) is not None:
        left.remove(answer)
        heard.append(await (resident.tap(answer.taps) if answer.taps else resident.say(answer.says)))
    return heard


def place_of(heard: list[str], words: str) -> int:
    """In which message these words came, the first time. Fails with the whole talk when they never did."""
    found = [number for number, text in enumerate(heard) if words in text]
    assert found, f"{words!r} was not said in:\n" + "\n---\n".join(heard)
    return found[0]
