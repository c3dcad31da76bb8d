"""PDF: page by page into marks, marks into text and grids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from time import monotonic

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract.limits import Limits
from extract.model import Reading
from extract.readers.builder import ReadingBuilder
from extract.readers.context import Context
from extract.readers.errors import UnreadableSource
from extract.readers.layout.compose import compose
from extract.readers.layout.page import PageLayout
from extract.readers.pdf.pages import read_page
from extract.readers.pdf.plumber_marks import PlumberSource


def read_pdf(data: bytes, context: Context) -> Reading:
    """The text and the grids of a PDF, with page and box for every cell.

    Raises UnreadableSource on an encrypted file, and on one that has no page that can be opened.
    """
    limits = context.limits.formats
    document = _open(data)
    plumber = PlumberSource(data, limits)
    builder = ReadingBuilder(context.media_type)
    try:
        count = len(document)
        if not count:
            raise UnreadableSource("a PDF without pages", "fetch the file again: it was cut short or never whole")
        pages = list(_layouts(document, plumber, min(count, limits.pages), context.limits))
        metadata = {f"pdf.{key.lower()}": value for key, value in document.get_metadata_dict(skip_empty=True).items()}
    finally:
        plumber.close()
        document.close()
    compose(pages, builder)
    if count > limits.pages:
        builder.problem("unread_region", f"read the first {limits.pages} of {count} pages; raise the limit pages")
    return builder.reading(metadata)


def _open(data: bytes) -> pdfium.PdfDocument:
    """The document; a file with an empty user password opens like any other."""
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD:
            raise UnreadableSource("an encrypted PDF that asks for a password", "ask its publisher for a free copy") from error
        raise UnreadableSource(
            f"a damaged PDF of {len(data)} bytes that PDFium cannot open ({error})",
            "fetch the file again: it was cut short or never whole",
        ) from error


def _layouts(
    document: pdfium.PdfDocument, plumber: PlumberSource, count: int, limits: Limits
) -> Iterator[PageLayout]:
    """Each page laid out; one page is open at a time.  When OCR has had its time, no further picture is read."""
    before: PageLayout | None = None
    began, formats = monotonic(), limits.formats
    for index in range(count):
        try:
            page = document[index]
        except pdfium.PdfiumError as error:
            yield PageLayout(index + 1, 0.0, 0.0, (), complaints=(f"PDFium cannot open the page ({error})",))
            continue
        try:
            if monotonic() - began > limits.scan_seconds:
                formats = replace(formats, pictures=0)
            before = read_page(page, index + 1, plumber, formats, before)
            yield before
        finally:
            page.close()
