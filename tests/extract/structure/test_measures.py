"""Measures: sequences, numbered tasks, paragraphs of duty, and who answers for them."""

from __future__ import annotations

import pytest

from extract.measures import find_measures
from extract.record import Measure
from extract.sections import find_sections
from tests.extract.structure.documents import body_of


def measures(text: str, kind: str) -> tuple[Measure, ...]:
    doc = body_of(text)
    found = find_measures(doc, find_sections(doc), kind)
    for m in found:
        printed = "".join(doc.reading.text[slice(*m.span)].split())
        assert printed == "".join(m.text.split())
    return found


def texts(text: str, kind: str = "annual_report") -> list[str]:
    return [m.text for m in measures(text, kind)]


REPORT = "云州海关2015年年度报告\n{}"
PLAN = "云州海关政务公开实施方案\n{}"


def test_items_in_one_paragraph_end_where_the_next_begins() -> None:
    text = REPORT.format("一、措施\n开展了工作。一是加强领导，成立小组。二是完善制度；三是抓好培训。\n其他情况。")
    assert texts(text) == ["一是加强领导，成立小组。", "二是完善制度；", "三是抓好培训。"]


def test_items_in_paragraphs_of_their_own_end_with_them() -> None:
    text = REPORT.format("一、措施\n一是加强领导。成立小组。\n二是完善制度。\n总之有成效。\n二、其他\n无。")
    assert texts(text) == ["一是加强领导。成立小组。", "二是完善制度。"]


def test_items_that_run_on_over_paragraphs_keep_them() -> None:
    text = REPORT.format("一、措施\n一是加强领导。\n成立小组。\n二是完善制度。\n修订办法。\n另外的话。")
    assert texts(text) == ["一是加强领导。\n成立小组。", "二是完善制度。\n修订办法。"]


def test_each_section_counts_from_one() -> None:
    text = REPORT.format("一、措施\n一是甲方面加强。二是乙方面加强。\n二、举措\n一是丙方面加强。二是丁方面加强。")
    assert [(m.section, m.order) for m in measures(text, "annual_report")] == [("s1", 1), ("s1", 2), ("s2", 1), ("s2", 2)]


@pytest.mark.parametrize("marks", ["一是{}。二是{}。", "一要{}。二要{}。", "第一，{}。第二，{}。", "其一，{}。其二，{}。"])
def test_the_other_words_that_count_items(marks: str) -> None:
    assert len(texts(REPORT.format("一、措施\n" + marks.format("加强领导", "完善制度")))) == 2


@pytest.mark.parametrize(
    "body",
    [
        "一、存在的问题\n一是意识不强。二是人手不足。",
        "一、问题和改进措施\n存在的主要问题：一是意识不强。二是人手不足。",
        "一、问题和改进措施\n主要存在以下不足：\n一是意识不强。\n二是人手不足。",
        "一、措施\n一是加强领导。",
        "一、概述\n唯一是领导，统一是原则，之二是补充。",
        "一、概述\n第一季度公开三件，第二季度公开四件。",
    ],
)
def test_shortcomings_and_single_words_are_no_measures(body: str) -> None:
    assert texts(REPORT.format(body)) == []


def test_remedies_after_shortcomings_are_measures() -> None:
    body = "一、问题和改进措施\n存在的不足：一是意识不强。二是人手不足。\n改进措施：一是加强宣传。二是充实人员。"
    assert texts(REPORT.format(body)) == ["一是加强宣传。", "二是充实人员。"]


def test_a_report_s_paragraphs_are_no_measures() -> None:
    body = "一、组织\n（一）各部门应当高度重视信息公开工作，切实加强领导，明确分管领导和责任部门，落实人员和经费，按时完成各项任务。"
    assert texts(REPORT.format(body)) == []


def test_numbered_paragraphs_of_a_plan_are_measures() -> None:
    body = (
        "一、促进规范化\n总的要求如下。\n（一）各单位要切实发挥领导小组的领导、组织和推动作用，努力做到年初有计划，年终有总结，切实提高规范化水平。\n"
        "（二）监察部门应按照要求加强检查、监督，通过抽查、考核等形式开展监督检查，促进长效机制的建立和形成。\n特此通知。\n"
        "附件：1. 云州海关关务公开指南\n2. 云州海关信息公开申请表"
    )
    found = measures(PLAN.format(body), "implementation_plan")
    assert [m.text[:3] for m in found] == ["（一）", "（二）"]
    assert [m.responsible for m in found] == ["各单位", "监察部门"]


