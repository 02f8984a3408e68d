"""Talk: what a dialog sees. It asks, says, looks up and does; it never waits and never touches a row.

A dialog is a plain function that is run again from the top at every turn over the answers given so far.
`ask` gives the stored answer or stops the function; what was said before an answer of an earlier turn was sent
already and is dropped; `do` happens once. That is the whole engine.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, NoReturn

from bot.council import Council, Service
from bot.effects import ChangeCase, Effect, OpenCase, Option, Shown, reference, sense
from bot.entity_questions import Date
from bot.facts import Fact, fact_key
from bot.involvement_rules import Rules
from bot.lines import Line, line
from bot.questions import Confirm, Question, Text, Word
from bot.state import Answer, Frame, Opened


class Asked(Exception):  # not an error: only the turn catches it
    """The dialog stopped at this question."""

    def __init__(self, question: Question) -> None:
        super().__init__(question.key)
        self.question = question


class Wants(Exception):  # not an error: only the turn catches it
    """The dialog stopped because this must be looked up first."""

    def __init__(self, fact: Fact) -> None:
        super().__init__(fact_key(fact))
        self.fact = fact


class Became(Exception):  # not an error: only the turn catches it
    """The dialog goes over into another one."""

    def __init__(self, dialog: str, args: dict[str, object]) -> None:
        super().__init__(dialog)
        self.dialog, self.args_of_next = dialog, args


class Done(dict[str, Any]):
    """The result of something done once: of a case its `ref` and `due`."""

    @property
    def ref(self) -> str:
        """The reference of the case that was opened."""
        return str(self.get("ref", ""))

    @property
    def due(self) -> datetime:
        """When it was promised; the promise stays when an answer is mended later."""
        return datetime.fromisoformat(str(self["due"]))


@dataclass(frozen=True)
class World:
    """What every dialog may read beside its own answers; the same through one turn."""

    now: datetime
    channel: str
    language: str
    council: Council
    rules: Rules
    word: Word
    turn_id: str


@dataclass
class Talk:
    """One run of one dialog. `lines` and `effects` are what this run adds; `seen` the questions that it put."""

    frame: Frame
    world: World
    found: dict[str, object] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    seen: dict[str, Question] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)

    @property
    def now(self) -> datetime:
        """The moment of this turn."""
        return self.world.now

    @property
    def council(self) -> Council:
        """The council and its services."""
        return self.world.council

    @property
    def args(self) -> dict[str, Any]:
        """What the dialog was begun with."""
        return self.frame.args

    @property
    def service(self) -> Service:
        """The service that this dialog is about."""
        return self.council.services[str(self.args["service"])]

    def say(self, key: str, **args: Any) -> None:
        """Say a line."""
        self.lines.append(line(key, **args))

    def ask(self, question: Question) -> Any:
        """The stored answer; or stop here, and the question goes out. A skipped question gives None."""
        if isinstance(question, Date) and question.read_back:
            return self._ask_date(question)
        self._claim_key(question)
        answer = self.frame.answers.get(question.key)
        if answer is not None and answer.mark == question.mark:
            if question.key not in self.fresh:
                self.lines.clear()
            return answer.value
        taken = question.prefill(self.frame.spare, self.world.word)
        if taken is None:
            raise Asked(question)
        self._keep(question, taken[0], asked=False)
        self.frame = replace(self.frame, spare=taken[1])
        self.fresh.add(question.key)
        return taken[0]

    def _claim_key(self, question: Question) -> None:
        """Two questions of one dialog under one key would undo each other's answers for ever."""
        before = self.seen.get(question.key)
        if before is not None and before.mark != question.mark:
            raise ValueError(f"{self.frame.dialog}: two questions have the key {question.key!r}; give one another.")
        self.seen[question.key] = question

    def look_up(self, fact: Fact) -> Any:
        """What was found outside, once for this dialog; or stop here until it is found. None when it could not be."""
        key = fact_key(fact)
        if key in self.frame.facts:
            return self.frame.facts[key]
        if key not in self.found:
            raise Wants(fact)
        self.frame = replace(self.frame, facts={**self.frame.facts, key: self.found[key]})
        return self.found[key]

    def do(self, key: str, effect: Effect) -> Done:
        """Make it happen once, however often the dialog runs.

        When an answer behind it was mended, the mended one happens: a consent is recorded anew, a case is changed
        under the reference that it has.
        """
        before, now = self.frame.done.get(key), sense(effect)
        if before is not None and before["sense"] == now:
            return Done(before)
        result: dict[str, object] = {"sense": now}
        if isinstance(effect, OpenCase):
            ref = str(before["ref"]) if before else self._reference(key)
            result["ref"] = ref
            result["due"] = before["due"] if before else effect.due.isoformat() if effect.due else ""
            opened = replace(effect, ref=ref, episode=effect.episode or self.frame.id)
            self.effects.append(ChangeCase(ref, effect.place, effect.details) if before else opened)
        else:
            self.effects.append(effect)
        self.frame = replace(self.frame, done={**self.frame.done, key: result})
        return Done(result)

    def _reference(self, key: str) -> str:
        return reference(f"{self.world.turn_id}/{self.frame.id}/{key}", self.council.prefix)

    def become(self, dialog: str, **args: object) -> NoReturn:
        """Go over into another dialog; what was said of this one's opening message goes along."""
        raise Became(dialog, dict(args))

    @property
    def wish(self) -> str:
        """A change of mind about who does the work ("do-it-for-me" ...), or ""."""
        return str(self.args.get("wish", ""))

    def _keep(self, question: Question, value: object, *, asked: bool) -> None:
        answer = Answer(value, question.mark, asked=asked)
        self.frame = replace(self.frame, answers={**self.frame.answers, question.key: answer})

    def _ask_date(self, question: Date) -> Any:
        """A date is always read back: "Is that Friday 27 November?"; a no asks again, and at last takes words."""
        for attempt in ("", "-2", "-3"):
            key = question.key + attempt
            day = self.ask(replace(question, key=key, read_back=False))
            if day is None:
                return None
            if self.ask(Confirm(f"{key}-sure", line("date-read-back", day=date.fromisoformat(str(day))))):
                return day
        return self.ask(Text(f"{question.key}-words", question.prompt))


Dialog = Callable[[Talk], None]


def shown(question: Question, opened: Opened) -> Shown:
    """A question as it is put."""
    options: tuple[Option, ...] = question.options
    return Shown(opened.id, question.prompt, options, question.skip)
