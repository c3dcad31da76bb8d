"""Pages put together: the text in reading order, its blocks, its grids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.model import Box, GridCell, Span
from extract.readers.builder import ReadingBuilder
from extract.readers.layout.doubt import SURE, UNSURE
from extract.readers.layout.joined import JoinedTable, join_pages
from extract.readers.layout.lines import TextLine, join_lines
from extract.readers.layout.page import PageLayout
from extract.readers.layout.paragraphs import Margins, by_page, continues, is_near
from extract.readers.layout.running import running_lines
from extract.readers.layout.table import PageTable, TableCell


def compose(pages: Sequence[PageLayout], builder: ReadingBuilder) -> None:
    """Append all pages to the builder; tables that page breaks cut become one grid.

    What a page complains of becomes a problem `unread_region` at the page's place in the text.
    """
    running = running_lines(pages)
    tables = _Tables(join_pages(pages, running), builder)
    prose = _Prose(builder, by_page(pages))
    builder.recognised += [page.number for page in pages if page.recognised]
    for page in pages:
        for message in page.complaints:
            builder.problem("unread_region", f"page {page.number}: {message}")
        for item in page.items:
            if isinstance(item, PageTable):
                prose.close()
                tables.add(item)
            elif (page.number, item) in running:
                prose.pass_by(item)
            else:
                prose.take(page.number, item)
    prose.close()


@dataclass(slots=True)
class _Prose:
    """The paragraph in the making, and the running lines met inside it."""

    builder: ReadingBuilder
    margins: dict[int, Margins]
    lines: list[TextLine] = field(default_factory=list)
    passed: list[TextLine] = field(default_factory=list)
    page: int = 0

    def take(self, page: int, line: TextLine) -> None:
        """The next line: of the same paragraph, or of a new one."""
        if self.lines and not self._goes_on(page, line):
            self.close()
        self.lines.append(line)
        self.page = page

    def _goes_on(self, page: int, line: TextLine) -> bool:
        above = self.lines[-1]
        near = page != self.page or is_near(above, line)
        return near and continues(above, line, self.margins[self.page], self.margins[page])

    def pass_by(self, line: TextLine) -> None:
        """A running line; it waits for the end of the paragraph that it may stand in."""
        self.passed.append(line)
        if not self.lines:
            self.close()

    def close(self) -> None:
        """End the paragraph; then come the running lines passed."""
        if self.lines:
            span = self.builder.block(join_lines([line.text for line in self.lines]))
            if min(line.sureness for line in self.lines) < SURE:
                self.builder.problem(UNSURE.code, f"page {self.page}: {UNSURE.message}", span)
        for line in self.passed:
            self.builder.block(line.text, "navigation")
        self.lines, self.passed = [], []


@dataclass(slots=True)
class _Tables:
    """Parts of tables as the pages bring them; a grid is given when its last part is in."""

    joined: Sequence[JoinedTable]
    builder: ReadingBuilder
    cells: dict[int, list[GridCell]] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)

    def add(self, part: PageTable) -> None:
        """Append the part's text, cell by cell, rows on lines of their own."""
        number, index = next(
            (n, i) for n, table in enumerate(self.joined) for i, p in enumerate(table.parts) if _same(p, part)
        )
        table = self.joined[number]
        self.starts.setdefault(number, self.builder.length)
        cells = self.cells.setdefault(number, [])
        for cell, last_of_row in _in_rows(table.parts[index].cells):
            repeated = cell in table.repeated[index]
            span = self._add_cell(cell, "navigation" if repeated else "cell", "\n" if last_of_row else "\t")
            if not repeated:
                place = (cell.row, cell.column, span, cell.rowspan, cell.colspan)
                cells.append(GridCell(*place, cell.page, cell.box))
        if index == len(table.parts) - 1:
            self._finish(number)

    def _add_cell(self, cell: TableCell, kind: str, end: str) -> Span:
        span = self.builder.block(cell.text, kind, end)
        if cell.doubt:
            message = f"page {cell.page}: {cell.doubt.message}: {cell.text!r}"
            self.builder.problem(cell.doubt.code, message, span)
        return span

    def _finish(self, number: int) -> None:
        parts = self.joined[number].parts
        span = (self.starts[number], self.builder.length)
        box: Box | None = parts[0].box if len(parts) == 1 else None
        cells = sorted(self.cells.pop(number), key=lambda cell: (cell.row, cell.column))
        self.builder.grid(cells, span, parts[0].page, box)


def _same(one: PageTable, other: PageTable) -> bool:
    return one.page == other.page and one.box == other.box


def _in_rows(cells: Sequence[TableCell]) -> list[tuple[TableCell, bool]]:
    """Cells in reading order, each with whether the next one begins another row."""
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    rows = [cell.row for cell in ordered]
    return [(cell, row != after) for cell, row, after in zip(ordered, rows, [*rows[1:], -1], strict=True)]
