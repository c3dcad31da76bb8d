"""Tables without lines: rows by the labels beside them, columns by what stands under each other."""

from __future__ import annotations

import pytest

from extract.model import Reading
from extract.readers.builder import ReadingBuilder
from extract.readers.layout.compose import compose
from extract.readers.layout.lines import PrintedLine, line_of
from extract.readers.layout.marks import Char, PageMarks
from extract.readers.layout.page import PageLayout, lay_out
from extract.readers.layout.pagenumber import is_page_number, split_numbers
from extract.readers.layout.rows import printed_rows, stacked
from extract.readers.layout.stacks import lift_stacks

EM = 10.0
Placed = tuple[str, float, float]


def chars(text: str, x: float, baseline: float) -> list[Char]:
    """Characters set one after the other; wide ones take an em, others half."""
    made = []
    for char in text:
        width = EM if char >= "\u2e80" else EM / 2
        made.append(Char(char, x, baseline - 8.8, x + width, baseline + 1.2, baseline))
        x += width
    return made


def word(text: str, x: float, baseline: float) -> PrintedLine:
    return line_of(chars(text, x, baseline))


def page(number: int, *placed: Placed) -> PageMarks:
    """A page of 500 x 700 points with texts at (x, baseline)."""
    return PageMarks(number, 500, 700, tuple(char for text, x, y in placed for char in chars(text, x, y)))


def read(*pages: PageMarks) -> Reading:
    builder = ReadingBuilder("application/pdf")
    laid: list[PageLayout] = []
    for marks in pages:
        laid.append(lay_out(marks, laid[-1] if laid else None))
    compose(laid, builder)
    return builder.reading()


def rows(reading: Reading) -> list[list[list[str]]]:
    """The texts of each grid's cells, row by row."""
    found = []
    for grid in reading.grids:
        by_row: dict[int, list[str]] = {}
        for cell in grid.cells:
            by_row.setdefault(cell.row, []).append(reading.text[slice(*cell.span)])
        found.append(list(by_row.values()))
    return found


HEADER = [("项目", 20.0, 100.0), ("制发", 200.0, 100.0), ("废止", 300.0, 100.0), ("有效", 400.0, 100.0)]


def row(label: str, y: float, *figures: str) -> list[Placed]:
    """A label at the left and figures under the header's labels; an empty one is blank."""
    return [(label, 20.0, y), *((text, 205.0 + 100 * i, y) for i, text in enumerate(figures) if text)]


def test_a_label_of_several_lines_stands_beside_figures_at_its_middle() -> None:
    reading = read(page(1, *HEADER, *row("规章", 130, "1", "2", "3"), ("行政规范", 20, 160), ("性文件", 20, 172), *row("", 166, "4", "5", "6")[1:]))
    assert rows(reading) == [[["项目", "制发", "废止", "有效"], ["规章", "1", "2", "3"], ["行政规范性文件", "4", "5", "6"]]]


def test_a_label_beside_no_figures_is_a_row_of_blanks_and_no_part_of_its_neighbour() -> None:
    reading = read(page(1, *HEADER, *row("规章", 130, "1", "2", "3"), *row("许可", 150), *row("处罚", 170, "4", "5", "6")))
    assert rows(reading)[0][2] == ["许可", "", "", ""]


def test_a_column_that_is_blank_throughout_is_known_by_its_label() -> None:
    reading = read(page(1, *HEADER, *row("规章", 130, "1", "", "3"), *row("许可", 150, "4", "", "6")))
    assert rows(reading)[0][1:] == [["规章", "1", "", "3"], ["许可", "4", "", "6"]]


def test_a_table_that_goes_on_on_the_next_page_keeps_the_columns_of_its_header() -> None:
    first = page(1, *HEADER, *row("规章", 130, "1", "2", "3"), *row("许可", 150, "4", "5", "6"))
    second = page(2, *row("处罚", 60, "7", "", "9"), *row("强制", 80, "1", "", "3"))
    assert rows(read(first, second)) == [
        [["项目", "制发", "废止", "有效"], ["规章", "1", "2", "3"], ["许可", "4", "5", "6"], ["处罚", "7", "", "9"], ["强制", "1", "", "3"]]
    ]


