"""Numerals: what is printed, what it is worth, where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.numerals import find_numerals, parse_chinese, parse_numeral

CASES = [
    ("68", 68),
    ("3,119", 3119),
    ("3，119", 3119),
    ("12,345,678.5", 12345678.5),
    ("6.8万", 68000),
    ("2.28万亿", 2280000000000),
    ("3000亿", 300000000000),
    ("5百万", 5000000),
    ("40多万", 400000),
    ("3920余万", 39200000),
    ("二十三", 23),
    ("十九", 19),
    ("两", 2),
    ("一百二十", 120),
    ("三万五千", 35000),
    ("二亿三千万", 230000000),
    ("二〇一六", 2016),
    ("百分之八十", 80),
    ("百分之九十八点五", 98.5),
    ("百分之12.5", 12.5),
    ("三分之一", pytest.approx(100 / 3)),
    ("3/4", 75),
    ("九成", 90),
    ("4成", 40),
    ("4成半", 45),
    ("八成五", 85),
    ("两成半", 25),
]


@pytest.mark.parametrize(("printed", "value"), CASES)
def test_a_numeral_has_its_value(printed: str, value: float) -> None:
    assert parse_numeral(printed) == value


@pytest.mark.parametrize("printed", ["", "万元", "6.8万条", "三三两两四", "abc", "百分之", "3.3.3", "52 618", "一成立", "2008/5"])
def test_what_is_no_numeral_has_no_value(printed: str) -> None:
    assert parse_numeral(printed) is None


def test_a_number_inside_words_is_found_with_its_place() -> None:
    text = "公开署令2条,公告64条,共6.8万条"
    assert [(text[n.start : n.end], n.value) for n in find_numerals(text)] == [("2", 2), ("64", 64), ("6.8万", 68000)]


def test_the_character_of_a_unit_is_not_swallowed() -> None:
    assert next(find_numerals("38.6千克")).value == 38.6


def test_more_inside_marks_a_lower_bound() -> None:
    (n,) = find_numerals("40多万个")
    assert (n.value, n.more) == (400000, True)


def test_in_a_sentence_a_space_separates_thousands() -> None:
    assert [n.value for n in find_numerals("公开信息52 618条,共12 36件")] == [52618, 12, 36]
    assert [n.value for n in find_numerals("扣留2.1 万批、402.3 万件,另有3 余万张")] == [21000, 4023000, 30000]


def test_a_comma_between_clauses_is_no_separator() -> None:
    assert [n.value for n in find_numerals("共12,36件")] == [12, 36]


@given(st.integers(min_value=0, max_value=10**13))
def test_a_grouped_number_reads_back(value: int) -> None:
    assert parse_numeral(f"{value:,}") == value


@given(st.integers(min_value=1, max_value=9999))
def test_chinese_numerals_read_back(value: int) -> None:
    assert parse_chinese(_chinese(value)) == value


@given(st.text(alphabet="一二三四五六七八九十百千万亿两〇零点多余0123456789.,，百分之几数", max_size=40))
def test_no_text_breaks_the_reader_and_places_are_inside_it(text: str) -> None:
    last = 0
    for n in find_numerals(text):
        assert last <= n.start < n.end <= len(text)
        last = n.end


def _chinese(value: int) -> str:
    """The numeral as an official would write it."""
    digits, out, gap = "零一二三四五六七八九", "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        d, value = divmod(value, scale)
        if d:
            out += ("零" if gap and out else "") + digits[d] + name
            gap = False
        else:
            gap = True
    return out


def test_a_row_of_figures_that_nobody_counted_is_no_number() -> None:
    assert [n.value for n in find_numerals("共36件，" + "36" * 100_000 + "，又4件")] == [36, 4]
