"""What annotated numbers are worth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.evaluation.numerals import DIGITS, value_of


@pytest.mark.parametrize(
    ("surface", "value"),
    [
        ("68", 68),
        ("6.8万", 68000),
        ("2973.23万", 29732300),
        ("3,000亿", 300_000_000_000),
        ("2万亿", 2_000_000_000_000),
        ("3920餘萬", 39_200_000),
        ("2.28萬(wàn)億", 2_280_000_000_000),
        ("-5.2", -5.2),
        ("1 286", 1286),
        ("３，１１９", 3119),
        ("９８．２８", 98.28),
    ],
)
def test_arabic_numerals_are_multiplied_out(surface: str, value: float) -> None:
    assert value_of(surface) == value


@pytest.mark.parametrize(
    ("surface", "value"),
    [
        ("六", 6),
        ("兩", 2),
        ("十", 10),
        ("二十三", 23),
        ("百", 100),
        ("一百零五", 105),
        ("三千一百零八", 3108),
        ("一萬二千", 12000),
        ("十二万四千", 124000),
        ("两亿", 200_000_000),
        ("九十八点五", 98.5),
        ("二〇〇八", 2008),
    ],
)
def test_chinese_numerals_are_counted(surface: str, value: float) -> None:
    assert value_of(surface) == value


@pytest.mark.parametrize(
    ("surface", "percent"),
    [
        ("百分之八十", 80),
        ("百分之九十八点五", 98.5),
        ("三成", 30),
        ("3/4", 75),
        ("五分之一", 20),
        ("三分之一", 100 / 3),
    ],
)
def test_fractions_are_percentages(surface: str, percent: float) -> None:
    assert value_of(surface) == pytest.approx(percent)


@pytest.mark.parametrize("surface", ["", "若干", "十九大", "1.2.3"])
def test_what_is_no_number_is_refused(surface: str) -> None:
    with pytest.raises(ValueError, match="expected a number"):
        value_of(surface)


def _chinese(number: int) -> str:
    """The formal numeral of 1 to 9999, written out anew to test against."""
    digits = [c for c in DIGITS if c in "零一二三四五六七八九"]
    text, zero = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            text += ("零" if zero and text else "") + digits[digit] + name
        zero = not digit if text else False
    return text


@given(st.integers(1, 9999))
def test_every_number_is_read_back_from_its_numeral(number: int) -> None:
    assert value_of(_chinese(number)) == number


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_ten_thousands_stand_before_the_rest(high: int, low: int) -> None:
    assert value_of(f"{_chinese(high)}万零{_chinese(low)}") == high * 10_000 + low


@given(st.decimals(min_value=0, max_value=10_000, places=2))
def test_decimals_keep_their_exact_value(number: object) -> None:
    assert value_of(f"{number}万") == pytest.approx(float(str(number)) * 10_000)
