"""The one file that knows HiGHS."""

import highspy
import pytest

from panels.solver import OTHER_WAYS


@pytest.mark.parametrize(("name", "value", "usual"), OTHER_WAYS)
def test_the_other_ways_are_options_that_highs_knows_with_their_usual_values(
    name: str, value: str | float, usual: str | float
) -> None:
    highs = highspy.Highs()  # type: ignore[no-untyped-call]  # its stub leaves this one out
    assert highs.getOptionValue(name)[1] == usual
    assert highs.setOptionValue(name, value) == highspy.HighsStatus.kOk
