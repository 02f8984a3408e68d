"""What a council may edit about involvement: its words, and its weights and thresholds."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Junk, Message

from bot.involvement import Rules, RulesError, word_keys
from nlp.lexicon import table
from nlp.understanding import VERBS

CONTENT = Path(__file__).parents[1] / "content"


def raw() -> dict[str, Any]:
    return tomllib.loads((CONTENT / "involvement.toml").read_text(encoding="utf-8"))


RULES = Rules.from_toml_dict(raw())

# --- words ----------------------------------------------------------------------------------------------------

GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./"
    + "".join(map(str, range(10)))
    + ":;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)


def words(language: str) -> dict[str, str]:
    """Every sentence of involvement.ftl in that language, formatted."""
    resource = FluentResource((CONTENT / "words" / language / "involvement.ftl").read_text(encoding="utf-8"))
    assert not [entry.content for entry in resource.body if isinstance(entry, Junk)]
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(resource)
    said = {}
    for name in [entry.id.name for entry in resource.body if isinstance(entry, Message)]:
        pattern = bundle.get_message(name).value
        assert pattern is not None
        text, errors = bundle.format_pattern(pattern, {"months": 6})
        assert not errors
        said[name] = str(text)
    return said


@pytest.mark.parametrize("language", ["en", "cy"])
def test_words_are_complete_short_and_none_is_unused(language: str) -> None:
    said = words(language)
    assert said.keys() == word_keys(RULES)
    assert {key: len(line) for key, line in said.items() if len(line) > 150} == {}


def test_english_costs_one_segment_and_reads_easily() -> None:
    for key, line in words("en").items():
        assert set(line) <= GSM, key
        longest = max(len(sentence.split()) for sentence in line.replace("?", ".").split("."))
        assert longest <= 18, key


@pytest.mark.parametrize(("language", "reply", "skip"), [("en", "Reply", "Skip"), ("cy", "Atebwch", "Hepgor")])
def test_a_question_with_its_choices_fits_one_text(language: str, reply: str, skip: str) -> None:
    said = words(language)
    for key in ("q1", "q2", "q3", "q4", "invite", "interest-offer", "idea-offer", "idea-other"):
        labels = [said[name] for n in "1234" if (name := f"involvement-{key}-{n}") in said]
        numbered = ", ".join(f"{n} {label}" for n, label in enumerate(labels, 1))
        text = f"{said[f'involvement-{key}']} {reply} {numbered}, 0 {skip}"
        assert len(text) <= (160 if key.startswith("q") else 306), text


# --- rules ----------------------------------------------------------------------------------------------------


def changed(name: str, value: object) -> dict[str, Any]:
    """The content file with one setting changed; None takes it away."""
    table, key = name.split(".")
    data = raw()
    if value is None:
        del data[table][key]
    else:
        data.setdefault(table, {})[key] = value
    return data


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("complexity.middle", None, "complexity.middle is missing."),
        ("complexity.middle", "2", "complexity.middle must be a number from 1 to 5, but is '2'."),
        ("complexity.high", True, "complexity.high must be a number from 1 to 5, but is True."),
        ("complexity.step", -1, "complexity.step must be a number from 0 to 4, but is -1."),
        ("complexity.middle", 4.5, "complexity.middle (4.5) must not be above complexity.high (3.5)."),
        ("complexity.cap", 3, "complexity.cap (3.0) must not be under complexity.high (3.5)."),
        ("complexity.raises", "health", "complexity.raises must be a list of names, but is 'health'."),
        ("complexity.raises", [1], "complexity.raises must be a list of names, but is [1]."),
        ("complexity.raises", [""], "complexity.raises must be a list of names, but is ['']."),
        ("complexity.raises", ["a", "a"], "complexity.raises names something twice."),
        ("complexity.raises", None, "complexity.raises is missing."),
        ("complexity.low_verbs", ["fly"], f"names 'fly', which must be one of: {', '.join(VERBS)}, appeal."),
        ("complexity.low_verbs", ["apply"], "complexity.low_verbs and complexity.high_verbs both name 'apply'."),
        ("shape.high", 6.5, "shape.high must be a whole number from 2 to 10, but is 6.5."),
        ("shape.high", 1, "shape.high must be a whole number from 2 to 10, but is 1."),
        ("shape.role", {"1": 0}, "shape.role must give whole points from 0 to 10 to the options 1, 2, 3, 4 alone"),
        ("shape.role", 5, "shape.role must give whole points"),
        ("shape.role", None, "shape.role is missing."),
        ("shape.capacity", {"1": 11, "2": 0, "3": 0}, "shape.capacity must give whole points from 0 to 10"),
        ("shape.capacity", {"1": 2, "2": 1, "3": 0}, "must add up to 10 points, not 9."),
        ("cues.limit", 2, "cues.limit must be a whole number from 0 to 1, but is 2."),
        ("cues.up", ["postcode"], "cues.up and cues.down must not name 'postcode'"),
        ("cues.down", ["offers-help"], "cues.up and cues.down both name 'offers-help'."),
        ("cues.offers", ["just"], "cues.offers names 'just', which is not in cues.up."),
        ("asking.before_served", 3, "asking.before_served must be a whole number from 0 to 2, but is 3."),
        ("asking.in_episode", 5, "asking.in_episode must be a whole number from 0 to 4, but is 5."),
        ("time.months_after_no", 0, "time.months_after_no must be a whole number from 1 to 120, but is 0."),
        ("flags.person", ["staf"], "flags.person names 'staf', which is not in flags.no_recruit."),
        ("cues.upp", ["just"], "cues.upp is not a setting of these rules."),
        ("more.things", 1, "more.things is not a setting of these rules."),
    ],
)
def test_a_wrong_rule_gets_a_clear_sentence(name: str, value: object, sentence: str) -> None:
    with pytest.raises(RulesError) as caught:
        Rules.from_toml_dict(changed(name, value))
    assert any(sentence in problem for problem in caught.value.problems), caught.value.problems
    assert sentence in str(caught.value)


def test_edges_that_are_allowed() -> None:
    """Without a middle band, or with a cap at its upper edge, the rules still make sense."""
    assert Rules.from_toml_dict(changed("complexity.middle", 3.5)).middle == 3.5
    assert Rules.from_toml_dict(changed("complexity.cap", 3.5)).cap == 3.5
    assert Rules.from_toml_dict(changed("cues.limit", 0)).cue_limit == 0
    assert Rules.from_toml_dict(changed("shape.high", 2)).shape_high == 2
    assert Rules.from_toml_dict(changed("asking.before_served", 2)).before_served == 2


def test_every_sign_that_is_read_in_a_text_has_a_rule() -> None:
    """A cue without a rule would be dropped without a word; a raise or flag would lack its own sentence."""
    assert set(table("signs", "up")) <= set(RULES.up)
    assert set(table("signs", "down")) <= set(RULES.down)
    assert set(table("signs", "raises")) <= set(RULES.raises)
    assert set(table("signs", "flags")) <= set(RULES.no_recruit)


def test_every_problem_is_named_at_once() -> None:
    with pytest.raises(RulesError) as caught:
        Rules.from_toml_dict({"complexity": 5, "odd": 1})
    assert len(caught.value.problems) == 23
    assert "odd is not a setting of these rules." in caught.value.problems


def test_every_setting_has_a_comment_with_its_reason_or_source() -> None:
    text = (CONTENT / "involvement.toml").read_text(encoding="utf-8")
    sections = text.split("\n[")[1:]
    assert all("DOMAIN" in section for section in sections)
