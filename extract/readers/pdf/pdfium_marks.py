"""The marks of a PDF's pages, read by PDFium (ten times faster than in pure Python)."""

from __future__ import annotations

import pypdfium2 as pdfium

from extract.limits import FormatLimits
from extract.readers.layout.marks import PageMarks
from extract.readers.pdf.chars import read_chars
from extract.readers.pdf.drawings import read_drawings
from extract.readers.pdf.turn import Turn, text_turn


def page_marks(page: pdfium.PdfPage, number: int, limits: FormatLimits) -> tuple[PageMarks | None, Turn]:
    """Characters, rulings and images of a page, turned as the page is displayed and as its text runs; and that turn.

    No marks where PDFium leaves text out: it skips a text object without width, which a lone character
    of a font that is neither in the file nor on the machine has.
    """
    text = page.get_textpage()
    try:
        turn = Turn(page, text_turn(text, page.get_rotation() // 90))
        complaints: list[str] = []
        chars = tuple(read_chars(text, turn, limits, complaints))
    finally:
        text.close()
    drawn = read_drawings(page, turn, limits, complaints)
    if drawn is None:
        return None, turn
    size = (turn.width, turn.height)
    marks = PageMarks(number, *size, chars, drawn.rulings, drawn.images, drawn.shapes, tuple(complaints), hidden=drawn.hides_text)
    return marks, turn
