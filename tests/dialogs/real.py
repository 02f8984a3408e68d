"""One resident of the demonstration council, over the pure turn; every message is worded for every channel."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from bot.bootstrap import make_house
from bot.content import Content
from bot.content import load as load_content
from bot.desk import House
from bot.effects import Effect, JoinPanel, NoteEpisode, OpenCase, RecordConsent, Say
from bot.facts import AddressesAt, BinsAt, Fact, Myself, OpenPanels, StillOpen, fact_key
from bot.heard import Heard, Kind
from bot.state import State, dump, load
from bot.turn import take_turn
from bot.wording import Words
from nlp.understanding import Cues, Entity, Safety, Scored, Understanding

MORNING = datetime(2026, 11, 24, 10, tzinfo=UTC)
CHANNELS = ("sms", "telegram", "web")


@cache
def content() -> Content:
    """The demonstration council."""
    return load_content(Path("content"))


@cache
def words() -> Words:
    """Its sentences."""
    return Words(content().words, content().council)


@cache
def house() -> House:
    """Its house."""
    return make_house(content(), words())


@dataclass
class Resident:
    """A resident; `myself` is what we hold of them, `panels` whether panels are open."""

    channel: str = "sms"
    now: datetime = MORNING
    state: State = field(default_factory=lambda: State(greeted=True))
    effects: list[Effect] = field(default_factory=list)
    myself: dict[str, Any] = field(default_factory=dict)
    panels: bool = True
    turns: int = 0
    last: Say | None = None

    def find(self, fact: Fact) -> object:
        """What is found outside."""
        match fact:
            case AddressesAt(postcode):
                return content().gazetteer.addresses_at(postcode)
            case BinsAt(address):
                return content().gazetteer.bins_at(address, self.now.date())
            case OpenPanels(service):
                return self._open_panels(service) if self.panels else []
            case StillOpen():
                return self.panels
            case Myself():
                return self.myself
            case _:
                return None

    @staticmethod
    def _open_panels(service: str) -> list[dict[str, Any]]:
        return [
            {key: panel[key] for key in ("slug", "name", "service", "about")}
            for panel in content().council.panels
            if panel["state"] == "open" and service in ("", *panel["about"]["services"])  # type: ignore[index]
        ]

    def hear(self, kind: Kind = Kind.SAID, **more: Any) -> list[str]:
        """Something happens; the keys of what is said, the question's last."""
        self.turns += 1
        heard = Heard(kind, str(self.turns), self.now, channel=self.channel, **more)
        found: dict[str, object] = {}
        turn = take_turn(self.state, heard, house(), found)
        while turn.wants:
            found |= {fact_key(fact): self.find(fact) for fact in turn.wants}
            turn = take_turn(self.state, heard, house(), found)
        self.state = load(dump(turn.state))
        assert self.state == turn.state
        self.effects += turn.effects
        self.last = next((effect for effect in turn.effects if isinstance(effect, Say)), None)
        return self._keys()

    def _keys(self) -> list[str]:
        if self.last is None:
            return []
        for channel in CHANNELS:
            assert words().say(self.last, self.state.language, channel).text
        prompt = [self.last.question.prompt.key] if self.last.question else []
        return [said.key for said in self.last.lines] + prompt

    def say(self, text: str, **more: Any) -> list[str]:
        """The resident writes; `more` is what is understood of it."""
        given: dict[str, str] = more.pop("entities", {})
        entities: dict[str, tuple[Entity, ...]] = {kind: (Entity(value, value),) for kind, value in given.items()}
        services = tuple(Scored(name, score) for name, score in more.pop("services", {}).items())
        safety = more.pop("safety", None)
        cues = Cues(tuple(more.pop("up", ())), tuple(more.pop("down", ())))
        understood = Understanding(
            text, services, safety=Safety(*safety) if safety else None, entities=entities, cues=cues, **more
        )
        return self.hear(understood=understood)

    def answer(self, *texts: str) -> list[str]:
        """Several plain answers; what the last brings."""
        keys: list[str] = []
        for text in texts:
            keys = self.say(text, command=text if text in ("yes", "no", "skip") else None)
        return keys

    def matter(self, service: str, text: str = "a matter", **more: Any) -> list[str]:
        """The resident brings a matter."""
        return self.say(text, services={service: 0.97}, **more)

    def wait(self, **by: int) -> None:
        """Time goes by."""
        self.now += timedelta(**by)

    @property
    def cases(self) -> list[OpenCase]:
        """Cases opened."""
        return [e for e in self.effects if isinstance(e, OpenCase)]

    @property
    def episodes(self) -> list[NoteEpisode]:
        """The decisions noted of episodes."""
        return [e for e in self.effects if isinstance(e, NoteEpisode) and "cell" in e.values]

    @property
    def consents(self) -> dict[str, bool]:
        """Consents given and refused."""
        return {e.purpose: e.given for e in self.effects if isinstance(e, RecordConsent)}

    @property
    def joined(self) -> list[JoinPanel]:
        """Panels joined or declined."""
        return [e for e in self.effects if isinstance(e, JoinPanel)]
