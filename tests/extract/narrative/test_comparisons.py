"""The words of comparison before a number, side by side with what they say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.narrative.comparisons import (
    Comparison,
    is_base,
    is_starting_point,
    only_compares,
    read_comparison,
)


@pytest.mark.parametrize(
    ("clause", "unit", "says"),
    [
        ("同比增长", "%", Comparison("", "同比增长", "up", "同比")),
        ("环比下降了", "%", Comparison("", "环比下降", "down", "环比")),
        ("比上年增长", "%", Comparison("", "增长", "up", "上年")),
        ("较2019年同期增加", "%", Comparison("", "增加", "up", "2019年同期")),
        ("较改革前的2008年增长近", "%", Comparison("", "增长", "up", "改革前的2008年")),
        ("网站访问量比去年同期下降", "%", Comparison("网站访问量", "下降", "down", "去年同期")),
        ("比重提升", "百分点", Comparison("比重", "提升", "up", None)),
        ("占比分别提高", "百分点", Comparison("占比", "提高", "up", None)),
        ("增幅为", "%", Comparison("", "增幅", "up", None)),
        ("降幅达", "百分点", Comparison("", "降幅", "down", None)),
        ("比上年多", "件", Comparison("", "多", "up", "上年")),
        ("较上年净增", "条", Comparison("", "净增", "up", "上年")),
        ("净减", "条", Comparison("", "净减", "down", None)),
        ("是去年同期的", "倍", Comparison("", "同比倍数", "up", "去年同期")),
        ("出口值为2015年的", "倍", Comparison("出口值", "为2015年的倍数", "up", "2015年")),
        ("增长", "倍", Comparison("", "增长", "up", None)),
    ],
    ids=lambda x: x if isinstance(x, str) else "",
)
def test_a_comparison_says_what_moved_which_way_against_what(clause: str, unit: str, says: Comparison) -> None:
    assert read_comparison(clause, unit) == says


@pytest.mark.parametrize(
    ("clause", "unit"),
    [
        ("增加", "件"),  # 新增加3件: without a base a figure of its own
        ("提高到", "%"),
        ("由15个工作日压缩至", "工作日"),
        ("满意率", "%"),
        ("占比", "%"),
        ("高于全省平均水平", "百分点"),
        ("为一审行政诉讼收案数的", "倍"),
    ],
)
def test_a_figure_that_stands_for_itself_is_no_change(clause: str, unit: str) -> None:
    assert read_comparison(clause, unit) is None


def test_what_a_figure_is_compared_with_is_told_from_a_figure() -> None:
    assert is_base("较上年的", "增加")
    assert is_base("比改革前的", "减少近")
    assert not is_base("比上年增加", "")
    assert not is_base("同比", "增加")


def test_a_starting_point_is_led_in_and_left() -> None:
    assert is_starting_point("接通率由", "提高到")
    assert is_starting_point("案件由2012年的", "减少到")
    assert not is_starting_point("接通率", "提高到")
    assert not is_starting_point("由", "组成,增至")


def test_words_that_only_compare_name_no_figure() -> None:
    assert [only_compares(w) for w in ("环比", "同比", "较上年", "出口")] == [True, True, True, False]


@given(st.text(alphabet="同环比较上年增长下降的是为了约占重2019, ", max_size=120), st.sampled_from(["%", "件", "倍", "百分点"]))
def test_a_comparison_is_made_of_the_words_that_are_there(clause: str, unit: str) -> None:
    found = read_comparison(clause, unit)
    assert found is None or found.head in clause
