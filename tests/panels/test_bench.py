"""The bench of the draw fails when a line that must hold does not."""

import pytest

from panels.lottery import Certificate
from tests.bench.bench_draw import Theirs, misses

GOOD = Certificate(0.1, 0.1, 0.0, 0.0, finished=True)
BESIDE = {"mip": Theirs([], 5.1, 0.1 + 5e-7), "highspy": Theirs([], 20.1, 0.09)}


@pytest.mark.parametrize(
    ("name", "proof", "beside", "said"),
    [
        ("example_small_20", GOOD, BESIDE, ""),
        ("another", GOOD, {"mip": Theirs([">200 wall", "", ""])}, ""),
        ("demo_scotland_22", GOOD, {}, "0.090909 is published"),
        ("example_small_20", Certificate(0.1, 0.098, 0.002, 0.0, finished=True), {}, "0.100000 is published"),
        ("another", Certificate(0.1, 0.1, 0.0, 0.0, finished=False), {}, "was stopped"),
        ("another", Certificate(0.1, 0.0999, 1e-4, 0.0, finished=True), {}, "a gap of 1.0e-04"),
        ("another", GOOD, {**BESIDE, "mip": Theirs([], 9.0, 0.1 + 2e-6)}, "above ours"),
        ("another", GOOD, {**BESIDE, "mip": Theirs([], 4.9, 0.1)}, "not 5."),
        ("another", GOOD, {**BESIDE, "highspy": Theirs([], 19.0, 0.1)}, "not 20."),
    ],
)
def test_what_does_not_hold_is_said(name: str, proof: Certificate, beside: dict[str, Theirs], said: str) -> None:
    found = " ".join(misses(name, proof, beside))
    assert said in found
    assert bool(said) == bool(found)
