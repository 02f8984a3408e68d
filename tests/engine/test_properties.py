"""Random talks: no crash, no dead end, nothing done twice, nothing said twice running, every end has a cause."""

from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.effects import OpenCase, QueuePerson, Say
from bot.heard import Kind
from nlp.understanding import COMMANDS
from tests.engine.mini import Mini, make_house

TEXTS = st.sampled_from(
    ["1", "2", "0", "9", "red", "grene", "by the pond", "no i meant blue", "yes", "hello", "thanks", "cancel", "?",
     "3 people", "what do you mean by that then", "this number", "\u200b", "x" * 400]
)  # fmt: skip
ENTITIES = st.fixed_dictionaries(
    {},
    optional={
        "postcode": st.sampled_from(["TC1 1AA", "TC2 2BB"]), "phone": st.just("+447700900001"),
        "date": st.sampled_from(["2026-11-27", "nonsense"]), "email": st.just("me@example.org"),
        "place": st.just("1 Mill Lane"),
    },
)  # fmt: skip
SERVICES = st.dictionaries(
    st.sampled_from(["report", "address", "survey", "unknown"]),
    st.sampled_from([0.3, 0.45, 0.6, 0.9, 0.95]),
    max_size=2,
)
HOUSE = make_house()
CAUSES = {"finished", "cancelled", "left", "expired", "safety"}
ANY_COMMAND = st.sampled_from([None, *COMMANDS])


class RandomTalk(RuleBasedStateMachine):
    """One resident who writes anything, and a clock and an officer who interfere."""

    @initialize()
    def begin(self) -> None:
        self.mini = Mini(HOUSE)
        self.last: Say | None = None

    def _check(self, before: int) -> None:
        new = self.mini.effects[before:]
        says = [effect for effect in new if isinstance(effect, Say) and effect.sender == "bot"]
        if says and self.last is not None:
            assert (says[0].lines, says[0].question) != (self.last.lines, self.last.question)
        self.last = says[0] if says else self.last

    @rule(text=TEXTS, command=ANY_COMMAND, services=SERVICES, entities=ENTITIES, edited=st.booleans())
    def writes(
        self, text: str, command: str | None, services: dict[str, float], entities: dict[str, str], edited: bool
    ) -> None:
        before = len(self.mini.effects)
        ordered = dict(sorted(services.items(), key=lambda item: -item[1]))
        self.mini.say(text, command=command, services=ordered, entities=entities, edited=edited)
        self._check(before)

    @rule(value=st.sampled_from(["red", "yes", "0", "report", "bogus"]), stale=st.booleans())
    def taps(self, value: str, stale: bool) -> None:
        before = len(self.mini.effects)
        top = self.mini.state.top
        asked = top.open.id if top and top.open and not stale else "f99.old"
        self.mini.hear(Kind.CHOSEN, choice=value, asked=asked)
        self._check(before)

    @rule(kind=st.sampled_from(["suicide", "child-speaking", "neglect"]), tier=st.sampled_from(["alert", "signpost"]))
    def is_in_danger(self, kind: str, tier: str) -> None:
        before = len(self.mini.effects)
        said = self.mini.say("help me", safety=(kind, True, tier))
        assert tier == "signpost" or said[-1].startswith(("safety-", "again"))
        self._check(before)

    @rule(name=st.sampled_from(["remind", "remind-2", "close"]), hours=st.integers(1, 200))
    def time_passes(self, name: str, hours: int) -> None:
        before = len(self.mini.effects)
        self.mini.wait(hours=hours)
        self.mini.hear(Kind.TIMED_OUT, name=name)
        self._check(before)

    @rule(kind=st.sampled_from([Kind.OFFICER_TOOK, Kind.OFFICER_SAID, Kind.OFFICER_GAVE_BACK, Kind.NOT_DELIVERED]))
    def officer_acts(self, kind: Kind) -> None:
        before = len(self.mini.effects)
        self.mini.hear(kind, name="1", text="Sam")
        self._check(before)

    @rule(opt=st.sampled_from(["stop", "start", "help"]))
    def provider_acts(self, opt: str) -> None:
        self.mini.hear(Kind.OPTED, opt=opt)

    @invariant()
    def a_person_is_two_messages_away(self) -> None:
        if not hasattr(self, "mini") or self.mini.state.owner == "officer":
            return
        twin = replace(self.mini, effects=list(self.mini.effects))
        if twin.state.opted_out:
            twin.say("start", command="start")
        twin.say("person", command="person")
        assert isinstance(next(e for e in reversed(twin.effects) if isinstance(e, QueuePerson)), QueuePerson)

    @invariant()
    def each_case_is_opened_once(self) -> None:
        effects = self.mini.effects if hasattr(self, "mini") else []
        cases = [effect.ref for effect in effects if isinstance(effect, OpenCase)]
        assert len(cases) == len(set(cases))

    @invariant()
    def every_end_has_a_cause(self) -> None:
        if hasattr(self, "mini"):
            assert {ended.cause for ended in self.mini.state.ended} <= CAUSES


TestRandomTalk = RandomTalk.TestCase
TestRandomTalk.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
