"""The second phase replayed as docs/draw.md tells an outsider, from published files alone, without our code."""

import csv
import hashlib
import io
import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from panels.commands import select
from panels.pool import Person, Quota, make_pool
from panels.verify import files_of
from panels.watch import unlimited


def numbers(commitment: str, seed: str, purpose: str) -> Iterator[int]:
    block = 0
    while True:
        text = f"doorstep-draw-1|{commitment}|{seed}|{purpose}|{block}"
        yield int(hashlib.sha256(text.encode("utf-8")).hexdigest(), 16)
        block += 1


def below(stream: Iterator[int], limit: int) -> int:
    while (block := next(stream)) >= 2**256 - 2**256 % limit:
        pass
    return block % limit


def shuffle(stream: Iterator[int], things: list[Any]) -> list[Any]:
    for last in range(len(things) - 1, 0, -1):
        other = below(stream, last + 1)
        things[last], things[other] = things[other], things[last]
    return things


def kind_of(home: list[Any]) -> tuple[tuple[str, ...], ...]:
    """The answers of those who live together; nothing for who lives alone."""
    return tuple(sorted(tuple(person["traits"]) for person in home)) if len(home) > 1 else ()


def drawn_mix(portfolio: dict[str, Any], commitment: str, seed: str) -> dict[int, int]:
    ticket = below(numbers(commitment, seed, "mix"), 10**12)
    for mix in portfolio["mixes"]:
        if ticket < mix["weight"]:
            break
        ticket -= mix["weight"]
    return dict(mix["seats"])


def from_homes(stream: Iterator[int], homes: list[list[Any]], wanted: list[tuple[Any, int]]) -> Iterator[str]:
    order = iter(shuffle(stream, sorted(homes, key=lambda home: min(person["id"] for person in home))))
    for traits, count in wanted:
        for _ in range(count):
            able = sorted(person["id"] for person in next(order) if tuple(person["traits"]) == traits)
            yield able[below(stream, len(able))]


def replay(files: dict[str, str], seed: str) -> tuple[list[str], list[str]]:
    portfolio = json.loads(files["portfolio.json"])
    commitment = hashlib.sha256(files["portfolio.json"].encode()).hexdigest()
    people = sorted(portfolio["people"], key=lambda person: person["id"])
    homes: dict[str, list[Any]] = defaultdict(list)
    for person in people:
        homes[person["household"] or person["id"]].append(person)
    groups: dict[Any, list[str]] = defaultdict(list)
    for home in homes.values():
        for person in home:
            groups[tuple(person["traits"]), kind_of(home)].append(person["id"])
    keys, seats = sorted(groups), drawn_mix(portfolio, commitment, seed)
    stream, chosen = numbers(commitment, seed, "people"), list[str]()
    for place, key in enumerate(keys):
        if not key[1] and seats.get(place):
            chosen += shuffle(stream, sorted(groups[key]))[: seats[place]]
    for kind in sorted({key[1] for key in keys} - {()}):
        wanted = [(key[0], seats.get(place, 0)) for place, key in enumerate(keys) if key[1] == kind]
        chosen += from_homes(stream, [home for home in homes.values() if kind_of(home) == kind], wanted)
    others = [person["id"] for person in people if person["id"] not in chosen]
    return sorted(chosen), shuffle(numbers(commitment, seed, "reserves"), others)


def column(text: str, name: str) -> list[str]:
    return [row[name] for row in csv.DictReader(io.StringIO(text))]


@pytest.mark.parametrize("seed", ["7 14 21", "é", "", "2026-11-24", "a|b"])
def test_an_outsider_gets_the_same_people(seed: str) -> None:
    people = [
        Person(f"p{i:02}", ("abc"[i % 3], "xy"[i // 7 % 2]), f"home {i % 9}" if i % 4 else "") for i in range(40)
    ]  # fmt: skip
    quotas = [*(Quota("f", value, 2, 5) for value in "abc"), Quota("g", "x", 3, 6), Quota("g", "y", 3, 6)]
    files = files_of(select(make_pool(("f", "g"), people, quotas, 9), seed, "leximin", unlimited()))
    panel, reserves = replay(files, seed)
    assert panel == column(files["selected.csv"], "id")
    assert reserves == column(files["reserves.csv"], "id")
