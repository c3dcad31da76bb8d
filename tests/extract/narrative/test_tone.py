"""In what tone documents and their sections speak, and what sentences of each tone report: tones.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.extract import extract_record
from extract.narrative.pipeline import read_narrative
from extract.narrative.tone import first_planned_year, first_year, section_tone, tone_of, tones

CASES = yaml.safe_load(Path(__file__).with_name("tones.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:24] for c in CASES])
def test_a_sentence_reports_what_it_tells_and_not_what_shall_be(case: dict[str, Any]) -> None:
    numbers = read_narrative(case["text"], tone=case["tone"], year=case.get("year"), planned=case.get("planned"))._.haiguan.numbers
    assert [case["text"][n.start : n.end] for n in numbers if n.counts] == case["facts"]


@pytest.mark.parametrize(
    ("kind", "title", "tone"),
    [
        ("annual_report", "云泽海关2020年政府信息公开工作年度报告", "report"),
        ("work_points", "2021年云泽海关政务公开工作要点", "plan"),
        ("implementation_plan", "云泽海关2020年工作总结及2021年工作计划", "report"),
        ("guide", "云泽海关政府信息公开指南", "rules"),
        ("notice", "关于2020年网站抽查情况的通报", "notice"),
        ("notice", "关于举办政务公开培训班的通知", "plan"),
        ("notice", "关于印发《云泽海关信息公开考核办法(试行)》的通知", "rules"),
        ("other", "云泽海关政府信息公开工作制度", "rules"),
        ("other", "《云泽市热线管理办法》解读", "notice"),
        ("other", "关于优化口岸营商环境的若干措施", "plan"),
        ("other", None, "report"),
    ],
)
def test_a_document_speaks_in_the_tone_of_its_title_or_kind(kind: str, title: str | None, tone: str) -> None:
    assert tone_of(kind, title) == tone


@pytest.mark.parametrize(
    ("title", "tone", "own"),
    [
        ("下一步工作安排", "report", "plan"),
        ("2022年工作计划", "report", "plan"),
        ("主动公开情况", "report", None),
        ("工作基础", "plan", "report"),
        ("办件统计", "rules", "report"),
        ("主要任务", "plan", None),
    ],
)
def test_a_section_may_speak_in_a_tone_of_its_own(title: str, tone: str, own: str | None) -> None:
    assert section_tone(title, tone) == own


def test_a_plan_without_a_year_plans_from_its_first_term_on() -> None:
    assert first_planned_year("到2023年建成30个,2021年底前建成10个,截至2019年建成3个。", None) == 2021
    assert first_planned_year("到2023年建成30个。", 2022) == 2022
    assert first_planned_year("建成30个。", None) is None


@pytest.mark.parametrize(("title", "year"), [("政务公开行动计划（2018—2020年）", 2018), ("2021年至2023年规划", 2021), ("2020年工作要点", None), (None, None)])
def test_a_plan_for_a_span_of_years_begins_with_the_first(title: str | None, year: int | None) -> None:
    assert first_year(title) == year


def test_a_place_speaks_in_the_tone_of_its_passage() -> None:
    at = tones("plan", [(20, 30, "report"), (5, 10, "notice")])
    assert [at(i) for i in (0, 5, 9, 10, 25, 30)] == ["plan", "notice", "notice", "plan", "report", "plan"]


def test_a_plan_reports_in_the_section_on_what_there_is() -> None:
    text = "云泽海关2021年政务公开工作方案\n一、工作基础\n全关设有专栏7个,开通热线3条。\n二、工作任务\n设立专栏9个,开展培训2期。\n"
    record = extract_record(text.encode(), uri="file:///a.txt")
    assert [s.value for s in record.statistics] == [7, 3]