def test_a_blank_row_at_the_head_of_the_next_page_is_part_of_the_table() -> None:
    first = page(1, *HEADER, *row("规章", 130, "1", "2", "3"), *row("许可", 150, "4", "5", "6"))
    second = page(2, *row("收费", 60), *row("处罚", 80, "7", "", "9"))
    assert rows(read(first, second))[0][3] == ["收费", "", "", ""]


def test_a_table_under_its_own_header_begins_anew() -> None:
    first = page(1, *HEADER, *row("规章", 130, "1", "2", "3"), *row("许可", 150, "4", "5", "6"))
    second = page(2, ("结果", 20, 60), ("维持", 120, 60), ("纠正", 220, 60), ("复议", 20, 80), ("1", 125, 80), ("2", 225, 80), ("诉讼", 20, 100), ("3", 125, 100), ("4", 225, 100))
    assert [len(grid) for grid in rows(read(first, second))] == [3, 3]


def test_the_labels_of_groups_stand_before_those_of_their_rows() -> None:
    made = printed_rows(
        [[word(str(n), 200, 100 + 20 * n)] for n in range(3)],
        [word("不予", 20, 120), *(word(f"第{n}项", 80, 100 + 20 * n) for n in range(3))],
        [],
        [],
    )
    assert [[line.text for label in row.labels for line in label] for row in made] == [["第0项"], ["不予", "第1项"], ["第2项"]]


def test_a_level_line_parts_labels_however_close_they_stand() -> None:
    words = [word("规章", 20, 100), word("许可", 20, 112)]
    assert [len(stacked(words, levels)) for levels in ([], [103.0])] == [1, 2]


def test_one_long_row_under_a_header_is_a_table() -> None:
    header = [(f"第{n}", 20.0 + 60 * n, 100.0) for n in range(7)]
    figures = [(str(n), 25.0 + 60 * n, 120.0) for n in range(7)]
    assert [[cell for cell in made if cell] for made in rows(read(page(1, *header, *figures)))[0]] == [
        [f"第{n}" for n in range(7)],
        [str(n) for n in range(7)],
    ]


def test_rows_of_dashes_alone_are_no_table() -> None:
    lines = [("一、情况", 20.0, 100.0), ("——", 200.0, 100.0), ("——", 300.0, 100.0)]
    assert read(page(1, *lines, *((text, x, y + 20) for text, x, y in lines))).grids == ()


def upright(text: str, x: float, baseline: float) -> list[Placed]:
    return [(char, x, baseline + 12 * i) for i, char in enumerate(text)]


def test_a_label_set_downwards_beside_one_row_is_that_rows() -> None:
    reading = read(page(1, *HEADER, *row("规章", 130, "1", "2", "3"), *upright("收费项目", 20, 150), *row("", 168, "4", "5", "6")[1:]))
    assert rows(reading)[0][2] == ["收费项目", "4", "5", "6"]


def test_a_label_set_downwards_beside_several_rows_heads_the_first() -> None:
    body = [(f"第{n}项", 60.0, 130.0 + 18 * n) for n in range(3)]
    figures = [(str(n * 3 + c), 205.0 + 100 * c, 130.0 + 18 * n) for n in range(3) for c in range(3)]
    reading = read(page(1, *HEADER, *body, *figures, *upright("办理结果", 20, 130)))
    assert [made[0] for made in rows(reading)[0]] == ["项目", "办理结果", "第1项", "第2项"]


