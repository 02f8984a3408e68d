"""A tiny council and a few tiny dialogs: the engine's tests speak in them, with State dumped and loaded each turn."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from bot.council import Council, Number, Service
from bot.desk import House
from bot.effects import Effect, OpenCase, Option, Say
from bot.entity_questions import Date, Email, Phone, Place, Postcode
from bot.facts import AddressesAt, fact_key
from bot.heard import Heard, Kind
from bot.involvement_rules import Rules
from bot.lines import Label, Line, line
from bot.questions import Choice, Confirm, Text
from bot.questions import Number as NumberQuestion
from bot.state import State, dump, load
from bot.talk import Talk
from bot.turn import Turn, take_turn
from nlp.understanding import Entity, Safety, Scored, Understanding

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
COLOURS = (Option("red", "Red"), Option("blue", "Blue", ("navy",)), Option("green", "Green"))


def report(talk: Talk) -> None:
    """A colour, a place, a yes: one case."""
    talk.say("hello")
    colour = talk.ask(Choice("colour", line("ask-colour"), choices=COLOURS, why=line("why-colour")))
    place = talk.ask(Text("place", line("ask-place", colour=colour), skip=True))
    talk.say("noted", place=str(place))
    if talk.ask(Confirm("sure", line("ask-sure", colour=colour, place=str(place)))):
        case = talk.do("case", OpenCase("report", str(place), {"colour": colour}))
        talk.say("done", ref=case.ref)
    else:
        talk.say("not-done")


def address(talk: Talk) -> None:
    """A postcode that must be looked up, a date, a phone."""
    postcode = talk.ask(Postcode("postcode", line("ask-postcode")))
    homes = talk.look_up(AddressesAt(postcode))
    talk.say("found", count=len(homes or []))
    day = talk.ask(Date("day", line("ask-day")))
    phone = talk.ask(Phone("phone", line("ask-phone")))
    email = talk.ask(Email("email", line("ask-email"), skip=True))
    many = talk.ask(NumberQuestion("many", line("ask-many"), low=1, high=9))
    spot = talk.ask(Place("spot", line("ask-spot")))
    talk.say("all", day=str(day), phone=str(phone), email=str(email), many=many, spot=str(spot))


def survey(talk: Talk) -> None:
    """A question that nobody needs answered."""
    opinion = talk.ask(Choice("opinion", line("ask-opinion"), choices=COLOURS, skip=True, casual=True))
    talk.say("thanks", opinion=str(opinion))


def matter(talk: Talk) -> None:
    """The dialog of the service that the frame is about."""
    {"report": report, "address": address, "survey": survey}[str(talk.args["service"])](talk)


def menu(talk: Talk) -> None:
    """A choice of matters."""
    picked = talk.ask(Choice("matter", line("menu"), choices=(Option("report", "Report"), Option("survey", "Survey"))))
    talk.become("matter", service=picked)


def clarify(talk: Talk) -> None:
    """Which of two."""
    options = tuple(Option(str(c), str(c).title()) for c in talk.args["candidates"])
    talk.become("matter", service=talk.ask(Choice("matter", line("clarify"), choices=options, casual=True)))


def leave(talk: Talk) -> None:
    """Nothing to leave."""
    talk.say("leave-none")


def service(name: str) -> Service:
    """A simple service."""
    return Service(name, "streets", "district", ("report",), (1, 1, 1, 1, 1, 1), "report")


RULES = Path(__file__).parents[2] / "content" / "involvement.toml"


def rules() -> Rules:
    """The rules of the demonstration council."""
    import tomllib

    return Rules.from_toml_dict(tomllib.loads(RULES.read_text(encoding="utf-8")))


COUNCIL = Council(
    "Testing Council", "Testing", "TC", ("TC",), ("en", "cy"),
    {"main": Number("01632 960000", date(2026, 11, 20), "tests")}, {}, {d: (time(9), time(17)) for d in range(5)},
    services={name: service(name) for name in ("report", "address", "survey")},
)  # fmt: skip


def word(label: Label, _language: str) -> str:
    """A label as text: its key, or itself."""
    return {"label-yes": "Yes", "label-no": "No"}.get(label.key, label.key) if isinstance(label, Line) else label


def make_house(**dialogs: Any) -> House:
    """The tiny house."""
    talks = {"matter": matter, "menu": menu, "clarify": clarify, "leave": leave, **dialogs}
    return House(talks, COUNCIL, rules(), word)


@dataclass
class Mini:
    """One resident of the tiny council. Every turn dumps and loads the State."""

    house: House = field(default_factory=make_house)
    now: datetime = NOON
    state: State = field(default_factory=lambda: State(greeted=True))
    effects: list[Effect] = field(default_factory=list)
    turns: int = 0
    homes: object = field(default_factory=lambda: [{"id": "1", "line": "1 Mill Lane"}])

    def hear(self, kind: Kind = Kind.SAID, **more: Any) -> list[str]:
        """Something happens; the keys of the lines that come back, the question's last."""
        self.turns += 1
        heard = Heard(kind, str(self.turns), self.now, **more)
        found: dict[str, object] = {}
        turn = take_turn(self.state, heard, self.house, found)
        while turn.wants:
            found |= {fact_key(fact): self.homes for fact in turn.wants}
            turn = take_turn(self.state, heard, self.house, found)
        return self._keep(turn)

    def _keep(self, turn: Turn) -> list[str]:
        self.state = load(dump(turn.state))
        assert self.state == turn.state
        self.effects += turn.effects
        says = [effect for effect in turn.effects if isinstance(effect, Say)]
        assert len(says) <= 1
        self.said = says[0] if says else None
        if self.said is None:
            return []
        question = [self.said.question.prompt.key] if self.said.question else []
        return [said.key for said in self.said.lines] + question

    def say(self, text: str, **more: Any) -> list[str]:
        """The resident writes; `more` is what is understood of it."""
        given: dict[str, str] = more.pop("entities", {})
        entities: dict[str, tuple[Entity, ...]] = {kind: (Entity(value, value),) for kind, value in given.items()}
        services = tuple(Scored(name, score) for name, score in more.pop("services", {}).items())
        safety, edited = more.pop("safety", None), more.pop("edited", False)
        understood = Understanding(
            text, services, safety=Safety(*safety) if safety else None, entities=entities, **more
        )
        return self.hear(understood=understood, edited=edited)

    def begin(self, name: str, text: str = "") -> list[str]:
        """The resident brings a matter."""
        return self.say(text or f"about {name}", services={name: 0.95})

    def wait(self, **by: int) -> None:
        """Time goes by."""
        self.now += timedelta(**by)

    def cases(self) -> list[OpenCase]:
        """The cases that were opened."""
        return [effect for effect in self.effects if isinstance(effect, OpenCase)]

    @property
    def open(self) -> str:
        """The key of the open question."""
        top = self.state.top
        return top.open.key if top and top.open else ""

    def fresh(self) -> "Mini":
        """The same resident anew."""
        return replace(self, state=State(greeted=True), effects=[], turns=0)
