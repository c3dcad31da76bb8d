"""Grids that are no standard form are kept as they are printed."""

from tests.extract.forms.support import grid, read, table

STAFF = grid(("部门", "人数", "备注"), ("办公室", "12", ""), ("法规处", "1,234", "含借调"))


def test_rows_are_kept_with_their_labels_and_values() -> None:
    rows = table(read("人员情况", STAFF), "other").rows
    assert [[cell.raw for cell in row.cells] for row in rows] == [
        ["部门", "人数", "备注"], ["办公室", "12", ""], ["法规处", "1,234", "含借调"]]  # fmt: skip
    cell = rows[2].cells[1]
    assert (cell.value, cell.row_label, cell.column_label, cell.state) == (1234, "法规处", "人数", "read")
    assert rows[1].cells[2].state == "blank"


def test_a_table_of_figures_is_no_narrative() -> None:
    forms = read("人员情况", STAFF)
    assert len(forms.regions) == 1


def test_a_table_of_text_may_be_read_as_narrative() -> None:
    forms = read(grid(("名称", "地址"), ("海关", "某路1号"), ("办事处", "某街2号")))
    assert len(forms.tables) == 1
    assert forms.regions == ()


def test_a_grid_that_lays_out_prose_is_no_table() -> None:
    assert read(grid(("导航", "正文" * 300), ("首页", "尾注"))).tables == ()


def test_a_grid_of_one_row_or_column_is_no_table() -> None:
    assert read(grid(("一", "二", "三"))).tables == ()
    assert read(grid(("一",), ("二",))).tables == ()


def test_a_form_is_not_kept_a_second_time() -> None:
    forms = read("第二十条第(五)项", grid(("信息内容", "本年处理决定数量"), ("行政许可", "5"), ("合计", "5")))
    assert [found.form for found in forms.tables] == ["active_disclosure"]
