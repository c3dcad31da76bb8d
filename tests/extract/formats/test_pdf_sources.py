"""PDFium and pdfplumber, two independent readers, see the same page."""

from __future__ import annotations

from io import BytesIO

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.limits import FormatLimits
from extract.readers.layout.marks import PageMarks
from extract.readers.layout.page import PageLayout, lay_out
from extract.readers.layout.table import PageTable
from extract.readers.pdf.legibility import count_unmapped, is_garbage, plain_characters, unmapped_share
from extract.readers.pdf.pdfium_marks import page_marks
from extract.readers.pdf.plumber_marks import PlumberSource
from extract.readers.pdf.proof import is_same
from extract.readers.pdf.turn import Turn
from tests.extract.formats.forms import disclosure
from tests.generator.render.font import font_file
from tests.generator.render.grids import tables
from tests.generator.render.model import Table

pytest.importorskip("reportlab", reason="reportlab renders the PDFs of these tests")
from tests.generator.render.pdf import Style, render_pdf

LIMITS = FormatLimits()


def both(data: bytes) -> tuple[PageMarks, PageMarks]:
    """The first page's marks, by PDFium and by pdfplumber."""
    document, source = pdfium.PdfDocument(data), PlumberSource(data, LIMITS)
    try:
        page = document[0]
        by_pdfium, turn = page_marks(page, 1, LIMITS)
        by_pdfplumber = source.marks(1, turn)
        page.close()
    finally:
        source.close()
        document.close()
    assert by_pdfium is not None and by_pdfplumber is not None
    return by_pdfium, by_pdfplumber


def contents(layout: PageLayout) -> list[object]:
    """Texts of the lines, and cells by place, in reading order."""
    return [
        [(cell.row, cell.column, cell.rowspan, cell.colspan, cell.text) for cell in item.cells]
        if isinstance(item, PageTable)
        else item.text
        for item in layout.items
    ]


@pytest.mark.skipif(font_file() is None, reason="needs an embedded font (pylopdf-fonts-zh-cn)")
@given(table=tables(), rules=st.sampled_from(["lines", "boxes", "fills", "path", "open"]), shades=st.booleans())
@settings(max_examples=40, deadline=None)
def test_both_sources_give_the_same_lines_and_cells(table: Table, rules: str, shades: bool) -> None:
    by_pdfium, by_pdfplumber = both(render_pdf(["主动公开情况", table, "以上。"], Style(rules, shades)))
    assert is_same(by_pdfium, by_pdfplumber)
    assert contents(lay_out(by_pdfium)) == contents(lay_out(by_pdfplumber))


@pytest.mark.parametrize("turned", ["page", "text"])
def test_both_sources_turn_a_page_the_same_way(turned: str) -> None:
    assert is_same(*both(render_pdf(["主动公开情况", disclosure()], Style(turned=turned))))


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("box", [None, (40, 30, 560, 800), (-20, -30, 600, 850)], ids=["whole", "cropped", "moved"])
def test_both_sources_agree_on_turned_and_cropped_pages(turned: int, box: tuple[int, ...] | None) -> None:
    document = pdfium.PdfDocument(render_pdf(["主动公开情况", disclosure()]))
    document[0].set_rotation(turned)
    if box:
        document[0].set_mediabox(*box)
        document[0].set_cropbox(*box)
    target = BytesIO()
    document.save(target)
    document.close()
    assert is_same(*both(target.getvalue()))


def test_a_lone_character_of_an_absent_font_is_read_by_pdfium_or_left_to_pdfplumber() -> None:
    document = pdfium.PdfDocument(render_pdf(["不"], Style(embedded=False)))
    try:
        marks, _ = page_marks(document[0], 1, LIMITS)  # None on a machine without any Chinese font
        assert marks is None or "不" in marks.text()
    finally:
        document.close()


def test_what_pdfplumber_cannot_read_is_none() -> None:
    page = pdfium.PdfDocument.new().new_page(595, 842)
    assert PlumberSource(b"%PDF-1.7 and nothing else", LIMITS).marks(1, Turn(page, 0)) is None


@pytest.mark.parametrize(
    ("text", "garbage"),
    [
        ("主动公开政府信息" * 5, False),
        ("annual report 2023 " * 5, False),
        ("\ue001\ue002\ue003\ue004" * 10, True),
        ("\ufffd" * 9 + "公开政府信息" * 5, True),
        ("\ufffd" + "公开政府信息" * 5, False),
        ("\ue001" * 5, False),
    ],
)
def test_a_text_layer_of_characters_without_meaning_is_garbage(text: str, garbage: bool) -> None:
    assert is_garbage(text) is garbage


def test_unmapped_characters_are_counted_without_spaces() -> None:
    assert (count_unmapped("公\ufffd\ue000开"), unmapped_share("公 \ufffd"), unmapped_share("  ")) == (2, 0.5, 0.0)


@pytest.mark.parametrize(
    ("glyph", "characters"),
    [("⾏", "行"), ("⻘", "青"), ("ﬁ", "fi"), ("⸺", "——"), ("︑", "、"), ("（", "（"), ("１", "１"), ("政", "政")],
    ids=["Kangxi", "supplement", "ligature", "long dash", "upright", "full width", "full-width digit", "itself"],
)
def test_a_glyph_is_read_as_the_characters_that_it_stands_for(glyph: str, characters: str) -> None:
    assert plain_characters(glyph) == characters

