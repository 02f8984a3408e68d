"""What an officer reads of a case: questions and answers in words, not keys."""

from pathlib import Path

import pytest

from bot.app import explain, fact
from bot.content import load
from bot.wording import Words


@pytest.fixture(scope="module")
def words() -> Words:
    content = load(Path(__file__).parents[2] / "content")
    return Words(content.words, content.council)


@pytest.mark.parametrize(
    ("service", "key", "value", "read"),
    [
        ("pothole", "dangerous", True, ("Is it dangerous now?", "Yes")),
        ("care-at-home", "about", "problem", ("What is it about?", "A problem with the care")),
        ("care-at-home", "when", "morning", ("When", "Morning")),
        ("care-at-home", "said", "the carer was late", ("Said", "the carer was late")),
        ("carers", "cared-for", None, ("Who do you look after?", "Not answered")),
    ],
)
def test_a_fact_is_read_in_words(words: Words, service: str, key: str, value: object, read: tuple[str, str]) -> None:
    assert fact(words, service, key, value) == read


def test_an_officer_is_not_told_how_to_change_the_route(words: Words) -> None:
    told = explain(words, '[["why-service-complex", {}], ["why-change", {}]]')
    assert told == ["This service is not the same for any two people."]
