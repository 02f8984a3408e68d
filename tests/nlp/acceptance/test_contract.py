"""The names that `doorstep understand` prints, and what must not be loaded for them."""

import importlib.util
import json
import subprocess
import sys

import pytest

from nlp.understand import Understander
from nlp.understanding import COMMANDS, ENTITY_KINDS, SAFETY_KINDS, VERBS, Cues, Entity, Safety, Scored, Understanding
from tests.nlp.acceptance.conftest import ROOT, Read

NAMES = {
    "services", "verb", "command", "safety", "disposition", "cues", "language", "entities", "raises", "flags",
}  # fmt: skip


def run(code: str) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter in the project's folder."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_json_of_a_full_understanding_is_exact() -> None:
    u = Understanding(
        text="x",
        services=(Scored("bin-day", 0.98765), Scored("missed-bin", 0.01)),
        verb="find out",
        command="why",
        safety=Safety("neglect", danger=False, tier="signpost"),
        disposition="help-shape",
        cues=Cues(("offers-help",), ("busy",)),
        language="cy",
        raises=("cannot-pay",),
        flags=("crisis",),
        entities={"postcode": (Entity("rv12ab", "RV1 2AB"),)},
    )
    empty: dict[str, list[dict[str, str]]] = {kind: [] for kind in ENTITY_KINDS}
    assert Understander.as_json(u) == {
        "services": [{"id": "bin-day", "score": 0.9877}, {"id": "missed-bin", "score": 0.01}],
        "verb": "find out",
        "command": "why",
        "safety": {"kind": "neglect", "danger": False, "tier": "signpost"},
        "disposition": "help-shape",
        "cues": {"up": ["offers-help"], "down": ["busy"]},
        "language": "cy",
        "entities": {**empty, "postcode": [{"text": "rv12ab", "value": "RV1 2AB"}]},
        "raises": ["cannot-pay"],
        "flags": ["crisis"],
    }


def test_json_of_nothing_has_the_same_names() -> None:
    page = Understander.as_json(Understanding())
    assert set(page) == NAMES
    assert (page["services"], page["verb"], page["command"], page["safety"]) == ([], None, None, None)
    assert page["entities"] == {kind: [] for kind in ENTITY_KINDS}
    assert (page["disposition"], page["language"]) == ("unknown", "en")


@pytest.mark.parametrize("text", ["whens my bin", "stop", "i want to kill myself", "12 mill lane rv12ab", ""])
def test_both_readers_print_the_same_shape(heard: Read, ruled: Read, text: str) -> None:
    for read in (heard, ruled):
        page = json.loads(json.dumps(Understander.as_json(read(text))))
        assert set(page) == NAMES
        assert list(page["entities"]) == list(ENTITY_KINDS)
        assert set(page["cues"]) == {"up", "down"}
        assert page["verb"] in (None, *VERBS)
        assert page["command"] in (None, *COMMANDS)
        assert page["safety"] is None or page["safety"]["kind"] in SAFETY_KINDS


def test_the_names_are_those_of_the_design() -> None:
    assert len(VERBS) == 13
    assert len(COMMANDS) == 18
    assert len(SAFETY_KINDS) == 13
    assert ENTITY_KINDS == ("postcode", "place", "phone", "email", "date", "reference", "name")


def test_the_rules_alone_give_safety_commands_entities_and_services(rules: Understander) -> None:
    assert rules.mode == "rules"
    found = rules.understand("i want to kill myself").safety
    assert found is not None
    assert (found.kind, found.danger, found.tier) == ("suicide", True, "alert")
    assert rules.understand("pls stop texting me").command == "stop"
    assert rules.understand("im at 12 mill lane rv12ab").first("postcode") == Entity("rv12ab", "RV1 2AB")
    assert rules.understand("whens my bin").services[0].id == "bin-day"


def test_the_rules_alone_need_no_heavy_package() -> None:
    code = (
        "import sys; from nlp.understand import Understander; u = Understander.rules_only();"
        "assert u.understand('i want to kill myself').safety and u.understand('stop').command == 'stop';"
        "print(sorted({'spacy', 'onnxruntime', 'sklearn', 'scipy', 'torch'} & set(sys.modules)))"
    )
    done = run(code)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_importing_understand_imports_nothing_heavy() -> None:
    heavy = "{'spacy', 'onnxruntime', 'sklearn', 'scipy', 'numpy', 'torch', 'thinc', 'dateparser', 'phonenumbers'}"
    done = run(f"import sys, nlp.understand, nlp.understanding; print(sorted({heavy} & set(sys.modules)))")
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_torch_is_not_installed() -> None:
    assert importlib.util.find_spec("torch") is None


def test_serving_with_the_model_imports_no_torch_and_no_trainer(trained: Understander) -> None:
    assert trained.mode == "model"
    code = (
        "import sys; from nlp.understand import load; u = load(); assert u.mode == 'model'; u.understand('my bin');"
        "print(sorted({'torch', 'sklearn', 'scipy', 'onnx', 'safetensors'} & set(sys.modules)))"
    )
    done = run(code)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
