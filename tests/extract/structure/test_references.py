"""Documents cited."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.references import find_references
from tests.extract.structure.documents import body_of, document


def references(text: str) -> list[tuple[str | None, str | None, str]]:
    doc = body_of("云州海关2020年年度报告\n" + text)
    return [(r.title, r.number, doc.reading.text[slice(*r.span)]) for r in find_references(doc)]


def test_a_title_in_brackets_is_a_reference() -> None:
    assert references("根据《政府信息公开条例》（以下简称《条例》）公开。") == [
        ("政府信息公开条例", None, "《政府信息公开条例》"),
        ("条例", None, "《条例》"),
    ]


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("《公开意见》（中办发〔2016〕8号）", "中办发〔2016〕8号"),
        ("《公开意见》(中办发【2016】8号)", "中办发〔2016〕8号"),
        ("《公开意见》（国务院令第711号）", "国务院令第711号"),
        ("《公开意见》（中办发[2016]8号，以下简称《意见》）", "中办发〔2016〕8号"),
        ("《公开意见》（以下简称《意见》）", None),
        ("《公开意见》（2016年修订）", None),
    ],
)
def test_the_number_behind_a_title_is_its_own(printed: str, number: str | None) -> None:
    assert references(f"贯彻{printed}精神。")[0][:2] == ("公开意见", number)


def test_the_span_reaches_to_the_end_of_the_number_s_parenthesis() -> None:
    assert references("按《意见》（中办发〔2016〕8号）执行。")[0][2] == "《意见》（中办发〔2016〕8号）"


@pytest.mark.parametrize(
    "title",
    ["办公厅〈关于全面推进公开的意见〉的通知", "关于转发《全面推进公开的意见》的通知"],
)
def test_a_title_inside_a_title_is_part_of_it(title: str) -> None:
    assert [r[0] for r in references(f"按照《{title}》执行。")] == [title]


def test_a_number_without_a_title_is_a_reference() -> None:
    assert references("按照国办发〔2019〕60号文件的要求编制。") == [(None, "国办发〔2019〕60号", "国办发〔2019〕60号")]


def test_the_document_s_own_number_is_none() -> None:
    doc = body_of("云州海关文件\n云关办〔2008〕99号\n云州海关关于公开工作的通知\n请执行。")
    assert find_references(doc) == ()
    assert find_references(body_of("云州海关公告2019年第5号\n现公告如下。")) == ()


def test_a_title_in_the_document_s_own_title_is_a_reference() -> None:
    doc = body_of("云州海关关于印发《2016年工作要点》的通知\n请执行。")
    assert [r.title for r in find_references(doc)] == ["2016年工作要点"]


def test_an_unclosed_bracket_swallows_nothing() -> None:
    assert [r[0] for r in references("依据《条例规定公开。又见《办法》。\n《未完\n一、概述《目录》")] == ["办法", "目录"]


@pytest.mark.parametrize("printed", ["《口岸文告》和《云州统计》等刊物", "《云州日报》", "《口岸》杂志", "《云州海关文告》", "《民心桥》节目"])
def test_periodicals_and_programmes_are_no_documents(printed: str) -> None:
    assert references(f"在{printed}上公开信息。") == []


def test_the_issues_of_a_programme_are_no_documents() -> None:
    assert references("完成电台4期《云州热线》、6期《圆桌会》。2期《简报》") == []
    assert [r[0] for r in references("《十五期》后又印发《办法》。")] == ["十五期", "办法"]


def test_a_title_in_brackets_does_not_cite_itself() -> None:
    doc = body_of("《云州海关公开规程》\n第一条 按《条例》执行。")
    assert [r.title for r in find_references(doc)] == ["条例"]


def test_boilerplate_cites_nothing() -> None:
    assert references("一、概述\n公开了。\n版权所有：云州海关 《使用帮助》\n云ICP备1号") == []


@given(st.text(alphabet="《》〈〉（）关于通知云〔2016〕8号\n。", max_size=60))
def test_every_reference_is_printed_and_short(text: str) -> None:
    doc = document("云" + text)
    for r in find_references(doc):
        printed = doc.reading.text[slice(*r.span)]
        assert printed.startswith("《") if r.title else r.number
        assert len(printed) < 700


def test_many_unclosed_brackets_cost_little() -> None:
    assert find_references(document("《云" * 20_000)) == ()
