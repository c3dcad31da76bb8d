"""Text against table: only what is the table's own number by its words is held against it."""

from __future__ import annotations

import pytest

from extract.agreement import RULE
from extract.extract import extract_record
from extract.forms.layout import load_forms
from extract.narrative.metrics import metrics
from extract.record import Check, Record
from tests.generator.render.html import render_html
from tests.generator.render.model import Table, table_of

COLUMNS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
TITLE = "重庆海关2023年政府信息公开工作年度报告"


def applications(received: int, over: int, granted: int, partially: int, forward: int) -> Table:
    """The form of applications with all of each row from natural persons."""

    def row(label: str, value: int) -> list[str]:
        return [label, *[str(value), "0", "0", "0", "0", "0", str(value)]]

    return table_of(
        [
            ["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", *COLUMNS],
            row("一、本年新收政府信息公开申请数量", received),
            row("二、上年结转政府信息公开申请数量", over),
            row("三、本年度办理结果（一）予以公开", granted),
            row("（二）部分公开", partially),
            row("（七）总计", granted + partially),
            row("四、结转下年度继续办理", forward),
        ]
    )


FORM = applications(received=36, over=2, granted=27, partially=8, forward=3)


def record(*paragraphs: str, table: Table = FORM, title: str = TITLE) -> Record:
    page = render_html([title, "一、总体情况", *paragraphs, "三、收到和处理政府信息公开申请情况", table])
    return extract_record(page, uri="http://lanzhou.example/a.html")


def checks(*paragraphs: str, table: Table = FORM, title: str = TITLE) -> list[Check]:
    return [check for check in record(*paragraphs, table=table, title=title).checks if check.rule == RULE]


def verdicts(*paragraphs: str, **options: object) -> list[tuple[float | None, bool]]:
    return [(check.left, check.holds) for check in checks(*paragraphs, **options)]  # type: ignore[arg-type]


def test_a_number_that_the_table_repeats_holds() -> None:
    (check,) = checks("2023年，我关共收到政府信息公开申请36件。")
    assert (check.left, check.right, check.holds) == (36, 36, True)
    assert check.refs[1] == "new_received/total"
    assert check.statement.endswith("表中applications/new_received/total为36")


def test_a_number_that_the_table_contradicts_is_flagged_and_kept() -> None:
    found = record("2023年，我关共收到政府信息公开申请63件。")
    (problem,) = [problem for problem in found.problems if problem.code == "check_failed"]
    assert problem.span is not None and found.text[slice(*problem.span)] == "63"
    assert [s.value for s in found.statistics if s.metric == "applications_received"] == [63]


def test_each_metric_is_held_against_its_own_cell() -> None:
    text = "2023年，我关收到政府信息公开申请36件，上年结转申请2件；办结申请35件，结转下年度继续办理申请4件。"
    assert sorted(verdicts(text)) == [(2, True), (4, False), (35, True), (36, True)]


@pytest.mark.parametrize(
    "text",
    [
        "2022年，我关共收到政府信息公开申请40件。",
        "去年我关共收到政府信息公开申请40件。",
        "《条例》施行以来，我关累计收到政府信息公开申请400件。",
        "截至2023年6月，我关收到政府信息公开申请20件。",
        "2023年上半年，我关收到政府信息公开申请20件。",
        "2023年，全国海关共收到政府信息公开申请400件。",
        "2023年，全市共收到政府信息公开申请400件。",
        "2023年，各隶属海关收到政府信息公开申请12件。",
        "2023年，机关本级收到政府信息公开申请12件。",
        "2023年，我关收到备案的政府信息公开申请12件。",
        "2023年，我关网站收到政府信息公开申请12件。",
        "2023年，我关通过信函收到政府信息公开申请12件。",
        "2023年，我关按时答复政府信息公开申请30件。",
        "2023年，我关共受理政府信息公开申请38件（含上年结转2件）。",
        "2023年，我关收到30名自然人的政府信息公开申请。",
        "2023年，我关日均收到政府信息公开申请0.1件。",
        "2023年，我关收到的政府信息公开申请同比增长30%。",
    ],
)  # fmt: skip
def test_a_number_of_another_time_office_channel_or_extent_is_not_compared(text: str) -> None:
    assert [verdict for verdict in verdicts(text) if not verdict[1]] == []


def test_the_first_of_january_to_the_last_of_december_is_the_year() -> None:
    assert verdicts("2023年1月1日至2023年12月31日，我关共收到政府信息公开申请63件。") == [(63, False)]


def test_another_number_of_the_metric_is_passed_over_where_one_agrees() -> None:
    assert verdicts("2023年，我关共收到政府信息公开申请36件。其中受理政府信息公开申请30件。") == [(36, True)]


def test_one_label_with_two_numbers_fails_for_the_one_that_differs() -> None:
    text = "2023年，我关共收到政府信息公开申请36件。"
    assert sorted(verdicts(text, text.replace("36", "63"))) == [(36, True), (63, False)]


def test_a_table_of_all_the_city_is_known_by_what_it_repeats() -> None:
    text = "2023年，全市共收到政府信息公开申请36件，予以公开27件，部分公开9件。市本级收到政府信息公开申请5件，予以公开3件。"
    assert sorted(verdicts(text)) == [(9, False), (27, True), (36, True)]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("超过30件", True), ("超过40件", False), ("近40件", True), ("约60件", False), ("不足40件", True), ("不足30件", False),
    ],
)  # fmt: skip
def test_a_bound_is_held_to(text: str, holds: bool) -> None:
    assert [verdict[1] for verdict in verdicts(f"2023年，我关收到政府信息公开申请{text}。")] == [holds]


def test_a_document_without_a_year_is_not_judged() -> None:
    assert verdicts("我关共收到政府信息公开申请63件。", title="重庆海关政府信息公开工作情况") == []


def test_every_cell_that_the_metric_dictionary_names_is_in_a_form() -> None:
    blocks = [(form.form, block) for form in load_forms() for block in form.blocks]
    known = {(form, row.code, code) for form, block in blocks for row in block.rows for code in block.column_codes}
    assert {cell for metric in metrics() for cell in metric.cells} <= known
