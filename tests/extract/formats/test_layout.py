"""Marks into lines, cells, paragraphs and pages: one behaviour a test, without any file."""

from __future__ import annotations

import pytest

from extract.model import Reading
from extract.readers.builder import ReadingBuilder
from extract.readers.layout.celltext import cell_text, is_stacked, number_runs
from extract.readers.layout.compose import compose
from extract.readers.layout.doubt import STACKED, UNSURE
from extract.readers.layout.lines import join_lines, lines_of
from extract.readers.layout.marks import Char, PageMarks, Ruling
from extract.readers.layout.page import lay_out
from extract.readers.layout.stacks import lift_stacks

EM = 10.0


def chars(text: str, x: float, baseline: float, gap: float = 0.0, sureness: float = 1.0) -> list[Char]:
    """Characters set one after the other, `gap` points apart; wide ones take an em, others half."""
    made = []
    for char in text:
        width = EM if char >= "\u2e80" else EM / 2
        made.append(Char(char, x, baseline - 8.8, x + width, baseline + 1.2, baseline, sureness))
        x += width + gap
    return made


def page(number: int, *lines: tuple[str, float, float], rulings: tuple[Ruling, ...] = ()) -> PageMarks:
    """A page of 500 x 700 points with texts at (x, baseline)."""
    made = tuple(char for text, x, baseline in lines for char in chars(text, x, baseline))
    return PageMarks(number, 500, 700, made, rulings)


def read(*pages: PageMarks) -> Reading:
    builder = ReadingBuilder("application/pdf")
    compose([lay_out(marks) for marks in pages], builder)
    return builder.reading()


def blocks(reading: Reading) -> list[tuple[str, str]]:
    return [(block.kind, reading.text[slice(*block.span)]) for block in reading.blocks]


def test_characters_on_slightly_different_baselines_are_one_line() -> None:
    assert [line.text for line in lines_of(chars("收到", 0, 100) + chars("12", 20, 101.5))] == ["收到12"]


def test_a_wide_gap_between_columns_is_a_tab_and_a_small_one_between_words_a_space() -> None:
    spread = chars("a", 0, 100) + chars("b", 9, 100) + chars("公", 60, 100) + chars("开", 72, 100)
    assert [line.text for line in lines_of(spread)] == ["a b\t公开"]


def test_bold_faked_by_printing_twice_is_read_once() -> None:
    assert [line.text for line in lines_of(chars("00", 0, 100) + chars("00", 0.4, 100))] == ["00"]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [(["只计这一", "情形"], "只计这一情形"), (["annual", "report"], "annual report"), (["共1", "2件"], "共1 2件"), ([], "")],
)
def test_lines_join_without_a_space_in_chinese_and_with_one_between_words(lines: list[str], joined: str) -> None:
    assert join_lines(lines) == joined


def test_a_number_broken_at_the_edge_of_its_cell_is_one_number() -> None:
    broken = chars("7730.", 2, 100) + chars("28", 2, 112)
    assert cell_text(broken, (0, 90, 32, 115)) == ("7730.28", None)


def test_numbers_one_above_the_other_with_room_beside_them_stay_two() -> None:
    stacked = chars("12", 2, 100) + chars("34", 2, 112)
    assert cell_text(stacked, (0, 90, 80, 115)) == ("12\n34", STACKED)


def test_a_cell_of_unsure_characters_is_doubted() -> None:
    assert cell_text(chars("7", 2, 100, sureness=0.4), (0, 90, 80, 115)) == ("7", UNSURE)


@pytest.mark.parametrize(("text", "stacked"), [("1\n2", True), ("1 \n 2", True), ("规章\n2", False), ("12", False)])
def test_a_line_break_between_digits_is_a_stack(text: str, stacked: bool) -> None:
    assert is_stacked(text) is stacked


def test_digits_that_adjoin_run_together_and_others_do_not() -> None:
    runs = ["".join(char.text for char in run) for run in number_runs(chars("共1,136条", 0, 100) + chars("5", 90, 100))]
    assert runs == ["共", "1,136", "条", "5"]


def test_a_number_that_crosses_a_ruling_stands_whole_in_the_cell_that_holds_most_of_it() -> None:
    grid = tuple(Ruling(x, 80, x, 110) for x in (0, 50, 100)) + tuple(Ruling(0, y, 100, y) for y in (80, 110))
    reading = read(page(1, ("12345", 32, 100), ("项", 70, 100), rulings=grid))
    assert [reading.text[slice(*cell.span)] for cell in reading.grids[0].cells] == ["12345", "项"]


def test_a_number_with_digits_in_two_cells_is_marked_in_both() -> None:
    grid = tuple(Ruling(x, 80, x, 110) for x in (0, 50, 100)) + tuple(Ruling(0, y, 100, y) for y in (80, 110))
    reading = read(page(1, ("10981172", 32, 100), rulings=grid))
    assert [problem.code for problem in reading.problems] == ["merged_cells", "merged_cells"]


