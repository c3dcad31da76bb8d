"""Sentences and the checks that they allow, holding, failing, and none where not everything is printed."""

from __future__ import annotations

from time import process_time

import pytest

from extract.checks import narrative_checks
from extract.extract import extract_record
from extract.narrative.pipeline import Narrative, read_narrative
from extract.record import Record


def checks(text: str, rule: str = "", year: int | None = 2018) -> list[tuple[str, bool]]:
    """Rule, less `narrative.`, and outcome of each check of a text."""
    n: Narrative = read_narrative(text, year=year)._.haiguan
    found = narrative_checks(n, [f"s{i}" for i in range(len(n.findings))])
    return [(c.rule.removeprefix("narrative."), c.holds) for c in found if rule in c.rule]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("受理申请60件,较上年的48件增加12件,增幅25%。", [True, True]),
        ("受理申请60件,较上年的48件增加13件,增幅25%。", [False, True]),
        ("2018年共发布信息3,120条,比2017年增加240条,增长8.3%。", [True]),
        ("2018年共发布信息3,120条,比2017年增加240条,增长8.4%。", [False]),
        ("收到来信40封,比上年减少10封,下降20%。", [True]),
        ("收到来信40封,比上年减少10封,下降25%。", [False]),
        ("复议案件由2012年的35件减少到21件,下降40%。", [True]),
        ("复议案件由2012年的35件减少到21件,下降四成。", [True]),
        ("复议案件由2012年的35件减少到21件,下降五成。", [False]),
        ("接通率由82%提高到95%,提高了13个百分点。", [True]),
        ("接通率由82%提高到95%,提高了10个百分点。", [False]),
        ("注册用户由2.1万户增至3.4万户,增长61.9%。", [True]),
        ("注册用户由2.1万户增至3.4万户,增长75.1%。", [False]),
        ("去年受理申请33件,今年受理申请41件,增长24.2%。", [True]),
        ("2016年、2017年、2018年分别受理申请11件、19件和33件,2018年同比增长73.7%。", [True]),
        ("2016年、2017年、2018年分别受理申请11件、19件和33件,2018年同比增长37.7%。", [False]),
    ],
)
def test_a_change_is_worked_out_anew_from_both_ends(text: str, holds: list[bool]) -> None:
    assert [held for rule, held in checks(text, "change")] == holds


@pytest.mark.parametrize(
    "text",
    [
        "受理申请60件,同比增长25%。",
        "受理申请60余件,较上年的48件增长30%。",
        "受理申请60件,较上年的48件增长约30%。",
        "去年受理投诉33件,今年受理申请41件,增长10%。",
        "2018年发布信息3,120条,同比增加240条,较2015年增长80%。",
        "满意度由90%提高到95%,提高5%。",
        "去年各隶属海关受理申请33件,今年我关受理申请41件,增长10%。",
    ],
    ids=["no base", "a bound", "about", "another label", "another base", "a rate in per cent", "another scope"],
)
def test_a_change_whose_ends_are_not_both_printed_is_not_checked(text: str) -> None:
    assert checks(text, "change") == []


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("共收到申请68件,其中网上申请40件,占59%;信函申请28件,占41%。", [True, True]),
        ("共收到申请68件,其中网上申请40件,占58%;信函申请28件,占41%。", [False, True]),
        ("共收到申请68件,其中网上申请40件,占六成;信函申请28件,占41.2%。", [True, True]),
        ("共收到申请68件,其中网上申请40件,占三成;信函申请28件,占41.2%。", [False, True]),
        ("受理申请100件,其中网上申请60件,其中个人网上申请30件,占30%。", [True]),
        ("共查获走私案件68起,其中海运渠道40起,占全国口岸的12%。", []),
        ("进出口总值1000.4亿元,其中出口640.3亿元,占64%,进口360.1亿元,占36%。", [True, True]),
    ],
    ids=["right", "wrong", "words are about", "words are not that far", "of the total's total", "of another total", "rounded"],
)
def test_a_share_is_worked_out_anew(text: str, holds: list[bool]) -> None:
    assert [held for rule, held in checks(text) if rule == "share"] == holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("网上申请18件、信函申请7件、当面申请5件,合计30件。", [True]),
        ("网上申请18件、信函申请7件、当面申请5件,合计31件。", [False]),
        ("受理申请50件,其中网上申请30件、信函申请12件、其他8件。", [True]),
        ("受理申请50件,其中网上申请30件、信函申请12件、其他7件。", [False]),
        ("受理申请50件,其中网上申请30件、信函申请12件。", []),
        ("受理申请50余件,其中网上申请30件、信函申请12件、其他7件。", []),
        ("受理申请50件、发放资料200份,合计250人次。", []),
    ],
)
def test_a_list_that_says_it_is_whole_adds_up(text: str, holds: list[bool]) -> None:
    assert [held for rule, held in checks(text, "sum")] == holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("抽检进口食品1,024批次,合格1,009批次,不合格15批次,合格率98.5%。", [True]),
        ("抽检进口食品1,024批次,合格1,009批次,不合格15批次,合格率99.5%。", [False]),
        ("抽检进口食品1,024批次,不合格15批次,合格率98.5%。", []),
    ],
)
def test_a_rate_is_that_of_the_part_it_is_named_for(text: str, holds: list[bool]) -> None:
    assert [held for rule, held in checks(text, "rate")] == holds


