"""What a page says of its document, and the document's own number."""

from __future__ import annotations

import pytest

from extract.document_number import find_document_number, stands_alone
from extract.properties import begins_with_label, declared_values, find_properties
from extract.title import read_title
from tests.extract.structure.documents import body_of, document


def values(text: str, **more: dict[str, str]) -> dict[str, list[str]]:
    return {field: [p.value for p in found] for field, found in find_properties(document(text, **more)).items()}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("发文机关：云州海关", {"issuer": ["云州海关"]}),
        ("文号：云关办〔2016〕3号 成文日期：2016年3月4日", {"number": ["云关办〔2016〕3号"], "signed": ["2016年3月4日"]}),
        ("【文  号】云关办〔2016〕3号 【发布日期】2016-3-4", {"number": ["云关办〔2016〕3号"], "published": ["2016-3-4"]}),
        ("【信息时间：2016/3/4　阅读次数：3】", {"published": ["2016/3/4 阅读次数：3"]}),
        ("索引号：000-1", {"other": ["000-1"]}),
        ("索 引 号 | 000-1 | 发文日期 | 2018-02-28 |", {"other": ["000-1"], "signed": ["2018-02-28"]}),
        ("文 号 | 有 效 性 |", {}),
        ("来源：云州海关 时间：2019-03-07 11:43", {"source": ["云州海关"], "published": ["2019-03-07 11:43"]}),
        ("时间：2019年3月7日上午9时", {}),
        ("2013-11-15 18:42来源：云州网浏览：", {"published": ["2013-11-15"], "source": ["云州网浏览："]}),
        ("2013-11-15 18:42", {"published": ["2013-11-15"]}),
        ("文章来源：办公室 | 添加时间：2024-01-25 |", {"source": ["办公室"], "published": ["2024-01-25"]}),
        ("日期：2019年3月7日 信息来源：云州海关", {"published": ["2019年3月7日"], "source": ["云州海关"]}),
        ("• 公文生成日期:2019-01-04", {"signed": ["2019-01-04"]}),
        ("• 备注/文号:云关办〔2019〕1号", {"number": ["云关办〔2019〕1号"]}),
        ("发文字号：", {}),
        ("网站文号：3", {}),
        ("正文没有标签。", {}),
    ],
)
def test_labels_and_their_values(line: str, expected: dict[str, list[str]]) -> None:
    assert values(line) == expected


def test_a_label_in_one_cell_has_its_value_in_the_next() -> None:
    cells = {"文号：": "cell", "云关办〔2016〕3号": "cell"}
    assert values("文号：\n云关办〔2016〕3号", kinds=cells) == {"number": ["云关办〔2016〕3号"]}
    assert values("文号：\n云关办〔2016〕3号") == {}


def test_lines_with_a_label_and_without_one_take_turns() -> None:
    listed = "• 发文字号：\n云关办〔2016〕3号\n• 有效性：\n• 发布日期：\n2016年3月4日\n• 内容概述：\n云州海关通知"
    assert values(listed) == {"number": ["云关办〔2016〕3号"], "published": ["2016年3月4日"]}
    assert values("• 公开方式：\n主动公开\n• 云州海关年报\n一、概述") == {"other": ["主动公开"]}
    assert values("来源：云州\n云州海关通知\n时间：2016年3月4日 来源：云州")["source"] == ["云州", "云州"]


def test_labels_without_a_sign_count_where_they_are_listed() -> None:
    listed = "索引号\n000-1\n发布机关\n云州县政府\n有效性\n发文字号\n云关办〔2016〕3号\n云州县人民政府"
    assert values(listed) == {"other": ["000-1"], "issuer": ["云州县政府"], "number": ["云关办〔2016〕3号"]}
    assert values("分类\n甲\n文号\n乙") == {}
    cells = dict.fromkeys(["索引号", "000-1", "文号", "关键词"], "cell")
    assert values("索引号\n000-1\n文号\n关键词\n云州海关通知", kinds=cells) == {"other": ["000-1"]}


def test_a_day_and_an_hour_without_a_label_are_those_of_posting() -> None:
    assert values("云州网 www.example.cn 2015-04-13 10:59 来源：云州网")["published"] == ["2015-04-13"]
    assert values("2011年05月27日09:06 | 云州网 | 给编辑写信") == {"published": ["2011年05月27日"]}
    assert values("会议时间：2015-04-13 10:59 地点：三楼") == {}
    assert values("2015-04-13 10:59，云州海关召开了会议。") == {}


def test_a_value_knows_where_it_stands() -> None:
    doc = document("发文机关：云州海关")
    (issuer,) = find_properties(doc)["issuer"]
    assert doc.text[issuer.start : issuer.end] == "云州海关"


def test_only_the_top_and_the_bottom_of_a_page_hold_properties() -> None:
    filler = "正文一句。\n" * 100
    assert values(filler + "文号：甲\n" + filler) == {}
    assert values(filler + "发文机关：云州海关") == {"issuer": ["云州海关"]}


def test_lines_of_the_table_are_known_by_their_label() -> None:
    assert begins_with_label("索引号：000")
    assert begins_with_label("【发 文 机 关】云州海关")
    assert not begins_with_label("分类管理：按类别进行")


def test_declared_values_in_the_order_of_trust_whatever_their_case() -> None:
    declared = {"title": "乙_云州海关", "meta.ArticleTitle": "甲", "meta.og:title": " "}
    assert list(declared_values(declared, "title")) == ["甲", "乙_云州海关"]


@pytest.mark.parametrize(
    ("line", "alone"),
    [("云关办〔2016〕3号", True), ("（云关办〔2016〕3号）", True), ("云关办〔2016〕3号2016-3-4", True), ("云关办〔2016〕3号 签发人：李四", True), ("（云关办〔2016〕3号 二〇一六年三月四日）", True), ("按云关办〔2016〕3号办理", False)],
)
def test_a_number_with_its_line_to_itself(line: str, alone: bool) -> None:
    start = line.index("云")
    assert stands_alone(line, start, line.index("号") + 1) is alone


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("云州海关文件\n云关办【2008】9号\n云州海关关于公开的通知\n各单位：\n请办。", "云关办〔2008〕9号"),
        ("云州海关关于公开的通知\n云关办[2008]9号2008-5-4\n各单位：\n请办。", "云关办〔2008〕9号"),
        ("海关总署公告2019年第9号\n现公告。", "海关总署公告2019年第9号"),
        ("中华人民共和国海关总署令\n第9号\n现公布。", "中华人民共和国海关总署令第9号"),
        ("关于废止《海关总署公告2019年第9号》的通知\n请办。", None),
        ("关于公开的通知\n根据国办发〔2016〕8号文件办理。", None),
        ("关于公开的通知\n云关 办〔2016〕3号\n请办。", "云关办〔2016〕3号"),
        ("文号：云关办〔2016〕3号\n关于公开的通知\n请办。", "云关办〔2016〕3号"),
        ("关于公开的通知\n请办。", None),
    ],
)
def test_the_document_s_own_number(text: str, number: str | None) -> None:
    doc, body = document(text), body_of(text)
    assert find_document_number(body, read_title(body), find_properties(doc), {}) == number


def test_a_declared_number_serves_last() -> None:
    body = body_of("关于公开的通知\n请办。")
    assert find_document_number(body, read_title(body), {}, {"meta.DocNo": "云关办[2016]3号"}) == "云关办〔2016〕3号"
