"""The marks of a PDF's page read by pdfplumber: a second opinion, and a picture for the eye."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
from pdfplumber.pdf import PDF

from extract.limits import FormatLimits
from extract.model import Reading
from extract.readers.layout.marks import Char, PageMarks, Ruling
from extract.readers.pdf.legibility import REPLACEMENT

THIN = 3.0
"""Points of width up to which a filled rectangle is a line."""


class PlumberSource:
    """A PDF opened by pdfplumber when it is first asked for a page."""

    def __init__(self, data: bytes, limits: FormatLimits) -> None:
        self._data, self._limits = data, limits
        self._document: PDF | None = None

    def marks(self, number: int) -> PageMarks | None:
        """Characters and rulings of page `number` (from 1); None where pdfplumber cannot read it."""
        try:
            if self._document is None:
                self._document = pdfplumber.open(BytesIO(self._data))
            page = self._document.pages[number - 1]
            try:
                return _page_marks(page, number, self._limits)
            finally:
                page.close()
        except Exception:  # pdfminer raises of every kind on files that PDFium mends
            return None

    def close(self) -> None:
        """Let the document go."""
        if self._document is not None:
            self._document.close()


def _page_marks(page: Any, number: int, limits: FormatLimits) -> PageMarks:
    chars = tuple(_char(char, page) for char in page.chars[: limits.page_chars])
    rulings = tuple(_ruling(edge) for edge in page.edges if _is_ink(edge))
    images = tuple((image["x0"], image["top"], image["x1"], image["bottom"]) for image in page.images)
    return PageMarks(number, float(page.width), float(page.height), chars, rulings, images)


def _char(char: dict[str, Any], page: Any) -> Char:
    baseline = float(page.height) - char["matrix"][5] if char["upright"] else char["bottom"]
    text = REPLACEMENT if char["text"].startswith(("(cid:", "\0")) else char["text"]
    return Char(text, char["x0"], char["top"], char["x1"], char["bottom"], baseline)


def _ruling(edge: dict[str, Any]) -> Ruling:
    return Ruling(edge["x0"], edge["top"], edge["x1"], edge["bottom"])


def _is_ink(edge: dict[str, Any]) -> bool:
    """Whether an edge is drawn: a stroke, or the side of a thin filled shape that is not white."""
    if edge["object_type"] == "line" or edge.get("stroke"):
        return True
    return min(edge.get("width", 0), edge.get("height", 0)) <= THIN and not _is_white(edge.get("non_stroking_color"))


def _is_white(colour: Any) -> bool:
    return isinstance(colour, (tuple, list)) and len(colour) in (1, 3) and min(colour) > 0.98


def draw_tables(data: bytes, reading: Reading, number: int, target: Path, resolution: int = 110) -> None:
    """Save a PNG of page `number` with the cells that a reading found on it drawn over it."""
    boxes = [cell.box for grid in reading.grids for cell in grid.cells if cell.page == number and cell.box]
    with pdfplumber.open(BytesIO(data), pages=[number]) as document:
        image = document.pages[0].to_image(resolution=resolution)
        image.draw_rects(boxes)
        image.save(target, format="PNG")
