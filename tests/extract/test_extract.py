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
