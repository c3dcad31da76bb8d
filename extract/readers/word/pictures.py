"""Pictures in a Word document: a table in one is read by OCR, what is not read is said."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace

from lxml import etree

from extract.limits import FormatLimits
from extract.readers.archive import Archive
from extract.readers.attributes import whole
from extract.readers.builder import ReadingBuilder
from extract.readers.layout.compose import compose
from extract.readers.layout.page import PageLayout, lay_out
from extract.readers.ocr.engine import ADVICE, is_available
from extract.readers.ocr.pictures import picture_file_marks, shows_table

EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"

POINT = 12_700
"""English Metric Units to the point."""

LARGE = 200.0 * 120.0
"""Square points (about 7 by 4 cm) from which a picture may hold a table."""


@dataclass(frozen=True, slots=True)
class WordPictures:
    """The pictures of a document; `targets` are its relationships by id."""

    archive: Archive
    targets: dict[str, str]
    limits: FormatLimits

    def show(self, extent: etree._Element, builder: ReadingBuilder) -> None:
        """Append the table that a large picture shows, or the problem that it is not read."""
        width, height = (_points(extent.get(side, "0")) for side in ("cx", "cy"))
        if width * height < LARGE:
            return
        layout = self._table(extent, width)
        if layout is None:
            advice = "" if is_available() else f"; {ADVICE}"
            size = f"{width / 28.35:.0f} x {height / 28.35:.0f} cm"
            builder.problem("unread_region", f"a picture of {size} is not read{advice}")
            return
        before = len(builder.grids)
        compose([layout], builder)
        for i, grid in enumerate(builder.grids[before:], before):
            cells = tuple(replace(cell, page=None, box=None) for cell in grid.cells)
            builder.grids[i] = replace(grid, cells=cells, page=None, box=None)

    def _table(self, extent: etree._Element, width: float) -> PageLayout | None:
        """The picture laid out, where it shows a table."""
        drawing = extent.getparent()
        blip = None if drawing is None else next(drawing.iter(BLIP), None)
        target = "" if blip is None else self.targets.get(blip.get(EMBED, ""), "")
        data = self.archive.read(posixpath.normpath(f"word/{target}")) if target else None
        marks = None if data is None else picture_file_marks(data, 1, width, self.limits)
        return lay_out(marks) if marks is not None and shows_table(marks) else None


def _points(units: str) -> float:
    return whole(units, most=10**9) / POINT
