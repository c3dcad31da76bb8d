"""Grids: bands, merged cells, page breaks, tables on their side, and what their headers say."""

from collections.abc import Sequence
from dataclasses import replace

from extract.document import open_document
from extract.forms import read_forms
from extract.model import Grid, GridCell
from tests.extract.forms.support import (
    HEADER,
    ROWS,
    codes,
    document,
    grid,
    message,
    read,
    states,
    table,
    values,
)
from tests.generator.render.model import Table

HEAD = (
    ("申请人情况", "<", "<", "自然人", "法人或其他组织", "<", "<", "<", "<", "总计"),
    ("^", "^", "^", "^", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "^"),
)
ZEROS = ("0",) * 7
TOP = (
    ("一、本年新收政府信息公开申请数量", "<", "<", "2", "1", "0", "0", "0", "0", "3"),
    ("二、上年结转政府信息公开申请数量", "<", "<", *ZEROS),
    ("三、本年度办理结果", "(一)予以公开", "<", "2", "1", "0", "0", "0", "0", "3"),
    ("^", "(二)部分公开", "<", *ZEROS),
    ("^", "(三)不予公开", "1.属于国家秘密", *ZEROS),
    ("^", "^", "2.其他法律行政法规禁止公开", *ZEROS),
)
BELOW = (
    ("^", "(七)总计", "<", "2", "1", "0", "0", "0", "0", "3"),
    ("四、结转下年度继续办理", "<", "<", *ZEROS),
)
ITEM_1 = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")


def changed(rows: Sequence[Sequence[str]], row: int, column: int, text: str) -> list[Sequence[str]]:
    """Rows with one cell changed."""
    return [
        tuple(text if (r, c) == (row, column) else cell for c, cell in enumerate(line))
        for r, line in enumerate(rows)
    ]


def whole(*rows: Sequence[str]) -> Table:
    return grid(*HEAD, *rows)


def test_labels_over_several_columns_are_read_by_row() -> None:
    forms = read(whole(*TOP, *BELOW))
    assert values(forms, "granted") == [2, 1, 0, 0, 0, 0, 3]
    assert values(forms, "denied_by_law") == [0] * 7
    assert states(forms, "carried_forward") == ["read"] * 7


def test_upright_text_and_line_breaks_in_labels_are_one_label() -> None:
    rows = changed(TOP, 2, 0, "三\n、\n本\n年\n度\n办\n理\n结\n果")
    forms = read(whole(*changed(rows, 5, 2, "2.其他法律行政\n法规禁止 公开"), *BELOW))
    assert values(forms, "denied_by_law") == [0] * 7
    assert "unclear_label" not in codes(forms)


def test_blank_cells_stay_where_they_are() -> None:
    rows = [tuple("" if cell == "0" else cell for cell in row) for row in (*TOP, *BELOW)]
    forms = read(whole(*rows))
    assert values(forms, "granted") == [2, 1, None, None, None, None, 3]
    assert states(forms, "granted") == ["read", "read", "blank", "blank", "blank", "blank", "read"]


def test_blank_cells_beside_labels_are_no_values() -> None:
    rows = [tuple("" if cell in "<^" else cell for cell in row) for row in (*TOP, *BELOW)]
    forms = read(grid(*HEAD, *rows))
    assert values(forms, "granted") == [2, 1, 0, 0, 0, 0, 3]


def test_a_grid_that_goes_on_on_the_next_page_is_one_table() -> None:
    forms = read(whole(*TOP), "- 3 -", grid(("", *BELOW[0][1:]), BELOW[1]))
    assert len(table(forms, "applications").cells) == 8 * 7
    assert values(forms, "carried_forward") == [0] * 7


def test_a_repeated_header_is_no_row() -> None:
    forms = read(whole(*TOP), "- 3 -", grid(*HEAD, ("", *BELOW[0][1:]), BELOW[1]))
    assert len(table(forms, "applications").cells) == 8 * 7


def test_a_row_cut_by_the_page_break_is_one_row() -> None:
    cut = changed(TOP, 5, 2, "2.其他法律行政")
    rest = ("", "", "法规禁止公开", *[""] * 7)
    forms = read(whole(*cut), "- 3 -", grid(rest, ("", *BELOW[0][1:]), BELOW[1]))
    assert values(forms, "denied_by_law") == [0] * 7
    assert "unknown_row" not in codes(forms)


def test_a_number_cut_by_the_page_break_is_marked() -> None:
    above = grid(ITEM_1, ("规章", "10", "2", "3"), ("行政规范性文件", "68", "4", "5"))
    forms = read(
        "第二十条第(一)项", above, "- 2 -", grid(("", "01", "", ""), ("第二十条第(五)项", "<", "<", "<"))
    )
    assert states(forms, "normative_documents") == ["inferred"] * 3
    assert states(forms, "rules") == ["read"] * 3