def test_words_set_in_columns_between_figures_begin_another_table() -> None:
    other = [("结果", 20.0, 180.0), ("维持", 230.0, 180.0), ("纠正", 330.0, 180.0), ("复议", 20.0, 200.0), ("8", 235.0, 200.0), ("9", 335.0, 200.0), ("诉讼", 20.0, 220.0), ("0", 235.0, 220.0), ("1", 335.0, 220.0)]
    reading = read(page(1, *HEADER, *row("规章", 130, "1", "2", "3"), *row("许可", 150, "4", "5", "6"), *other))
    assert [made[0] for made in rows(reading)] == [["项目", "制发", "废止", "有效"], ["结果", "维持", "纠正"]]


@pytest.mark.parametrize(("text", "lifted"), [("件件件件件", False), ("办理结果", True), ("个个人人人", False)])
def test_units_one_below_the_other_are_no_text_set_downwards(text: str, lifted: bool) -> None:
    lines = [word(char, 20, 100 + 15 * i) for i, char in enumerate(text)]
    assert bool(lift_stacks(lines)[0]) is lifted


def test_figures_that_follow_each_label_at_the_next_tab_stop_are_no_columns() -> None:
    body = [("规章", 20.0, 120.0), ("行政规范性文件制发件数", 20.0, 140.0), ("其他", 20.0, 160.0)]
    figures = [(str(i), x + 60 * i, y) for x, y in ((80.0, 120.0), (200.0, 140.0), (80.0, 160.0)) for i in range(3)]
    reading = read(page(1, *body, *figures))
    assert reading.grids == ()
    assert "行政规范性文件制发件数\t0\t1\t2" in reading.text


@pytest.mark.parametrize("number", ["- 4 -", "4", "第4页", "第 4 页 共 9 页"])
def test_a_page_number_at_the_foot_is_no_row_of_the_table_above_it(number: str) -> None:
    body = [(text, x, y) for y, row in ((600.0, "一"), (620.0, "二")) for x, text in ((20.0, row), (200.0, "1"), (300.0, "2"))]
    reading = read(page(1, ("制发", 190.0, 580.0), ("废止", 290.0, 580.0), *body, (number, 200.0, 640.0)))
    assert [row for grid in rows(reading) for row in grid][-1] == ["二", "1", "2"]
    assert [reading.text[slice(*block.span)] for block in reading.blocks if block.kind == "navigation"] == [number]


@pytest.mark.parametrize(
    ("text", "bottom", "is_number"),
    [
        ("- 4 -", 650.0, True),
        ("第 4 页 共 9 页", 650.0, True),
        ("4/9", 650.0, True),
        ("4", 650.0, True),
        ("- 4 -", 580.0, True),
        ("4", 580.0, False),
        ("-4", 580.0, False),
        ("12 34", 650.0, False),
        ("- 4 -", 300.0, False),
        ("共4项", 650.0, False),
    ],
)
def test_a_page_number_is_one_at_the_edge_and_plainly_one_further_in(text: str, bottom: float, is_number: bool) -> None:
    assert is_page_number(text, (200.0, bottom - 10, 230.0, bottom), 700.0) is is_number


def test_only_the_outermost_lines_of_a_page_are_its_number() -> None:
    lines = [word("正文", 20.0, 300.0), word("- 4 -", 20.0, 640.0), word("5", 20.0, 660.0)]
    assert split_numbers(lines, 700.0) == (lines[2:], lines[:2])
    assert split_numbers([], 700.0) == ([], [])


def test_labels_of_columns_side_by_side_are_one_row_however_many_lines_each_has() -> None:
    one = [(text, x, 110.0) for text, x in (("制发", 150.0), ("公开", 220.0))]
    two = [(text, x, y) for x in (300.0, 400.0) for text, y in (("废止的", 104.0), ("文件", 116.0))]
    figures = [("1", x, y) for y in (140.0, 160.0) for x in (150.0, 220.0, 300.0, 400.0)]
    (grid,) = read(page(1, *one, *two, ("一", 20.0, 140.0), ("二", 20.0, 160.0), *figures)).grids
    labels = [(cell.row, cell.column, cell.rowspan) for cell in grid.cells if cell.rowspan > 1]
    assert labels == [(0, 1, 3), (0, 2, 3), (0, 3, 3), (0, 4, 3)]
