"""What a printed number may stand for."""

import pytest

from normalize.rounding import Reach, reach, rounded, slack


@pytest.mark.parametrize(
    ("value", "printed", "expected"),
    [(12_300, "1.23万", 50), (36, "36件", 0.5), (1_234.5, "1,234.5", 0.05), (2e8, "2亿", 5e7), (0, "0", 0), (7, "", 0)],
)
def test_half_a_unit_of_the_last_printed_place(value, printed, expected):
    assert slack(value, printed) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("value", "printed", "expected"), [(23.529, "23", 24), (82.353, "83%", 82), (8.35, "8.4", 8.4), (-2.5, "3", -3), (40.2, "四成", 40)]
)
def test_a_value_is_rounded_as_far_as_the_print(value, printed, expected):
    assert rounded(value, printed) == expected


@pytest.mark.parametrize(
    ("value", "printed", "unit", "expected"),
    [
        (36, "36", "件", (36, 36)),
        (12_300, "1.23万", "件", (12_250, 12_350)),
        (59, "59", "%", (58.5, 59.5)),
        (59, "百分之五十九", "%", (58.5, 59.5)),
        (40, "四成", "%", (35, 45)),
        (25, "四分之一", "%", (22.5, 27.5)),
    ],
)
def test_what_a_number_may_stand_for_follows_from_its_print(value, printed, unit, expected):
    assert reach(value, printed, unit) == pytest.approx(expected)


def test_reaches_are_reckoned_with_and_meet():
    part, other = reach(60, "60", "件"), reach(1.2e4, "1.20万", "件")
    assert other.less(part) == (11_890, 11_990)
    assert part.over(other) == pytest.approx((60 / 12_050, 60 / 11_950))
    assert part.times(-1) == (-60, -60)
    assert Reach(1, 2).meets(Reach(2, 3))
    assert not Reach(1, 2).meets(Reach(2.1, 3))
