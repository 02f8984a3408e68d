"""What officers taught: who is not in it, where it goes, and that safety never gets worse by it."""

import json
from pathlib import Path

import pytest

from nlp.entities.reader import EntityReader
from nlp.redaction import redacted
from nlp.training import data
from nlp.training.compare import WorseError, compare
from nlp.training.corpus import for_safety, for_services, for_verbs, read_corpus
from tests.nlp.conftest import NOW

TAUGHT = [
    {"text": "the lorry went past us", "service": "missed-bin", "danger": ""},
    {"text": "he keeps me in", "service": "none", "danger": "domestic-abuse"},
    {"text": "the cat is a terror", "service": "", "danger": "none"},
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Corrections as `doorstep lessons` writes them."""
    made = tmp_path / "lessons.jsonl"
    made.write_text("".join(json.dumps(row) + "\n" for row in TAUGHT))
    return made


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("ring 07700 900123 or jo@example.com", "ring [phone] or [email]"),
        ("nobody came to rv1 2ab", "nobody came to [postcode]"),
        ("my name is jo bell, account 123456789", "my name is [name], account [reference]"),
        ("Mrs Hughes at 1234567 says so", "[name] at [number] says so"),
        ("my bin is full again", "my bin is full again"),
    ],
)
def test_what_could_say_who_it_is_becomes_a_mark(said: str, kept: str) -> None:
    assert redacted(said, EntityReader(), NOW) == kept


def test_without_a_file_nothing_was_taught(tmp_path: Path) -> None:
    assert data.corrections(None) == data.corrections(tmp_path / "lessons.jsonl") == []


def test_corrections_are_learnt_where_they_belong(file: Path) -> None:
    corpus = read_corpus().part(held_out=False).taught(data.corrections(file))
    services = {e.said: e.label for e in for_services(corpus) if e.voice == data.OFFICERS}
    assert services == {"the lorry went past us": "missed-bin", "he keeps me in": "out-of-scope"}
    safety = {e.said: e.label for e in for_safety(corpus) if e.voice == data.OFFICERS}
    assert safety.pop("the lorry went past us", "safe") == "safe"  # among the ordinary texts, if it was drawn
    assert safety == {"he keeps me in": "domestic-abuse", "the cat is a terror": "safe"}
    assert data.OFFICERS not in {e.voice for e in for_verbs(corpus)}


def test_a_model_that_finds_less_danger_is_not_used(model_dir: Path, file: Path, tmp_path: Path) -> None:
    worse = tmp_path / "model.new"  # nothing in it: the rules alone
    worse.mkdir()
    said: list[str] = []
    with pytest.raises(WorseError, match="safety found"):
        compare(model_dir, worse, data.corrections(file), said.append)
    assert not worse.exists()
    assert said[0].split() == ["measure", "before", "after", "of"]
    assert any(line.startswith("service taught") for line in said)
