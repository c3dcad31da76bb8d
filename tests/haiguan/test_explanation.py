"""Explanations: what was normalised on the way, and what takes part in which check."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haiguan.explanation import Change, changes, explain
from normalize.aligned import AlignedText
from tests.output.records import TEXT, as_json, sample, span


def edited(source: str, *edits: tuple[int, int, str]) -> AlignedText:
    return AlignedText.of(source).replace(edits)


@pytest.mark.parametrize(
    ("source", "edits", "expected"),
    [
        ("公告12条", [], []),
        ("申請條", [(1, 3, "请条")], [("請條", "请条")]),
        ("申請書條", [(1, 2, "请"), (3, 4, "条")], [("請", "请"), ("條", "条")]),
        ("執(zhí)法", [(0, 1, "执"), (1, 6, "")], [("執(zhí)", "执")]),
        ("中(zhōng)國", [(1, 8, ""), (8, 9, "国")], [("(zhōng)國", "国")]),
        ("入口網站多", [(0, 4, "门户网站")], [("入口網", "门户网")]),
        ("程式多", [(0, 2, "计算机程序")], [("程式", "计算机程序")]),
        ("a  b", [(1, 3, " ")], [("  ", " ")]),
        ("a  ", [(1, 3, "")], [("  ", "")]),
    ],
)
def test_changes_are_told_piece_by_piece(
    source: str, edits: list[tuple[int, int, str]], expected: list[tuple[str, str]]
) -> None:
    found = changes(source, edited(source, *edits), (0, len(source)))
    assert [(change.printed, change.normalised) for change in found] == expected


def test_changes_outside_the_span_are_left_out() -> None:
    assert list(changes("請x條", edited("請x條", (0, 1, "请"), (2, 3, "条")), (2, 3))) == [Change("條", "条")]


@given(
    st.text("ab", max_size=12), st.lists(st.tuples(st.integers(0, 4), st.text("xy", max_size=3)), max_size=4)
)
def test_changes_account_for_every_character(source: str, lengths: list[tuple[int, str]]) -> None:
    edits, at = [], 0
    for length, new in lengths:
        if at + length <= len(source):
            edits.append((at, at + length, new if length else ""))
            at += length + 1
    aligned = edited(source, *edits)
    found = list(changes(source, aligned, (0, len(source))))
    kept = len(source) - sum(len(change.printed) for change in found)
    assert kept + sum(len(change.normalised) for change in found) == len(aligned.text)


def test_a_statistic_is_explained_with_its_sentence_and_checks() -> None:
    explanation = explain(as_json(sample()), "s1")
    assert explanation.span == span("12")
    assert explanation.context == span("全年發布公告12條。")
    assert explanation.normalised == "12"
    assert Change("條", "条") in explanation.changes
    assert explanation.section == "一、总体情况"
    assert [check["rule"] for check in explanation.checks] == ["narrative.sum"]


def test_a_cell_is_explained_with_its_surroundings() -> None:
    explanation = explain(as_json(sample()), "applications/granted/total")
    assert explanation.item["value"] == 7
    assert explanation.context is not None and TEXT[slice(*explanation.context)].endswith("3 4 7")
    assert [check["rule"] for check in explanation.checks] == ["row_total"]


def test_a_row_that_no_code_names_is_found_by_its_label() -> None:
    cell = replace(sample().tables[0].cells[0], row="other:申请人/撤销")
    table = replace(sample().tables[0], cells=(cell,))
    assert (
        explain(as_json(sample(tables=(table,))), "applications/other:申请人/撤销/person").item["value"] == 3
    )


def test_a_cell_of_a_grid_is_found() -> None:
    explanation = explain(as_json(sample()), "other/0/1")
    assert (explanation.item["value"], explanation.span, explanation.context) == (2.5, None, None)


def test_problems_of_the_sentence_are_told() -> None:
    problems = (
        replace(sample().problems[0], span=span("公告")),
        replace(sample().problems[0], code="unread_region", span=span("一是")),
    )
    found = explain(as_json(sample(problems=problems)), "s1").problems
    assert [problem["code"] for problem in found] == ["check_failed"]


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("s9", "has no statistic s9: it has s1 to s2"),
        ("applications/granted/nobody", "its applications has no row granted with a column nobody"),
        ("poems/1/2", "it has applications, other"),
    ],
)
def test_what_is_not_there_is_said_with_what_is(name: str, complaint: str) -> None:
    with pytest.raises(LookupError, match=complaint):
        explain(as_json(sample()), name)


def test_sections_that_contain_each_other_end() -> None:
    section = replace(sample().sections[0], parent="h1")
    assert explain(as_json(sample(sections=(section,))), "s1").section == "一、总体情况"
