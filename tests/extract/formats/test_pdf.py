"""PDF: what real reports do to their tables and their prose, one behaviour a test."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from extract.model import Reading
from extract.readers.context import Context
from extract.readers.layout.marks import PageMarks
from extract.readers.ocr.engine import is_available
from extract.readers.pdf.reader import read_pdf
from tests.extract.formats.contexts import limited
from tests.extract.formats.forms import applications, disclosure
from tests.generator.render.font import font_file
from tests.generator.render.model import Cell, Document, in_order, read_back, table_of

pytest.importorskip("reportlab", reason="reportlab renders the PDFs of these tests")
from tests.generator.render.pdf import PLAIN, Style, render_pdf

CONTEXT = Context("generated.pdf", "application/pdf")
PROSE = "本年度主动公开政府信息，其中收到申请，均在法定期限内答复，未收取费用。" * 4


def read(document: Document, style: Style = PLAIN) -> Reading:
    return read_pdf(render_pdf(document, style), CONTEXT)


def texts(reading: Reading, kind: str) -> list[str]:
    return [reading.text[slice(*block.span)] for block in reading.blocks if block.kind == kind]


def unmapped(pdf: bytes) -> bytes:
    """The PDF with every glyph mapped to the same private character."""
    return re.sub(rb"<([0-9A-F]{2})> <[0-9A-F]{4}>", rb"<\1> <E000>", pdf)


def test_a_standard_form_comes_back_with_its_merged_cells_and_upright_label() -> None:
    table = applications()
    reading = read(["三、收到和处理政府信息公开申请情况", table])
    assert read_back(reading, reading.grids[0]) == in_order(table)


def test_every_cell_knows_its_page_and_a_box_that_holds_its_text() -> None:
    reading = read([disclosure()])
    cell = next(cell for cell in reading.grids[0].cells if reading.text[slice(*cell.span)] == "550")
    assert cell.page == 1
    assert cell.box == pytest.approx((183.75, 185, 525, 204), abs=8)


def test_white_and_coloured_rectangles_behind_text_are_no_rulings() -> None:
    table = disclosure()
    reading = read(["主动公开情况", table, PROSE], Style(shades=True))
    assert [read_back(reading, grid) for grid in reading.grids] == [in_order(table)]


def test_a_table_without_outer_sides_keeps_its_outer_columns_and_its_band() -> None:
    table = table_of([["第二十条第（一）项", "<", "<"], ["信息内容", "本年制发件数", "现行有效件数"], ["规章", "0", "12"]])
    reading = read(["主动公开情况", table, PROSE], Style("open"))
    assert [read_back(reading, grid) for grid in reading.grids] == [in_order(table)]


def test_a_table_over_a_page_break_is_one_grid_whose_cells_know_their_page() -> None:
    table = table_of([["项目", "数量"], *[[f"第{n}项", str(n)] for n in range(60)]])
    reading = read(["主动公开情况", table])
    assert [read_back(reading, grid) for grid in reading.grids] == [in_order(table)]
    assert {cell.page for cell in reading.grids[0].cells} == {1, 2}


def test_a_header_printed_again_on_the_next_page_is_not_a_row_of_the_table() -> None:
    table = table_of([["项目", "数量"], *[[f"第{n}项", str(n)] for n in range(60)]])
    reading = read([replace(table, header=1)])
    assert [read_back(reading, grid) for grid in reading.grids] == [in_order(table)]
    assert "项目" in texts(reading, "navigation")


def test_tables_with_a_caption_between_them_stay_two_over_a_page_break() -> None:
    long = table_of([["项目", "数量"], *[[f"第{n}项", str(n)] for n in range(36)]])
    short = table_of([["结果", "总计"], ["1", "2"]])
    reading = read([long, "四、行政复议情况", short])
    assert [len(grid.cells) for grid in reading.grids] == [74, 4]


def test_a_band_left_alone_at_the_foot_of_a_page_joins_the_rows_on_the_next() -> None:
    rows = [["第二十条第（一）项", "<"], ["信息内容", "数量"], *[[f"规章{n}", str(n)] for n in range(33)]]
    table = table_of([*rows, ["第二十条第（五）项", "<"], ["信息内容", "处理决定数量"], ["行政许可", "5"]])
    breaks = [len(read(["说明"] * lines + [table]).grids) for lines in range(4)]
    assert breaks == [1, 1, 1, 1]


def test_page_numbers_are_navigation_and_never_stand_in_a_table() -> None:
    reading = read([table_of([["项目", "数量"], *[[f"第{n}项", str(n)] for n in range(60)]])])
    assert texts(reading, "navigation") == ["- 1 -", "- 2 -"]


def test_wrapped_lines_of_a_paragraph_are_joined_and_paragraphs_kept_apart() -> None:
    assert texts(read([PROSE, "二、主动公开情况", PROSE]), "paragraph") == [PROSE, "二、主动公开情况", PROSE]


def test_a_paragraph_goes_on_over_a_page_break() -> None:
    paragraphs = texts(read([PROSE * 12]), "paragraph")
    assert paragraphs == [PROSE * 12]


@pytest.mark.parametrize("turned", ["page", "text"])
def test_a_page_that_lies_on_its_side_is_read_upright(turned: str) -> None:
    reading = read([PROSE, disclosure()], Style(turned=turned))
    assert texts(reading, "paragraph") == [PROSE]
    assert read_back(reading, reading.grids[0]) == in_order(disclosure())


def test_columns_without_any_line_make_a_grid() -> None:
    rows = [["项目", "制发件数", "废止件数", "现行有效"], ["规章", "0", "1", "12"], ["规范性文件", "3", "0", "7"]]
    reading = read([PROSE, table_of(rows), PROSE], Style("none"))
    assert [read_back(reading, grid) for grid in reading.grids] == [in_order(table_of(rows))]


def test_lone_characters_of_a_font_that_is_not_in_the_file_are_read() -> None:
    table = table_of([["不", "收", "0"], ["其", "1", "个"]])
    reading = read([table], Style(embedded=False))
    assert read_back(reading, reading.grids[0]) == in_order(table)


@pytest.mark.skipif(font_file() is None, reason="needs an embedded font (pylopdf-fonts-zh-cn)")
def test_a_text_layer_of_unmapped_glyphs_is_not_taken_for_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.readers.ocr.pictures.is_available", lambda: False)
    reading = read_pdf(unmapped(render_pdf([PROSE, disclosure()], Style(numbers=False))), CONTEXT)
    assert [problem.code for problem in reading.problems] == ["unread_region"]
    assert reading.text == ""


@pytest.mark.skipif(font_file() is None or not is_available(), reason="needs the extra haiguan[ocr] and a font")
def test_a_page_of_unmapped_glyphs_is_read_as_a_picture() -> None:
    reading = read_pdf(unmapped(render_pdf([disclosure()], Style(numbers=False))), CONTEXT)
    assert [cell.text for cell in read_back(reading, reading.grids[0])][-1] == "550"


@pytest.mark.skipif(font_file() is None, reason="needs an embedded font (pylopdf-fonts-zh-cn)")
def test_one_glyph_without_a_meaning_is_marked_and_counted() -> None:
    source = render_pdf([PROSE, table_of([["项目", "量"], ["数", "1"]])], Style(numbers=False))
    broken = source.replace(f"<{ord('项'):04X}>".encode(), b"<0000>")
    reading = read_pdf(broken, CONTEXT)
    assert reading.text[slice(*reading.grids[0].cells[0].span)] == "\ufffd目"
    assert "1 glyphs" in reading.problems[0].message


@pytest.mark.skipif(font_file() is None, reason="needs an embedded font (pylopdf-fonts-zh-cn)")
@pytest.mark.parametrize(
    ("figures", "pictures", "recognised"),
    [(["1", "2", "3"], True, [1]), (["1", "2", "规章"], True, []), (["1", "2", "3"], False, [])],
    ids=["many", "two", "no time for pictures"],
)
def test_a_page_whose_tables_have_figures_without_a_meaning_is_read_as_a_picture(
    figures: list[str], pictures: bool, recognised: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    pages: list[int] = []

    def read_picture(_: object, marks: PageMarks, *__: object) -> PageMarks:
        pages.append(marks.number)
        return marks

    monkeypatch.setattr("extract.readers.pdf.pages.recogniser", lambda: read_picture)
    monkeypatch.setattr("extract.readers.pdf.pages.by_ocr", read_picture)
    source = render_pdf([PROSE, table_of([["项目", *figures], ["数", "数", "数", "数"]])], Style(numbers=False))
    read_pdf(re.sub(rb"<([0-9A-F]{2})> <003([0-9])>", rb"<\1> <E01\2>", source), limited(CONTEXT, pictures=pictures))
    assert pages == recognised


def test_the_debug_picture_of_a_page_is_drawn(tmp_path: Path) -> None:
    from extract.readers.pdf.plumber_marks import draw_tables

    data = render_pdf([disclosure()])
    draw_tables(data, read_pdf(data, CONTEXT), 1, tmp_path / "page.png")
    assert (tmp_path / "page.png").read_bytes().startswith(b"\x89PNG")


def test_a_cell_that_is_cut_by_the_page_goes_on_empty_below() -> None:
    rows = [["组", "项", "数"], *[["无法提供" if n == 0 else "^", f"第{n}项", str(n)] for n in range(60)]]
    reading = read([table_of(rows)])
    groups = [cell for cell in read_back(reading, reading.grids[0]) if cell.column == 0][1:]
    assert [cell.text for cell in groups] == ["无法提供", ""]
    assert sum(cell.rowspan for cell in groups) == 60
    assert isinstance(groups[0], Cell)
