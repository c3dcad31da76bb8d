"""The pictures of an OFD file: a page that is one, and tables in the others, are read by OCR."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from extract.model import Box
from extract.readers.archive import Archive
from extract.readers.errors import FETCH_AGAIN, UnreadableSource
from extract.readers.layout.marks import Char, PageMarks
from extract.readers.ocr.pictures import LARGE, PictureReader
from extract.readers.ofd.marks import POINTS, numbers
from extract.readers.ofd.parts import named, resolved

ON_PAPER = 5
"""Characters that stand on a picture which is paper; on one that is read there may be a stamp's."""

MIN_TEXT = 20
"""Characters below which a page with an image on it is a picture."""


class Media:
    """The picture files of a document by the ids that its pages use."""

    def __init__(self, archive: Archive, path: str, document: etree._Element) -> None:
        self._archive = archive
        self._paths: dict[str, str] = {}
        for name in ("PublicRes", "DocumentRes"):
            for reference in named(document, name):
                self._add(resolved(path, (reference.text or "").strip()))

    def _add(self, path: str) -> None:
        root = self._archive.xml(path)
        if root is None:
            return
        folder = resolved(path, root.get("BaseLoc", ".") + "/x")
        for item in named(root, "MultiMedia"):
            for file in named(item, "MediaFile"):
                self._paths[item.get("ID", "")] = resolved(folder, (file.text or "").strip())

    def data(self, resource_id: str) -> bytes:
        """The bytes of a picture; raises UnreadableSource where the archive does not hold it."""
        path = self._paths.get(resource_id)
        data = None if path is None else self._archive.read(path)
        if data is None:
            raise UnreadableSource("the file does not hold it", FETCH_AGAIN)
        return data


def with_pictures(page: PageMarks, root: etree._Element, media: Media, reader: PictureReader) -> PageMarks:
    """A page with what its pictures say: all where it has no text, else the tables in them.

    A complaint where one is not read.  What lies under text is its paper, or the scan that it was read from.
    """
    text = page.chars if len(page.chars) >= MIN_TEXT else ()
    read = reader.table if text else reader.page
    for item in named(root, "ImageObject"):
        x, y, width, height, *_ = [*numbers(item.get("Boundary")), 0.0, 0.0, 0.0, 0.0]
        box = (x * POINTS, y * POINTS, (x + width) * POINTS, (y + height) * POINTS)
        if width * height * POINTS**2 < LARGE or _is_paper(box, text):
            continue
        try:
            found = read(media.data(item.get("ResourceID", "")), width * POINTS)
        except UnreadableSource as error:
            complaint = f"a picture of {width / 10:.0f} x {height / 10:.0f} cm on it is not read: {error}"
            page = replace(page, complaints=(*page.complaints, complaint))
            continue
        if found is not None:
            shifted = found.moved(x * POINTS, y * POINTS)
            chars, rulings = (*page.chars, *shifted.chars), (*page.rulings, *shifted.rulings)
            page = replace(page, chars=chars, rulings=rulings, recognised=True)
    return page


def _is_paper(box: Box, text: Sequence[Char]) -> bool:
    """Whether a page's text stands on a picture."""
    x0, top, x1, bottom = box
    return sum(x0 <= x <= x1 and top <= y <= bottom for x, y in (char.centre for char in text)) >= ON_PAPER
