"""Tables that a page break cuts, put together where the geometry proves that they are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.readers.layout.lines import TextLine
from extract.readers.layout.page import PageLayout
from extract.readers.layout.table import PageTable, TableCell


@dataclass(frozen=True, slots=True)
class JoinedTable:
    """The parts of one table in order; rows and columns of their cells count through all parts.

    `repeated` are the cells of header rows that a later page prints again, by part.
    """

    parts: tuple[PageTable, ...]
    repeated: tuple[frozenset[TableCell], ...]


def join_pages(pages: Sequence[PageLayout], running: set[tuple[int, TextLine]]) -> list[JoinedTable]:
    """All tables, each with the parts that follow it on the next pages.

    A part follows when nothing but running lines stands between, and the outer edges agree.
    """
    tables: list[list[PageTable]] = []
    last: PageTable | None = None
    for page in pages:
        items = [item for item in page.items if (page.number, item) not in running]
        for i, item in enumerate(items):
            if not isinstance(item, PageTable):
                continue
            if i == 0 and last is not None and _continues(last, item):
                tables[-1].append(item)
            else:
                tables.append([item])
        if items:
            last = items[-1] if isinstance(items[-1], PageTable) else None
    return [_joined(parts) for parts in tables]


def _continues(above: PageTable, below: PageTable) -> bool:
    tolerance = min(above.tolerance, below.tolerance)
    sides = abs(above.xs[0] - below.xs[0]), abs(above.xs[-1] - below.xs[-1])
    same_kind = above.tolerance == below.tolerance
    return same_kind and below.page == above.page + 1 and max(sides) <= tolerance


def _joined(parts: Sequence[PageTable]) -> JoinedTable:
    edges = list(parts[0].xs)
    for part in parts[1:]:
        edges += [x for x in part.xs if min(abs(x - edge) for edge in edges) > part.tolerance]
    edges.sort()
    placed: list[PageTable] = []
    repeated: list[frozenset[TableCell]] = []
    row = 0
    for part in parts:
        cells = tuple(_moved(cell, part.xs, edges) for cell in part.cells)
        again = _repeated_header(placed[0].cells, cells) if placed else 0
        placed.append(replace(part, cells=tuple(replace(c, row=c.row + row - again) for c in cells)))
        repeated.append(frozenset(c for c in placed[-1].cells if c.row < row))
        row += part.rows - again
    return JoinedTable(tuple(placed), tuple(repeated))


def _moved(cell: TableCell, xs: Sequence[float], edges: Sequence[float]) -> TableCell:
    """The cell with its column and span counted in the joined table's edges."""
    start, end = _nearest(edges, xs[cell.column]), _nearest(edges, xs[cell.column + cell.colspan])
    return replace(cell, column=start, colspan=max(end - start, 1))


def _nearest(edges: Sequence[float], x: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - x))


def _repeated_header(first: Sequence[TableCell], later: Sequence[TableCell]) -> int:
    """How many rows at the head of a later part print the table's first rows again."""
    again = 0
    while True:
        row = _row_texts(first, again)
        if len(row) < 2 or row != _row_texts(later, again) or any(text.isdigit() for _, text in row):
            return again
        again += 1


def _row_texts(cells: Sequence[TableCell], row: int) -> list[tuple[int, str]]:
    return [(cell.column, cell.text) for cell in cells if cell.row == row and cell.text]
