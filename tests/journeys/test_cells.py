"""Ferguson's four examples land in their cells; one person moves between cells, and nothing moves with them."""

import re
from datetime import timedelta
from typing import Any

import pytest

from tests.journeys.house import House
from tests.journeys.phone import Texter
from tests.journeys.script import (
    BIN,
    BIN_ANSWERS,
    CASE,
    INVITATION,
    INVOLVEMENT,
    MUM,
    RECRUITED,
    SERVED,
    Answer,
    walk,
)

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PLANNING = "i want to apply for planning permission for an extension but i really dont want to get involved in it"
PLAN = Answer("What is the address, or the number of the plan", says="4 Mill Lane")
FOR_ME = Answer("How would you like this done", taps="Council does it for me")
ROLE = FOR_ME.asked
NO_THANKS = Answer(INVITATION, taps="No")
EXAMPLES: dict[str, tuple[str, tuple[Answer, ...], tuple[str, str, str, bool]]] = {
    "manage my money": (
        "I need to change my direct debit for council tax",
        (Answer("Council Tax you can use", taps="Council does it for me"), *SERVED),
        ("council-tax", "sequential-standardized", "do-it-for-me", False),
    ),
    "I really don't want to get involved": (
        PLANNING,
        (PLAN, *SERVED, FOR_ME),
        ("planning-application", "sequential-customized", "do-it-for-me", False),
    ),
    "give me the simple choices": (
        "what time is the pool open for lane swimming",
        (Answer("times and prices", taps="I do it online"),),
        ("leisure", "pooled", "do-it-myself", False),
    ),
    "involve and engage me": (
        MUM,
        (*SERVED, *INVOLVEMENT, NO_THANKS),
        ("adult-care-assessment", "reciprocal", "help-shape", True),
    ),
}


def placed(episode: dict[str, Any]) -> tuple[str, str, str, bool]:
    """Where a matter was placed, as the API tells it."""
    return episode["service"], episode["cell"], episode["disposition"], episode["invited"]


@pytest.mark.parametrize("name", EXAMPLES)
async def test_fergusons_examples(house: House, name: str) -> None:
    opening, answers, where = EXAMPLES[name]
    heard = await walk(Texter(house), opening, answers)
    (episode,) = await house.items("/episodes")
    assert placed(episode) == where, heard
    simple = where[1] in ("sequential-standardized", "pooled")
    assert [text for text in heard if ROLE in text] == [] or not simple
    assert episode["reason"]
    assert not [sentence for sentence in episode["reason"] if re.fullmatch(r"[a-z-]+", sentence)]


async def test_one_person_in_three_cells_within_a_day(house: House) -> None:
    resident = Texter(house)
    eager = await walk(resident, MUM, (*SERVED, *INVOLVEMENT, NO_THANKS))
    assert INVITATION in eager[-2]
    house.parts.clock.move(timedelta(hours=5))
    simple = await walk(resident, BIN, BIN_ANSWERS)
    assert re.search(CASE, simple[-1])
    house.parts.clock.move(timedelta(hours=2))
    busy = await walk(resident, PLANNING, (PLAN, *SERVED, FOR_ME))
    episodes = await house.items("/episodes")
    assert [placed(episode)[:3] for episode in reversed(episodes)] == [
        ("adult-care-assessment", "reciprocal", "help-shape"),
        ("missed-bin", "sequential-standardized", "unknown"),
        ("planning-application", "sequential-customized", "do-it-for-me"),
    ]
    assert len({episode["person"] for episode in episodes}) == 1
    asked = [one.asked for one in (*INVOLVEMENT, RECRUITED[0])]
    assert not [words for words in asked for text in simple if words in text]
    assert [words for words in asked for text in busy if words in text] == [ROLE]
