"""When each number of a sentence is of, side by side in periods.yaml."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.narrative.moments import find_moments, iso, whole_year
from extract.narrative.periods import document_period
from extract.narrative.pipeline import Narrative, read_narrative

CASES = yaml.safe_load(Path(__file__).with_name("periods.yaml").read_text("utf-8"))


def periods(case: dict[str, Any]) -> list[list[str | None]]:
    """Figure and period of each finding, in the notation of periods.yaml."""
    year = case.get("year", 2020)
    frame = document_period(case.get("title", ""), case["text"], year, case.get("kind", "annual_report"))
    narrative: Narrative = read_narrative(case["text"], year=year, period=frame)._.haiguan
    figures = [narrative.text[f.number.start : f.number.end] for f in narrative.findings]
    return [[figure, period] for figure, period in zip(figures, narrative.periods, strict=True)]


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:24] for c in CASES])
def test_a_number_is_of_the_time_that_the_text_says(case: dict[str, Any]) -> None:
    assert periods(case) == case["gives"]


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        ("2019-01-01", "2019-12-31", "2019"),
        ("2018-01-01", "2020-12-31", "2018/2020"),
        ("2020-02-01", "2020-02-29", "2020-02"),
        ("2020-01-01", "2020-06-30", "2020-01/2020-06"),
        ("2020-09-28", "2020-10-07", "2020-09-28/2020-10-07"),
        ("2020-03-20", "2020-03-20", "2020-03-20"),
        ("2013-01-01", None, "2013/.."),
        (None, "2020-06-30", "../2020-06-30"),
        ("0004-01-01", "0004-12-31", "--01/--12"),
    ],
)
def test_an_interval_is_written_in_its_shortest_form(first: str | None, last: str | None, written: str) -> None:
    day = date.fromisoformat
    assert iso((day(first) if first else None, day(last) if last else None)) == written


@pytest.mark.parametrize("text", ["2020年13月", "2月30日", "13-15月", "前13个月", "12月至3月"])
def test_what_no_calendar_has_is_no_time(text: str) -> None:
    assert all(m.intervals == (whole_year(2020),) for m in find_moments(text, 2020))


@pytest.mark.parametrize(
    ("title", "kind", "period"),
    [
        ("2020年第二季度政府网站运行情况通报", "notice", "2020-04/2020-06"),
        ("2020年上半年政务公开工作要点", "work_points", None),
        ("关于印发2020年下半年培训计划的通知", "notice", None),
        ("2020年政府信息公开工作年度报告", "annual_report", None),
    ],
)
def test_a_document_is_about_the_part_of_a_year_that_its_title_says(title: str, kind: str, period: str | None) -> None:
    found = document_period(title, "", 2020, kind)
    assert (found and iso(found)) == period


def test_news_without_a_time_in_its_title_is_about_the_time_it_opens_with() -> None:
    text = "海州海关保障双节通关\n9月28日至10月7日,海州海关监管航班312架次。\n"
    assert document_period("海州海关保障双节通关", text, None, "other") == (date(4, 9, 28), date(4, 10, 7))
    assert document_period("海州海关2020年度报告", text, 2020, "annual_report") is None


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="20191年月日第一二三四季度上下半前至和、去近三年来,。;()《》公开12条截至底以来由的较比分别\n", max_size=80))
def test_no_text_breaks_the_periods_and_every_number_has_one_or_none(text: str) -> None:
    narrative: Narrative = read_narrative(text, year=2020)._.haiguan
    assert len(narrative.periods) == len(narrative.findings)
