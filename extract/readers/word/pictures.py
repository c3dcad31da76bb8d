"""Pictures in a Word document: a table in one is read by OCR, what is not read is said."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from extract.readers.archive import Archive
from extract.readers.attributes import whole
from extract.readers.builder import ReadingBuilder
from extract.readers.errors import UnreadableSource
from extract.readers.layout.compose import compose
from extract.readers.ocr.pictures import BY_ITSELF, LARGE, PictureReader
from extract.readers.word.numbering import W
from extract.readers.word.runs import BOX, MC, R, chosen

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"

PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
DRAWINGS = (f"{WP}inline", f"{WP}anchor")
POINT = 12_700
"""English Metric Units to the point."""

_STYLE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]{1,9})\s*(pt|in|cm|mm|px)?", re.I)
_UNITS = {"": 0.75, "px": 0.75, "pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4}


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as a paragraph shows it, in points; `relation` names its file, and is empty where it has none."""

    width: float
    height: float
    relation: str


@dataclass(frozen=True, slots=True)
class WordPictures:
    """The pictures of a document; `targets` are its relationships by id."""

    archive: Archive
    targets: dict[str, str]
    reader: PictureReader

    def show(self, picture: Shown, builder: ReadingBuilder) -> None:
        """Append the table that a large picture shows, or the problem that it is not read.

        The pictures that are read are the document's pages 1, 2 ….
        """
        if picture.width * picture.height < LARGE:
            return
        try:
            layout = self.reader.layout(self._data(picture), picture.width)
        except UnreadableSource as error:
            size = f"{picture.width / 28.35:.0f} x {picture.height / 28.35:.0f} cm"
            builder.problem("unread_region", f"a picture of {size} is not read: {error}")
            return
        if layout is not None:
            compose([layout], builder)

    def _data(self, picture: Shown) -> bytes:
        """The picture's bytes; raises UnreadableSource where the file does not hold them."""
        target = self.targets.get(picture.relation, "")
        data = self.archive.read(posixpath.normpath(f"word/{target}")) if target else None
        if data is None:
            raise UnreadableSource("the file does not hold it, or it is a chart", BY_ITSELF)
        return data


def pictures(paragraph: etree._Element) -> Iterator[Shown]:
    """The pictures of a paragraph, without those in its text boxes, which are paragraphs of their own."""
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag in DRAWINGS:
            yield from _drawn(element)
        elif element.tag == f"{V}shape":
            yield from _vector(element)
        elif element.tag == f"{MC}AlternateContent":
            stack.append(chosen(element))
        elif isinstance(element.tag, str) and element.tag not in (f"{W}del", f"{W}moveFrom", BOX):
            stack.extend(reversed(element))


def _drawn(drawing: etree._Element) -> Iterator[Shown]:
    """The pictures of a drawing, one or a group; a chart is a picture without a file, a text box is none."""
    if next(drawing.iter(BOX), None) is not None:
        return
    extent = drawing.find(f"{WP}extent")
    sides = (0.0, 0.0) if extent is None else _sides(extent)
    several = list(drawing.iter(PICTURE))
    for picture in several or [drawing]:
        blip = next(picture.iter(f"{A}blip"), None)
        own = next((ext for ext in picture.iter(f"{A}ext") if ext.get("cx")), None) if len(several) > 1 else None
        yield Shown(*(sides if own is None else _sides(own)), "" if blip is None else blip.get(f"{R}embed", ""))


def _vector(shape: etree._Element) -> Iterator[Shown]:
    """The picture of a VML shape, as older Word and embedded objects have it."""
    data = shape.find(f"{V}imagedata")
    if data is not None:
        sides = {m[1].lower(): float(m[2]) * _UNITS[(m[3] or "").lower()] for m in _STYLE.finditer(shape.get("style", ""))}
        yield Shown(sides.get("width", 0.0), sides.get("height", 0.0), data.get(f"{R}id", ""))


def _sides(extent: etree._Element) -> tuple[float, float]:
    width, height = (whole(extent.get(side, "0"), most=10**9) / POINT for side in ("cx", "cy"))
    return width, height
