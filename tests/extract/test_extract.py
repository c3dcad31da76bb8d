"""What the main path promises of a whole record."""

from __future__ import annotations

from extract.extract import extract_record
from extract.record import Record


def record(text: str) -> Record:
    return extract_record(text.encode(), uri="report.txt", media_type="text/plain")


def metrics(text: str) -> dict[str, str | None]:
    """The metric of each statistic by the characters of its number."""
    found = record(text)
    return {found.text[slice(*s.span)]: s.metric for s in found.statistics}


def test_a_part_of_a_number_is_not_the_number_itself() -> None:
    text = "全年在门户网站公开政府信息50条。其中,政策法规类的信息30条,业务工作类的信息20条。"
    assert metrics(text) == {"50": "items_disclosed_website", "30": None, "20": None}


def test_a_part_that_is_a_metric_of_its_own_has_it() -> None:
    text = "全年收到信息公开申请50件,其中,当面申请30件,电子邮件申请20件。"
    assert metrics(text) == {
        "50": "applications_received",
        "30": "applications_in_person",
        "20": "applications_by_email",
    }


def test_a_department_s_part_has_the_metric_with_the_department_as_its_scope() -> None:
    found = record("全关共主动公开政府信息120条,其中办公室80条、法规处40条。")
    assert [(s.metric, s.scope) for s in found.statistics[1:]] == [
        ("items_disclosed", "办公室"),
        ("items_disclosed", "法规处"),
    ]


def test_an_empty_source_is_a_record_that_says_nothing() -> None:
    found = record("")
    assert (found.statistics, found.tables, found.sections) == ((), (), ())


def test_the_same_bytes_from_the_same_place_are_the_same_record() -> None:
    text = "一、总体情况\n全年收到申请5件。"
    assert record(text) == record(text)


PLANS = """云州海关2023年法治政府建设情况报告
一、主要工作
(一)加强普法。全年开展培训10期。
二、2024年工作安排
(一)加强普法。力争办结率不低于95%，开展培训12期，培训1500人次以上。
(二)加强复议。2023年共办理复议案件6件，2024年将全部公开。
"""


def test_what_a_section_on_the_year_to_come_aims_at_is_no_statistic() -> None:
    found = record(PLANS)
    assert [s.value for s in found.statistics] == [10, 6]


def test_a_section_on_shortcomings_and_plans_still_reports() -> None:
    found = record(PLANS.replace("2024年工作安排", "存在问题和下一步打算").replace("力争", "目前"))
    assert 12 in [s.value for s in found.statistics]


def test_a_number_that_nothing_names_is_named_by_its_section() -> None:
    found = record("云州海关2016年年度报告\n一、门户网站访问量\n达5万人次。\n二、其他\n无。")
    assert [s.label for s in found.statistics] == ["门户网站访问量"]


def test_a_section_named_for_an_office_owns_its_numbers() -> None:
    text = "云州海关2023年工作情况\n一、缉私局\n立案12起。\n二、监管情况\n查验货物36批。\n"
    assert [(s.value, s.scope) for s in record(text).statistics] == [(12, "缉私局"), (36, None)]


def test_only_a_kind_of_document_that_has_headings_misses_them() -> None:
    codes = {kind: [p.code for p in record(f"云州海关{kind}\n我关公开了信息。").problems] for kind in ("2015年年报", "通关提速")}
    assert codes == {"2015年年报": ["no_heading"], "通关提速": []}
