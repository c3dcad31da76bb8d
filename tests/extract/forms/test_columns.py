"""A table with fewer columns than its form: bound by the labels that are printed, confirmed by the sums, and marked."""

from __future__ import annotations

import pytest

from extract.forms import Forms
from extract.forms.columns import holds
from extract.forms.layout import Sum
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

COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
FIGURES = {NEW: "3 1 2 0 4 5 15", "(一)予以公开": "3 1 2 0 4 4 14", "(七)总计": "3 1 2 0 4 4 14", "四、结转下年度继续办理": "0 0 0 0 0 1 1"}
ROW_TOTAL = Sum("row_total", ("a", "b"), ("t",), total="t")


def without(*lacking: str) -> list[str]:
    """The table of applications in lines, without these columns and their labels."""
    kept = [n for n, label in enumerate(COLUMNS) if label not in lacking]
    figures = {label: " ".join(FIGURES.get(label, "0 0 0 0 0 0 0").split()[n] for n in kept) for label in ROWS}
    return applications(figures, [label for label in HEADER if label not in lacking])


def printed(forms: Forms, row: str) -> dict[str, float | None]:
    """The values of a row that are read as they stand."""
    return {column: cell.value for column, cell in cells(forms, row).items() if cell.state == "read"}


@pytest.mark.parametrize("lacking", COLUMNS)
def test_the_columns_that_the_header_names_are_read(lacking: str) -> None:
    forms = read(*without(lacking))
    expected = dict(zip(COLUMNS, [3, 1, 2, 0, 4, 5, 15], strict=True))
    del expected[lacking]
    assert list(printed(forms, "new_received").values()) == list(expected.values())
    assert message(forms, "missing_column") == f"no column is headed {lacking}"


def test_what_the_lacking_column_held_follows_from_the_totals() -> None:
    cell = cells(read(*without("科研机构")), "new_received")["legal_research"]
    assert (cell.value, cell.state, cell.raw) == (2, "inferred", "")


def test_a_lacking_column_that_nothing_tells_of_has_no_cells() -> None:
    forms = read(*without("科研机构", "商业企业"))
    assert list(cells(forms, "new_received")) == ["natural_person", "legal_social", "legal_law_service", "legal_other", "total"]
    assert message(forms, "missing_column") == "no column is headed 商业企业、科研机构"


def test_a_lost_label_over_columns_that_are_all_there_moves_none() -> None:
    forms = read(*applications(FIGURES, [label for label in HEADER if label != "科研机构"]))
    assert values(forms, "new_received") == [3, 1, 2, 0, 4, 5, 15]
    assert "missing_column" in codes(forms)


def test_a_header_that_the_sums_contradict_is_not_believed() -> None:
    """商业企业 has lost its label and the totals are blank: six labels, six values, and not the same six columns."""
    figures = {label: " ".join(FIGURES.get(label, "0 0 0 0 0 0 0").split()[:6]) for label in ROWS}
    forms = read(*applications(figures, [label for label in HEADER if label != "商业企业"]))
    assert printed(forms, "new_received") == {}
    assert {"missing_column", "inferred_cells"} <= set(codes(forms))


REVIEW = ("行政复议", "行政诉讼")
FOUR = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


@pytest.mark.parametrize("place", range(15))
def test_labels_that_three_groups_share_say_which_group_lacks_one(place: int) -> None:
    labels = [*FOUR * 3]
    figures = ["1", "0", "0", "0", "1", "2", "0", "0", "0", "2", "0", "3", "0", "0", "3"]
    del labels[place], figures[place]
    cut = 4 if place < 5 else 5
    forms = read(*REVIEW, *labels[:cut], "未经复议直接起诉", "复议后起诉", *labels[cut:], " ".join(figures))
    row = {column: cell for column, cell in cells(forms, "cases").items() if cell.state == "read"}
    assert [cell.raw for cell in row.values()] == figures
    assert [cell.column_label for cell in row.values()] == labels
    assert "missing_column" in codes(forms)


def test_a_grid_is_bound_by_its_labels() -> None:
    head = ("申请人情况", "自然人", "商业企业", "社会公益组织", "其他", "总计")
    rows = [(label, *("2", "1", "0", "1", "4")) for label in (NEW, "(一)予以公开", "(七)总计")]
    found = printed(read(grid(head, *rows)), "granted")
    assert found == {"natural_person": 2, "legal_commercial": 1, "legal_social": 0, "legal_other": 1, "total": 4}


@pytest.mark.parametrize(
    ("row", "may_be_right"),
    [
        ({"a": 1, "b": 2, "t": 3}, True),
        ({"a": 1, "b": 2, "t": 4}, False),
        ({"a": 1, "t": 3}, True),
        ({"a": 4, "t": 3}, False),
        ({"a": 1, "b": 2}, True),
    ],
)
def test_a_sum_over_a_column_that_is_not_there_says_only_that_it_cannot_be_less_than_nothing(
    row: dict[str, float], may_be_right: bool
) -> None:
    assert holds(ROW_TOTAL, row) is may_be_right


def test_without_a_header_rows_one_short_lack_the_total_where_no_other_column_can_be_lacking() -> None:
    figures = {label: " ".join(FIGURES.get(label, "0 0 0 0 0 0 0").split()[:6]) for label in ROWS}
    assert values(read(*applications(figures, [])), "new_received") == [3, 1, 2, 0, 4, 5, 15]


def test_without_a_header_rows_one_short_stay_open_where_any_column_can_be_lacking() -> None:
    kept = (0, 1, 3, 4, 5, 6)
    figures = {label: " ".join(FIGURES.get(label, "0 0 0 0 0 0 0").split()[n] for n in kept) for label in ROWS}
    forms = read(*applications(figures, []))
    assert values(forms, "new_received") == [None] * 7
    assert "missing_column" in codes(forms)


def test_a_total_printed_first_is_read_there_where_the_sums_agree() -> None:
    head = ("申请人情况", "总计", "自然人", "法人或其他组织", *HEADER[4:9])
    figures = {label: " ".join([*FIGURES.get(label, "0 0 0 0 0 0 0").split()[-1:], *FIGURES.get(label, "0 0 0 0 0 0 0").split()[:-1]]) for label in ROWS}
    forms = read(*applications(figures, head))
    assert values(forms, "new_received") == [3, 1, 2, 0, 4, 5, 15]
    assert "truncated_header" not in codes(forms)


def test_a_total_printed_first_over_zeros_leaves_the_order_open() -> None:
    head = ("申请人情况", "总计", "自然人", "法人或其他组织", *HEADER[4:9])
    forms = read(*applications(dict.fromkeys(ROWS, "0 0 0 0 0 0 0"), head))
    assert "truncated_header" in codes(forms)
