"""Times the draw, as a table, and beside it the library sortition-algorithms where an interpreter has it.

    python -m tests.bench.bench_draw [--only NAME ...] [--pools FOLDER] [--library PYTHON] [--cap SECONDS]

`--library` is an interpreter with `sortition-algorithms` and `mip<2` (mip 2 fails with it; `make bench` makes one).
Its maximin only raises the smallest chance; ours finds the whole leximin. "x" is its seconds for one of ours, and
floors are of those who can be chosen. Seconds are of the processor, so that a busy machine does not count; each run
has one thread. `--pools` has the folders example_small_20 and demo_scotland_22 (see SOURCES.md there); without it they
are passed over. The other pools are made up here, with a seed. It ends with 1, and says why, when a line of `misses`
does not hold.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from panels.groups import make_groups
from panels.leximin import leximin
from panels.lottery import Certificate
from panels.pool import Person, Pool, Quota, make_pool
from panels.pool_csv import File, people_csv, quotas_csv, read_pool
from panels.solver import VERSION, quiet
from panels.watch import Budget, Unwatched
from tests.panels.pools import generated

POOLS = Path(__file__).parents[3] / "shared" / "data" / "sortition"
GIVEN = {
    "example_small_20": ("respondents.csv", "categories.csv", 20),
    "demo_scotland_22": ("candidates.csv", "features.csv", 22),
}
MADE = {
    "500/75/6": (500, 75, 6, 1), "321/30/8": (321, 30, 8, 1), "321/30/8 b": (321, 30, 8, 2),
    "1700/110/7": (1700, 110, 7, 1), "150/25/8 exact": (150, 25, 8, 2),
}  # fmt: skip
HEADS = ("pool", "groups", "our s", "floor", "gap", "stages", "cuts", "mixes")
MUST = {"mip": 5.0, "highspy": 20.0}
"""The library's backends (highspy is its default), and the least that each takes of our time where it finishes."""
PUBLISHED = {"example_small_20": 0.100, "demo_scotland_22": 1 / 11}
"""Smallest chances of leximin as published; ours may be a thousandth off."""
NEAR = 1e-6
"""The most that our gap may be, and that the library's floor may be above ours."""

LIBRARY = """
import csv, json, sys, time
from sortition_algorithms.committee_generation.maximin import find_distribution_maximin
from sortition_algorithms.features import read_in_features
from sortition_algorithms.people import read_in_people
from sortition_algorithms.settings import Settings
people_file, quotas_file, seats, backend = sys.argv[1:5]
rows = list(csv.DictReader(open(quotas_file)))
features = read_in_features(list(rows[0]), rows)[0]
rows = list(csv.DictReader(open(people_file)))
settings = Settings(id_column="id", columns_to_keep=[])
people = read_in_people(list(rows[0]), rows, features, settings)[0]
start = time.process_time()
panels, shares, _ = find_distribution_maximin(features, people, int(seats), [], backend)
seconds = time.process_time() - start
chances = dict.fromkeys((row["id"] for row in rows), 0.0)
for panel, share in zip(panels, shares):
    for who in panel:
        chances[who] += share
print(json.dumps([seconds, chances]))
"""


def few_kinds() -> Pool:
    """2,000 people, 200 seats, 6 kinds of people."""
    traits = [("a" if i % 3 else "b", "xyz"[(i * i) % 7 % 3]) for i in range(2000)]
    people = [Person(f"p{i:04}", trait) for i, trait in enumerate(traits)]
    quotas = [Quota("f", "a", 95, 105), Quota("f", "b", 95, 105), *(Quota("g", v, 60, 75) for v in "xyz")]
    return make_pool(("f", "g"), people, quotas, 200)


def pools(folder: Path) -> Iterator[tuple[str, Pool]]:
    """Every pool by name."""
    for name, (people, quotas, size) in GIVEN.items():
        files = [folder / name / people, folder / name / quotas]
        if all(file.exists() for file in files):
            one, other = (File(file.name, file.read_text()) for file in files)
            yield name, read_pool(one, other, size)
    yield "2000/200 few kinds", few_kinds()
    for name, (people_count, seats, features, seed) in MADE.items():
        yield name, generated(people_count, seats, features, seed, exact="exact" in name)


