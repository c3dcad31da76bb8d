"""Which way up a page is, and where its points come to stand."""

from __future__ import annotations

from math import pi

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract.model import Box
from extract.readers.layout.strokes import Point


class Turn:
    """From the page's own coordinates (y upwards) to the displayed page's (y downwards)."""

    def __init__(self, page: pdfium.PdfPage, quarters: int) -> None:
        self.left, self.bottom, self.right, self.top = page.get_bbox()
        self.quarters = quarters
        across, down = self.right - self.left, self.top - self.bottom
        self.width, self.height = (down, across) if quarters % 2 else (across, down)

    def point(self, x: float, y: float) -> Point:
        """A point of the page as displayed."""
        match self.quarters:
            case 0:
                return x - self.left, self.top - y
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case _:
                return self.top - y, self.right - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A box of the page as displayed."""
        if not self.quarters and x0 <= x1 and y0 <= y1:  # nearly every page; a box for each character
            return x0 - self.left, self.top - y1, x1 - self.left, self.top - y0
        (ax, ay), (bx, by) = self.point(x0, y0), self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def shows(self, box: Box) -> bool:
        """Whether any of a box, as displayed, stands on the page."""
        x0, top, x1, bottom = box
        return x1 >= 0 and bottom >= 0 and x0 <= self.width and top <= self.height


def text_turn(text: pdfium.PdfTextPage, displayed: int) -> int:
    """Quarter turns clockwise that bring most of the page's characters upright; `displayed` without any."""
    count = raw.FPDFText_CountChars(text)
    turns = [0, 0, 0, 0]
    for i in range(0, count, max(count // 200, 1)):
        if raw.FPDFText_IsGenerated(text, i) == 0:
            turns[-round(raw.FPDFText_GetCharAngle(text, i) / (pi / 2)) % 4] += 1
    return max(range(4), key=lambda quarter: turns[quarter]) if any(turns) else displayed
