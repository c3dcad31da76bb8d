"""What the pictures of a PDF page say: all of a scanned page, the tables of another; and what remains unread."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2 as pdfium

from extract.limits import FormatLimits
from extract.model import Box
from extract.readers.layout.marks import PageMarks
from extract.readers.ocr.engine import ADVICE
from extract.readers.ocr.pictures import recogniser, shows_table
from extract.readers.pdf.render import rendered

SCAN_SHARE = 0.5
"""Share of the page that its images cover, from which a page without text is a scan."""

PICTURE_SHARE = 0.08, 0.85
"""Share of a page with text that an image covers which may be a table; a larger one is its paper."""

MIN_TEXT = 20
"""Characters below which a page has no text layer to speak of (a page number, a stamp)."""

MIN_SHAPES = 200
"""Shapes on a page without text from which they may be its letters, drawn as outlines."""


def with_pictures(page: pdfium.PdfPage, marks: PageMarks, limits: FormatLimits) -> PageMarks:
    """The page with what its pictures say: all of a scan, the tables in the others."""
    shares = [(_share(box, marks), box) for box in marks.images]
    covered = sum(share for share, _ in shares) >= SCAN_SHARE
    if covered and marks.hidden:
        return by_ocr(page, marks, "it is a picture, whose text layer is not what is seen", limits)
    if len(marks.chars) < MIN_TEXT:
        if covered:
            return by_ocr(page, marks, "it is a picture without text", limits)
        if marks.shapes >= MIN_SHAPES:
            return by_ocr(page, marks, "its letters are drawn as shapes", limits)
    for share, box in shares:
        if PICTURE_SHARE[0] <= share <= PICTURE_SHARE[1]:
            marks = _with_table(page, marks, box, limits)
    return marks


def _share(box: Box, marks: PageMarks) -> float:
    width = min(box[2], marks.width) - max(box[0], 0.0)
    height = min(box[3], marks.height) - max(box[1], 0.0)
    return max(width, 0.0) * max(height, 0.0) / max(marks.width * marks.height, 1.0)


def by_ocr(page: pdfium.PdfPage, marks: PageMarks, why: str, limits: FormatLimits) -> PageMarks:
    """The page read as a picture; an empty page and a complaint without the extra, or where no time is left."""
    read = recogniser() if limits.pictures else None
    if read is None:
        return _complaining(replace(marks, chars=(), rulings=()), f"{why}; {_advice(limits)}")
    image, dpi = rendered(page, limits)
    found = read(image, marks.number, dpi)
    return replace(found, complaints=(*marks.complaints, *found.complaints))


def _with_table(page: pdfium.PdfPage, marks: PageMarks, box: Box, limits: FormatLimits) -> PageMarks:
    """The page with the table that a picture on it shows; a complaint where it shows none that is read."""
    unread = f"a picture that covers {_share(box, marks):.0%} of it is not read"
    read = recogniser() if limits.pictures else None
    if read is None:
        return _complaining(marks, f"{unread}; {_advice(limits)}")
    image, dpi = rendered(page, limits)
    x0, top, x1, bottom = (max(round(value * dpi / 72), 0) for value in box)
    found = read(image[top:bottom, x0:x1], marks.number, dpi)
    if not shows_table(found):
        return _complaining(marks, unread)
    shifted = found.moved(box[0], box[1])
    chars, rulings = (*marks.chars, *shifted.chars), (*marks.rulings, *shifted.rulings)
    return replace(marks, chars=chars, rulings=rulings, recognised=True)


def _advice(limits: FormatLimits) -> str:
    return ADVICE if limits.pictures else "the pages before took the time of a document: raise the limit seconds (--timeout)"


def _complaining(marks: PageMarks, complaint: str) -> PageMarks:
    return replace(marks, complaints=(*marks.complaints, complaint))
