"""The texts: whole, well-formed, in many voices, and not the same text over and over."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from nlp.training import data
from nlp.training.corpus import Corpus, for_commands, for_disposition, for_safety, for_services, read_corpus
from nlp.understanding import COMMANDS, DISPOSITIONS, SAFETY_KINDS, VERBS

SERVICES = sorted((data.FOLDER / "services").glob("*.jsonl"))
TEXTS = [file for file in data.files() if file.suffix == ".jsonl" and file.stem != "invariance"]
VOICES = {f"v{number:02}" for number in range(1, 63)}
PARTS = ("services", "out_of_scope", "commands", "disposition", "safety", "harmless", "chat")
TOO_ALIKE = 0.8


def name(file: Path) -> str:
    """A file's name, for the test's own name."""
    return file.stem


def trigrams(text: str) -> frozenset[str]:
    """The runs of three characters in a text; capitals and spacing do not count."""
    said = f" {' '.join(text.lower().split())} "
    return frozenset(said[at : at + 3] for at in range(len(said) - 2))


def too_alike(texts: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs whose trigrams overlap too much. A set that is much smaller than another cannot overlap it enough."""
    known = sorted(((trigrams(text), text) for text in texts), key=lambda row: len(row[0]))
    for at, (some, text) in enumerate(known):
        most = len(some) / TOO_ALIKE
        for others, other in known[at + 1 :]:
            if len(others) > most:
                break
            shared = len(some & others)
            if shared > TOO_ALIKE * (len(some) + len(others) - shared):
                yield text, other


def test_the_files_are_those_of_the_checksums() -> None:
    data.verify()
    written = {line.split("  ", 1)[1] for line in (data.FOLDER / data.SUMS).read_text().splitlines()}
    assert written == {str(file.relative_to(data.FOLDER)) for file in data.files()}


@pytest.mark.parametrize("file", TEXTS, ids=name)
def test_every_line_is_an_object_with_words_and_a_known_voice(file: Path) -> None:
    pages = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [page for page in pages if not str(page["text"]).strip() or page["voice"] not in VOICES] == []


@pytest.mark.parametrize("file", TEXTS, ids=name)
def test_no_two_texts_of_a_file_are_nearly_the_same(file: Path) -> None:
    assert list(too_alike([row.text for row in data.read(file)])) == []


def test_the_likeness_check_sees_a_copy_with_a_slip() -> None:
    twice = ["My bin was not collected on Tuesday morning again", "my bin was not colected on tuesday morning again"]
    assert list(too_alike([*twice, "there is a pothole on Mill Lane"])) == [(twice[1], twice[0])]


def test_there_are_48_services_each_with_a_page_in_content() -> None:
    pages = Path(__file__).parents[3] / "content" / "services"
    assert len(SERVICES) == 48
    assert {file.stem for file in SERVICES} == {page.stem for page in pages.glob("*.yaml")}


@pytest.mark.parametrize("file", SERVICES, ids=name)
def test_a_service_has_texts_enough_in_many_voices(file: Path) -> None:
    rows = list(data.read(file))
    assert len(rows) >= 40
    assert {row.page["service"] for row in rows} == {file.stem}
    assert {row.page["verb"] for row in rows} <= set(VERBS)
    assert len({row.voice for row in rows}) >= 10


def test_labels_are_names_of_the_contract() -> None:
    corpus = read_corpus()
    assert {row.page["command"] for row in corpus.commands} == {None, *COMMANDS}
    assert {row.page["disposition"] for row in corpus.disposition} <= set(DISPOSITIONS)
    assert {row.page["kind"] for row in corpus.safety} == set(SAFETY_KINDS)
    assert {row.page["tier"] for row in corpus.safety} == {"alert", "signpost"}
    assert {type(row.page["danger"]) for row in corpus.safety} == {bool}


@pytest.mark.parametrize("part", ["out_of_scope", "safety", "harmless"])
def test_there_are_texts_enough_that_are_no_request(part: str) -> None:
    assert len(getattr(read_corpus(), part)) >= 400


def test_a_fifth_of_the_voices_and_of_the_texts_is_held_out() -> None:
    assert {"v17", "v18", "v19", "v20", "v24", "v28", "v32", "v36", "v40", "v47", "v49", "v57", "v58"} == data.HELD_OUT
    corpus = read_corpus()
    for part in PARTS:
        rows = getattr(corpus, part)
        share = sum(row.held_out for row in rows) / len(rows)
        assert 0.16 <= share <= 0.26, f"{part}: {share:.1%} held out"


def test_the_split_puts_every_text_on_one_side() -> None:
    whole = read_corpus()
    learnt, kept = whole.part(held_out=False), whole.part(held_out=True)
    for part in PARTS:
        a, b = getattr(learnt, part), getattr(kept, part)
        assert len(a) + len(b) == len(getattr(whole, part))
        assert not {row.voice for row in a} & data.HELD_OUT
        assert {row.voice for row in b} <= data.HELD_OUT


def learnt_texts(corpus: Corpus) -> Counter[str]:
    """The voices of all examples that the heads are fitted on."""
    heads = (for_services, for_commands, for_disposition, for_safety)
    return Counter(example.voice for head in heads for example in head(corpus))


def test_no_head_is_fitted_on_a_held_out_voice() -> None:
    voices = learnt_texts(read_corpus().part(held_out=False))
    assert not set(voices) & data.HELD_OUT
    assert set(voices) == (VOICES - data.HELD_OUT) | {data.TERMS}


def test_there_are_pairs_enough_that_must_be_read_alike() -> None:
    pairs = [(row.page["a"], row.page["b"]) for row in data.rows("invariance")]
    assert len(pairs) >= 200
    assert [pair for pair in pairs if pair[0] == pair[1]] == []
