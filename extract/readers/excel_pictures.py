"""The pictures of an .xlsx: the tables that they show, behind its sheets."""

from __future__ import annotations

from extract.readers.archive import Archive
from extract.readers.builder import ReadingBuilder
from extract.readers.errors import UnreadableSource
from extract.readers.layout.compose import compose
from extract.readers.ocr.pictures import PictureReader

MEDIA = "xl/media/"
"""The folder of a workbook's pictures."""


def append_pictures(archive: Archive, builder: ReadingBuilder, reader: PictureReader) -> None:
    """Append what a workbook's pictures show, or the problem that one is not read."""
    for name in archive.names():
        if not name.startswith(MEDIA):
            continue
        try:
            layout = reader.layout(archive.read(name) or b"")
        except UnreadableSource as error:
            builder.problem("unread_region", f"the workbook's picture {name} is not read: {error}")
            continue
        if layout is not None:
            compose([layout], builder)
