"""Pictures inside documents: the tables that they show."""

from __future__ import annotations

from collections.abc import Callable

from extract.limits import FormatLimits
from extract.readers.errors import UnreadableSource
from extract.readers.layout.marks import PageMarks
from extract.readers.layout.ruled import find_tables
from extract.readers.ocr.engine import Image, is_available
from extract.readers.ocr.frames import frames

MIN_CELLS = 4
"""Cells of a table in a picture; fewer are the lines of a photograph or a chart."""

MIN_SIDE = 20
"""Pixels of a side below which a picture holds no text."""

Recogniser = Callable[[Image, int, float], PageMarks]
"""From a picture, its page's number and its pixels to the inch to marks in points."""


def recogniser() -> Recogniser | None:
    """The reader of pictures; None without the extra."""
    if not is_available():
        return None
    from extract.readers.ocr.page import picture_marks

    return picture_marks


def picture_file_marks(data: bytes, number: int, width: float, limits: FormatLimits) -> PageMarks | None:
    """The marks of a picture file that is shown `width` points wide; None where it cannot be read."""
    read = recogniser()
    try:
        image, _ = next(frames(data, limits), (None, 0.0))
    except UnreadableSource:
        return None
    if read is None or image is None or min(image.shape) < MIN_SIDE or width <= 0:
        return None
    return read(image, number, image.shape[1] * 72 / width)


def shows_table(marks: PageMarks) -> bool:
    """Whether the lines of a picture make a table."""
    try:
        return sum(len(table.cells) for table in find_tables(marks.rulings)) >= MIN_CELLS
    except ValueError:
        return False
