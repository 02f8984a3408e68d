"""Languages: commands are never foreign, Welsh is known, English is the default."""

import pytest

from nlp.languages import LanguageReader
from nlp.lexicon import listed, table

READER = LanguageReader()


def one_word_commands() -> list[str]:
    """English one-word messages that steer a conversation."""
    phrases = [phrase for said in table("commands", "entire").values() for phrase in said]
    return [phrase for phrase in phrases if " " not in phrase and phrase not in listed("welsh_one_word")]


@pytest.mark.parametrize("word", [*one_word_commands(), "hi", "bin", "1", "2", "0", "YES", "Stop.", "👍"])
def test_one_word_commands_are_never_foreign(word: str) -> None:
    assert READER.read(word) == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("mae fy min heb ei gasglu", "cy"), ("cymraeg", "cy"), ("stopiwch os gwelwch yn dda", "cy"),
        ("pryd mae'r biniau", "cy"),
        ("dzień dobry, kiedy odbiór śmieci", "pl"), ("când se ridică gunoiul din strada mea", "ro"),
        ("میرا کوڑا نہیں اٹھایا گیا", "ur"), ("ਮੇਰਾ ਕੂੜਾ ਨਹੀਂ ਚੁੱਕਿਆ", "pa"),
        ("আমার বিন নেওয়া হয়নি", "bn"),
        ("لم يتم جمع القمامة في شارعنا", "ar"), ("je voudrais payer mes impôts locaux", "fr"),
        ("cuándo recogen la basura en mi calle", "es"), ("my bin was missed", "en"),
        ("ah cannae pay the cooncil tax", "en"),
        ("bin aint bin took again la", "en"), ("", "en"), ("12345", "en"), ("😀😀", "en"),
    ],
)  # fmt: skip
def test_the_language_of_a_text(text: str, language: str) -> None:
    assert READER.read(text) == language


def test_a_council_may_list_fewer_languages() -> None:
    assert LanguageReader(["en", "cy"]).read("dzień dobry, kiedy odbiór śmieci") in ("en", "cy")
