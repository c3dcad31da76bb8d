"""Numbers at the head of lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.numbering import read_numbering


@pytest.mark.parametrize(
    ("line", "kind", "ordinal", "printed", "title"),
    [
        ("一、总体情况", "chinese", 1, "一、", "总体情况"),
        ("十二、附则", "chinese", 12, "十二、", "附则"),
        ("二、2024年工作安排", "chinese", 2, "二、", "2024年工作安排"),
        ("2.2024年工作安排", "arabic", 2, "2.", "2024年工作安排"),
        ("5.12360热线运行", "arabic", 5, "5.", "12360热线运行"),
        ("4.3月底前完成清理。", "arabic", 4, "4.", "3月底前完成清理。"),
        ("三.工作安排", "chinese", 3, "三.", "工作安排"),
        ("(一)主动公开情况", "chinese_paren", 1, "(一)", "主动公开情况"),
        ("（十一）监督保障", "chinese_paren", 11, "（十一）", "监督保障"),
        ("三)公开形式", "chinese_paren", 3, "三)", "公开形式"),
        ("㈡公开形式", "chinese_paren", None, "㈡", "公开形式"),
        ("1.海关公告", "arabic", 1, "1.", "海关公告"),
        ("2、政务新媒体", "arabic", 2, "2、", "政务新媒体"),
        ("10．其他", "arabic", 10, "10．", "其他"),
        ("1.2 申请方式", "decimal", 2, "1.2", "申请方式"),
        ("（3）办理时限", "arabic_paren", 3, "（3）", "办理时限"),
        ("4)办理时限", "arabic_paren", 4, "4)", "办理时限"),
        ("②邮寄申请", "circled", 2, "②", "邮寄申请"),
        ("第一部分 概述", "part", 1, "第一部分", "概述"),
        ("第二章 公开的范围", "chapter", 2, "第二章", "公开的范围"),
        ("第三节 程序", "division", 3, "第三节", "程序"),
        ("第十五条 本办法自发布之日起施行。", "article", 15, "第十五条", "本办法自发布之日起施行。"),
    ],
)
def test_reads_kind_value_and_place_of_the_title(
    line: str, kind: str, ordinal: int | None, printed: str, title: str
) -> None:
    number = read_numbering(line)
    assert number is not None
    assert (number.kind, number.text, line[number.end :]) == (kind, printed, title)
    assert ordinal is None or number.ordinal == ordinal


@pytest.mark.parametrize(
    "line",
    ["2.5万元", "1.12345万", "2020年总体情况", "一是加强领导", "第二十条第(一)项", "第三条规定，应当公开", "3，119件", "一季度", "", "(公开)"],
)
def test_a_figure_or_a_word_is_no_number(line: str) -> None:
    assert read_numbering(line) is None


@given(st.text(alphabet="一二十三第章条、.(（)）1290 公开①⑴", max_size=12))
def test_what_is_read_stands_at_the_head_of_the_line(line: str) -> None:
    number = read_numbering(line)
    if number:
        assert line.startswith(number.text)
        assert len(number.text) <= number.end <= len(line)
