"""Whose document it is, from the most trusted place that names an agency."""

from __future__ import annotations

import pytest

from extract.boilerplate import strip_boilerplate
from extract.dating import find_signature
from extract.issuer import find_issuer
from extract.properties import find_properties
from extract.record import Issuer
from extract.title import read_title
from tests.extract.structure.documents import document


def issuer(text: str, declared: dict[str, str] | None = None) -> Issuer:
    doc = document(text)
    body, _ = strip_boilerplate(doc)
    title = read_title(body)
    return find_issuer(doc, body, title, find_signature(body, title), find_properties(doc), declared or {})


BODY = "\n请做好公开工作。\n"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("关于公开工作的通知" + BODY + "云州海关\n2016年3月4日", "云州海关"),
        ("关于公开工作的通知" + BODY + "云州海关办公室", "云州海关办公室"),
        ("云州海关文件\n关于公开工作的通知" + BODY, "云州海关"),
        ("云州海关关于公开工作的通知" + BODY, "云州海关"),
        ("2016年云州海关政务公开工作要点" + BODY, "云州海关"),
        ("海关总署办公厅关于公开工作的通知" + BODY, "海关总署办公厅"),
        ("中华人民共和国云州海关2016年年度报告" + BODY, "云州海关"),
        ("政府信息公开2009年度报告\n云州海关" + BODY, "云州海关"),
        ("发布机构：云州海关\n关于公开工作的通知" + BODY, "云州海关"),
        ("年度报告\n本报告由云州海关办公室编制。", "云州海关"),
        ("年度报告\n如有疑问，请与云州海关办公室联系。", "云州海关"),
        ("年度报告\n如有疑问，请联系海关总署办公厅政务公开处。", "海关总署"),
        ("(2025年3月7日更新)\n为便于公众查询，本机关编制了《云州海关政府信息公开指南》。", "云州海关"),
        ("云州市统计局2016年年度报告" + BODY, "云州市统计局"),
        ("云州出入境检验检疫局2016年年度报告" + BODY, "云州出入境检验检疫局"),
        ("年度报告" + BODY + "主办单位：中华人民共和国云州海关\n云ICP备1号", "云州海关"),
        ("云州县水务局2016年年度报告" + BODY, "云州县水务局"),
        ("云州市2016年政府信息公开工作年度报告" + BODY, "云州市人民政府"),
        ("2016年云州市政府信息公开工作年度报告" + BODY, "云州市人民政府"),
        ("云州市滨江区政府2016年政务公开工作年度报告" + BODY, "云州市滨江区人民政府"),
        ("云州县江口镇2016年政府信息公开工作年度报告" + BODY, "云州县江口镇人民政府"),
        ("云州区2016年度法治政府建设情况报告" + BODY, "云州区人民政府"),
        ("云州市江口镇政府2016年信息公开工作年度报告" + BODY, "云州市江口镇人民政府"),
        ("云州县人民政府工作规则" + BODY, "云州县人民政府"),
        ("年度报告\n现公布云州镇人民政府2016年政府信息公开年度报告。", "云州镇人民政府"),
        ("年度报告\n请与云州市财政局政府信息公开领导小组办公室联系。", "云州市财政局"),
        ("公开情况\n来源：云州海关统计分析处 浏览：1" + BODY, "云州海关"),
        ("公开情况" + BODY + "抄送：总署\n云州海关办公室 2016年3月4日印发", "云州海关"),
        ("云 州 海关2016年年度报告" + BODY, "云州海关"),
        ("发布单位：国务院\n公开条例" + BODY, "国务院"),
        ("国务院关于公开的决定" + BODY, "国务院"),
        ("国务院有关部门公开情况" + BODY, None),
        ("云州新区2016年政府信息公开工作年度报告" + BODY, None),
        ("云州市2016年政务公开工作要点" + BODY, None),
        ("年度报告\n如有疑问，请与云州市人民政府办公厅信息处联系。", "云州市人民政府"),
        ("关于公开工作的通知" + BODY, None),
        ("各级海关工作情况" + BODY, None),
        ("", None),
    ],
)
def test_the_places_that_name_an_issuer(text: str, name: str | None) -> None:
    assert issuer(text).name == name


def test_the_last_names_of_a_list_are_no_signature() -> None:
    rows = "\n".join(f"{name}海关\n{i}" for i, name in enumerate(["天津", "上海", "广州", "西宁"]))
    assert issuer("年度统计" + BODY + rows).name is None


def test_a_name_over_a_month_or_the_attachments_is_a_signature() -> None:
    assert issuer("关于公开工作的通知" + BODY + "云州海关\n2016年3月").name == "云州海关"
    assert issuer("关于公开工作的通知" + BODY + "云州海关\n附件：目录").name == "云州海关"


def test_the_signature_is_trusted_before_the_title() -> None:
    text = "云州海关关于公开工作的通知" + BODY + "云州海关办公室\n2016年3月4日"
    assert issuer(text).name == "云州海关办公室"


def test_a_listed_agency_has_its_official_name_and_code() -> None:
    assert issuer("中华人民共和国拱北海关2016年年度报告" + BODY) == Issuer("拱北海关", "5700")


def test_a_district_takes_the_city_that_the_text_prints_before_it() -> None:
    text = "滨江区人民政府2016年年度报告\n本报告由云州市滨江区人民政府办公室编制。"
    assert issuer(text) == Issuer("云州市滨江区人民政府", None)


def test_what_the_page_declares_serves_where_the_text_names_nobody() -> None:
    assert issuer("关于公开工作的通知" + BODY, {"meta.ContentSource": "云州海关"}).name == "云州海关"
