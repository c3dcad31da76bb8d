"""What the compiler proves about a document's truth before it lets it in."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.evaluation.implicit import mark_implicit
from benchmarks.evaluation.markup import parse
from benchmarks.evaluation.proofs import faults
from benchmarks.evaluation.sources import Header, Source


def found(body: str, **header: Any) -> list[str]:
    """The faults of a body under a header."""
    full = Header(genre="foi_report", year=2015, issuer="江州海关", **header)
    return faults(Source("o99", "open", full, mark_implicit(parse(body, "o99"))))


GOOD = "受理{10|件|申请|#n}件，其中网上{6|件|网上申请|in=n|by=form}件、信函{4|件|信函申请|in=n|by=form}件。"


def test_a_sound_document_has_no_faults() -> None:
    assert found(GOOD, checks=("n = parts form",)) == []


def test_parts_may_not_exceed_their_total() -> None:
    (fault,) = found("受理{10|件|申请|#n}件，其中{8|件|甲|in=n}件、{4|件|乙|in=n}件")
    assert "add up to 12" in fault


def test_two_breakdowns_of_one_total_are_added_apart() -> None:
    assert found("受理{10|件|申请|#n}件，{10|件|甲|in=n|by=form}件，{9|件|乙|in=n|by=result}件") == []


def test_parts_of_a_total_that_is_only_a_bound_may_exceed_it() -> None:
    assert found("发布{10|条|信息|over|#n}余条，其中{12|条|公告|in=n}条") == []


@pytest.mark.parametrize("check", ["n = parts form", "n = a + b", "a + b = n", "c != n", "n ~ c"])
def test_a_check_that_holds_is_silent(check: str) -> None:
    body = GOOD.replace("in=n|by=form}件、", "in=n|by=form|#a}件、").replace(
        "by=form}件。", "by=form|#b}件。"
    )
    assert found(body + "共{9.98|件|约数|#c}件", checks=(check,)) == []


@pytest.mark.parametrize(
    ("check", "message"),
    [
        ("n = a + a", "10 against 12"),
        ("n != a + b", "10 against 10"),
        ("n = x", "no mark has"),
        ("n", "expected a ="),
    ],
)
def test_a_check_that_fails_says_so(check: str, message: str) -> None:
    body = "共{10|件|申请|#n}件，{6|件|甲|in=n|#a}件，{4|件|乙|in=n|#b}件"
    assert any(message in fault for fault in found(body, checks=(check,)))


def test_a_share_must_be_what_rounding_gives() -> None:
    body = "共{68|件|申请|#n}件，{16|件|信函申请|in=n|share=23|#x}件"
    assert "23.529%, printed 23" in found(body)[0]
    assert found(body, misprints=("x",)) == []


def test_a_share_that_holds_is_no_misprint() -> None:
    assert found("共{68|件|申请|#n}件，{40|件|邮件申请|in=n|share=59|#x}件", misprints=("x",))


def test_ids_are_unique_and_resolve() -> None:
    assert "given twice" in found("{1|件|甲|#n}{2|件|乙|#n}")[0]
    assert "points at #m" in found("{1|件|甲|in=m}件")[0]


@pytest.mark.parametrize("text", ["共12件", "共十二件", "第三季度", "１２件", "兩次"])
def test_no_number_is_overlooked(text: str) -> None:
    assert "neither marked nor explained" in found(text)[0]


@pytest.mark.parametrize("text", ["进一步加强", "進一步加強", "统一部署", "第一时间回应", "若干"])
def test_words_of_the_lexicon_explain_their_numeral(text: str) -> None:
    assert found(text) == []


def test_labels_units_and_scopes_are_simplified() -> None:
    assert "simplified" in found("{3|條|公告}")[0]
    assert "simplified" in found("{3|条|公告|scope=關稅處}")[0]
