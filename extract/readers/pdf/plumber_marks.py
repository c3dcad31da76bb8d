"""The marks of a PDF's page read by pdfplumber: the first reading of tables, and a picture for the eye."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage, LTPage, LTRect
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfplumber.pdf import PDF

from extract.limits import FormatLimits
from extract.model import Reading
from extract.readers.layout.marks import Char, PageMarks, Ruling
from extract.readers.layout.strokes import rulings_of
from extract.readers.pdf.content import QuickInterpreter, Unlexed
from extract.readers.pdf.legibility import REPLACEMENT, plain_characters
from extract.readers.pdf.turn import Turn

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every font that lacks a box

UNMOVED = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
"""The matrix that leaves every point where the page's own coordinates have it."""

UPRIGHT_DESCENT = 0.125
"""Share of a character's height that is under its baseline, where it stands in a column written downwards."""


class PlumberSource:
    """A PDF opened by pdfplumber when it is first asked for a page."""

    def __init__(self, data: bytes, limits: FormatLimits) -> None:
        self._data, self._limits = data, limits
        self._document: PDF | None = None

    def marks(self, number: int, turn: Turn) -> PageMarks | None:
        """Characters, rulings and images of page `number` (from 1), turned as PDFium's are.

        None where pdfplumber cannot read the page, or would have to draw more than the limits allow.
        """
        try:
            if self._document is None:
                self._document = pdfplumber.open(BytesIO(self._data))
            return _page_marks(_drawn(self._document.pages[number - 1], self._limits), number, turn)
        except Exception:  # pdfminer raises of every kind on files that PDFium mends
            return None

    def close(self) -> None:
        """Let the document go."""
        if self._document is not None:
            self._document.close()


class _Canvas(PDFPageAggregator):
    """What pdfminer draws a page on: it keeps visible lines only, and stops at the limit of objects."""

    def __init__(self, page: Any, limits: FormatLimits) -> None:
        super().__init__(page.pdf.rsrcmgr)
        self._left = limits.page_objects

    def _count(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise OverflowError("more objects on the page than the limit page_objects")

    def begin_figure(self, *args: Any) -> None:
        self._count()
        super().begin_figure(*args)

    def render_char(self, *args: Any) -> float:
        self._count()
        return super().render_char(*args)

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        self._count()
        shown = (stroke and _is_ink(gstate.scolor, gstate.scs)) or (fill and _is_ink(gstate.ncolor, gstate.ncs))
        if shown:
            super().paint_path(gstate, stroke, fill, evenodd, path)


def _is_ink(colour: Any, space: Any) -> bool:
    """Whether a colour shows on white paper; one of an unknown kind does."""
    values = colour if isinstance(colour, tuple) else (colour,)
    if not all(isinstance(value, (int, float)) for value in values):
        return True
    if len(values) == 4 or space.name in ("Separation", "DeviceN"):  # of these, none is white
        return bool(max(values) > 0.02)
    return bool(min(values) < 0.98)


def _drawn(page: Any, limits: FormatLimits) -> LTPage:
    """The page as pdfminer lays it on the canvas, in the page's own coordinates (y upwards)."""
    content = page.page_obj
    for interpreter in (QuickInterpreter, PDFPageInterpreter):
        canvas = _Canvas(page, limits)
        canvas.begin_page(content, UNMOVED)
        try:
            interpreter(page.pdf.rsrcmgr, canvas).render_contents(content.resources, content.contents, UNMOVED)
        except Unlexed:
            continue
        canvas.end_page(content)
        break
    return canvas.get_result()


def _page_marks(drawn: LTPage, number: int, turn: Turn) -> PageMarks:
    chars: list[Char] = []
    rulings: list[Ruling] = []
    images = []
    for item in _leaves(drawn):
        if isinstance(item, LTChar):
            chars.extend(_chars(item, turn))
        elif isinstance(item, LTCurve):
            rulings.extend(_rulings(item, turn))
        elif isinstance(item, LTImage):
            images.append(turn.box(*item.bbox))
    return PageMarks(number, turn.width, turn.height, tuple(chars), tuple(rulings), tuple(images), len(rulings))


def _leaves(container: Any) -> Iterator[Any]:
    """Everything drawn, that in forms and figures too, in the order of drawing."""
    for item in container:
        if isinstance(item, LTContainer):
            yield from _leaves(item)
        else:
            yield item


def _chars(item: LTChar, turn: Turn) -> Iterator[Char]:
    """The character of a glyph; those of a ligature side by side."""
    text = plain_characters(item.get_text())
    if text.startswith(("(cid:", "\0")):
        text = REPLACEMENT
    x0, top, x1, bottom = turn.box(*item.bbox)
    baseline = turn.point(*item.matrix[4:])[1]
    if baseline < (top + bottom) / 2:  # the origin of a font that writes downwards is above its characters
        baseline = bottom - UPRIGHT_DESCENT * (bottom - top)
    if turn.shows((x0, top, x1, bottom)) and text >= " ":
        width = (x1 - x0) / len(text)
        for n, character in enumerate(text):
            yield Char(character, x0 + n * width, top, x0 + (n + 1) * width, bottom, baseline)


def _rulings(item: LTCurve, turn: Turn) -> Iterator[Ruling]:
    points = [turn.point(x, y) for x, y in item.pts]
    if isinstance(item, LTRect):
        points.append(points[0])
    return rulings_of(points, bool(item.stroke))


def draw_tables(data: bytes, reading: Reading, number: int, target: Path, resolution: int = 110) -> None:
    """Save a PNG of page `number` with the cells that a reading found on it drawn over it."""
    boxes = [cell.box for grid in reading.grids for cell in grid.cells if cell.page == number and cell.box]
    with pdfplumber.open(BytesIO(data), pages=[number]) as document:
        image = document.pages[0].to_image(resolution=resolution)
        image.draw_rects(boxes)
        image.save(target, format="PNG")
