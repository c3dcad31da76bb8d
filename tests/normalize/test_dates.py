"""Dates."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.dates import find_dates


@pytest.mark.parametrize(
    ("printed", "value", "precision"),
    [
        ("2008年5月4日", "2008-05-04", "day"),
        ("2008年05月04日", "2008-05-04", "day"),
        ("2008 年 5 月 4 日", "2008-05-04", "day"),
        ("2008年5月4号", "2008-05-04", "day"),
        ("二○○八年五月四日", "2008-05-04", "day"),
        ("二〇〇八年五月四日", "2008-05-04", "day"),
        ("二OO八年五月四日", "2008-05-04", "day"),
        ("二零一六年十二月三十一日", "2016-12-31", "day"),
        ("一九九九年十月十日", "1999-10-10", "day"),
        ("二〇二〇年二月二十九日", "2020-02-29", "day"),
        ("2012年10月", "2012-10", "month"),
        ("二〇一二年十月", "2012-10", "month"),
        ("2012年", "2012", "year"),
        ("二〇一二年", "2012", "year"),
        ("2008-05-04", "2008-05-04", "day"),
        ("2008/5/4", "2008-05-04", "day"),
        ("2008.5.4", "2008-05-04", "day"),
        ("5月1日", None, "month_day"),
        ("十月一日", None, "month_day"),
    ],
)
def test_a_date_is_read(printed: str, value: str | None, precision: str) -> None:
    (found,) = find_dates(f"于{printed}起")
    assert (found.start, found.end) == (1, 1 + len(printed))
    assert (found.value, found.precision) == (value, precision)


def test_a_day_without_a_year_keeps_its_month_and_day() -> None:
    (found,) = find_dates("3月20日")
    assert (found.year, found.month, found.day) == (None, 3, 20)


@pytest.mark.parametrize(
    "printed", ["2008年13月1日", "2019年2月29日", "2008年5月45日", "2008-13-01", "2008/2/30", "2012年0月"]
)
def test_a_day_that_no_calendar_has_has_no_value(printed: str) -> None:
    (found,) = find_dates(printed)
    assert found.value is None
    assert found.precision in ("day", "month")


@pytest.mark.parametrize(
    "text",
    [
        "本年",
        "去年",
        "2008",
        "20080504",
        "12008年",
        "5年",
        "三年内",
        "1.2.3",
        "12360",
        "10.2008.5.4.1",
        "5个工作日",
        "4日内",
        "023-67709720",
    ],
)
def test_what_is_no_date_is_left(text: str) -> None:
    assert find_dates(text) == []


def test_dates_come_in_order() -> None:
    found = find_dates("2020年5月1日至6月1日，见2019-01-02、二〇一八年")
    assert [d.value for d in found] == ["2020-05-01", None, "2019-01-02", "2018"]


def test_the_year_of_a_numbered_heading_is_found() -> None:
    assert [d.value for d in find_dates("3.2020年全年发布")] == ["2020"]


@given(st.text(alphabet="0123456789一二十三〇○年月日号-/. 至自起止"))
def test_any_text_is_searched(text: str) -> None:
    for found in find_dates(text):
        assert 0 <= found.start < found.end <= len(text)
        assert found.value is None or len(found.value) == {"day": 10, "month": 7, "year": 4}[found.precision]


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_of_two_centuries_is_read_back(day: date) -> None:
    for printed in (
        f"{day.year}年{day.month}月{day.day}日",
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
    ):
        assert [found.value for found in find_dates(printed)] == [day.isoformat()]