def test_a_band_heading_left_at_the_foot_of_a_page_heads_the_grid_that_follows() -> None:
    above = grid(ITEM_1, ("规章", "0", "0", "0"), ("第二十条第(六)项", "<", "<", "<"))
    below = grid(("信息内容", "本年处理决定数量"), ("行政处罚", "7"), ("行政强制", "1"))
    forms = read("第二十条第(一)项", above, "- 2 -", below)
    assert values(forms, "administrative_penalties") == [7]


def test_header_and_body_may_be_out_of_step() -> None:
    head = ("信息内容", "<", "本年制发件数", "本年废止件数", "现行有效件数")
    forms = read(grid(head, ("规章", "1", "2", "3", ""), ("行政规范性文件", "4", "5", "6", "")))
    assert values(forms, "rules") == [1, 2, 3]


def test_a_row_with_a_cell_too_few_is_read_by_the_columns_that_its_cells_stand_in() -> None:
    forms = read(grid(ITEM_1, ("规章", "1", "2", "3"), ("行政规范性文件", "4", "<", "6")))
    assert values(forms, "normative_documents") == [4, None, 6]


def test_a_table_on_its_side_is_turned_upright() -> None:
    forms = read("第二十条第(一)项", grid(("信息内容", "规章", "行政规范性文件"), ("本年制发件数", "1", "4"),
                                    ("本年废止件数", "2", "5"), ("现行有效件数", "3", "6")))  # fmt: skip
    assert values(forms, "rules") == [1, 2, 3]
    assert values(forms, "normative_documents") == [4, 5, 6]


def test_all_tables_of_a_form_may_stand_in_one_grid() -> None:
    forms = read(grid(
        ("第二十条第(一)项", "<", "<", "<"), ITEM_1, ("规章", "1", "2", "3"), ("行政规范性文件", "4", "5", "6"),
        ("第二十条第(五)项", "<", "<", "<"), ("信息内容", "本年处理决定数量", "<", "<"), ("行政许可", "7", "<", "<"),
        ("第二十条第(八)项", "<", "<", "<"), ("信息内容", "本年收费金额（单位：万元）", "<", "<"),
        ("行政事业性收费", "8.5", "<", "<"),
    ))  # fmt: skip
    assert values(forms, "normative_documents") == [4, 5, 6]
    assert values(forms, "administrative_licences") == [7]
    assert values(forms, "administrative_fees") == [85_000]


def test_a_grid_of_one_column_is_flattened_text() -> None:
    rows = ["第二十条第(一)项", *ITEM_1, "规章", "1", "2", "3", "行政规范性文件", "4", "5", "6"]
    assert values(read(grid(*([row] for row in rows))), "normative_documents") == [4, 5, 6]


def test_several_values_in_one_cell_are_as_many_cells() -> None:
    forms = read(grid(ITEM_1, ("规章", "1 2 3", "<", "<"), ("行政规范性文件", "4", "5", "6")))
    assert values(forms, "rules") == [1, 2, 3]
    assert "merged_cells" in codes(forms)


def test_a_number_left_of_a_rows_label_counts_the_rows() -> None:
    forms = read("政府信息公开情况统计表", grid(("序号", "统计指标", "单位", "统计数"), ("1", "(一)收到申请数", "件", "30"),
                                       ("2", "1.当面申请数", "件", "12"), ("3", "2.传真申请数", "件", "18")))  # fmt: skip
    assert values(forms, "applications") == [30]
    assert values(forms, "applications.fax") == [18]


def test_a_grid_that_lays_out_the_page_is_not_the_table() -> None:
    source = document("第二十条第(五)项", grid(("信息内容", "本年处理决定数量"), ("行政许可", "5")))
    (inner,) = source.reading.grids
    outer = Grid((0, len(source.text)), (GridCell(0, 0, (0, 5)), GridCell(0, 1, (0, len(source.text)))))
    forms = read_forms(open_document(replace(source.reading, grids=(outer, inner))))
    assert [(found.form, len(found.cells)) for found in forms.tables] == [("active_disclosure", 1)]


def test_cells_know_their_place_in_the_source() -> None:
    source = document("第二十条第(五)项", grid(("信息内容", "本年处理决定数量"), ("行政许可", "1,234")))
    (cell,) = read_forms(source).tables[0].cells
    assert cell.span is not None
    assert source.reading.text[slice(*cell.span)] == cell.raw == "1,234"


def test_the_same_grid_twice_is_kept_once() -> None:
    other = changed(BELOW, 1, 3, "1")
    forms = read(whole(*TOP, *BELOW), whole(*TOP, *other))
    assert len(forms.tables) == 1
    assert "0 first, then 1" in message(forms, "repeated_table")


def test_the_columns_of_one_grid_do_not_head_another() -> None:
    """The second grid has one more column for its labels, and none for the totals, which are blank."""
    head = ("申请人情况", "自然人", *HEADER[4:9], "总计")
    above = [(label, "1", "0", "0", "0", "0", "0", "") for label in ROWS[:12]]
    below = [("办理结果", label, "1", "0", "0", "0", "0", "0") for label in ROWS[12:]]
    found = values(read(grid(head, *above), "(下页)", grid(*below)), "rejected_repeated")
    assert found[0] == 1 and found[1:6] == [0] * 5
