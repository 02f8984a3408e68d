"""What `doorstep content check` finds for an editor."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.content import load
from bot.content_check import check
from tests.content_copy import CONTENT, TODAY, copy_to, edit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content that a test may spoil."""
    return copy_to(tmp_path)


def test_the_demonstration_content_has_nothing_wrong() -> None:
    assert [str(problem) for problem in check(CONTENT, TODAY) if not problem.is_warning] == []


def test_the_service_in_the_guide_can_be_added_as_it_stands(folder: Path) -> None:
    guide = (CONTENT.parent / "docs" / "adding-a-service.md").read_text(encoding="utf-8")
    first, second = (block.split("```")[0] for block in guide.split("```yaml\n")[1:])
    (folder / "services" / "hedge.yaml").write_text(first + second, encoding="utf-8")
    assert load(folder).council.services["hedge"].questions[0].words == {"hedge": ("hedge", "bush")}
    assert [problem for problem in check(folder, TODAY) if "hedge" in problem.file] == []


EN, CY = "words/en/traits.ftl", "words/cy/traits.ftl"
FOUND = [
    (EN, "trait-area-north = North", "trait-area-north North", "not a sentence that Fluent reads", False),
    (EN, "trait-area-north = North", "trait-area-south = North", "keep one of them", False),
    (EN, "trait-area-north = North", "trait-area-nord = North", "trait-area-north is in cy but not in en", False),
    (EN, "trait-area-north = North", "trait-area-north = North “side”", "makes a text cost twice", False),
    (EN, "trait-area-north = North", "trait-area-north = Via the north", "'Via': say it in everyday words", False),
    (EN, "= North", "= { $number-nort }", "add 'nort' under [numbers]", False),
    (EN, "= North", "= { $link-nort }", "add 'nort' under [links]", False),
    (EN, "= North", f"= {'far ' * 26}north", "a sentence of 27 words", True),
    (EN, "= North", f"= {'Far north. ' * 16}", "costs two texts", True),
    (CY, "trait-area-north = Y gogledd", "trait-area-north = { $ward }", "{ $ward }, which English does not", False),
    (
        EN,
        "= North",
        "= { $count ->\n  [one] { $number-nort }\n *[other] North\n }",
        "add 'nort' under [numbers]",
        False,
    ),
    (EN, "= North", "= { $count ->\n  [one] One\n *[other] Via\n }", "'Via': say it", False),
    (EN, "= North", '= { "e.g." } North', "'e.g.': say it in everyday words", False),
    (CY, "trait-area-north = Y gogledd", "", "trait-area-north has no words in cy", True),
    ("panels.yaml", "values: [north,", "values: [norht,", "trait-area-norht is not in content/words/en", False),
    ("rounds.yaml", "[[rubbish], [recycling]]", "[[rubish], [recycling]]", "bin-rubish is not in", False),
    ("services/pothole.yaml", "keywords: [", "no_recruit: [sad]\nkeywords: [", "'sad' is not a flag", False),
    ("services/pothole.yaml", "keywords: [", "keywords: [bin day, ", "keyword 'bin day' too", True),
    ("services/pothole.yaml", "en: Is it dangerous now?", "en: Is it “dangerous” now?", "cost twice", False),
    ("services/pothole.yaml", "en: Is it dangerous now?", f"en: {'Is it so? ' * 12}", "with its choices is", True),
    ("addresses.csv", "RV1 1AA", "XX1 1AA", "not a postcode of the area", False),
    ("addresses.csv", "Wharf Street", "Warf Street", "'Warf Street' is not in streets.txt", True),
    ("council.toml", "checked = 2026-11-20", "checked = 2026-08-01", "main was last checked on 2026-08-01", True),
    ("safety/rules.yaml", "kind: immediate-danger", "kind: danger-now", "rule immediate-danger: kind must be", False),
]


@pytest.mark.parametrize(("name", "old", "new", "said", "is_warning"), FOUND)
def test_the_check_finds(
    name: str, old: str, new: str, said: str, is_warning: bool, folder: Path,
) -> None:  # fmt: skip
    edit(folder, name, old, new)
    found = [problem for problem in check(folder, TODAY) if said in problem.sentence]
    assert [problem.is_warning for problem in found[:1]] == [is_warning]
    assert found[0].file.startswith("content/")
    assert found[0] not in check(CONTENT, TODAY)


def test_the_check_asks_for_old_numbers_and_for_new_holidays() -> None:
    said = [problem.sentence for problem in check(CONTENT, TODAY + timedelta(days=800))]
    assert any(sentence.startswith("childline was last checked") for sentence in said)
    assert any("No bank holiday" in sentence for sentence in said)


def test_the_check_reads_on_without_a_council(folder: Path) -> None:
    edit(folder, "council.toml", 'prefix = "RV"', 'prefix = "RV')
    edit(folder, EN, "trait-area-north = North", "trait-area-north North")
    said = " ".join(problem.sentence for problem in check(folder, TODAY))
    assert "not TOML" in said
    assert "Fluent" in said


def test_sentences_that_are_not_utf8_are_named(folder: Path) -> None:
    (folder / EN).write_bytes(b"trait-area = Caf\xe9\n")
    assert any(problem.file == f"content/{EN}" and "UTF-8" in problem.sentence for problem in check(folder, TODAY))
