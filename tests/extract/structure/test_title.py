"""Titles as printed, and the kinds that they name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.title import kind_of, read_title
from tests.extract.structure.documents import body_of, document


def title_of(text: str, **more: dict[str, str]) -> str | None:
    doc = body_of(text, **more)
    title = read_title(doc)
    return title.text if title else None


BODY = "\n一、概述\n全年公开信息100条。"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("云州海关2015年政府信息公开工作年度报告", "云州海关2015年政府信息公开工作年度报告"),
        ("云州海关信息公开2009年度报告\n云州海关", "云州海关信息公开2009年度报告"),
        ("云州区人民政府\n2023年政府信息公开工作年度报告", "云州区人民政府2023年政府信息公开工作年度报告"),
        ("云州海关\n云州海关2015年政府信息公开年报", "云州海关2015年政府信息公开年报"),
        ("云州海关关于印发\n《2016年政务公开工作要点》的\n通知", "云州海关关于印发《2016年政务公开工作要点》的通知"),
        ("云州海关文件\n云关办〔2008〕99号\n云州海关关于加强公开工作的通知\n各单位：", "云州海关关于加强公开工作的通知"),
        ("政府信息公开工作年度报告\n（2012年度）", "政府信息公开工作年度报告（2012年度）"),
        ("索引号：0001 发文机关：云州海关\n2016年3月1日\n云州海关公告2016年第5号", "云州海关公告2016年第5号"),
        ("云州海关稳步推进政务公开", "云州海关稳步推进政务公开"),
        ("政府信息公开指南（2019年版）", "政府信息公开指南（2019年版）"),
        ("云关办〔2016〕2号    签发人：李四\n云州海关关于公开工作的通知", "云州海关关于公开工作的通知"),
        ("• 政府信息公开指南\n• 法定主动公开内容\n• 政府信息公开年报\n云州海关2015年年报", "云州海关2015年年报"),
        ("云州政府信息公开指南：", "云州政府信息公开指南"),
        ("文号：云关办〔2016〕2号\n相关信息\n云州海关2015年年报", "云州海关2015年年报"),
        ("第1篇：云州业务介绍\n云州海关改革介绍-云州网\n云州海关改革介绍", "云州海关改革介绍"),
        ("云州海关关于公布《云州办法》的令 (署令215号)", "云州海关关于公布《云州办法》的令"),
        ("【图文】云州海关2015年年报", "云州海关2015年年报"),
        ("云州网，云州在线，云州视频，云州论坛\n云州海关2015年年报", "云州海关2015年年报"),
        ("云州海关\n2020年\n政府信息公开工作\n年度报告", "云州海关2020年政府信息公开工作年度报告"),
        ("云州海关关于做好2013年度公开\n本网讯\n云州海关关于做好2013年度公开\n年报工作的通知", "云州海关关于做好2013年度公开年报工作的通知"),
        ("云州市委印发《公开意见》的通知（云办发〔2017〕2号）", "云州市委印发《公开意见》的通知"),
        ("| | |\n云州海关关于公开工作的通知", "云州海关关于公开工作的通知"),
        ("云州网 2019年12月3日星期二\n云州海关2015年年报", "云州海关2015年年报"),
        ("首   页 走进云州 新闻中心 政务服务\n云州海关2015年年报", "云州海关2015年年报"),
        ("head_img.png\n云州海关通关提速", "云州海关通关提速"),
        ("第一篇：云州市公开考核办法（试行）\n云州市公开考核办法（试行）", "云州市公开考核办法（试行）"),
        ("政务专题 便民 云州\n云州海关通关提速\n发布机构：办公室\n云州海关通关提速", "云州海关通关提速"),
    ],
)
def test_titles_in_the_shapes_that_agencies_print(head: str, expected: str) -> None:
    assert title_of(head + BODY) == expected


def test_a_marked_heading_wins_over_other_lines_without_an_ending() -> None:
    assert title_of("今日要闻\n云州口岸通关提速" + BODY, kinds={"云州口岸通关提速": "heading"}) == "云州口岸通关提速"


def test_a_marked_heading_broken_behind_the_agency_is_one_title() -> None:
    marked = dict.fromkeys(["云州市政府办公室", "关于公开工作的通知"], "heading")
    assert title_of("云州市政府办公室\n关于公开工作的通知" + BODY, kinds=marked) == "云州市政府办公室关于公开工作的通知"
    assert title_of("云州门户\n公开工作的通知" + BODY, kinds=dict.fromkeys(["云州门户", "公开工作的通知"], "heading")) == "公开工作的通知"


@pytest.mark.parametrize("text", ["", "全年公开信息100条。比上年增加。", "一、概述\n公开了。", "各单位：", "2016年3月1日"])
def test_where_no_title_is_printed_there_is_none(text: str) -> None:
    assert title_of(text) is None


def test_a_title_knows_where_it_stands() -> None:
    doc = body_of("云州海关文件\n云州海关关于印发\n方案的通知\n各单位：\n请执行。")
    title = read_title(doc)
    assert title and doc.text[title.start : title.end] == "云州海关关于印发\n方案的通知"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("云州海关2015年政府信息公开工作年度报告", "annual_report"),
        ("云州海关关区2020年政府信息公开年报", "annual_report"),
        ("云州海关信息公开2009年度报告", "annual_report"),
        ("云州出入境检验检疫局2010年度政府信息公开工作情况报告", "annual_report"),
        ("2014年云州市政府信息公开工作总结", "annual_report"),
        ("云州海关2021年度法治政府建设情况报告", "annual_report"),
        ("2016年云州海关政务公开工作要点", "work_points"),
        ("海关总署办公厅关于印发《2018年海关政务公开工作要点》的通知", "work_points"),
        ("云州海关关于印发关务公开实施方案的通知", "implementation_plan"),
        ("云州海关关于印发《政府信息公开实施办法（试行）》的通知", "implementation_plan"),
        ("云州海关2022年政务公开工作计划", "implementation_plan"),
        ("云州海关关于做好2020年政府信息公开年度报告编制工作的通知", "notice"),
        ("云州海关办公室关于印发《信息公开保密审查规定》的通知", "notice"),
        ("关于开展政务公开培训的通知", "notice"),
        ("云州海关政府信息公开指南", "guide"),
        ("云州海关政府信息公开指南（2019年版）", "guide"),
        ("海关总署公告2019年第99号", "announcement"),
        ("海关总署令第165号", "announcement"),
        ("关于调整进出口税率的公告", "announcement"),
        ("2016年1-6月云州关区进出口情况", "statistics"),
        ("2023年5月全国进出口商品总值表", "statistics"),
        ("云州海关统计快讯", "statistics"),
        ("云州海关政务公开目录", "other"),
        ("云州口岸通关提速", "other"),
        ("海关总署关于公布《云州办法》的令", "announcement"),
        ("云州海关政府网站工作年度报表（2022年度）", "annual_report"),
        ("政府信息公开申请流程", "guide"),
        ("一季度云州进出口总值8.47亿元 实现开门红", "statistics"),
        ("云州海关印发《2016年工作要点》", "other"),
        ("", "other"),
    ],
)
def test_kinds(title: str, kind: str) -> None:
    assert kind_of(title) == kind


@given(st.text(alphabet="云州海关通知报告\n：。2016年（）《》", max_size=60))
def test_a_title_is_a_range_of_the_text(text: str) -> None:
    doc = document("云" + text)
    title = read_title(doc)
    if title:
        assert "".join(doc.text[title.start : title.end].split()).strip("《》") == title.text.strip("《》")
