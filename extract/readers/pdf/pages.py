"""Which source reads a page: PDFium its prose, pdfplumber its tables, OCR what has no legible text."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2 as pdfium

from extract.limits import FormatLimits
from extract.readers.layout.marks import PageMarks
from extract.readers.layout.page import PageLayout, lay_out
from extract.readers.ocr.pictures import recogniser
from extract.readers.pdf.legibility import count_unmapped, is_garbage
from extract.readers.pdf.pdfium_marks import page_marks
from extract.readers.pdf.pictures import by_ocr, with_pictures
from extract.readers.pdf.plumber_marks import PlumberSource
from extract.readers.pdf.proof import is_doubtful, is_same, proved
from extract.readers.pdf.turn import Turn

MIN_RULINGS = 4
"""Rulings from which a page is taken to have a table before it is laid out."""

PROVED_PAGES = 200
"""Pages of one document whose tables two readers read: a longer one would not be done in its time."""

MIN_UNREAD, MAX_UNREAD = 3, 0.05
"""Cells, and share of the cells with text, that may hold glyphs without a character before OCR reads the page."""


def read_page(
    page: pdfium.PdfPage, number: int, plumber: PlumberSource, limits: FormatLimits, before: PageLayout | None
) -> PageLayout:
    """The page laid out, from the first source that can tell; `before` is the page before it."""
    by_pdfium, turn = page_marks(page, number, limits)
    marks = by_pdfium
    if marks is None or is_garbage(marks.text()):
        marks = plumber.marks(number, turn)
        if marks is None or is_garbage(marks.text()):
            return lay_out(_recognised(page, number, by_pdfium, limits), before)
        by_pdfium = None
    marks = with_pictures(page, marks, limits)
    is_provable = by_pdfium is not None and not by_pdfium.complaints and number <= PROVED_PAGES
    if is_provable and not marks.recognised:
        layout = _by_both(marks, plumber, turn, before)
    else:
        layout = lay_out(marks, before)
    unmapped = count_unmapped(layout.text())
    if not unmapped:
        return layout
    if _is_illegible(layout) and limits.pictures and recogniser() is not None:
        return lay_out(by_ocr(page, marks, "its tables are full of unmapped glyphs", limits), before)
    complaint = f"{unmapped} glyphs of its text layer are mapped to no character"
    return replace(layout, complaints=(*layout.complaints, complaint))


def _is_illegible(layout: PageLayout) -> bool:
    """Whether cells of a page's tables say nothing, as where the font of its figures maps them to no characters."""
    texts = [cell.text for table in layout.tables for cell in table.cells if cell.text]
    unread = sum(count_unmapped(text) > 0 for text in texts)
    return unread >= MIN_UNREAD and unread > MAX_UNREAD * len(texts)


def _recognised(page: pdfium.PdfPage, number: int, by_pdfium: PageMarks | None, limits: FormatLimits) -> PageMarks:
    if by_pdfium is None:
        empty = PageMarks(number, *page.get_size())
        return by_ocr(page, empty, "its text uses a font that is not to be had", limits)
    return by_ocr(page, by_pdfium, "its text layer is unmapped glyphs", limits)


def _by_both(marks: PageMarks, plumber: PlumberSource, turn: Turn, before: PageLayout | None) -> PageLayout:
    """PDFium's reading of a page of prose; of a page with a table pdfplumber's, held against PDFium's.

    PDFium's alone stands where pdfplumber fails or leaves more glyphs without a character.
    """
    alone = lay_out(marks, before) if len(marks.rulings) < MIN_RULINGS else None
    if alone and not alone.tables:
        return alone
    tables = plumber.marks(marks.number, turn)
    if tables is None or count_unmapped(tables.text()) > count_unmapped(marks.text()):
        return alone or lay_out(marks, before)
    first = lay_out(replace(marks, chars=tables.chars, rulings=tables.rulings), before)
    if is_same(tables, marks) and not is_doubtful(first):
        return first
    return proved(first, alone or lay_out(marks, before))
