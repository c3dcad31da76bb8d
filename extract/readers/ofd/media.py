"""The pictures of an OFD file: a page that is one is read by OCR."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from extract.limits import FormatLimits
from extract.readers.archive import Archive
from extract.readers.layout.marks import PageMarks
from extract.readers.ocr.engine import ADVICE, is_available
from extract.readers.ocr.pictures import picture_file_marks
from extract.readers.ofd.marks import POINTS, numbers
from extract.readers.ofd.parts import named, resolved

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

    def read(self, resource_id: str) -> bytes | None:
        """The bytes of a picture; None where the archive does not hold it."""
        path = self._paths.get(resource_id)
        return None if path is None else self._archive.read(path)


def with_pictures(page: PageMarks, root: etree._Element, media: Media, limits: FormatLimits) -> PageMarks:
    """A page without text with what its pictures say; a complaint where one cannot be read."""
    if len(page.chars) >= MIN_TEXT:
        return page
    for item in named(root, "ImageObject"):
        x, y, width, *_ = [*numbers(item.get("Boundary")), 0.0, 0.0, 0.0]
        data = media.read(item.get("ResourceID", ""))
        found = None if data is None else picture_file_marks(data, page.number, width * POINTS, limits)
        if found is None:
            why = "it is a picture that cannot be read" if is_available() else f"it is a picture without text; {ADVICE}"
            page = replace(page, complaints=(*page.complaints, why))
        else:
            shifted = found.moved(x * POINTS, y * POINTS)
            chars, rulings = (*page.chars, *shifted.chars), (*page.rulings, *shifted.rulings)
            page = replace(page, chars=chars, rulings=rulings)
    return page
