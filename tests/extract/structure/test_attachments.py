"""Attachments: listed, linked, and heads of annexes."""

from __future__ import annotations

import pytest

from extract.attachments import find_attachments
from extract.record import Attachment
from extract.sections import find_sections
from tests.extract.structure.documents import body_of

PDF = "application/pdf"
DOC = "application/msword"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def attachments(text: str, **more: dict[str, str]) -> list[Attachment]:
    doc = body_of("云州海关关于印发公开指南的通知\n请遵照执行。\n" + text, **more)
    return list(find_attachments(doc, find_sections(doc)))


def titles(text: str) -> list[str]:
    return [a.title for a in attachments(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("附件：1. 公开指南\n      2. 公开目录\n      3. 申请表\n   2016年3月1日", ["公开指南", "公开目录", "申请表"]),
        ("附件：1.公开指南 2.公开目录 3.申请表", ["公开指南", "公开目录", "申请表"]),
        ("附件：公开指南\n云州海关", ["公开指南"]),
        ("附件:\n  年度报告.pdf\n  年度报告.docx\n云州海关", ["年度报告", "年度报告"]),
        ("附件：\n公开指南\n云州海关\n2016年3月1日", ["公开指南"]),
        ("附：云州海关公开目录", ["云州海关公开目录"]),
        ("附件1：公开指南.doc\n附件2：公开目录.doc", ["公开指南", "公开目录"]),
        ("相关附件：《申请表》.xlsx (15KB)", ["申请表"]),
        ("附表1：主动公开情况统计表", ["主动公开情况统计表"]),
        ("附件：1.公开办法（试行）\n2.流程图.jpg\n附件1\n公开办法\n（试行）", ["公开办法（试行）", "流程图"]),
        ("附件：申请表．doc", ["申请表"]),
        ("相关附件\n年度报告.pdf", ["年度报告"]),
        ("附件\n\n考核评分表\n序号", ["考核评分表"]),
        ("附件：1、公开指南；\n2、公开目录", ["公开指南", "公开目录"]),
        ("附件：1.公开指南\n??????2.公开目录\n????????????云州海关", ["公开指南", "公开目录"]),
    ],
)
def test_lists_of_attachments(text: str, expected: list[str]) -> None:
    assert titles(text) == expected


def test_the_ending_of_a_file_gives_the_media_type() -> None:
    found = attachments("附件:\n年度报告.pdf\n申请表.xlsx\n目录.wps\n说明")
    assert [(a.title, a.media_type) for a in found] == [("年度报告", PDF), ("申请表", XLSX), ("目录", DOC)]


def test_the_head_of_an_annex_is_the_attachment_that_was_listed() -> None:
    assert titles("附件：1. 公开指南\n2. 申请表\n附件1\n公开指南\n本指南……\n附件2\n申请表") == ["公开指南", "申请表"]


def test_the_head_of_an_annex_counts_where_nothing_is_listed() -> None:
    assert titles("附件1\n公开指南\n本指南适用于全关。") == ["公开指南"]


def test_a_section_of_annexes_lists_them() -> None:
    assert titles("六、其他\n无。\n七、附表\n(一)主动公开情况\n(二)依申请公开情况") == ["主动公开情况", "依申请公开情况"]


@pytest.mark.parametrize("text", ["附件已经另行印发，请查收。", "一、附件管理\n附件由办公室管理。", "见附件1。", "没有附件"])
def test_a_mention_is_no_attachment(text: str) -> None:
    assert titles(text) == []


def test_a_link_gives_a_listed_attachment_its_url() -> None:
    (found,) = attachments("附件：年度报告.docx", links={"年度报告.docx": "/files/2016/03/1.docx"})
    assert (found.title, found.url) == ("年度报告", "/files/2016/03/1.docx")


def test_a_linked_file_that_no_list_names_is_an_attachment() -> None:
    (found,) = attachments("请看年度报告全文。", links={"年度报告全文": "http://yunzhou.example/a/2016.pdf"})
    assert (found.title, found.media_type, found.url) == ("年度报告全文", PDF, "http://yunzhou.example/a/2016.pdf")


def test_a_link_that_says_nothing_takes_the_file_s_own_name() -> None:
    (found,) = attachments("请点击下载。", links={"点击下载": "/f/%E7%94%B3%E8%AF%B7%E8%A1%A8.xlsx"})
    assert found.title == "申请表"


def test_links_to_pages_and_links_of_the_page_s_own_are_none() -> None:
    text = "请看网站。\n版权所有：云州海关\n使用手册\n云ICP备1号"
    assert attachments(text, links={"网站": "http://yunzhou.example/index.html", "使用手册": "/help.pdf"}) == []


def test_an_attachment_knows_where_it_is_named() -> None:
    doc = body_of("云州海关通知\n请执行。\n附件：1. 公开指南\n2. 申请表.doc")
    spans = [doc.reading.text[slice(*a.span)] for a in find_attachments(doc) if a.span]
    assert [s.rpartition(" ")[2] for s in spans] == ["公开指南", "申请表.doc"]
