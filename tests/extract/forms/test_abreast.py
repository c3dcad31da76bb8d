"""Tables of one form side by side, or one after the other: each is read by itself, and nothing says whose it is."""

from __future__ import annotations

import pytest

from extract.forms import Forms
from tests.extract.forms.support import HEADER, NEW, ROWS, applications, codes, failed, grid, message, read

YEARS = ("3 1 2 0 4 5 15", "30 11 2 0 4 5 52", "1 0 0 0 0 0 1", "0 0 0 2 0 0 2")
PRINTED = (NEW, "(一)予以公开", "(七)总计")
ZEROS = "0 0 0 0 0 0 0"
INDICATORS = (
    ("(一)主动公开政府信息数", "条", "523", "611"),
    ("制发规范性文件总数", "件", "12", "9"),
    ("1.政府公报公开政府信息数", "条", "0", "0"),
    ("2.政府网站公开政府信息数", "条", "500", "600"),
    ("3.政务微博公开政府信息数", "条", "11", "5"),
    ("4.政务微信公开政府信息数", "条", "3", "6"),
    ("(一)收到申请数", "件", "12", "14"),
    ("1.当面申请数", "件", "2", "4"),
    ("2.传真申请数", "件", "0", "0"),
    ("3.网络申请数", "件", "10", "10"),
    ("4.信函申请数", "件", "0", "0"),
)


def received(forms: Forms) -> list[str]:
    """What each table says of the row of new applications."""
    return [" ".join(cell.raw for cell in table.cells if cell.row == "new_received") for table in forms.tables]


@pytest.mark.parametrize("count", [2, 3, 4])
def test_tables_beside_each_other_are_read_apart(count: int) -> None:
    rows = [f"{label} {' '.join(YEARS[:count] if label in PRINTED else [ZEROS] * count)}" for label in ROWS]
    forms = read(*HEADER, *HEADER[1:] * (count - 1), *rows)
    assert received(forms) == list(YEARS[:count])
    assert failed(forms) == []


def test_tables_beside_each_other_in_a_grid_are_marked() -> None:
    labels = ("自然人", *HEADER[4:9], "总计")
    rows = [(label, *" ".join(YEARS[:2] if label in PRINTED else [ZEROS] * 2).split()) for label in ROWS]
    forms = read(grid(("项目", *["2022年"] * 7, *["2023年"] * 7), ("申请人情况", *labels * 2), *rows))
    assert received(forms) == list(YEARS[:2])
    assert codes(forms) == ["repeated_table"] * 2
    assert "2 tables stand side by side, this is number 1" in message(forms, "repeated_table")


def test_two_years_of_indicators_are_two_tables() -> None:
    forms = read("政府信息公开情况统计表", "统计指标 单位 2015年 2016年", *(" ".join(row) for row in INDICATORS))
    assert [[cell.value for cell in table.cells][:2] for table in forms.tables] == [[523, 12], [611, 9]]


def test_a_column_with_a_label_of_its_own_is_no_second_table() -> None:
    forms = read("政府信息公开情况统计表", "统计指标 单位 统计数 上年数", *(" ".join(row) for row in INDICATORS))
    assert len(forms.tables) == 1
    assert [cell.column for cell in forms.tables[0].cells][:2] == ["value", "unknown:上年数"]


def test_numbers_that_count_the_rows_are_no_table() -> None:
    rows = [f"{label} {unit} {n} {number}" for n, (label, unit, number, _) in enumerate(INDICATORS, 1)]
    forms = read("政府信息公开情况统计表", "统计指标 单位 行次 统计数", *rows)
    assert len(forms.tables) == 1
    assert all(cell.value != 1 for cell in forms.tables[0].cells if cell.state == "read")


def test_a_blank_column_beside_the_values_is_no_table() -> None:
    forms = read("政府信息公开情况统计表", grid(*[(label, unit, number, "") for label, unit, number, _ in INDICATORS]))
    assert len(forms.tables) == 1
    assert [cell.value for cell in forms.tables[0].cells][:2] == [523, 12]


def agency(figures: str) -> list[str]:
    return applications(dict.fromkeys(PRINTED, figures))


def test_a_second_agencys_table_is_a_table_of_its_own() -> None:
    forms = read("本级", *agency(YEARS[0]), "全市", *agency(YEARS[1]))
    assert received(forms) == list(YEARS[:2])
    assert message(forms, "repeated_table") == (
        "table 2 of this form, with other figures: another agency's or another year's"
    )


def test_the_second_of_two_tables_keeps_what_its_next_page_has() -> None:
    above, below = (lambda lines: (lines[:14], lines[14:]))(agency(YEARS[1]))
    forms = read(*agency(YEARS[0]), *above, "以上数据由办公室统计,口径与上年一致。", *below)
    assert [len(table.cells) for table in forms.tables] == [161, 161]
    assert received(forms) == list(YEARS[:2])


def test_a_row_of_one_agency_does_not_complete_anothers() -> None:
    lost = {**dict.fromkeys(PRINTED, YEARS[0]), "(一)予以公开": "3 1 2 4 5 15"}
    first, second = read(*applications(lost), *agency(YEARS[1])).tables
    assert [cell.value for cell in first.cells if cell.row == "granted"] == [3, 1, 2, None, 4, 5, 15]
    assert [cell.value for cell in second.cells if cell.row == "granted"] == [30, 11, 2, 0, 4, 5, 52]
