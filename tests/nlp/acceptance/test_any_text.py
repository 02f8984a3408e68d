"""Any text at all is read, and the same text always alike."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlp.understand import Understander
from nlp.understanding import COMMANDS, DISPOSITIONS, ENTITY_KINDS, SAFETY_KINDS, VERBS, Understanding
from tests.nlp.acceptance.conftest import Read

LONGEST = 5000
ANY = st.characters(codec="utf-8")
TEXTS = st.one_of(
    st.text(ANY, min_size=1, max_size=60),
    st.text(ANY, min_size=1, max_size=LONGEST),
    st.builds(
        lambda piece, times: (piece * times)[:LONGEST], st.text(ANY, min_size=1, max_size=20), st.integers(1, 5000)
    ),
)
TWICE = ["whens my bin", "im her only carer and im on my knees", "STOP.", "i want to die", "mae fy min heb ei gasglu"]


def is_of_the_contract(u: Understanding) -> bool:
    """Whether every value is one of the contract's names, and scores fall from 1 to 0."""
    scores = [s.score for s in u.services]
    named = u.command in (None, *COMMANDS) and u.verb in (None, *VERBS) and u.disposition in DISPOSITIONS
    kinds = tuple(u.entities) == ENTITY_KINDS and (u.safety is None or u.safety.kind in SAFETY_KINDS)
    return named and kinds and scores == sorted(scores, reverse=True) and all(0 <= score <= 1 for score in scores)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(text=TEXTS)
def test_any_text_is_read(trained: Understander, text: str) -> None:
    assert is_of_the_contract(trained.understand(text))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(text=TEXTS)
def test_any_text_is_read_by_the_rules_alone(rules: Understander, text: str) -> None:
    assert is_of_the_contract(rules.understand(text))


@pytest.mark.parametrize("text", TWICE)
def test_the_same_text_is_read_alike_whatever_came_between(trained: Understander, heard: Read, text: str) -> None:
    first = trained.understand(text)
    heard("something else entirely about a pothole on 12 mill lane")
    assert trained.understand(text) == first == heard(text)


@pytest.mark.parametrize("text", ["\ud800", "whens my bin \udc00", "i want to die \ud83d"])
def test_half_a_character_as_json_can_carry_it_is_read(trained: Understander, rules: Understander, text: str) -> None:
    for understander in (rules, trained):
        assert is_of_the_contract(understander.understand(text))
