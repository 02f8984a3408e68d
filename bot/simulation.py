"""`doorstep simulate`: invented residents through the real engine; who was served, asked and invited, by group.

Each resident brings a text that the model was never trained on, and answers as their own wish has it. The engine
never learns of the wish but by what they answer.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from logging import ERROR
from random import Random
from string import ascii_uppercase
from typing import Any

import structlog
import typer

from bot.bootstrap import Parts
from bot.effects import JoinPanel, NoteEpisode, OpenCase, Say, Shown
from bot.messages import Address, Channel
from bot.questions import has_numbers
from bot.rehearsal import Rehearsal
from bot.settings import Settings
from bot.talking import place_for, rehearsal
from nlp.training.data import Row, rows

AGES = {"18-29": 19, "30-44": 25, "45-64": 33, "65-plus": 23}  # of a hundred, about as England's adults are
CHANNELS = {"sms": 45, "web": 30, "whatsapp": 15, "telegram": 10}
WISHES = {"do it for me": 35, "do it myself": 25, "say what I think": 20, "help plan": 20}
WILLING = {"say what I think": 0.5, "help plan": 0.95}
"""How likely somebody of this wish says yes where taking part is offered; others never do."""
HIGH = 3.5  # the mean of a service's six facets from which its matters are complex
MOST_ANSWERS = 40
RECRUITING = 0.3  # of the matters are of services with an open group: else few talks would show recruiting
TYPED = {
    "ask-postcode": "RV1 1AA", "ask-house": "3", "ask-email": "me@example.org", "ask-name": "Jo Bell",
    "recruit-name": "Jo Bell", "recruit-postcode": "RV1 1AA", "ask-phone": "07700 900123",
}  # fmt: skip
ANYTHING = "3 Wharf Street"
ALWAYS = {"recruit-adult": "yes", "recruit-area": "yes", "recruit-staff": "no"}
ORDER = ("all", "matter", "wish", "age", "channel")
COLUMNS = ("people", "served", "asked", "invited", "in a pool")


@dataclass(frozen=True)
class Persona:
    """Who somebody is and wants to be; `matter` is simple or complex."""

    channel: str
    age: str
    wish: str
    service: str
    matter: str
    text: str

    def groups(self) -> Iterable[tuple[str, str]]:
        """Every group that they belong to: (kind, name)."""
        return (("all", ""), ("matter", self.matter), ("wish", self.wish), ("age", self.age), ("channel", self.channel))


@dataclass
class Told:
    """What became of one resident."""

    served: bool = False
    asked: bool = False
    invited: bool = False
    joined: bool = False

    def counts(self) -> tuple[int, ...]:
        """In the order of COLUMNS."""
        return (1, self.served, self.asked, self.invited, self.joined)


@dataclass
class Counted:
    """Everybody, by group."""

    messages: int = 0
    by_group: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(lambda: [0] * len(COLUMNS)))

    def add(self, persona: Persona, told: Told) -> None:
        """One more resident."""
        for group in persona.groups():
            self.by_group[group] = [a + b for a, b in zip(self.by_group[group], told.counts(), strict=True)]


class Resident(Rehearsal):
    """One invented resident who answers until nothing is asked."""

    def __init__(self, parts: Parts, address: Address, persona: Persona, rng: Random) -> None:
        super().__init__(parts, address)
        self.persona, self.rng, self.told, self.messages = persona, rng, Told(), 0
        self.willing = rng.random() < WILLING.get(persona.wish, 0.0)

    async def live(self) -> Told:
        """Bring the matter and answer what is asked."""
        answer: dict[str, Any] = {"text": self.persona.text}
        while self.messages < MOST_ANSWERS:
            self.messages += 1
            await self.say(**answer)
            question = self._hear()
            if question is None:
                break
            answer = self._answer(question)
        return self.told

    def _hear(self) -> Shown | None:
        effects = [effect for _heard, turn in self._turns for effect in turn.effects]
        for effect in effects:
            if isinstance(effect, OpenCase):
                self.told.served = True
            elif isinstance(effect, NoteEpisode):
                self.told.served |= effect.values.get("outcome") == "served"
                self.told.invited |= bool(effect.values.get("invited"))
            elif isinstance(effect, JoinPanel):
                self.told.joined |= effect.state == "in pool"
        said = [effect for effect in effects if isinstance(effect, Say)]
        question = said[-1].question if said else None
        self.told.asked |= question is not None and question.prompt.key == "involvement-q1"
        return question

    def _answer(self, question: Shown) -> dict[str, Any]:
        values = [option.value for option in question.options]
        if not values:
            return {"text": TYPED.get(question.prompt.key, ANYTHING)}
        value = self._picked(question.prompt.key, values)
        if self.address.channel in (Channel.WEB, Channel.TELEGRAM):
            return {"text": "", "choice": value, "asked": question.id}
        labels = [self.parts.words.label(option.label, "en") for option in question.options]
        place = values.index(value)
        return {"text": ascii_uppercase[place] if has_numbers(labels) else str(place + 1)}

    def _picked(self, key: str, values: list[str]) -> str:
        """The answer that this resident's wish and age have; any other is as good as another."""
        wanted = ALWAYS.get(key, self.persona.service if key in ("clarify", "menu") else "")
        if key == "involvement-q1":
            wanted = str([*WISHES].index(self.persona.wish) + 1)
        elif key in ("involvement-q2", "involvement-q3"):
            wanted = "1" if self.willing else "3"
        elif key.startswith(("consent-contact", "consent-selection", "involvement-", "recruit-go-on")):
            wanted = "yes" if self.willing else "no"
        elif key == "trait-age-band":
            wanted = self.persona.age
        return wanted if wanted in values else self.rng.choice(values)