def test_paragraphs_of_duty_are_measures_where_nothing_is_numbered() -> None:
    body = (
        "一、明确职责\n各单位按照以下分工落实：\n办公室是主管部门，负责组织协调公开工作。\n监察室作为监督部门，负责监督检查。\n"
        "各处（室）应当主动公开信息。\n去年已经印发了相关文件。\n加强宣传，扩大影响。"
    )
    assert [(m.text[:4], m.responsible) for m in measures(PLAN.format(body), "implementation_plan")] == [
        ("办公室是", "办公室"),
        ("监察室作", "监察室"),
        ("各处（室", "各处（室）"),
        ("加强宣传", None),
    ]


def test_a_preamble_sets_no_task() -> None:
    text = PLAN.format("各单位要认真学习会议精神。\n一、工作任务\n各单位要按时公开信息。")
    assert texts(text, "notice") == ["各单位要按时公开信息。"]


def test_a_run_in_heading_belongs_to_its_task() -> None:
    text = PLAN.format("一、主要任务\n（一）深化政策解读。各单位要同步解读政策。（牵头单位：办公室）\n（二）加强平台建设。完善网站。")
    found = measures(text, "work_points")
    assert [m.text[:9] for m in found] == ["（一）深化政策解读", "（二）加强平台建设"]
    assert found[0].responsible == "办公室"


@pytest.mark.parametrize(
    ("task", "who"),
    [
        ("（一）完善网站栏目，及时更新内容，提高服务水平，方便企业和群众查阅信息（责任单位：办公室、科技处；配合单位：各部门）。", "办公室、科技处"),
        ("（一）完善网站栏目，及时更新内容，提高服务水平，方便企业和群众查阅信息（办公室牵头，各部门配合）。", "办公室"),
        ("（一）完善网站栏目，及时更新内容，提高服务水平，方便企业和群众查阅信息，努力扩大社会影响力和公信力。", None),
    ],
)
def test_who_answers_may_stand_in_parentheses(task: str, who: str | None) -> None:
    (found,) = measures(PLAN.format(f"一、主要任务\n{task}"), "work_points")
    assert found.responsible == who


def test_a_notice_without_headings_has_its_numbered_paragraphs() -> None:
    body = (
        "各单位：\n现就有关事项通知如下：\n"
        "一、各单位要高度重视信息公开工作，指定专人负责，按照时限要求做好信息的公开、更新和维护工作，并于月底前将落实情况报送办公室。\n"
        "二、各单位应当严格执行保密审查制度，做到先审查、后公开，一事一审，确保不发生泄密问题，并做好审查记录和资料归档工作。\n特此通知。"
    )
    assert [t[:2] for t in texts(f"云州海关关于做好信息公开工作的通知\n{body}", "notice")] == ["一、", "二、"]


def test_a_sequence_ends_where_the_lead_in_of_the_next_begins() -> None:
    body = "一、问题和改进措施\n存在一些不足：一是意识不强。二是人手不足。下一步将：一是加强宣传。二是充实人员。此外：一是培训。二是考核。"
    assert texts(REPORT.format(body)) == ["一是加强宣传。", "二是充实人员。", "一是培训。", "二是考核。"]


def test_a_sequence_inside_an_item_is_part_of_it() -> None:
    body = "一、措施\n一是加强领导。一要成立小组。二要明确责任。二是完善制度。"
    assert texts(REPORT.format(body)) == ["一是加强领导。一要成立小组。二要明确责任。", "二是完善制度。"]


def test_lines_that_break_off_in_a_sentence_are_one_paragraph() -> None:
    body = "一、下一步\n下一步将做好两项工作：一是扎实推进依申请公开工作，全面梳理和优化工作\n流程、健全机制。二是继续加强业务指导培训，不断提高各单位工作人员的\n业务水平。\n其他。"
    assert texts(REPORT.format(body)) == [
        "一是扎实推进依申请公开工作，全面梳理和优化工作\n流程、健全机制。",
        "二是继续加强业务指导培训，不断提高各单位工作人员的\n业务水平。",
    ]


def test_a_task_whose_notes_end_without_a_stop_is_one_measure() -> None:
    text = "云州海关2022年政务公开任务分解表\n1.清理规范性文件，公布目录。\n责任科室：办公室\n时限要求：年底前\n2.规范办理依申请公开。\n责任科室：办公室牵头，各科室配合\n时限要求：持续推进\n"
    found = measures(text, "implementation_plan")
    assert [(m.responsible, m.supporting, m.due) for m in found] == [("办公室", None, "年底前"), ("办公室", "各科室", "持续推进")]
