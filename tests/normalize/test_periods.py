"""Periods, whole and stripped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.periods import find_periods


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("2020年1月1日起至2020年12月31日", "2020-01-01", "2020-12-31"),
        ("2020年1月1日至12月31日", "2020-01-01", "2020-12-31"),
        ("2020年1月1日----2020年12月31日", "2020-01-01", "2020-12-31"),
        ("2020年5月1日至7日", "2020-05-01", "2020-05-07"),
        ("2020年1月至12月", "2020-01-01", "2020-12-31"),
        ("2020年1-6月", "2020-01-01", "2020-06-30"),
        ("2020年1—2月", "2020-01-01", "2020-02-29"),
        ("2019年12月至2020年2月", "2019-12-01", "2020-02-29"),
        ("2018年至2020年", "2018-01-01", "2020-12-31"),
        ("2018-2020年", "2018-01-01", "2020-12-31"),
        ("二〇二〇年一月一日至十二月三十一日", "2020-01-01", "2020-12-31"),
        ("2020-01-01至2020-12-31", "2020-01-01", "2020-12-31"),
        ("2020.1.1-2020.12.31", "2020-01-01", "2020-12-31"),
        ("2020 年 1 月 1 日 至 12 月 31 日", "2020-01-01", "2020-12-31"),
    ],
)
def test_a_period_is_read(printed: str, first: str, last: str) -> None:
    (period,) = find_periods(f"统计期限自{printed}止")
    assert (period.start, period.end) == (5, 5 + len(printed))
    assert (period.first, period.last, period.stripped) == (first, last, False)


@pytest.mark.parametrize(
    "text",
    [
        "2020年1月1日",
        "2020年12月31日至2020年1月1日",
        "2018年1月至2020年",
        "2020年2月30日至3月1日",
        "2020年",
        "1至6月",
        "第1-6条",
    ],
)
def test_what_is_no_period_is_left(text: str) -> None:
    assert find_periods(text) == []


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("自201011日起20101231止", "2010-01-01", "2010-12-31"),
        ("自201011日起至20101231日止", "2010-01-01", "2010-12-31"),
        ("自2010年11日起2010年1231日止", "2010-01-01", "2010-12-31"),
        ("2018年11日至2018年1231日", "2018-01-01", "2018-12-31"),
        ("20231月1日至202312月31日", "2023-01-01", "2023-12-31"),
        ("为201011日至20101231日", "2010-01-01", "2010-12-31"),
        ("从20190215至20191120", "2019-02-15", "2019-11-20"),
        ("自2010111日起20101231止", None, None),
        ("自20101231起201011止", None, None),
        ("自20101331起20101340止", None, None),
    ],
    ids=["as seen", "with 至", "with 年", "without 自", "without 年", "behind 为", "zeros", "two readings", "backwards", "no such day"],
)
def test_a_stripped_period_is_read_only_where_one_reading_is_sensible(
    printed: str, first: str | None, last: str | None
) -> None:
    (period,) = find_periods(printed)
    assert (period.first, period.last, period.stripped) == (first, last, True)


@given(st.text(alphabet="0123456789一二十〇年月日至自起止-. "))
def test_any_text_is_searched(text: str) -> None:
    for period in find_periods(text):
        assert 0 <= period.start < period.end <= len(text)
        assert period.stripped or (period.first and period.last and period.first <= period.last)
