"""Taking back one consent with one message: the words that do it, and what ends at once."""

from pathlib import Path

import pytest

from bot.content import load
from bot.context import Context
from bot.dialogs.choices import named
from bot.effects import WithdrawConsent
from bot.lines import line
from bot.perform_groups import perform_group
from bot.questions import plain
from bot.wording import Words
from storage import consents, interests, monitoring, panels
from storage.database import Database, Tx
from tests.panels import lives

PURPOSES = ("contact", "selection", "monitoring", "quotes", "other-panels")
CONTENT = load(Path("content"))
WORDS = Words(CONTENT.words, CONTENT.council)


@pytest.mark.parametrize(
    ("said", "purpose"),
    [
        ("Don't contact me about the group", "contact"),
        ("please stop using my answers", "selection"),
        ("do not use my answers about me to choose people", "selection"),
        ("delete my equality answers", "monitoring"),
        ("Never publish my photos", "quotes"),
        ("stop using my words", "quotes"),
        ("stop telling me about other groups", "other-panels"),
        ("my choices", ""),
        ("withdraw my consent", ""),
        ("dewisiadau", ""),
        ("stop", None),
        ("stop texting me", None),
        ("i want a choice of bins", None),
    ],
)
def test_plain_words_take_back_one_purpose(said: str, purpose: str | None) -> None:
    assert named(plain(said)) == purpose


@pytest.mark.parametrize("purpose", PURPOSES)
def test_each_consent_ends_what_it_stood_for_and_nothing_else(db: Database, purpose: str) -> None:
    ids = db.write_now(lives.pooled)
    member = db.read_now(lambda tx: panels.member(tx, ids.members[0]))
    assert member is not None
    db.write_now(lambda tx: give_all(tx, ids.panel, member["person"]))
    before = db.read_now(lambda tx: held(tx, member["id"], member["person"]))
    to = Context(1, member["person"], "sms", "+447700900100", "en", WORDS, CONTENT.council)
    db.write_now(lambda tx: perform_group(tx, to, WithdrawConsent(purpose, line(f"withdrawn-{purpose}"))))
    after = db.read_now(lambda tx: held(tx, member["id"], member["person"]))
    ended: dict[str, dict[str, object]] = {
        "contact": {"state": "left", "answers": 0}, "selection": {"answers": 0}, "monitoring": {"checks": 0},
        "quotes": {}, "other-panels": {"wishes": 0},
    }  # fmt: skip
    assert after == {**before, **ended[purpose]}
    assert db.read_now(lambda tx: consents.standing(tx, member["person"])) == sorted({*PURPOSES} - {purpose})
    last = db.read_now(lambda tx: consents.all_of(tx, member["person"]))[-1]
    assert (last["purpose"], last["given"], last["text"]) == (
        purpose,
        False,
        WORDS.text(line(f"withdrawn-{purpose}"), "en"),
    )


def give_all(tx: Tx, panel_id: int, person: int) -> None:
    """Every purpose, with something that rests on it."""
    for purpose in PURPOSES[2:]:
        consents.add(
            tx, person_id=person, panel_id=panel_id, purpose=purpose, given=True, text="May we?", version="1",
            channel="sms",
        )  # fmt: skip
    monitoring.put(tx, panel_id, person, "religion", "none")
    interests.note_interest(tx, person, "care-at-home")


def held(tx: Tx, member_id: int, person: int) -> dict[str, object]:
    """What is kept of them that a consent stands for."""
    member = panels.member(tx, member_id) or {}
    checks = tx.conn.execute(monitoring.N.select().where(monitoring.N.c.person_id == person)).all()
    return {
        "state": member["state"], "answers": len(panels.traits(tx, member_id)), "checks": len(checks),
        "wishes": len(interests.of_person(tx, person)),
    }  # fmt: skip
