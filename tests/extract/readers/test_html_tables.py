"""Every data table of a page is a grid; tables that only lay out a page are not."""

import pytest

from extract.readers import read


def read_page(markup):
    return read(f"<html><body>{markup}</body></html>".encode(), uri="a.html")


def grids_of(markup):
    """For each grid its cells: (row, column, rowspan, colspan, text)."""
    reading = read_page(markup)
    return [
        [(c.row, c.column, c.rowspan, c.colspan, reading.text[slice(*c.span)]) for c in grid.cells]
        for grid in reading.grids
    ]


def rows_of(markup):
    """The texts of the only grid, row by row."""
    (grid,) = grids_of(markup)
    rows = {}
    for row, _, _, _, text in grid:
        rows.setdefault(row, []).append(text)
    return list(rows.values())


def test_a_row_is_a_line_and_tabs_part_its_cells():
    reading = read_page("前<table><tr><th>项目<th>数量<tr><td>公告<td>36</table>后")
    assert reading.text == "前\n项目\t数量\n公告\t36\n后"
    assert [block.kind for block in reading.blocks] == ["paragraph", *["cell"] * 4, "paragraph"]
    assert reading.text[slice(*reading.grids[0].span)] == "项目\t数量\n公告\t36"


def test_blank_cells_are_empty_spans_in_their_places():
    reading = read_page(
        "<table><tr><td></td><td>&nbsp;</td><td> </td><td>4</td></tr><tr><td>5<td><td>&nbsp;<td></table>"
    )
    assert reading.text == "\t\t\t4\n5\t\t\t"
    spans = [cell.span for cell in reading.grids[0].cells]
    assert spans == [(0, 0), (1, 1), (2, 2), (3, 4), (5, 6), (7, 7), (8, 8), (9, 9)]


def test_characters_set_in_spans_of_their_own_are_joined():
    assert rows_of("<table><tr><td><span>商</span><span>业</span>企业<td>0<tr><td>a<td>b</table>")[0] == [
        "商业企业",
        "0",
    ]


def test_paragraphs_within_a_cell_are_lines_of_the_cell():
    reading = read_page("<table><tr><td><p>三、本年度</p><p>办理结果</p></td><td>一<br>二</td></tr></table>")
    assert reading.text == "三、本年度\n办理结果\t一\n二"
    assert rows_of("<table><tr><td><p>三、</p><p>办理</p></td><td>x</td></tr></table>") == [
        ["三、\n办理", "x"]
    ]
    assert [block.kind for block in reading.blocks] == ["cell"] * 4


def test_rowspans_and_colspans_are_resolved():
    markup = """<table>
      <tr><td rowspan=3 colspan=2>甲</td><td colspan=3>申请人</td></tr>
      <tr><td rowspan=2>自然人</td><td colspan=2>法人</td></tr>
      <tr><td>企业</td><td>机构</td></tr>
      <tr><td>一</td><td>新收</td><td>1</td><td>2</td><td>3</td></tr></table>"""
    assert grids_of(markup) == [
        [
            (0, 0, 3, 2, "甲"),
            (0, 2, 1, 3, "申请人"),
            (1, 2, 2, 1, "自然人"),
            (1, 3, 1, 2, "法人"),
            (2, 3, 1, 1, "企业"),
            (2, 4, 1, 1, "机构"),
            (3, 0, 1, 1, "一"),
            (3, 1, 1, 1, "新收"),
            (3, 2, 1, 1, "1"),
            (3, 3, 1, 1, "2"),
            (3, 4, 1, 1, "3"),
        ]
    ]


@pytest.mark.parametrize("rowspan", ["0", "65534", "999999999", "3"])
def test_a_rowspan_ends_with_the_table(rowspan):
    markup = f"<table><tr><td>a<td rowspan={rowspan}>b<tr><td>c<tr><td>d</table>"
    assert grids_of(markup)[0][1] == (0, 1, 3, 1, "b")


def test_a_rowspan_ends_with_its_row_group():
    markup = "<table><thead><tr><td rowspan=9>a<td>b</thead><tbody><tr><td>c<td>d</tbody></table>"
    assert [cell[:4] for cell in grids_of(markup)[0]] == [
        (0, 0, 1, 1),
        (0, 1, 1, 1),
        (1, 0, 1, 1),
        (1, 1, 1, 1),
    ]


@pytest.mark.parametrize("colspan", ["65534", "1000", "999999999", "10"])
def test_the_colspan_of_a_title_row_ends_with_the_table(colspan):
    markup = f"<table><tr><td colspan={colspan}>title<tr><td>a<td>b<td>c</table>"
    assert grids_of(markup)[0][0] == (0, 0, 1, 3, "title")


def test_a_hostile_colspan_leaves_room_for_the_rest_of_its_row():
    markup = "<table><tr><td colspan=65534>a<td>b<tr><td>c<td>d<td>e</table>"
    assert [cell[:4] for cell in grids_of(markup)[0][:2]] == [(0, 0, 1, 2), (0, 2, 1, 1)]


@pytest.mark.parametrize("colspan", ["0", "-3", "x", "", "1.9"])
def test_a_colspan_that_says_nothing_is_one(colspan):
    assert grids_of(f"<table><tr><td colspan='{colspan}'>a<td>b<td>c</table>")[0][0] == (0, 0, 1, 1, "a")


def test_a_colspan_stops_at_a_cell_that_hangs_from_above():
    markup = "<table><tr><td>a<td>b<td rowspan=2>c<tr><td colspan=3>d</table>"
    assert grids_of(markup)[0][3] == (1, 0, 1, 2, "d")


