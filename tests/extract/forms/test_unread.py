"""A cell that is no number, or more than one, keeps its place: it is not read, and its neighbours are."""

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
    grid,
    message,
    read,
    values,
)

FIGURES = "3 1 2 0 4 5 15"
PRINTED = dict.fromkeys((NEW, "(一)予以公开", "(七)总计"), FIGURES)


def in_grid(**printed: str) -> Forms:
    """The table of applications with these cells instead (by their place, `c1`) in its first row."""
    head = ("申请人情况", "自然人", *HEADER[4:9], "总计")
    rows = [(label, *PRINTED.get(label, "0 0 0 0 0 0 0").split()) for label in ROWS]
    first = tuple(printed.get(f"c{n}", cell) for n, cell in enumerate(rows[0]))
    return read(grid(head, first, *rows[1:]))


@pytest.mark.parametrize(
    "printed", ["12（含3）", "1 5", "1 0", "3+2", "约1", "3/5", "1、2", "1*", "1[注1]", "①", "一", "1,5", "n/a", "<3", "3~5"]
)
def test_a_cell_that_is_not_one_number_leaves_the_others_where_they_are(printed: str) -> None:
    forms = in_grid(c2=printed)
    assert values(forms, "new_received") == [3, 1, 2, 0, 4, 5, 15]
    assert [cell.state for cell in cells(forms, "new_received").values()] == ["read", "inferred", *["read"] * 5]
    assert cells(forms, "new_received")["legal_commercial"].raw == printed
    assert message(forms, "unread_region") == f"{printed} in {NEW} is not one number: it is not read"


def test_two_such_cells_that_no_sum_tells_stay_unread() -> None:
    forms = in_grid(c1="3（含1）", c2="1（含1）", c7="15（含2）")
    assert values(forms, "new_received") == [3, 1, 2, 0, 4, 5, 15]
    forms = read(grid(("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"), ("规章", "1", "3 5", "7"), ("行政规范性文件", "3", "0", "9")))
    assert values(forms, "rules") == [1, None, 7]
    assert "3 5 in 规章 is not one number" in message(forms, "unread_region")


@pytest.mark.parametrize("printed", ["12（含3）", "1、2", "1*", "1/5"])
def test_a_figure_with_a_remark_in_a_line_is_noticed(printed: str) -> None:
    forms = read(*applications({**PRINTED, NEW: f"3 {printed} 2 0 4 5 15"}))
    assert values(forms, "new_received") == [3, 1, 2, 0, 4, 5, 15]
    assert printed in message(forms, "unread_region")


def test_an_indicator_with_a_remark_is_noticed() -> None:
    rows = (("(一)主动公开政府信息数", "条", "523"), ("其中：主动公开规范性文件数", "条", "约12"), ("制发规范性文件总数", "件", "9"))
    forms = read("政府信息公开情况统计表", grid(("统计指标", "单位", "统计数"), *rows))
    assert values(forms, "disclosed.normative_documents") == [None]
    assert "unread_region" in codes(forms)


def test_a_row_of_the_agencys_own_is_no_unread_cell() -> None:
    forms = read(*applications({**PRINTED, "(六)其他处理": "0 0 0 0 0 0 0\n申请人主动撤回 0 0 0 0 0 0 0"}))
    assert "unread_region" not in codes(forms)
