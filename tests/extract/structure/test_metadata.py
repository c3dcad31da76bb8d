"""Year and period, what the page declares, and word files that are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.boilerplate import strip_boilerplate
from extract.measures import find_measures
from extract.metadata import Metadata, read_metadata
from extract.record import Period
from extract.references import find_references
from extract.rules import Rules, load_rules
from extract.sections import find_sections
from tests.extract.structure.documents import document


def metadata(text: str, declared: dict[str, str] | None = None) -> Metadata:
    doc = document(text)
    body, _ = strip_boilerplate(doc)
    return read_metadata(doc, body, find_sections(body), declared or {})


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("云州海关2015年年度报告\n我关公开了信息。", 2015),
        ("云州海关信息公开2009年度报告\n我关公开了信息。", 2009),
        ("云州海关年度报告\n统计期限自2014年1月1日起至2014年12月31日止。", 2014),
        ("云州海关年度报告\n2013年，我关公开了信息。", 2013),
        ("云州海关年度报告\n统计期限自2013年5月1日起至2014年4月30日止。", None),
        ("云州海关年度报告\n我关公开了信息。比2012年增加。\n云州海关\n2014年1月5日", None),
        ("云州海关关于公开的通知\n请办。\n云州海关\n2008年5月4日", 2008),
        ("云州海关关于公开的通知\n云关办〔2008〕9号\n请办。", 2008),
        ("云州海关2016年政务公开工作要点\n请办。\n云州海关\n2015年12月30日", 2016),
        ("云州海关关于公开的通知\n请办。", None),
    ],
)
def test_the_year_that_a_document_is_about(text: str, year: int | None) -> None:
    assert metadata(text).year == year


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("所列数据的统计期限自2020年1月1日起至2020年12月31日止。", Period("2020-01-01", "2020-12-31")),
        ("报告中所列数据的统计期限,自2020年1月1日起至12月31日止。", Period("2020-01-01", "2020-12-31")),
        ("统计期限自2020年1月1日起\n至2020年12月31日止。", Period("2020-01-01", "2020-12-31")),
        ("自2020年1月1日起，企业可以自由选择。", None),
        ("统计期限为上一年度。", None),
    ],
)
def test_the_period_of_the_figures(sentence: str, period: Period | None) -> None:
    assert metadata(f"云州海关年度报告\n{sentence}").period == period


def test_a_stripped_period_is_a_problem_that_points_to_it() -> None:
    found = metadata("云州海关年度报告\n数据的统计期限自201011日起20101231止。")
    (problem,) = found.problems
    assert (found.period, problem.code) == (Period("2010-01-01", "2010-12-31"), "stripped_date")
    assert problem.span == (16, 34)


def test_a_declared_title_loses_the_site_s_name() -> None:
    found = metadata("我关公开了信息。", {"title": "云州海关2015年年度报告_云州海关"})
    assert (found.title, found.kind) == ("云州海关2015年年度报告", "annual_report")


def test_the_period_of_statistics_is_that_of_the_title() -> None:
    assert metadata("2023年前三季度云州市进出口情况\n进出口增长5%。").period == Period("2023-01-01", "2023-09-30")
    assert metadata("2023年云州市进出口情况\n进出口增长5%。").period is None


def test_a_title_stands_in_the_table_of_properties_where_nothing_else_prints_one() -> None:
    assert metadata("标题：云州海关2015年年度报告\n我关公开了信息。").title == "云州海关2015年年度报告"


def test_a_text_without_a_title_says_what_it_is_in_its_preface() -> None:
    assert metadata("本报告根据《条例》的要求，由办公室编制。").kind == "annual_report"
    assert metadata("为便于公众获取信息，制定本指南。").kind == "guide"
    assert metadata("为方便公众，编制了《云州海关政府信息公开指南》。").kind == "guide"
    assert metadata("根据《条例》，现公布云州市人民政府2017年政府信息公开年度报告。").kind == "annual_report"
    assert metadata("2012年度报告根据《条例》的要求，由办公厅综合各单位的材料编制而成。").kind == "annual_report"
    assert metadata("为了保障公众获取信息，根据《条例》规定，制定本公开指南。").kind == "guide"
    assert metadata("根据《条例》规定，制定了云州县教育局2019年度政府信息公开年度报告。").kind == "annual_report"
    assert metadata("2024年，我关推进法治建设。现将主要工作情况报告如下：").kind == "annual_report"
    assert metadata("现向社会公布云州镇人民政府2016年度信息公开工作年度报告。").year == 2016
    assert metadata("特向社会公布2010年度本级机关信息公开工作年度报告。").kind == "annual_report"
    assert metadata("特公布云州管理局2010年度政府信息公开工作报告。").kind == "annual_report"
    assert metadata("第一条 根据《条例》，制定本办法。组织编制年度报告。").kind == "other"
    assert metadata("公开了信息。").kind == "other"


TOKENS = ["云州海关", "2015年", "通知", "年度报告", "\n", "：", "。", "一、", "（一）", "一是", "二是", "《", "》", "附件", "1.", "〔2016〕3号", "日", "电话", "12360", " ", "版权所有", "应当", "(", ")", "@", "0"]


@given(st.lists(st.sampled_from(TOKENS), max_size=40).map("".join))
def test_whatever_the_text_everything_ends_and_every_span_is_inside(text: str) -> None:
    doc = document("云" + text)
    body, _ = strip_boilerplate(doc)
    sections = find_sections(body)
    found = read_metadata(doc, body, sections, {})
    spans = [m.span for m in find_measures(body, sections, found.kind)] + [r.span for r in find_references(body)]
    spans += [a.span for a in found.attachments if a.span] + [p.span for p in found.problems if p.span]
    assert all(0 <= start < end <= len(doc.reading.text) for start, end in spans)


class _Words(Rules):
    words: list[str]


@pytest.mark.parametrize(
    ("content", "message"), [("words: 3", "words"), ("others: []", "words"), ("words: [", "expected YAML"), ("", "top level")]
)
def test_a_word_file_that_is_wrong_is_named_with_its_key(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "words.yaml"
    path.write_text(content, "utf-8")
    with pytest.raises(ValueError, match=message) as error:
        load_rules(_Words, path)
    assert str(path) in str(error.value)
