"""Marks: what the evidence page says of each item of a record."""

from __future__ import annotations

import pytest

from haiguan.house.contents import grid, pieces
from haiguan.house.marks import marked, number
from tests.output.records import as_json, sample, span

RECORD = as_json(sample())
FOUND = marked(RECORD)
BY_ID = {mark.id: mark for mark in FOUND.marks}


@pytest.mark.parametrize(
    ("mark", "kind", "value", "label", "at"),
    [
        ("s1", "statistic", "12 条", "公告", span("12")),
        ("c0-0", "cell", "3", "予以公开 / person", span("3")),
        ("r0", "reference", "信息公开办法", "澜办发〔2020〕3号", span("《信息公開辦法》")),
        ("d0", "deadline", "20 工作日", "答复", span("20個工作日")),
        ("p0", "problem", "check_failed", "1 is not 12", None),
    ],
)
def test_every_kind_of_item_is_marked(mark: str, kind: str, value: str, label: str, at: object) -> None:
    found = BY_ID[mark]
    assert (found.kind, found.value, found.label, found.span) == (kind, value, label, at)


def test_a_mark_says_bound_part_and_checks() -> None:
    facts = dict(BY_ID["s2"].facts)
    assert (facts["bound"], facts["part of"], facts["FAILS"]) == ("about", "s1", "1 = 12")


def test_failed_checks_come_first_and_name_their_marks() -> None:
    assert [check.holds for check in FOUND.checks] == [False, True]
    assert FOUND.checks[0].refs == (("s1", "s1"), ("s2", "s2"))
    assert FOUND.failed == {"s1", "s2"}


def test_a_check_of_a_form_names_the_cells_of_that_form() -> None:
    assert FOUND.checks[1].refs[0] == ("granted/person", "c0-0")


def test_a_form_is_shown_again_by_rows_and_columns() -> None:
    shown = grid(RECORD["tables"][0], 0, FOUND)
    assert shown.columns == ["person", "firm", "total"]
    assert [(label, [mark and mark.value for mark in row]) for label, row in shown.rows] == [
        ("予以公开", ["3", "4", "7"])
    ]


def test_a_grid_keeps_its_rows() -> None:
    shown = grid(RECORD["tables"][1], 1, FOUND)
    assert [[mark and mark.value for mark in row] for _, row in shown.rows] == [["項目", "2.5 元"]]


def test_a_problem_of_the_whole_text_is_named_where_it_starts() -> None:
    problem = {"code": "lossy_mojibake", "span": [0, 10**6], "message": "misread"}
    found = marked({**RECORD, "problems": [problem]})
    assert found.of_kind("problem")[0].span == (0, 0)


def test_a_piece_knows_its_sentence() -> None:
    cut = [piece for piece in pieces(RECORD["text"], FOUND) if piece.sentences]
    assert "".join(piece.text for piece in cut) == "全年發布公告12條。"
    assert {piece.sentences for piece in cut} == {("q0",)}


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (29732300, "元", "29,732,300 元"),
        (99.5, "%", "99.5 %"),
        (0, None, "0"),
        (None, "元", ""),
        (0.1 + 0.2, None, "0.3"),
    ],
)
def test_numbers_are_grouped(value: float | None, unit: str | None, shown: str) -> None:
    assert number(value, unit) == shown
