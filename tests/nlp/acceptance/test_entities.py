"""What a text names, through the public function: with the model and with the rules alone."""

import pytest

from tests.nlp.acceptance.conftest import Read

NAMED = {
    "postcode": {
        "RV1 2AB": [
            "rv1 2ab", "RV12AB", "rv12ab", "rv1 2ab.", "RV12AB.", "RV1 2AB!", "RV1  2AB", "rv1-2ab", "RVI 2AB",
            "(RV1 2AB)", "postcode:rv1 2ab", "my postcode is rv12ab, ta",
        ],
        "RV10 2AB": ["RV1O 2AB", "rv1o2ab"],
        "RV1 0AB": ["rv1 oab", "RV1 OAB"],
        "RV12 3AB": ["rv12 3ab", "RV123AB"],
        "SW1A 1AA": ["SW1A 1AA"],
    },
    "phone": {
        "+447700900123": [
            "07700 900123", "+447700900123", "0044 7700 900123", "447700900123", "ring 07700-900-123 after 5",
        ],
        "+447700900999": ["07700900999"],
    },
    "email": {
        "jo@example.com": ["jo@example.com", "JO@Example.com", "its jo@example.com."],
        "jo.smith+bins@example.co.uk": ["Email Jo.Smith+bins@Example.co.uk thanks"],
        "jo.smith@example.com": ["jo dot smith at example dot com"],
    },
    "date": {
        "2026-11-24": ["tomorrow", "tmrw"],
        "2026-11-27": ["next friday", "on friday"],
        "2026-12-05": ["on 5 december", "5th of Dec", "Dec 5", "05/12/2026", "5.12.26", "2026-12-05"],
        "2026-11-16": ["since last monday"],
        "2026-11-21": ["two days ago"],
    },
    "reference": {
        "RV-7K3M2PQ": ["RV-7K3M2PQ", "any news on rv-7k3m2pq?", "ref RV-7K3M2PQ.", "rv \u2013 7k3m2pq"],
        "RV-7K3M2P0": ["RV-7K3M2PO"],
    },
    "name": {
        "Anna Kowalska": ["my name is Anna Kowalska", "my name is anna kowalska"],
        "Priya Patel": ["im called priya patel"],
        "Mrs Jones": ["This is Mrs Jones"],
    },
    "place": {
        "12 Mill Lane": ["12 Mill Lane", "its 12 mill ln", "no 12 mill lane", "number 12 Mil Lane"],
        "12A Mill Lane": ["12a mill lane"],
        "Flat 3, 12 Mill Lane": ["flat 3, 12 Mill Lane"],
        "99 Nowhere Street": ["99 Nowhere Street"],
    },
}  # fmt: skip
CASES = [(kind, text, value) for kind, found in NAMED.items() for value, texts in found.items() for text in texts]
NAMELESS = [
    ("postcode", "rv1 2a8?"), ("postcode", "whens my bin"), ("phone", "my ref is 12345678"), ("email", "meet me at 5"),
    ("reference", "off-licence"), ("name", "im not happy"), ("name", "Sarah at number 4"), ("date", "2 bags please"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "value"), CASES)
def test_it_is_found_in_its_normal_form(heard: Read, ruled: Read, kind: str, text: str, value: str) -> None:
    for read in (heard, ruled):
        assert [entity.value for entity in read(text).entities[kind]] == [value]


@pytest.mark.parametrize(("kind", "text"), NAMELESS)
def test_nothing_is_guessed(heard: Read, kind: str, text: str) -> None:
    assert heard(text).entities[kind] == ()


@pytest.mark.parametrize(("kind", "text", "value"), CASES)
def test_the_words_are_those_of_the_text(ruled: Read, kind: str, text: str, value: str) -> None:
    for entity in ruled(text).entities[kind]:
        assert entity.text in text
        assert entity.value == value


def test_several_things_in_one_message(heard: Read) -> None:
    u = heard("my name is Anna Kowalska, 12 mill lane rv12ab, 07700 900123 or anna@example.com, missed since monday")
    first = {kind: found[0].value for kind, found in u.entities.items() if found}
    assert first == {
        "name": "Anna Kowalska", "place": "12 Mill Lane", "postcode": "RV1 2AB", "phone": "+447700900123",
        "email": "anna@example.com", "date": "2026-11-16",
    }  # fmt: skip
