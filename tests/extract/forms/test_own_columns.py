"""Columns of an agency's own: kept under their label, counted with their neighbours, and named in a problem."""

from __future__ import annotations

import pytest

from extract.forms import Forms
from tests.extract.forms.support import (
    HEADER,
    NEW,
    ROWS,
    applications,
    cells,
    codes,
    failed,
    grid,
    message,
    read,
    states,
    values,
)

PRINTED = (NEW, "(一)予以公开", "(七)总计")
NAMES = list(HEADER[4:9])


def with_column(place: int, number: str, *, total: str) -> list[tuple[str, ...]]:
    """The rows of the table of applications, a number more at a place of those that are not zeros."""
    return [(label, *_row(label, place, number, total)) for label in ROWS]


def _row(label: str, place: int, number: str, total: str) -> list[str]:
    figures = ["3", "1", "2", "0", "4", "5", total] if label in PRINTED else ["0"] * 7
    return [*figures[:place], number if label in PRINTED else "0", *figures[place:]]


def head(*labels: str) -> tuple[str, ...]:
    return ("申请人情况", *labels)


def test_a_column_more_in_a_grid_counts_towards_the_total() -> None:
    rows = with_column(6, "7", total="22")
    forms = read(grid(head("自然人", *NAMES, "其他组织2", "总计"), *rows))
    assert list(cells(forms, "new_received").values())[-2].column == "unknown:其他组织2"
    assert values(forms, "new_received") == [3, 1, 2, 0, 4, 5, 7, 22]
    assert (failed(forms), set(states(forms, "granted"))) == ([], {"read"})
    assert "the form has no column 其他组织2" in message(forms, "unknown_column")


def test_a_column_more_in_lines_stands_after_the_label_before_it() -> None:
    lines = [" ".join(row) for row in with_column(6, "7", total="22")]
    forms = read("申请人情况", "自然人", "法人或其他组织", "总计", *NAMES, "个体工商户", *lines)
    assert values(forms, "new_received") == [3, 1, 2, 0, 4, 5, 7, 22]
    assert codes(forms) == ["unknown_column"]


def test_a_total_that_leaves_the_column_out_is_a_conflict() -> None:
    rows = with_column(1, "7", total="15")
    forms = read(grid(head("自然人", "外国人", *NAMES, "总计"), *rows))
    assert cells(forms, "new_received")["total"].state == "inferred" or failed(forms)


@pytest.mark.parametrize(("label", "number"), [("占比", "12%"), ("备注", "")])
def test_a_column_behind_the_total_is_in_no_sum(label: str, number: str) -> None:
    rows = with_column(7, number, total="15")
    forms = read(grid(head("自然人", *NAMES, "总计", label), *rows))
    assert values(forms, "granted")[:7] == [3, 1, 2, 0, 4, 5, 15]
    assert failed(forms) == []
    assert f"the form has no column {label}" in message(forms, "unknown_column")


def test_a_group_printed_as_one_column_is_kept_as_one() -> None:
    rows = [f"{label} 3 12 15" if label in PRINTED else f"{label} 0 0 0" for label in ROWS]
    forms = read("申请人情况", "自然人", "法人或其他组织", "总计", *rows)
    assert _by_column(forms, "new_received") == {"natural_person": 3, "unknown:法人或其他组织": 12, "total": 15}
    assert failed(forms) == []
    assert {"unknown_column", "missing_column"} <= set(codes(forms))


def _by_column(forms: Forms, row: str) -> dict[str, float | None]:
    return {column: cell.value for column, cell in cells(forms, row).items()}


def test_a_misprinted_label_of_the_form_is_no_column_of_its_own() -> None:
    labels = [label.replace("法律服务机构", "律所") for label in HEADER]
    forms = read(*applications(header=labels))
    assert list(cells(forms, "new_received")) == [
        "natural_person", "legal_commercial", "legal_research", "legal_social", "legal_law_service", "legal_other", "total",
    ]  # fmt: skip


def test_a_text_in_the_header_without_values_below_it_is_no_column() -> None:
    forms = read(*applications(header=[*HEADER, "填报人张某"]))
    assert "unknown_column" not in codes(forms)
    assert values(forms, "new_received") == [2, 1, 0, 0, 0, 0, 3]
