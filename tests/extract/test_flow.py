"""The running text: what is joined in it, what is not, and that every character keeps its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.flow import running_text
from normalize.aligned import AlignedText

WRAPPED = """一、概况
全年各隶属海关和业务现场接待来访、接听电话、
答复网上留言共计33,471人次,其中机场海关
6,209人次,保税区海关11,048人
次。
(一)人员
关区政务公开工作人员29名。"""


def joined(text: str, *left_out: tuple[int, int]) -> str:
    return running_text(AlignedText.of(text), left_out).text


def test_the_lines_of_a_wrapped_paragraph_are_one() -> None:
    assert joined(WRAPPED).split("\n") == [
        "一、概况",
        "全年各隶属海关和业务现场接待来访、接听电话、答复网上留言共计33,471人次,其中机场海关6,209人次,保税区海关11,048人次。",
        "(一)人员",
        "关区政务公开工作人员29名。",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "主动公开信息数 1326 条\n收到申请数 83 件\n行政复议数量 5 件",
        "全年各隶属海关和业务现场接待来访接听电话若干人次如下\n一、机场海关接待来访接听电话和答复网上留言若干人次。",
        "关于二○二○年海关统计数据发布时间安排的有关公告全文\n关于二○二一年海关统计数据发布时间安排的有关公告全文",
        "全年各隶属海关和业务现场接待来访接听电话若干人次。\n全年各隶属海关和业务现场接待来访接听电话若干人次。",
        "全年各隶属海关和业务现场接待来访接听电话若干人次、\n\n答复网上留言若干人次。",
        "很长的一行" * 30 + "\n后面的一行。",
    ],
)
def test_lines_that_are_not_broken_because_they_are_full_stay_apart(text: str) -> None:
    assert joined(text) == text


def test_spaces_inside_words_of_sentences_go() -> None:
    assert joined("全年主 动公开政 府信息 586条,办结率100%。") == "全年主动公开政府信息 586条,办结率100%。"


@pytest.mark.parametrize("text", ["姓名 单位 电话", "部门公开6917条 乡镇公开2315条,合计9232条。"])
def test_spaces_that_set_something_apart_stay(text: str) -> None:
    assert joined(text) == text


def test_what_is_left_out_becomes_line_breaks() -> None:
    assert joined("一、概况\n正文。", (0, 4), (2, 5)) == "\n\n\n\n\n正文。"


@given(st.text(alphabet="公开申请1条,。、 \n(一)", max_size=200))
def test_every_character_keeps_its_place(text: str) -> None:
    flow = running_text(AlignedText.of(text))
    assert [text[start:end] for start, end in zip(flow.starts, flow.ends, strict=True)] == list(flow.text)