def personas(parts: Parts, count: int, rng: Random) -> list[Persona]:
    """Invented residents with matters of this council's services."""
    services = parts.content.council.services
    texts = [row for row in rows("services") if row.held_out and row.page.get("service") in services]
    open_panels = [panel for panel in parts.content.council.panels if panel["state"] == "open"]
    recruiting = {service for panel in open_panels for service in panel["about"]["services"]}  # type: ignore[index]
    wanted = [row for row in texts if row.page["service"] in recruiting] or texts
    return [_persona(parts, rng, rng.choice(wanted if rng.random() < RECRUITING else texts)) for _ in range(count)]


def _persona(parts: Parts, rng: Random, row: Row) -> Persona:
    def one_of(weights: dict[str, int]) -> str:
        return rng.choices([*weights], [*weights.values()])[0]

    service = parts.content.council.services[str(row.page["service"])]
    matter = "complex" if sum(service.facets) / len(service.facets) >= HIGH else "simple"
    return Persona(one_of(CHANNELS), one_of(AGES), one_of(WISHES), service.id, matter, row.text)


async def simulate(parts: Parts, count: int, seed: int) -> Counted:
    """Let `count` residents talk, one after the other; the same seed gives the same people."""
    rng = Random(seed)  # noqa: S311 - invented people, no secret
    counted = Counted()
    for number, persona in enumerate(personas(parts, count, rng)):
        address = Address(Channel(persona.channel), f"simulated-{number}")
        resident = Resident(parts, address, persona, rng)
        counted.add(persona, await resident.live())
        counted.messages += resident.messages
    return counted


def table(counted: Counted) -> Iterator[str]:
    """The counts as lines of text."""
    yield f"{'':<26}" + "".join(f"{column:>11}" for column in COLUMNS)
    before = "all"
    for kind, name in sorted(counted.by_group, key=lambda group: (ORDER.index(group[0]), group[1])):
        if kind != before:
            yield kind
            before = kind
        shown = f"  {name}" if name else kind
        yield f"{shown:<26}" + "".join(f"{number:>11}" for number in counted.by_group[kind, name])


def main_simulate(settings: Settings, build: Callable[[Settings], Parts], count: int, seed: int) -> None:
    """Simulate on a throw-away database with the demonstration's panels and print the table."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(ERROR))

    async def run() -> Counted:
        with place_for(settings, fresh=True) as chosen:
            async with rehearsal(chosen, build, Address(Channel.TERMINAL, "nobody")) as talk:
                return await simulate(talk.parts, count, seed)

    counted = asyncio.run(run())
    typer.echo(f"{count} residents, seed {seed}, {counted.messages} messages of theirs.")
    for told in table(counted):
        typer.echo(told)
