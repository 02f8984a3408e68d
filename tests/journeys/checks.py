"""What the two journeys must leave behind, whatever the channel was."""

import re
from typing import Any

from sqlalchemy import select

from storage import cases, consents, episodes, panels
from storage.consents import C
from storage.database import Tx
from storage.panels import M
from tests.journeys.house import House
from tests.journeys.script import (
    CASE,
    CONSENTS,
    IN_THE_POOL,
    INVITATION,
    INVOLVEMENT,
    TRAITS,
    Answer,
    place_of,
)

MOST_BOT_MESSAGES = 3


async def check_bin(house: House, heard: list[str]) -> None:
    """At most three messages, a case, nothing about involvement."""
    assert len(heard) <= MOST_BOT_MESSAGES, heard
    asked = [words for words in (*(one.asked for one in INVOLVEMENT), INVITATION) for text in heard if words in text]
    assert asked == []
    (case,) = await house.read(cases.page)
    assert re.findall(CASE, heard[-1]) == [case["ref"]]
    assert (case["service"], case["place"]) == ("missed-bin", "3 Wharf Street")
    (episode,) = await house.read(episodes.page)
    assert (episode["cell"], episode["invited"]) == ("sequential-standardized", False)


def check_order(heard: list[str], questions: tuple[Answer, ...] = INVOLVEMENT) -> None:
    """Served first, then asked Q1 to Q3, then invited, then in the pool."""
    served = next((n for n, text in enumerate(heard) if re.search(CASE, text)), len(heard))
    asked = [place_of(heard, one.asked) for one in questions]
    invited, pooled = place_of(heard, INVITATION), place_of(heard, IN_THE_POOL)
    assert served <= asked[0]
    assert sorted({*asked, invited, pooled}) == [*asked, invited, pooled]


def _member(tx: Tx, slug: str) -> tuple[dict[str, Any], dict[str, str], list[dict[str, Any]]]:
    panel = panels.of_slug(tx, slug)
    assert panel is not None
    (member,) = panels.members(tx, panel["id"])
    given = consents.all_of(tx, member["person"])
    assert {row["panel_id"] for row in given} == {panel["id"]}
    return member, panels.traits(tx, member["id"]), given


async def check_pool(house: House, heard: list[str], channel: str) -> None:
    """One person in the pool, a row for each consent with the words that were shown, selection answers."""
    check_order(heard)
    member, traits, given = await house.read(lambda tx: _member(tx, "care-at-home"))
    assert member["state"] == "in pool"
    assert traits == TRAITS
    assert [(row["purpose"], row["given"], row["channel"]) for row in given] == [
        (purpose, yes, channel) for purpose, yes in CONSENTS.items()
    ]
    for row in given:
        assert row["version"].startswith(f"consent-{row['purpose']}")
        place_of(heard, row["text"])
    (case,) = await house.read(cases.page)
    assert case["service"] == "adult-care-assessment"
    (episode,) = await house.read(episodes.page)
    assert (episode["cell"], episode["disposition"], episode["invited"]) == ("reciprocal", "help-shape", True)


async def check_nothing_stored(house: House) -> None:
    """No conversation, no message of anybody, nothing owed."""
    rows = await house.read(lambda tx: [len(tx.conn.execute(select(t)).all()) for t in (C, M)])
    assert rows == [0, 0]
    assert await house.items("/conversations") == []
    assert await house.items("/cases") == []
