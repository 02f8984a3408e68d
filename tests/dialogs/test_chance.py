"""What a resident hears of their chance is the number of the report, and words that are near it."""

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.dialogs.seat import in_parts, in_percent
from panels.lottery import UNITS

chances = st.fractions(min_value=Fraction(1, UNITS), max_value=1 - Fraction(1, UNITS), max_denominator=UNITS)


@given(chances)
@example(Fraction(51, 1000))
@example(Fraction(4709, 10000))
@example(Fraction(1, 12))
@example(Fraction(999, 1000))
def test_the_words_are_within_a_sixteenth_of_the_chance_and_of_its_opposite(exact: Fraction) -> None:
    told = in_parts(exact)
    assert 0 < told < 1
    for true, said in ((exact, told), (1 - exact, 1 - told)):
        assert abs(said - true) <= true / 16


@given(chances)
def test_the_percentage_is_the_published_probability(exact: Fraction) -> None:
    published = float(f"{float(exact):.12f}")
    assert abs(float(in_percent(exact)) / 100 - published) <= 0.5e-6 + 1e-12
    assert in_percent(exact) not in ("0", "100")


@pytest.mark.parametrize(
    ("exact", "parts", "percent"),
    [
        (Fraction(1, 2), (1, 2), "50"),
        (Fraction(51, 1000), (1, 20), "5.1"),
        (Fraction(6, 100), (1, 17), "6"),
        (Fraction(7, 100), (1, 14), "7"),
        (Fraction(1, 12), (1, 12), "8.3333"),
        (Fraction(9, 10), (9, 10), "90"),
        (Fraction(95, 100), (19, 20), "95"),
        (Fraction(3, 10_000_000), (1, 3_333_333), "0.00003"),
    ],
)
def test_some_chances(exact: Fraction, parts: tuple[int, int], percent: str) -> None:
    assert (in_parts(exact).as_integer_ratio(), in_percent(exact)) == (parts, percent)