@dataclass(frozen=True)
class Ours:
    """Our columns of the table, and what the library's are compared with."""

    columns: list[str]
    seconds: float
    never: frozenset[str]
    proof: Certificate


@dataclass(frozen=True)
class Theirs:
    """The library's columns; how many times our seconds it took and its floor, or None where it did not finish."""

    columns: list[str]
    times: float | None = None
    floor: float | None = None


def misses(name: str, proof: Certificate, theirs: Mapping[str, Theirs]) -> Iterator[str]:
    """What does not hold of a pool, in sentences."""
    floor, published = proof.reached, PUBLISHED.get(name)
    if published is not None and abs(floor - published) > 0.001:
        yield f"{name}: our floor is {floor:.6f}, and {published:.6f} is published."
    if not proof.finished or proof.gap > NEAR:
        yield f"{name}: our search {'ended' if proof.finished else 'was stopped'} with a gap of {proof.gap:.1e}."
    for backend, their in theirs.items():
        if their.floor is not None and their.floor > floor + NEAR:
            yield f"{name}: the floor of {backend} is {their.floor:.7f}, above ours, which is {floor:.7f}."
        if their.times is not None and their.times < MUST[backend]:
            yield f"{name}: {backend} takes {their.times:.1f} times our time, not {MUST[backend]:.0f}."


def ours(pool: Pool, cap: float) -> Ours:
    """Draws."""
    start = time.process_time()
    groups = make_groups(pool)
    result = leximin(groups, Budget(time.process_time, time.process_time() + cap, Unwatched()))
    seconds, proof = time.process_time() - start, result.certificate
    numbers = [len(groups.counts), f"{seconds:.2f}", f"{proof.reached:.6f}", f"{proof.gap:.1e}"]
    columns = [str(number) for number in [*numbers, result.stages, result.cuts, len(result.lottery.mixes)]]
    never = frozenset(pool.people[place].id for group in result.never for place in groups.members[group])
    return Ours(columns, seconds, never, proof)


def theirs(pool: Pool, python: str, backend: str, cap: float, our: Ours) -> Theirs:
    """The library's seconds, how many times ours they are, and its floor."""
    with tempfile.TemporaryDirectory() as folder:
        people, quotas = Path(folder) / "people.csv", Path(folder) / "quotas.csv"
        people.write_text(people_csv(pool))
        quotas.write_text(quotas_csv(pool))
        command = [python, "-c", LIBRARY, str(people), str(quotas), str(pool.size), backend]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=cap, check=True)
        except subprocess.TimeoutExpired:
            return Theirs([f">{cap:.0f} wall", "", ""])
        except subprocess.CalledProcessError as error:
            return Theirs(["failed", "", error.stderr.strip().splitlines()[-1][:40]])
    seconds, chances = json.loads(done.stdout.splitlines()[-1])
    floor = min(chance for who, chance in chances.items() if who not in our.never)
    times = seconds / our.seconds
    return Theirs([f"{seconds:.2f}", f"{times:.0f}", f"{floor:.6f}"], times, floor)


def main() -> int:
    """Prints the table, a row as soon as it is known, then what does not hold; 1 when something does not."""
    parser = argparse.ArgumentParser(description="Times the draw.")
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--pools", type=Path, default=POOLS)
    parser.add_argument("--library", help="an interpreter with sortition-algorithms and mip<2")
    parser.add_argument("--cap", type=float, default=300.0, help="seconds for one run")
    chosen = parser.parse_args()
    quiet()
    backends, wrong = MUST if chosen.library else (), list[str]()
    heads = [*HEADS, *(head for backend in backends for head in (f"{backend} s", "x", "floor"))]
    sys.stdout.write(f"{VERSION}, one thread, processor seconds\n| {' | '.join(heads)} |\n{'|---' * len(heads)}|\n")
    for name, pool in pools(chosen.pools):
        if not chosen.only or name in chosen.only:
            our = ours(pool, chosen.cap)
            beside = {one: theirs(pool, chosen.library, one, chosen.cap, our) for one in backends}
            row = [name, *our.columns, *(column for their in beside.values() for column in their.columns)]
            wrong += misses(name, our.proof, beside)
            sys.stdout.write(f"| {' | '.join(row)} |\n")
            sys.stdout.flush()
    sys.stdout.write("\n".join(wrong) + "\n" if wrong else "Every line that must hold holds.\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
