"""Columns are bound by their labels: in the order of the print, not of the form."""

from __future__ import annotations

import pytest

from extract.forms import read_forms
from extract.forms.layout import load_forms
from extract.forms.order import column_order
from extract.forms.recognise import Label
from extract.forms.vocabulary import NOTHING, vocabulary
from extract.model import GridCell
from tests.extract.forms.support import codes, document, grid, lines, values

FORMS = {(form.form, form.edition): form for form in load_forms()}
APPLICATIONS = FORMS["applications", 2021].blocks[0]
REVIEW = FORMS["review_litigation", 2019].blocks[0]
LEGAL = ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]


def label(text: str, cell: GridCell | None = None) -> Label:
    return Label(0, len(text), text, vocabulary().exact.get(text, NOTHING), cell=cell)


def header(*texts: str) -> list[Label]:
    return [label(text) for text in texts]


def in_grid(*texts: str) -> list[Label]:
    return [label(text, GridCell(0, column, (0, 0))) for column, text in enumerate(texts)]


def test_a_header_in_the_order_of_the_form_leaves_it() -> None:
    assert column_order(APPLICATIONS, header("自然人", "总计", *LEGAL)) == APPLICATIONS.column_codes


def test_no_header_leaves_the_order_of_the_form() -> None:
    assert column_order(APPLICATIONS, []) == APPLICATIONS.column_codes


def test_columns_of_a_group_stand_as_they_are_printed() -> None:
    order = column_order(APPLICATIONS, header("自然人", "总计", "科研机构", "商业企业", *LEGAL[2:]))
    assert order is not None and order[:3] == ("natural_person", "legal_research", "legal_commercial")


def test_in_a_grid_a_column_is_where_its_label_stands() -> None:
    order = column_order(APPLICATIONS, in_grid("总计", "自然人", *LEGAL))
    assert order is not None and order[:2] == ("total", "natural_person")


def test_a_label_whose_end_a_page_break_parts_stands_in_its_column() -> None:
    block = next(block for block in FORMS["active_disclosure", 2019].blocks if "decisions" in block.column_codes)
    places = [("本年增减", 2, 8, 1), ("处理决定数量", 3, 8, 1), ("上一年项目数量", 1, 9, 2)]
    head = [label(text, GridCell(row, column, (0, 0), page=page)) for text, column, row, page in places]
    assert column_order(block, head) == block.column_codes


def test_grids_on_two_pages_have_columns_of_their_own() -> None:
    places = [("总计", 0, 4, 1), ("自然人", 1, 0, 2), *((text, n, 1, 2) for n, text in enumerate(LEGAL, 2))]
    head = [label(text, GridCell(row, column, (0, 0), page=page)) for text, column, row, page in places]
    assert column_order(APPLICATIONS, head) is None


def test_labels_broken_over_the_lines_of_a_text_stand_where_the_form_has_them() -> None:
    broken = [label(text)._replace(meaning=vocabulary().exact[whole], exact=False)
              for text, whole in (("社会公益", "社会公益组织"), ("法律服务", "法律服务机构"))]  # fmt: skip
    head = [*broken, *header("自然人", "商业企业", "科研机构", "其他", "总计")]
    assert column_order(APPLICATIONS, head) == APPLICATIONS.column_codes


def test_in_lines_a_total_printed_first_leaves_the_order_open() -> None:
    assert column_order(APPLICATIONS, header("总计", "自然人", *LEGAL)) is None


def test_an_incomplete_header_out_of_order_leaves_it_open() -> None:
    assert column_order(APPLICATIONS, header("自然人", "科研机构", "商业企业")) is None
    assert column_order(APPLICATIONS, in_grid("科研机构", "商业企业")) is None


def test_labels_that_groups_share_name_the_groups_from_left_to_right() -> None:
    five = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    swapped = ["结果纠正", "结果维持", *five[2:]]
    order = column_order(REVIEW, header(*five, *swapped, *five))
    assert order is not None
    assert order[5:7] == ("litigation_direct_corrected", "litigation_direct_upheld")
    assert order[:5] == REVIEW.column_codes[:5]


HEAD = ("申请人情况", "自然人", "科研机构", "商业企业", "社会公益组织", "法律服务机构", "其他", "总计")
ROWS = [("一、本年新收政府信息公开申请数量", *"123400", "10"), ("二、上年结转政府信息公开申请数量", *"000000", "0"), ("(一)予以公开", *"123400", "10")]


def test_a_grid_with_columns_changed_about_is_bound_by_their_labels() -> None:
    forms = read_forms(document(grid(HEAD, *ROWS)))
    assert values(forms, "new_received") == [1, 3, 2, 4, 0, 0, 10]


def test_values_under_columns_whose_order_is_open_are_marked() -> None:
    forms = read_forms(lines("申请人情况", "总计", "自然人", *LEGAL, *(" ".join(row) for row in ROWS)))
    assert {cell.state for cell in forms.tables[0].cells} & {"inferred", "conflict"}
    assert "truncated_header" in codes(forms)


@pytest.mark.parametrize("block", [APPLICATIONS, REVIEW])
def test_every_order_holds_every_column_once(block) -> None:  # type: ignore[no-untyped-def]
    order = column_order(block, header(*(column.label for column in reversed(block.columns))))
    assert order is None or sorted(order) == sorted(block.column_codes)


def test_labels_that_a_page_break_parts_are_no_one_grid() -> None:
    above = [label(text, GridCell(0, column, (0, 0), page=1)) for text, column in (("自然人", 1), ("总计", 3))]
    below = [label(text, GridCell(0, column, (0, 0), page=2)) for column, text in enumerate(LEGAL, 5)]
    assert column_order(APPLICATIONS, [*above, *below]) == APPLICATIONS.column_codes


def test_labels_that_share_a_grid_column_do_not_order_it() -> None:
    upper = [label(text, GridCell(1, column, (0, 0))) for text, column in (("自然人", 3), ("总计", 9))]
    lower = [label(text, GridCell(2, column, (0, 0))) for column, text in enumerate(LEGAL, 5)]
    assert column_order(APPLICATIONS, [*upper, *lower]) == APPLICATIONS.column_codes


def test_a_merged_cells_label_repeated_is_one_label() -> None:
    cells = [label(text, GridCell(row, column, (0, 0))) for row in (0, 1) for column, text in enumerate(["自然人", *LEGAL, "总计"])]
    assert column_order(APPLICATIONS, cells) == APPLICATIONS.column_codes


def test_labels_broken_over_two_lines_of_a_header_do_not_move_its_columns() -> None:
    upper = "结果维持 结果 其他结果 尚未审结 总计 未经复议直接起诉 复议后起诉"
    lower = "纠正 结果维持 结果 其他 尚未审结 总计 结果维持 结果 其他 尚未审结 总计"
    forms = read_forms(lines("行政复议 行政诉讼", *upper.split(), *lower.split(), *["纠正", "结果", "纠正", "结果"], "1 0 0 2 3" + " 0" * 10))
    assert values(forms, "cases") == [1, 0, 0, 2, 3, *[0] * 10]
    assert "missing_column" in codes(forms)