def test_a_row_longer_than_the_others_is_kept_whole():
    assert rows_of("<table><tr><td>a<td>b<tr><td>c<td>d<td>e<td>f</table>") == [
        ["a", "b"],
        ["c", "d", "e", "f"],
    ]


def test_an_empty_row_counts():
    assert [cell[0] for cell in grids_of("<table><tr><td>a<td>b<tr></tr><tr><td>c<td>d</table>")[0]] == [
        0,
        0,
        2,
        2,
    ]


def test_header_cells_in_body_rows_are_cells():
    assert rows_of("<table><tr><th>公告<td>3<tr><th>通知<td>4</table>") == [["公告", "3"], ["通知", "4"]]


def test_cells_without_a_row_make_one():
    assert rows_of("<table><td>a<td>b</table>") == [["a", "b"]]
    assert rows_of("<table><tbody><td>a</td><td>b</td><tr><td>c<td>d</tr></tbody></table>") == [
        ["a", "b"],
        ["c", "d"],
    ]


def test_a_caption_stands_before_the_rows():
    reading = read_page("<table><caption>表一</caption><tr><td>a<td>b</table>")
    assert reading.text == "表一\na\tb"
    assert [block.kind for block in reading.blocks] == ["paragraph", "cell", "cell"]


def test_stray_text_between_cells_is_lost_to_none():
    reading = read_page("<table><tr><td>a</td>x<td>b</td></tr>y</table>")
    assert {"a", "b", "x", "y"} <= set(reading.text)
    assert {"a", "b"} <= {reading.text[slice(*cell.span)] for cell in reading.grids[0].cells}


def test_a_table_within_a_cell_is_a_grid_of_its_own():
    markup = """<table><tr><td>一</td><td>见下<table><tr><td>p<td>q</table></td></tr>
      <tr><td>二</td><td>无附表，其余各项详见说明</td></tr></table>"""
    outer, inner = grids_of(markup)
    assert [cell[4] for cell in outer] == ["一", "见下\np\tq", "二", "无附表，其余各项详见说明"]
    assert [cell[4] for cell in inner] == ["p", "q"]


def test_numbers_set_in_little_tables_of_one_cell_leave_the_outer_table_a_grid():
    boxed = "<td><table><tr><td>{}</td></tr></table></td>"
    markup = "".join("<tr>" + boxed.format(i) + boxed.format(-i) + "</tr>" for i in range(1, 6))
    assert len(rows_of(f"<table>{markup}</table>")) == 5


@pytest.mark.parametrize(
    "layout",
    [
        "<table><tr><td>菜单</td><td><p>正文</p><table><tr><td>p<td>q</table></td></tr></table>",
        "<table><tr><td><table><tr><td>p<td>q</table></td></tr></table>",
        "<table role=presentation><tr><td>正文<td><table><tr><td>p<td>q</table></table>",
    ],
)
def test_a_table_that_wraps_the_page_is_no_grid(layout):
    reading = read_page(layout)
    (grid,) = reading.grids
    assert [reading.text[slice(*cell.span)] for cell in grid.cells] == ["p", "q"]
    kinds = {reading.text[slice(*block.span)]: block.kind for block in reading.blocks}
    assert kinds["p"] == "cell"
    assert kinds.get("正文", "paragraph") == "paragraph"


def test_a_page_set_in_two_columns_is_no_grid():
    body = "".join(f"<p>第{i}段：本年度依法主动公开政府信息，有关情况报告如下。</p>" for i in range(9))
    reading = read_page(f"<table><tr><td>菜单</td><td>{body}</td></tr></table>")
    assert reading.grids == ()
    assert {block.kind for block in reading.blocks} == {"paragraph"}


def test_an_article_with_headings_in_a_layout_table_is_no_grid():
    body = "<h2>一、总体情况</h2>" + "全年依法公开。" * 40
    rows = f"<tr><td>顶<td>部</tr><tr><td>左<td>{body}</tr>" + "<tr><td>底<td>部</tr>" * 3
    assert read_page(f"<table>{rows}</table>").grids == ()


def test_a_table_of_one_column_is_lines():
    reading = read_page("<table><tr><td>一</td></tr><tr><td>二</td></tr></table>")
    assert (reading.text, reading.grids) == ("一\n二", ())


def test_a_heading_in_the_title_cell_leaves_the_table_a_grid():
    markup = "<table><tr><td colspan=2><h3>收到和处理政府信息公开申请情况</h3></td></tr><tr><td>新收</td><td>3</td></tr></table>"
    assert rows_of(markup)[1] == ["新收", "3"]


def test_vertical_labels_leave_the_table_a_grid():
    label = "".join(f"<p>{character}</p>" for character in "三、本年度办理结果")
    markup = f"<table><tr><td>{label}</td><td>予以公开</td><td>1</td></tr><tr><td>a<td>b<td>c</table>"
    assert len(rows_of(markup)) == 2


def test_hidden_cells_and_rows_are_not_there():
    markup = (
        "<table><tr><td>a<td style='display:none'>x<td>b</tr><tr hidden><td>x<td>y</tr><tr><td>c<td>d</table>"
    )
    assert rows_of(markup) == [["a", "b"], ["c", "d"]]


def test_a_table_in_navigation_keeps_its_grid_but_not_its_kind():
    reading = read_page("<nav><table><tr><td>a<td>b</table></nav><p>x")
    assert [block.kind for block in reading.blocks] == ["navigation", "navigation", "paragraph"]
    assert len(reading.grids) == 1
