"""Pictures (PNG, JPEG, TIFF, GIF, BMP): each frame a page, read by OCR."""

from __future__ import annotations

from time import monotonic

from extract.model import Reading
from extract.readers.builder import ReadingBuilder
from extract.readers.context import Context
from extract.readers.layout.compose import compose
from extract.readers.layout.marks import PageMarks
from extract.readers.layout.page import PageLayout, lay_out
from extract.readers.ocr.engine import ADVICE, Image, is_available
from extract.readers.ocr.frames import frames

SMALLEST = 20
"""Pixels of a side below which a picture holds no text."""


def read_image(data: bytes, context: Context) -> Reading:
    """Text and grids of a scan; without the extra, an empty text and a problem that names it.

    Raises UnreadableSource on a damaged picture and on one larger than the limit `image_pixels`.
    """
    limits = context.limits.formats
    builder = ReadingBuilder(context.media_type)
    if not is_available():
        builder.problem("unread_region", f"a picture is not read; {ADVICE}")
        return builder.reading()
    pages: list[PageLayout] = []
    began = monotonic()
    for number, frame in enumerate(frames(data, limits), 1):
        if number > limits.pages:
            builder.problem("unread_region", f"read the first {limits.pages} frames; raise the limit pages")
            break
        if monotonic() - began > context.limits.scan_seconds:
            builder.problem("unread_region", f"frames from {number} on are not read; raise the limit seconds (--timeout)")
            break
        pages.append(lay_out(_page(frame, number), pages[-1] if pages else None))
    compose(pages, builder)
    return builder.reading()


def _page(frame: tuple[Image, float], number: int) -> PageMarks:
    from extract.readers.ocr.page import picture_marks

    image, dpi = frame
    if min(image.shape) < SMALLEST:
        return PageMarks(number, 0.0, 0.0)
    return picture_marks(image, number, dpi)
