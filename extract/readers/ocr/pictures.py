"""Pictures inside documents: the tables, and the pages of text, that they show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

import numpy as np

from extract.limits import Limits
from extract.readers.errors import UnreadableSource
from extract.readers.layout.lines import TextLine
from extract.readers.layout.marks import PageMarks
from extract.readers.layout.page import PageLayout, lay_out
from extract.readers.layout.ruled import find_tables
from extract.readers.layout.table import PageTable
from extract.readers.ocr.engine import ADVICE, Image, is_available
from extract.readers.ocr.frames import frames
from normalize.pictures import is_small

MIN_CELLS = 4
"""Cells of a table in a picture; fewer are the lines of a photograph or a chart."""

PAPER_PERCENTILE, DARK = 80, 100.0
"""At this percentile of its grey values lies the paper of a printed picture, and they are lighter than this."""

WHITENESS, MOSTLY = 0.8, 0.5
"""So much of its paper's grey value has at least this share of a printed picture; a photograph has many shades."""

LARGE = 200.0 * 120.0
"""Square points (about 7 by 4 cm) from which a picture in a printed document may hold a table."""

MIN_TEXT = 20
"""Characters below which a picture says nothing: the name on a building, the date on a photograph."""

LINE, PAGE = 20, 100
"""Characters of a full line, and how many in such lines make a page of text; a poster has short ones."""

SHOWN = 595.0
"""Points that a picture is taken to be wide at most (an A4 page), where its document does not say."""

PIXEL = 0.75
"""Points of a screen's pixel (1/96 inch)."""

BY_ITSELF = "where it shows a table, read its file by itself"
"""What to do about a picture that is not read."""

Recogniser = Callable[[Image, int, float], PageMarks]
"""From a picture, its page's number and its pixels to the inch to marks in points."""


def recogniser() -> Recogniser | None:
    """The reader of pictures; None without the extra."""
    if not is_available():
        return None
    from extract.readers.ocr.page import picture_marks

    return picture_marks


@dataclass(slots=True)
class PictureReader:
    """Reads the pictures of one document, as many as its limits allow; `number` is that of the last one read."""

    limits: Limits
    number: int = 0
    _tried: int = 0
    _began: float = field(default_factory=monotonic)

    def layout(self, data: bytes, width: float | None = None) -> PageLayout | None:
        """A picture in a text, shown `width` points wide, laid out as page `number`; None where it says nothing.

        Raises UnreadableSource where it is not read, as all of these do: `reason` says of the picture why.
        """
        marks = self._printed(data, width)
        if marks is None:
            return None
        layout = lay_out(marks)
        if not (_has_table(layout) or _is_page_of_text(layout)):
            raise UnreadableSource("it shows text and no table", BY_ITSELF)
        self.number = layout.number
        return layout

    def table(self, data: bytes, width: float) -> PageMarks | None:
        """The marks of a picture on a page, which has to show a ruled table; None where it says nothing."""
        marks = self._printed(data, width)
        if marks is None or shows_table(marks):
            return marks
        raise UnreadableSource("it shows text and no table", BY_ITSELF)

    def page(self, data: bytes, width: float) -> PageMarks | None:
        """The marks of a picture that is a page; None of one too small for that."""
        image = self._opened(data)
        return None if image is None else self._recognised(image, width)

    def _printed(self, data: bytes, width: float | None) -> PageMarks | None:
        """The marks of a picture of print; None where there is none on it, or next to none."""
        image = self._opened(data)
        if image is None:
            return None
        if not is_print(image):
            raise UnreadableSource("it is a photograph, or darker than print", BY_ITSELF)
        marks = self._recognised(image, width or min(image.shape[1] * PIXEL, SHOWN))
        if marks.complaints and not marks.chars:
            raise UnreadableSource(marks.complaints[0], BY_ITSELF)
        return marks if len(marks.chars) >= MIN_TEXT or shows_table(marks) else None

    def _opened(self, data: bytes) -> Image | None:
        """The picture's first frame; None where it is too small to hold a table."""
        if recogniser() is None:
            raise UnreadableSource("it is a picture", ADVICE)
        self._refuse_more()
        image, _ = next(frames(data, self.limits.formats))
        height, width = image.shape
        return None if is_small(width, height) else image

    def _recognised(self, image: Image, width: float) -> PageMarks:
        read = recogniser()
        assert read is not None
        self._tried += 1
        return read(image, self.number + 1, image.shape[1] * 72 / width)

    def _refuse_more(self) -> None:
        """Raises UnreadableSource where the limits allow no further picture."""
        most, seconds = self.limits.formats.pictures, self.limits.picture_seconds
        if self._tried >= most:
            raise UnreadableSource(f"only the first {most} of a document are", "raise the limit pictures")
        if monotonic() - self._began > seconds:
            raise UnreadableSource(f"those before took {seconds:g} s", "raise the limit seconds (--timeout)")


def is_print(image: Image) -> bool:
    """Whether most of a picture is as light as its paper, which is no shadow."""
    paper = float(np.percentile(image[::4, ::4], PAPER_PERCENTILE))
    return paper >= DARK and int(np.count_nonzero(image >= WHITENESS * paper)) >= MOSTLY * image.size


def shows_table(marks: PageMarks) -> bool:
    """Whether the lines of a picture make a table."""
    try:
        return sum(len(table.cells) for table in find_tables(marks.rulings)) >= MIN_CELLS
    except ValueError:
        return False


def _has_table(layout: PageLayout) -> bool:
    return any(len(item.cells) >= MIN_CELLS for item in layout.items if isinstance(item, PageTable))


def _is_page_of_text(layout: PageLayout) -> bool:
    lines = (len(item.text) for item in layout.items if isinstance(item, TextLine))
    return sum(length for length in lines if length >= LINE) >= PAGE
