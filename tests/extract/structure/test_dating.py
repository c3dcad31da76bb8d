"""The day of issue and the signature."""

from __future__ import annotations

from datetime import date

import pytest

from extract.boilerplate import strip_boilerplate
from extract.dating import find_issue_date, find_signature
from extract.properties import find_properties
from extract.title import read_title
from tests.extract.structure.documents import body_of, document

TODAY = date(2024, 6, 1)
HEAD = "云州海关关于公开工作的通知\n各单位：\n请做好公开工作。\n"


def issue_date(text: str, declared: dict[str, str] | None = None) -> tuple[str | None, list[str]]:
    doc = document(text)
    body, _ = strip_boilerplate(doc)
    title = read_title(body)
    found = find_issue_date(body, title, find_signature(body, title), find_properties(doc), declared or {}, TODAY)
    return found.day, [p.code for p in found.problems]


@pytest.mark.parametrize(
    ("ending", "day"),
    [
        ("云州海关\n2016年3月4日", "2016-03-04"),
        ("云州海关\n二○一六年三月四日", "2016-03-04"),
        ("云州海关 2016年3月4日", "2016-03-04"),
        ("2016年3月4日印发", "2016-03-04"),
        ("（2016年3月4日）", "2016-03-04"),
        ("云州海关办公室\n2016-03-04\n附件1\n公开指南\n本指南自2017年1月1日起施行。", "2016-03-04"),
        ("附件：公开指南\n                    二〇一六年三月四日", "2016-03-04"),
        ("本通知自2016年5月1日起执行。", None),
        ("2016年3月", None),
        ("一、2016年3月4日", None),
    ],
)
def test_a_signature_gives_the_day(ending: str, day: str | None) -> None:
    assert issue_date(HEAD + ending)[0] == day


def test_a_date_on_its_own_far_above_the_end_is_no_signature() -> None:
    assert issue_date(HEAD + "2016年3月4日\n" + "正文又一句。\n" * 20)[0] is None


def test_the_signer_is_the_agency_above_the_date() -> None:
    doc = body_of(HEAD + "云州海关办公室\n2016年3月4日")
    signature = find_signature(doc, read_title(doc))
    assert signature is not None
    assert signature.signer == "云州海关办公室"
    assert doc.text[slice(*signature.span)] == "2016年3月4日"


def test_sources_in_the_order_of_trust() -> None:
    page = "成文日期：2016年3月2日 发布日期：2016年3月5日\n"
    assert issue_date(page + HEAD + "云州海关\n2016年3月4日")[0] == "2016-03-04"
    assert issue_date(page + HEAD)[0] == "2016-03-02"
    assert issue_date("发布日期：2016年3月5日\n" + HEAD, {"PubDate": "2016-03-09"})[0] == "2016-03-05"
    assert issue_date(HEAD, {"meta.pubdate": "2016-03-09 10:00:00"})[0] == "2016-03-09"
    assert issue_date("云州海关通知\n（2016年3月4日）\n请办理。")[0] == "2016-03-04"
    assert issue_date("云州海关办法\n（云关办〔2016〕3号 二〇一六年三月四日）\n请办理。")[0] == "2016-03-04"


@pytest.mark.parametrize(
    ("printed", "problem"),
    [("2015年2月30日", "impossible_date"), ("2024年6月2日", "future_date"), ("2099年1月1日", "future_date")],
)
def test_a_day_that_cannot_be_is_a_problem_and_the_next_source_counts(printed: str, problem: str) -> None:
    assert issue_date(f"{HEAD}云州海关\n{printed}") == (None, [problem])
    assert issue_date(f"发布日期：2016年3月5日\n{HEAD}云州海关\n{printed}") == ("2016-03-05", [problem])


def test_nothing_printed_nothing_known() -> None:
    assert issue_date(HEAD) == (None, [])
    assert issue_date("") == (None, [])
