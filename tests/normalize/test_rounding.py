"""What a printed number may stand for."""

import pytest

from normalize.rounding import slack


@pytest.mark.parametrize(
    ("value", "printed", "expected"),
    [(12_300, "1.23万", 50), (36, "36件", 0.5), (1_234.5, "1,234.5", 0.05), (2e8, "2亿", 5e7), (0, "0", 0), (7, "", 0)],
)
def test_half_a_unit_of_the_last_printed_place(value, printed, expected):
    assert slack(value, printed) == pytest.approx(expected)
