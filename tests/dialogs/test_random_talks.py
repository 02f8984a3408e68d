"""Random talks over every real dialog: no crash, every sentence fills on every channel, nobody is invited wrongly."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.effects import JoinPanel, NoteEpisode, OpenCase, QueuePerson
from bot.heard import Kind
from nlp.understanding import COMMANDS, SAFETY_KINDS, VERBS
from tests.dialogs.real import Resident, content

SERVICES = st.sampled_from([*content().council.services, "no-such-service"])
TEXTS = st.sampled_from(
    ["1", "2", "3", "4", "0", "yes", "Jo Bell", "by the pond", "5 Mill Lane", "blah", "x" * 300, "9"]
)
ENTITIES = st.fixed_dictionaries(
    {},
    optional={
        "postcode": st.sampled_from(["RV1 1AA", "RV9 9ZZ"]), "phone": st.just("+447700900001"),
        "date": st.just("2026-12-01"), "place": st.just("5 Mill Lane"), "email": st.just("me@example.org"),
    },
)  # fmt: skip
FLAGS = st.lists(st.sampled_from(["bereavement", "staff", "abusive"]), max_size=1).map(tuple)
RAISES = st.lists(st.sampled_from(["cannot-pay", "raised-before", "health-or-care"]), max_size=2).map(tuple)


class RealTalk(RuleBasedStateMachine):
    """One resident on one channel, with or without open panels."""

    @initialize(channel=st.sampled_from(["sms", "telegram", "web"]), panels=st.booleans())
    def begin(self, channel: str, panels: bool) -> None:
        self.resident = Resident(channel=channel, panels=panels)

    @rule(service=SERVICES, verb=st.sampled_from([None, *VERBS]), raises=RAISES, flags=FLAGS, entities=ENTITIES,
          disposition=st.sampled_from(["unknown", "help-shape", "do-it-for-me", "do-it-myself"]))  # fmt: skip
    def brings_a_matter(self, service: str, **more: object) -> None:
        self.resident.matter(service, "a matter of some words", **more)

    @rule(text=TEXTS, entities=ENTITIES)
    def answers(self, text: str, entities: dict[str, str]) -> None:
        self.resident.say(text, entities=entities, command="yes" if text == "yes" else None)

    @rule(command=st.sampled_from(COMMANDS))
    def commands(self, command: str) -> None:
        self.resident.say(command, command=command)

    @rule(kind=st.sampled_from(SAFETY_KINDS))
    def is_in_danger(self, kind: str) -> None:
        self.resident.say("help", safety=(kind, True))

    @rule(hours=st.integers(1, 400))
    def waits(self, hours: int) -> None:
        self.resident.wait(hours=hours)
        self.resident.hear(Kind.TIMED_OUT, name="remind")

    @invariant()
    def only_who_may_be_invited_is_invited(self) -> None:
        for effect in self._effects():
            if isinstance(effect, NoteEpisode) and effect.values.get("invited"):
                facets = content().council.services[effect.service].facets
                assert sum(facets) / 6 >= 3.5
                assert not effect.values["flags"]
                assert effect.values["disposition"] in ("help-shape", "tell-you-what-i-think")

    @invariant()
    def each_case_and_place_is_made_once(self) -> None:
        refs = [e.ref for e in self._effects() if isinstance(e, OpenCase)]
        assert len(refs) == len(set(refs))
        assert all(e.state in ("in pool", "declined") for e in self._effects() if isinstance(e, JoinPanel))

    @invariant()
    def a_person_is_one_word_away(self) -> None:
        if hasattr(self, "resident") and not self.resident.state.opted_out:
            twin = Resident(state=self.resident.state, now=self.resident.now)
            twin.say("person", command="person")
            assert any(isinstance(e, QueuePerson) for e in twin.effects)

    def _effects(self) -> list[object]:
        return list(self.resident.effects) if hasattr(self, "resident") else []


TestRealTalk = RealTalk.TestCase
TestRealTalk.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
