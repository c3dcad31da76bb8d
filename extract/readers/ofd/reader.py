"""OFD (GB/T 33190-2016): a zip of XML, laid out page by page like a PDF."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from extract.limits import FormatLimits
from extract.model import Reading
from extract.readers.archive import Archive
from extract.readers.builder import ReadingBuilder
from extract.readers.context import Context
from extract.readers.errors import FETCH_AGAIN, UnreadableSource
from extract.readers.layout.compose import compose
from extract.readers.layout.marks import PageMarks
from extract.readers.layout.page import PageLayout, lay_out
from extract.readers.ocr.pictures import PictureReader
from extract.readers.ofd.marks import POINTS, OfdMarks, collect, numbers
from extract.readers.ofd.media import Media, with_pictures
from extract.readers.ofd.parts import named, resolved

A4 = (0.0, 0.0, 210.0, 297.0)
"""The page in millimetres where a file does not say."""


def read_ofd(data: bytes, context: Context) -> Reading:
    """Text and grids of an OFD file, with page and box for every cell.

    Raises UnreadableSource on a damaged, encrypted or hostile archive.
    """
    limits = context.limits.formats
    archive = Archive(data, limits)
    builder = ReadingBuilder(context.media_type)
    reader = PictureReader(context.limits)
    pages: list[PageLayout] = []
    count = 0
    for path in _documents(archive):
        document = _part(archive, path)
        references = _page_references(document)
        count += len(references)
        templates = _templates(archive, document, path)
        size = _box(document, A4)
        media = Media(archive, path, document)
        for reference in references[: limits.pages - len(pages)]:
            marks, root = _page(archive, resolved(path, reference), len(pages) + 1, templates, size, limits)
            if root is not None:
                marks = with_pictures(marks, root, media, reader)
            pages.append(lay_out(marks, pages[-1] if pages else None))
    compose(pages, builder)
    if count > limits.pages:
        builder.problem("unread_region", f"read the first {limits.pages} of {count} pages; raise the limit pages")
    return builder.reading()


def _documents(archive: Archive) -> list[str]:
    """The paths of the document roots that OFD.xml names."""
    root = _part(archive, "OFD.xml")
    paths = [(item.text or "").strip().lstrip("/") for item in named(root, "DocRoot")]
    if not paths:
        raise UnreadableSource("an OFD file whose OFD.xml names no document", FETCH_AGAIN)
    return paths


def _part(archive: Archive, path: str) -> etree._Element:
    root = archive.xml(path)
    if root is None:
        raise UnreadableSource(f"an OFD file without its part {path}", FETCH_AGAIN)
    return root


def _page_references(document: etree._Element) -> list[str]:
    return [item.get("BaseLoc", "") for item in named(document, "Page")]


def _templates(archive: Archive, document: etree._Element, path: str) -> dict[str, etree._Element]:
    """The template pages (letterheads, ruled paper) by id."""
    found = {}
    for item in named(document, "TemplatePage"):
        root = archive.xml(resolved(path, item.get("BaseLoc", "")))
        if root is not None:
            found[item.get("ID", "")] = root
    return found


def _box(root: etree._Element, default: tuple[float, ...]) -> tuple[float, ...]:
    """The PhysicalBox that a part states, in millimetres."""
    stated = [numbers(item.text) for item in named(root, "PhysicalBox")]
    return tuple(stated[0]) if stated and len(stated[0]) == 4 else default


def _page(
    archive: Archive,
    path: str,
    number: int,
    templates: dict[str, etree._Element],
    size: tuple[float, ...],
    limits: FormatLimits,
) -> tuple[PageMarks, etree._Element | None]:
    """The marks of a page, and its part, where the file holds it."""
    root = archive.xml(path)
    if root is None:
        return PageMarks(number, 0.0, 0.0, complaints=(f"its part {path} is not in the file",)), None
    marks = OfdMarks(limits.page_objects)
    for reference in named(root, "Template"):
        template = templates.get(reference.get("TemplateID", ""))
        if template is not None:
            _collect(template, marks)
    _collect(root, marks)
    _, _, width, height = _box(root, size)
    chars, complaints = marks.chars[: limits.page_chars], list(_complaints(marks, limits))
    place = (number, width * POINTS, height * POINTS)
    drawn = (tuple(marks.rulings), tuple(marks.images))
    return PageMarks(*place, tuple(chars), *drawn, complaints=tuple(complaints)), root


def _collect(root: etree._Element, marks: OfdMarks) -> None:
    for content in named(root, "Content"):
        collect(content, marks)


def _complaints(marks: OfdMarks, limits: FormatLimits) -> Iterator[str]:
    if marks.left < 0:
        yield f"more than {limits.page_objects} drawing objects on one page: the rest is not read"
    if len(marks.chars) > limits.page_chars:
        yield f"{len(marks.chars)} characters on one page: only the first {limits.page_chars} are read"
