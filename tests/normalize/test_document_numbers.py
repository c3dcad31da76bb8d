"""Document numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.document_numbers import find_document_numbers


def values(text: str) -> list[str]:
    return [number.value for number in find_document_numbers(text)]


@pytest.mark.parametrize("brackets", ["〔〕", "【】", "[]", "()", "（）", "﹝﹞", "［］"])
def test_any_bracket_becomes_the_official_one(brackets: str) -> None:
    assert values(f"关办发{brackets[0]}2016{brackets[1]}30号") == ["关办发〔2016〕30号"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("(国办公开办函【2019】60号)", "国办公开办函〔2019〕60号"),
        ("关办发 〔 2007 〕 299 号", "关办发〔2007〕299号"),
        ("根据国办发〔2008〕36号", "国办发〔2008〕36号"),
        ("转发国办发〔2008〕36号的通知", "国办发〔2008〕36号"),
        ("各地认真组织学习国办发〔2008〕36号文件", "国办发〔2008〕36号"),
        ("署办函〔2019〕20\n号", "署办函〔2019〕20号"),
        ("关税发〔2019〕第3号", "关税发〔2019〕第3号"),
        ("的通知》(云政办2018〕43号)文件", "云政办〔2018〕43号"),
        ("云政办〔2018 43号", "云政办〔2018〕43号"),
        ("按照海关总署公告2020年第5号", "海关总署公告2020年第5号"),
        ("海关总署公告 2020 年第 5 号", "海关总署公告2020年第5号"),
        ("海关总署2020年第5号公告", "海关总署2020年第5号公告"),
        ("国务院令第711号", "国务院令第711号"),
        ("（国令第711号）", "国令第711号"),
        ("（署令215号）", "署令215号"),
        ("国务院令 492号", "国务院令492号"),
        ("依据中华人民共和国国务院令第711号", "中华人民共和国国务院令第711号"),
        ("海关总署第240号令", "海关总署第240号令"),
        ("国家主席令第35号", "国家主席令第35号"),
        ("海关总署、商务部公告2021年第10号", "海关总署、商务部公告2021年第10号"),
        ("海关总署 商务部公告2021年第10号", "海关总署 商务部公告2021年第10号"),
    ],
)
def test_a_number_is_found_with_its_agencys_sign(text: str, value: str) -> None:
    (number,) = find_document_numbers(text)
    assert number.value == value
    assert text[number.start : number.end].replace(" ", "")[-1] in "号告令"


@pytest.mark.parametrize(
    "text", ["(2019)5号", "第5号公告", "5号", "〔2016〕", "一路1号", "关于公布2019年第5号公告", "〔1816〕5号", "〔2019 5号", "云政办2018)43号"]
)
def test_what_has_no_sign_is_no_document_number(text: str) -> None:
    assert values(text) == []


def test_several_come_in_order() -> None:
    assert values("国办发〔2008〕36号、国务院令第492号和署办发〔2016〕30号") == [
        "国办发〔2008〕36号",
        "国务院令第492号",
        "署办发〔2016〕30号",
    ]


@given(st.text(alphabet="海关总署令公告第年号〔〕（）2016 、的5"))
def test_any_text_is_searched(text: str) -> None:
    for number in find_document_numbers(text):
        assert 0 <= number.start < number.end <= len(text)


def test_many_agencies_before_no_number_take_no_time() -> None:
    assert values(("署" * 39 + "甲令第5号") * 500) == []
