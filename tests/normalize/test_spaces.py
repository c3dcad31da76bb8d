"""Spaces that say nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.aligned import AlignedText
from normalize.spaces import tidy


def tidied(text: str) -> str:
    return tidy(AlignedText.of(text)).text


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("公 开", "公开"),
        ("商 业 企 业", "商业企业"),
        ("政府信息 公 开 年报", "政府信息 公开 年报"),
        ("2020 年 度 报 告", "2020 年度报告"),
        ("第 二 十 条", "第二十条"),
        ("总 计\n其 他", "总计\n其他"),
    ],
)
def test_a_word_printed_with_its_characters_apart_is_joined(printed: str, plain: str) -> None:
    assert tidied(printed) == plain


@pytest.mark.parametrize(
    "printed", ["自然人 商业企业", "0 0 0", "公开 12 件", "一 二 三", "机关 名称", "是 APP"]
)
def test_what_stands_apart_stays_apart(printed: str) -> None:
    assert tidied(printed) == printed


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("一、 总体情况 。", "一、总体情况。"),
        ("《 条例 》", "《条例》"),
        ("办法（ 试行 ）", "办法（试行）"),
        ("共12件 ，", "共12件，"),
    ],
)
def test_chinese_punctuation_has_no_spaces_beside_it(printed: str, plain: str) -> None:
    assert tidied(printed) == plain


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("受理   申请", "受理 申请"),
        ("  一、概况  \n  正文  ", "一、概况\n正文"),
        ("\n \n", "\n\n"),
        ("甲乙\t 丙丁", "甲乙\t丙丁"),
    ],
)
def test_runs_collapse_and_line_ends_are_bare(printed: str, plain: str) -> None:
    assert tidied(printed) == plain


def test_the_characters_of_a_joined_word_keep_their_places() -> None:
    assert tidy(AlignedText.of("总 计 5")).source_span(0, 2) == (0, 3)


@given(st.text(alphabet="公开一二 ，\n\t1a"))
def test_tidying_twice_is_tidying_once(text: str) -> None:
    assert tidied(tidied(text)) == tidied(text)


@given(st.text(alphabet="公开一二 ，\n\t1a"))
def test_nothing_but_spaces_goes(text: str) -> None:
    assert tidied(text).replace(" ", "") == text.replace(" ", "")
