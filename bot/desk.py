"""The desk: one turn while it is being decided. Steps work at it; it runs dialogs and gathers what comes of it."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bot.council import Council
from bot.effects import Effect, NoteEpisode, Say, SetTimer, Shown
from bot.heard import Heard, Kind
from bot.involvement_rules import Rules
from bot.lines import Label, Line, line
from bot.questions import Question
from bot.state import Answer, Ended, Frame, Opened, State
from bot.talk import Asked, Became, Dialog, Talk, World, shown

RECAP_AFTER = timedelta(hours=12)
REMIND_AFTER = timedelta(days=3)
KEPT_ENDINGS = 5
MOST_FRAMES = 5  # matters that wait at once; the oldest is let go
RESIDENT_KINDS = (Kind.SAID, Kind.CHOSEN)


@dataclass(frozen=True)
class House:
    """Everything that is the same for all conversations: dialogs, council, rules, words. `titles` name a dialog."""

    dialogs: Mapping[str, Dialog]
    council: Council
    rules: Rules
    word: Callable[[Label, str], str]
    urgent: Callable[[str], str | None] = lambda _text: None


@dataclass
class Scene:
    """A dialog run as far as it goes: the question that it stops at, and every question that it put before."""

    talk: Talk
    question: Question | None


@dataclass
class Desk:
    """One turn in the making."""

    state: State
    heard: Heard
    house: House
    found: dict[str, object]
    lines: list[Line] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    question: Shown | None = None
    sender: str = "bot"
    silent: bool = False
    resumed: str = ""
    private: str = ""

    @property
    def world(self) -> World:
        """What dialogs may read."""
        return World(
            now=self.heard.now, channel=self.heard.channel, language=self.state.language, council=self.house.council,
            rules=self.house.rules, word=self.word, turn_id=self.heard.id,
        )  # fmt: skip

    def word(self, label: Label) -> str:
        """A label as text in this conversation's language."""
        return self.house.word(label, self.state.language)

    def say(self, key: str, **args: str | float | date | Line) -> None:
        """Say a line."""
        self.lines.append(line(key, **args))

    def do(self, effect: Effect) -> None:
        """Ask for an effect."""
        self.effects.append(effect)

    def scene(self) -> Scene | None:
        """The top dialog run over its answers; None when none is open. Raises Wants."""
        frame = self._known_top()
        return None if frame is None else self._play(frame)

    def _known_top(self) -> Frame | None:
        """The top frame; one whose dialog or service is no longer in content ends here."""
        while (frame := self.state.top) is not None:
            service = frame.args.get("service")
            if frame.dialog in self.house.dialogs and (service is None or service in self.house.council.services):
                return frame
            self.end_top("failed")
        return None

    def _play(self, frame: Frame) -> Scene:
        talk = Talk(frame, self.world, self.found)
        try:
            self.house.dialogs[frame.dialog](talk)
        except Asked as asked:
            return Scene(talk, asked.question)
        return Scene(talk, None)

    def begin(self, dialog: str, args: dict[str, object], spare: tuple[tuple[str, str], ...] = ()) -> None:
        """Open a dialog on top of what runs, and run it."""
        frame = Frame(self._frame_id(), dialog, self.heard.now, args=args, spare=spare)
        frames = (*self.state.frames, frame)
        while len(frames) > MOST_FRAMES:
            self._note_end(frames[0], "left")
            frames = frames[1:]
        self.state = replace(self.state, count=self.state.count + 1, frames=frames)
        self.run()

    def _frame_id(self) -> str:
        """Unique in the conversation even when its State was lost: episodes are kept under it."""
        return f"f{self.heard.id}-{self.state.count}"

    def raise_frame(self, service: str) -> bool:
        """Bring a matter that waits beneath to the top; False when there is none of this service."""
        waiting = [frame for frame in self.state.frames if frame.args.get("service") == service]
        if not waiting:
            return False
        others = tuple(frame for frame in self.state.frames if frame is not waiting[-1])
        self.state = replace(self.state, frames=(*others, waiting[-1]))
        self.recap()
        self.run()
        return True

    def run(self) -> None:
        """Run the top dialog until it asks; when it ends, go on with the one below, with a recap."""
        while (frame := self._known_top()) is not None:
            try:
                scene = self._play(frame)
            except Became as next_one:
                self._replace_top(frame, next_one)
                continue
            self._take(scene.talk, frame)
            if scene.question is not None:
                self.put(scene.question)
                return
            self.end_top("finished")
            if self.state.top is not None:
                self.recap()

    def _replace_top(self, frame: Frame, next_one: Became) -> None:
        args = {**{k: v for k, v in frame.args.items() if k != "candidates"}, **next_one.args_of_next}
        new = Frame(self._frame_id(), next_one.dialog, self.heard.now, args=args, spare=frame.spare)
        self.state = replace(self.state.with_top(new), count=self.state.count + 1)

    def _take(self, talk: Talk, before: Frame) -> None:
        self.lines.extend(said for said in talk.lines if mark_of(said) not in before.said)
        self.effects.extend(talk.effects)
        self.state = self.state.with_top(replace(talk.frame, said=tuple(map(mark_of, talk.lines))))
        for effect in talk.effects:
            if isinstance(effect, NoteEpisode) and "reasons" in effect.values:
                self.state = replace(self.state, reasons=tuple((str(k), dict(a)) for k, a in effect.values["reasons"]))  # type: ignore[attr-defined]

    def put(self, question: Question) -> None:
        """Leave this question open."""
        frame = self.state.top
        if frame is None:
            return
        opened, mark = frame.open, short_mark(question.mark)
        if opened is None or opened.key != question.key or opened.mark != mark:
            opened = Opened(question.key, f"{frame.id}.{question.key}.{mark[:4]}", mark=mark)
        self.state = self.state.with_top(replace(frame, open=opened))
        self.question = shown(question, opened)

    def fail(self, question: Question) -> None:
        """Count a failed answer to the open question and put it again."""
        frame = self.state.top
        if frame is not None and frame.open is not None:
            opened = replace(frame.open, tries=frame.open.tries + 1)
            self.state = self.state.with_top(replace(frame, open=opened))
        self.put(question)

    def put_again(self) -> None:
        """Put the open question once more after something said in between; nothing before it is said again."""
        scene, frame = self.scene(), self.state.top
        if scene is not None and frame is not None and scene.question is not None:
            self.state = self.state.with_top(replace(frame, said=tuple(map(mark_of, scene.talk.lines))))
            self.put(scene.question)

    def give(self, question: Question, value: object) -> None:
        """Store an answer and go on. Later answers stay where their question has not changed."""
        frame = self.state.top
        if frame is not None:
            answers = {**frame.answers, question.key: Answer(value, question.mark)}
            self.state = self.state.with_top(replace(frame, answers=answers, open=None, said=()))
            self.run()

    def end_top(self, cause: str) -> None:
        """Close the top dialog; every end has a cause."""
        frame = self.state.top
        if frame is None:
            return
        self.state = replace(self.state, frames=self.state.frames[:-1])
        self._note_end(frame, cause)

    def _note_end(self, frame: Frame, cause: str) -> None:
        refs = [str(result["ref"]) for result in frame.done.values() if result.get("ref")]
        ended = Ended(frame.dialog, cause, self.heard.now, refs[-1] if refs else "")
        self.state = replace(self.state, ended=(*self.state.ended, ended)[-KEPT_ENDINGS:])

    def end_all(self, cause: str) -> None:
        """Close every dialog."""
        while self.state.top is not None:
            self.end_top(cause)

    def recap(self, *, first: bool = False) -> None:
        """Say what the dialog that goes on is about."""
        frame = self.state.top
        service = self.house.council.services.get(str(frame.args.get("service", ""))) if frame else None
        said = line("recap", about=Line(service.short)) if service else line("recap-plain")
        self.lines.insert(0 if first else len(self.lines), said)

    def remember(self, name: str, values: tuple[str, ...]) -> None:
        """Add to what is only ever raised in the top dialog's arguments."""
        frame = self.state.top
        if frame is not None and values:
            self.state = self.state.with_top(_with_more(frame, name, values))

    def flag(self, name: str, days: int) -> None:
        """A sign of danger: every open matter carries it, and those of the next days."""
        frames = tuple(_with_more(frame, "flags", (name,)) for frame in self.state.frames)
        until = self.heard.now + timedelta(days=days)
        self.state = replace(self.state, frames=frames, flags={**self.state.flags, name: until})

    def standing_flags(self) -> list[str]:
        """The flags of earlier messages that still stand."""
        return [name for name, until in self.state.flags.items() if until > self.heard.now]

    def finish(self) -> tuple[State, tuple[Effect, ...]]:
        """The new State and everything that was asked for, the message last."""
        if self.heard.kind in RESIDENT_KINDS:
            self.state = replace(self.state, last_heard=self.heard.now)
        if self.silent or not (self.lines or self.question):
            return self.state, tuple(self.effects)
        if self.resumed and self.question and self.state.top and self.state.top.id == self.resumed:
            self.recap(first=True)
        self._greet()
        self._vary()
        self._remind()
        say = Say(tuple(self.lines), self.question, self.sender, self.private)
        return self.state, (*self.effects, say)

    def _greet(self) -> None:
        if not self.state.greeted and self.sender == "bot":
            if not any(said.key.startswith(("welcome", "computer", "safety")) for said in self.lines):
                self.lines.insert(0, line("welcome-short"))
            self.state = replace(self.state, greeted=True)

    def _vary(self) -> None:
        """Never the same message twice running: say that it is said again."""
        if self.sender == "officer":
            return
        for opening in ("", "again-1", "again-2"):
            lines = [line(opening), *self.lines] if opening else self.lines
            digest = hashlib.sha256(f"{lines}{self.question}".encode()).hexdigest()[:16]
            if digest != self.state.last_reply:
                break
        self.lines = list(lines)
        self.state = replace(self.state, last_reply=digest)

    def _remind(self) -> None:
        frame = self.state.top
        asked = self.question is not None and self.heard.kind in RESIDENT_KINDS
        if frame is not None and asked:
            self.effects.append(SetTimer("remind", self.heard.now + REMIND_AFTER))


def _with_more(frame: Frame, name: str, values: tuple[str, ...]) -> Frame:
    known = [str(v) for v in frame.args.get(name, [])]  # type: ignore[attr-defined]
    return replace(frame, args={**frame.args, name: [*known, *(v for v in values if v not in known)]})


def short_mark(text: str) -> str:
    """Eight signs that change when the text does."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def mark_of(said: Line) -> str:
    """A short mark of a line: the same for the same thing said."""
    return short_mark(repr(said))
