"""Pictures in a Word document: a table in one is read by OCR, what is not read is said."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from lxml import etree

from extract.readers.archive import Archive
from extract.readers.attributes import whole
from extract.readers.builder import ReadingBuilder
from extract.readers.errors import UnreadableSource
from extract.readers.layout.compose import compose
from extract.readers.ocr.pictures import BY_ITSELF, LARGE, PictureReader

EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"

POINT = 12_700
"""English Metric Units to the point."""


@dataclass(frozen=True, slots=True)
class WordPictures:
    """The pictures of a document; `targets` are its relationships by id."""

    archive: Archive
    targets: dict[str, str]
    reader: PictureReader

    def show(self, extent: etree._Element, builder: ReadingBuilder) -> None:
        """Append the table that a large picture shows, or the problem that it is not read.

        The pictures that are read are the document's pages 1, 2 ….
        """
        width, height = (_points(extent.get(side, "0")) for side in ("cx", "cy"))
        if width * height < LARGE:
            return
        try:
            layout = self.reader.layout(self._data(extent), width)
        except UnreadableSource as error:
            size = f"{width / 28.35:.0f} x {height / 28.35:.0f} cm"
            builder.problem("unread_region", f"a picture of {size} is not read: {error}")
            return
        if layout is not None:
            compose([layout], builder)

    def _data(self, extent: etree._Element) -> bytes:
        """The picture's bytes; raises UnreadableSource where the file does not hold them."""
        drawing = extent.getparent()
        blip = None if drawing is None else next(drawing.iter(BLIP), None)
        target = "" if blip is None else self.targets.get(blip.get(EMBED, ""), "")
        data = self.archive.read(posixpath.normpath(f"word/{target}")) if target else None
        if data is None:
            raise UnreadableSource("the file does not hold it", BY_ITSELF)
        return data


def _points(units: str) -> float:
    return whole(units, most=10**9) / POINT