_TRADE = "进出口总值1000亿元,同比增长{}%,其中出口600亿元,增长{}%;进口400亿元,增长{}%。"


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        (_TRADE.format("10.0", "8.0", "13.1"), [True]),
        (_TRADE.format("18.0", "8.0", "13.1"), [False]),
        ("进出口总值1000亿元,同比增长10%,其中出口600亿元;进口400亿元,增长13.1%。", []),
        ("进出口总值1000亿元,同比增长10%,其中出口600亿元,环比增长1%;进口400亿元,增长13.1%。", []),
    ],
    ids=["right", "wrong", "one unknown", "another base"],
)
def test_a_total_has_grown_as_its_parts_have(text: str, holds: list[bool]) -> None:
    assert [held for rule, held in checks(text, "growth")] == holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("进出口总值1000亿元,其中出口640亿元,进口360亿元,贸易顺差280亿元。", [True]),
        ("进出口总值1000亿元,其中出口640亿元,进口360亿元,贸易顺差180亿元。", [False]),
        ("进出口总值1000亿元,其中出口360亿元,进口640亿元,贸易逆差280亿元。", [True]),
        ("进出口总值100.2亿元,其中出口60.1亿元,进口40.1亿元,累计顺差20亿元。", [True]),
    ],
)
def test_a_surplus_is_the_difference_of_exports_and_imports(text: str, holds: list[bool]) -> None:
    assert [held for rule, held in checks(text, "balance")] == holds


def test_a_failed_check_is_a_problem_at_its_number() -> None:
    text = "平湖海关2018年政府信息公开工作年度报告\n一、概述\n受理申请60件,较上年的48件增加13件。\n"
    record = extract_record(text.encode(), uri="x.txt")
    (problem,) = [p for p in record.problems if p.code == "check_failed"]
    assert record.text[slice(*(problem.span or ()))] == "13"
    assert "由两端推算为12件" in problem.message


def test_checks_cost_what_the_text_is_long() -> None:
    sentence = "受理申请60件,较上年的48件增加12件,增幅25%,合格率98.5%;出口640亿元,占64%。"

    def seconds(copies: int) -> float:
        n: Narrative = read_narrative(sentence * copies, year=2018)._.haiguan
        ids = [str(i) for i in range(len(n.findings))]
        before = process_time()
        narrative_checks(n, ids)
        return process_time() - before

    seconds(10)
    assert seconds(2000) < 40 * seconds(200)


def record_of(text: str) -> Record:
    return extract_record(f"平湖海关办事指南\n一、办理时限\n{text}\n".encode(), uri="x.txt")


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("受理5个工作日、审查10个工作日、制证3个工作日,合计18个工作日。", [True]),
        ("受理5个工作日、审查10个工作日、制证3个工作日,合计20个工作日。", [False]),
        ("受理5个工作日、审查10个工作日、制证3个工作日。", []),
        ("自受理之日起20个工作日内办结,3日内送达。", []),
    ],
)
def test_the_steps_of_a_procedure_take_what_the_whole_may(text: str, holds: list[bool]) -> None:
    record = record_of(text)
    assert [c.holds for c in record.checks if c.rule == "narrative.steps"] == holds
    assert [p.code for p in record.problems if p.code == "check_failed"] == ["check_failed"] * holds.count(False)


def test_a_step_names_the_limit_that_it_is_part_of() -> None:
    deadlines = record_of("受理5个工作日、审查10个工作日,合计15个工作日。").deadlines
    assert [(d.ref, d.part_of) for d in deadlines] == [("d1", "d3"), ("d2", "d3"), ("d3", None)]
