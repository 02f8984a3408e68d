"""The rules that a safeguarding lead owns: what they catch, what they pass over, what an editor can get wrong."""

import subprocess
import sys
from pathlib import Path

import pytest

from nlp.safety_rules import SafetyRules, SafetyRulesError, worst
from nlp.understanding import Safety

CAUGHT = [
    ("i want to kill myself", "suicide"), ("I WANT TO KIL MYSELF", "suicide"), ("want to k1ll myself", "suicide"),
    ("i feel sucidal", "suicide"), ("2 but i dont want to be here any more", "suicide"),
    ("i want to 😢 die 😢", "suicide"), ("dont see the point anymore", "suicide"),
    ("everyone would be better off without me", "suicide"), ("kms tonight", "suicide"),
    ("ive been cutting my arms", "self-harm"), ("he takes my money and wont let me out", "domestic-abuse"),
    ("my husband hits me", "domestic-abuse"), ("hes going to kill me", "domestic-abuse"),
    ("im 12 and i dont want to go home", "child-speaking"), ("my stepdad hits me", "child-speaking"),
    ("the carer is stealing from my mum", "adult-abuse"), ("they leave her in wet sheets", "neglect"),
    ("i can smell gas", "immediate-danger"), ("there is a fire in the flat", "immediate-danger"),
    ("someone has been stabbed", "immediate-danger"), ("he is not breathing", "immediate-danger"),
    ("nowhere to sleep tonight", "homeless-tonight"), ("sleeping in my car with the kids", "homeless-tonight"),
    ("he keeps my passport and makes me work", "trafficking"), ("racist abuse from next door", "hate-threat"),
    ("my son is being radicalised", "radicalisation"), ("im going to stab him", "threat-to-others"),
    ("dwi eisiau marw", "suicide"), ("nie chcę żyć", "suicide"), ("mąż mnie bije", "domestic-abuse"),
    ("vreau să mor", "suicide"), ("je veux mourir", "suicide"), ("no quiero vivir", "suicide"),
    ("أريد أن أموت", "suicide"), ("mae'r tŷ ar dân", "immediate-danger"),
    ("guriga dab baa ka kacay", "immediate-danger"),
    ("مرنا چاہتا ہوں", "suicide"), ("ਮਰਨਾ ਚਾਹੁੰਦਾ ਹਾਂ", "suicide"), ("মরতে চাই", "suicide"),
]  # fmt: skip
PASSED_OVER = [
    "im dying for a reply", "this is killing me", "dead fox on road", "kill the weeds", "my feet are killing me",
    "lampost been dark n my mums scared to walk", "my phone is dying", "parking abuse outside the school",
    "bored to death of this form", "the fire door is broken", "my mum will kill me if i forget the bins",
    "skip hire", "whens my bin", "boiler is dead",
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), CAUGHT)
def test_danger_is_caught_however_it_is_typed(safety_rules: SafetyRules, text: str, kind: str) -> None:
    found = safety_rules.check(text)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize("text", PASSED_OVER)
def test_strong_words_of_every_day_are_passed_over(safety_rules: SafetyRules, text: str) -> None:
    assert safety_rules.check(text) is None


def test_harmless_words_do_not_hide_danger_beside_them(safety_rules: SafetyRules) -> None:
    found = safety_rules.check("this is killing me, i want to kill myself")
    assert found == Safety("suicide", danger=True, tier="alert")


def test_the_most_urgent_finding_is_reported() -> None:
    later = Safety("neglect", danger=False)
    now = Safety("immediate-danger", danger=True, tier="signpost")
    assert worst([later, now]) == now
    assert worst([]) is None


def test_the_rules_need_neither_spacy_nor_a_model() -> None:
    code = (
        "import sys; from pathlib import Path; from nlp.safety_rules import SafetyRules;"
        "assert SafetyRules.load(Path('content/safety')).check('i want to die');"
        "assert not {'spacy', 'numpy', 'onnxruntime', 'sklearn'} & set(sys.modules)"
    )
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", code], check=True, cwd=root)


def page(folder: Path, text: str) -> Path:
    """A rules folder with one page."""
    (folder / "rules.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rules: [{id: a, kind: boredom, danger: true, phrases: [x]}]", "kind must be one of"),
        ("rules: [{id: a, kind: suicide, danger: true, tier: loud, phrases: [x]}]", "tier must be one of"),
        ("rules: [{id: a, kind: suicide, phrases: [x]}]", "needs danger"),
        ("rules: [{kind: suicide, danger: true}]", "(without id)"),
    ],
)
def test_an_editors_mistake_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SafetyRulesError) as wrong:
        SafetyRules.load(page(tmp_path, text))
    assert said in str(wrong.value)


def test_unless_silences_a_rule(tmp_path: Path) -> None:
    text = "rules: [{id: a, kind: neglect, danger: false, phrases: ['red door'], unless: ['blue sky']}]"
    rules = SafetyRules.load(page(tmp_path, text))
    assert rules.check("the red door") is not None
    assert rules.check("the red door under a blue sky") is None


def test_every_language_names_who_must_confirm_it() -> None:
    folder = Path(__file__).parents[2] / "content" / "safety"
    pages = sorted(folder.glob("phrases.*.yaml"))
    languages = {file.name.split(".")[1] for file in pages}
    assert {"cy", "pl", "ur", "pa", "bn", "ro", "ar", "so", "fr", "es"} <= languages
    assert all("owner:" in file.read_text(encoding="utf-8") for file in pages)
