"""Word (.docx, ECMA-376): paragraphs with their automatic numbers, tables with merged cells.

Running heads and feet, comments and what tracked changes deleted are no part of the text;
footnotes and endnotes stand at its end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from extract.model import GridCell, Link, Reading, Span
from extract.readers.archive import Archive
from extract.readers.attributes import whole
from extract.readers.builder import ReadingBuilder
from extract.readers.context import Context
from extract.readers.errors import FETCH_AGAIN, UnreadableSource
from extract.readers.layout.celltext import is_stacked
from extract.readers.layout.doubt import STACKED
from extract.readers.ocr.pictures import PictureReader
from extract.readers.word.numbering import Numbering, W, read_numbering, value
from extract.readers.word.pictures import WordPictures, pictures
from extract.readers.word.runs import boxes, paragraph_runs
from extract.readers.word.styles import Style, read_styles
from extract.readers.word.tables import CONTAINERS, WordCell, table_cells

MAX_NESTING = 20


def read_docx(data: bytes, context: Context) -> Reading:
    """Text, blocks and grids of a .docx.  Raises UnreadableSource on a damaged or hostile archive."""
    archive = Archive(data, context.limits.formats)
    root = archive.xml("word/document.xml")
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise UnreadableSource("a Word file without word/document.xml or without a body", FETCH_AGAIN)
    builder = ReadingBuilder(context.media_type)
    numbering = read_numbering(archive.xml("word/numbering.xml"))
    styles = read_styles(archive.xml("word/styles.xml"))
    targets = _targets(archive)
    shown = WordPictures(archive, targets, PictureReader(context.limits))
    writer = _Writer(builder, numbering, styles, targets, shown, context.limits.formats.cells)
    writer.blocks(body)
    for part in ("word/footnotes.xml", "word/endnotes.xml"):
        writer.notes(archive.xml(part))
    return builder.reading()


def _targets(archive: Archive) -> dict[str, str]:
    """What the document refers to by id: URLs, which are never fetched, and parts of the archive."""
    root = archive.xml("word/_rels/document.xml.rels")
    return {} if root is None else {item.get("Id", ""): item.get("Target", "") for item in root}


@dataclass(slots=True)
class _Writer:
    """Writes a document's parts into the builder; `depth` counts tables within tables."""

    builder: ReadingBuilder
    numbering: Numbering
    styles: dict[str, Style]
    targets: dict[str, str]
    pictures: WordPictures
    most_cells: int
    depth: int = 0

    def blocks(self, parent: etree._Element) -> None:
        """Paragraphs and tables, each paragraph a block."""
        for element in _content(parent):
            if element.tag == f"{W}tbl":
                self.table(element)
            else:
                self.paragraph(element, self._kind(element))

    def paragraph(self, paragraph: etree._Element, kind: str) -> None:
        """A paragraph, then the text boxes that hang on it."""
        start = self.builder.length
        text = self._number(paragraph)
        for run in paragraph_runs(paragraph, self.targets):
            if run.url:
                at = start + len(text)
                self.builder.links.append(Link((at, at + len(run.text)), run.url))
            text += run.text
        if text.strip():
            self.builder.block(text, kind)
        for picture in pictures(paragraph):
            self.pictures.show(picture, self.builder)
        for box in boxes(paragraph):
            self.blocks(box)

    def _kind(self, paragraph: etree._Element) -> str:
        style = self.styles.get(value(paragraph.find(f"{W}pPr/{W}pStyle")), Style())
        if style.contents:
            return "navigation"
        outlined = paragraph.find(f"{W}pPr/{W}outlineLvl")
        if style.heading or (outlined is not None and value(outlined) != "9"):
            return "heading"
        return "list_item" if self._list(paragraph)[0] else "paragraph"

    def _list(self, paragraph: etree._Element) -> tuple[str, int]:
        """Id and level of the list that counts the paragraph; an empty id where none does."""
        style = self.styles.get(value(paragraph.find(f"{W}pPr/{W}pStyle")), Style())
        own = paragraph.find(f"{W}pPr/{W}numPr")
        list_id = style.list_id if own is None else value(own.find(f"{W}numId")) or style.list_id
        level = "" if own is None else value(own.find(f"{W}ilvl"))
        return "" if list_id == "0" else list_id, whole(level, style.level)

    def _number(self, paragraph: etree._Element) -> str:
        list_id, level = self._list(paragraph)
        return self.numbering.next(list_id, level) if list_id else ""

    def table(self, table: etree._Element) -> None:
        """A table's cells row by row, and its grid; a table of one cell is a frame around its text."""
        cells = table_cells(table)
        self.depth += 1
        if self.depth > MAX_NESTING:
            self.builder.problem("unread_region", f"tables nested more than {MAX_NESTING} deep are not read")
        elif len(cells) > self.most_cells:
            self.builder.problem("unread_region", f"a table of {len(cells)} cells is not read; raise the limit cells")
        elif len(cells) == 1:
            self.blocks(cells[0].content)
        elif cells:
            self._grid(cells)
        self.depth -= 1

    def _grid(self, cells: list[WordCell]) -> None:
        start = self.builder.length
        grid: list[GridCell] = []
        for cell, after in zip(cells, [*cells[1:], None], strict=True):
            span = self._cell(cell.content)
            self.builder.add("\t" if after is not None and after.row == cell.row else "\n")
            grid.append(GridCell(cell.row, cell.column, span, cell.rowspan, cell.colspan))
        self.builder.grid(grid, (start, self.builder.length))

    def _cell(self, content: etree._Element) -> Span:
        """A cell's paragraphs on lines of their own; those of nested tables are cells of their own."""
        start = self.builder.length
        for element in _content(content):
            if element.tag == f"{W}tbl":
                self.table(element)
            else:
                self.paragraph(element, "cell")
        self.builder.strip_end()
        span = (start, self.builder.length)
        if is_stacked(self.builder.text_of(span)):
            self.builder.problem(STACKED.code, STACKED.message, span)
        return span

    def notes(self, root: etree._Element | None) -> None:
        """The notes of a part, without the separators that Word keeps among them."""
        for note in () if root is None else root:
            if note.get(f"{W}type") not in ("separator", "continuationSeparator", "continuationNotice"):
                self.blocks(note)


def _content(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables, also those inside content controls and tracked insertions."""
    for child in parent:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in CONTAINERS:
            yield from _content(child)