def test_a_number_inside_its_cell_is_not_marked() -> None:
    grid = tuple(Ruling(x, 80, x, 110) for x in (0, 50, 100)) + tuple(Ruling(0, y, 100, y) for y in (80, 110))
    assert read(page(1, ("1098", 27, 100), ("1172", 55, 100), rulings=grid)).problems == ()


def test_text_set_downwards_is_lifted_out_of_the_rows_that_it_crosses() -> None:
    rows = [char for i in range(5) for char in chars(f"第{i}项", 60, 100 + 18 * i)]
    upright = [char for i, text in enumerate("办理结果") for char in chars(text, 10, 105 + 12 * i)]
    stacks, lines = lift_stacks(lines_of(rows + upright))
    assert [stack.text for stack in stacks] == ["办理结果"]
    assert [line.text for line in lines] == [f"第{i}项" for i in range(5)]


LONG = "主动公开政府信息主动公开政府信息主动公开政府信息主动公开政"  # 29 ems: the width of the text


def test_a_full_line_goes_on_and_an_indented_one_begins_a_paragraph() -> None:
    lines = (("　　" + LONG[:27]).strip(), 40.0), (LONG, 20.0), (LONG[:9], 20.0), (LONG[:27], 40.0)
    placed = [(text, x, 100 + 18.0 * i) for i, (text, x) in enumerate(lines)]
    assert [text for _, text in blocks(read(page(1, *placed)))] == [LONG[:27] + LONG + LONG[:9], LONG[:27]]


@pytest.mark.parametrize(
    ("end", "start", "blocks_read"),
    [("。", "一、总体情况", 2), ("。", "(二)收费情况", 2), ("。", "另有三件", 1), ("的", "一、二季度", 1)],
)
def test_a_numbered_heading_after_a_sentence_begins_a_paragraph(end: str, start: str, blocks_read: int) -> None:
    full = LONG[: len(LONG) - 1] + end
    assert len(blocks(read(page(1, (full, 50, 100), (start, 50, 118))))) == blocks_read


def test_a_paragraph_goes_on_over_a_page_break_and_its_page_number_comes_after_it() -> None:
    first = page(1, *[(LONG, 20, 100 + 18.0 * i) for i in range(4)], ("— 1 —", 230, 680))
    second = page(2, (LONG[:5], 20, 100), ("— 2 —", 230, 680))
    assert blocks(read(first, second)) == [
        ("paragraph", LONG * 4 + LONG[:5]),
        ("navigation", "— 1 —"),
        ("navigation", "— 2 —"),
    ]


@pytest.mark.parametrize("number", ["- 4 -", "—4—", "4", "第4页", "第 4 页 共 6 页", "4/6", "Page 4 of 6", "·4·"])
def test_a_page_number_in_any_form_is_navigation(number: str) -> None:
    assert blocks(read(page(1, ("正文", 20, 300), (number, 230, 680))))[-1][0] == "navigation"


def test_a_number_in_the_middle_of_a_page_is_no_page_number() -> None:
    assert blocks(read(page(1, ("4", 230, 300))))[0][0] == "paragraph"


def test_a_line_that_heads_every_page_is_navigation() -> None:
    pages = [page(n, ("洪山海关公报", 20, 40), (f"第{n}条正文", 20, 300)) for n in range(1, 5)]
    kinds = blocks(read(*pages))
    assert [text for kind, text in kinds if kind == "paragraph"] == [f"第{n}条正文" for n in range(1, 5)]


def test_columns_of_figures_without_lines_are_a_grid_with_their_wrapped_labels() -> None:
    rows = []
    for i, label in enumerate(["规章", "规范性", "许可"]):
        baseline = 200 + 40.0 * i
        rows += [(label, 20, baseline), *[(str(i * 3 + c), 150 + 80.0 * c, baseline) for c in range(3)]]
    reading = read(page(1, *rows, ("文件", 20, 252)))
    (grid,) = reading.grids
    texts = [reading.text[slice(*cell.span)] for cell in grid.cells]
    assert texts == ["规章", "0", "1", "2", "规范性文件", "3", "4", "5", "许可", "6", "7", "8"]


def test_prose_with_two_numbers_in_a_line_is_no_table() -> None:
    lines = [(LONG[:20] + "12" + LONG[:5], 20, 100 + 18.0 * i) for i in range(6)]
    assert read(page(1, *lines)).grids == ()


def test_a_frame_around_the_page_is_no_table_and_hides_none() -> None:
    frame = (Ruling(5, 5, 495, 5), Ruling(5, 695, 495, 695), Ruling(5, 5, 5, 695), Ruling(495, 5, 495, 695))
    grid = tuple(Ruling(x, 80, x, 110) for x in (20, 60, 100)) + tuple(Ruling(20, y, 100, y) for y in (80, 110))
    reading = read(page(1, ("项", 30, 100), ("1", 70, 100), ("正文", 20, 300), rulings=frame + grid))
    assert blocks(reading) == [("cell", "项"), ("cell", "1"), ("paragraph", "正文")]
