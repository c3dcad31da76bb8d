"""HTML tables: which hold data, and where each cell stands (HTML Living Standard, section 4.9.12)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4.element import PageElement, Tag

from extract.readers.html.elements import CELLS, HEADINGS, ROW_GROUPS
from extract.readers.html.tree import LINE_BREAK

MAX_COLSPAN = 100
"""No table of a report is wider; a larger colspan says "all the row", and does not widen the table."""

MAX_COLUMNS = 1000
"""Beyond that a table is built to exhaust: each row is searched for room among all columns."""

_PAGE_PARTS = HEADINGS | {"table", "form"}
_MANY_BREAKS = 6
_LONG_CELL = 200
_FEW_ROWS = 3
_SPAN = re.compile(r"\s*(\d{1,9})")


class TableTooWide(Exception):
    """A table of more than MAX_COLUMNS columns."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands in its grid, spans resolved and cut to the table."""

    row: int
    column: int
    rowspan: int
    colspan: int
    first_of_row: bool


@dataclass(slots=True)
class _Row:
    group: int
    loose: bool
    cells: list[Tag] = field(default_factory=list)


def data_places(table: Tag) -> dict[int, Place] | None:
    """The places of the table's own cells by `id(cell)`; None for a table that is only layout.

    Cells never overlap.  A rowspan ends with its row group, a colspan with the widest row.
    Raises TableTooWide.
    """
    rows = _rows(table)
    return None if _is_layout(table, rows) else dict(_places(rows))


def _rows(table: Tag) -> list[_Row]:
    """The table's own rows, not those of tables within; cells outside any <tr> make a row together."""
    rows: list[_Row] = []
    todo: list[tuple[PageElement, int, _Row | None]] = [(table, id(table), None)]
    while todo:
        node, group, row = todo.pop()
        if not isinstance(node, Tag) or (node.name == "table" and node is not table):
            continue
        if node.name in CELLS:
            if row is None:
                row = rows[-1] if rows and rows[-1].loose else _Row(group, True)
            if not row.cells and row.loose:
                rows.append(row)
            row.cells.append(node)
            continue
        if node.name == "tr":
            row = _Row(group, False)
            rows.append(row)
        inner = id(node) if node.name in ROW_GROUPS else group
        todo += [(child, inner, row) for child in reversed(node.contents)]
    return rows


def _places(rows: list[_Row]) -> Iterator[tuple[int, Place]]:
    taken_until = [0] * _width(rows)
    group_ends = _group_ends(rows)
    for number, row in enumerate(rows):
        column = 0
        for position, cell in enumerate(row.cells):
            while column < len(taken_until) and taken_until[column] > number:
                column += 1
            if column == len(taken_until):
                taken_until.append(0)
            if column > MAX_COLUMNS:
                raise TableTooWide
            room = len(taken_until) - (len(row.cells) - position - 1)
            end = min(column + (_span(cell, "colspan") or 1), max(room, column + 1))
            end = _free_until(taken_until, number, column, end)
            height = group_ends[number] - number
            rowspan = min(_span(cell, "rowspan") or height, height)
            taken_until[column:end] = [number + rowspan] * (end - column)
            yield id(cell), Place(number, column, rowspan, end - column, cell is row.cells[0])
            column = end


def _free_until(taken_until: list[int], row: int, column: int, limit: int) -> int:
    """The first column after `column` that a cell from a row above occupies, or the limit."""
    end = column + 1
    while end < limit and taken_until[end] <= row:
        end += 1
    return end


def _width(rows: list[_Row]) -> int:
    """The columns of the widest row; a row of one cell has one, however far the cell claims to reach."""
    widths = (
        sum(
            span if span <= MAX_COLSPAN else 1 for span in (_span(cell, "colspan") or 1 for cell in row.cells)
        )
        for row in rows
        if len(row.cells) > 1
    )
    return max(widths, default=1)


def _group_ends(rows: list[_Row]) -> list[int]:
    """For each row the number of the row after the last of its group."""
    ends = list(range(1, len(rows) + 1))
    for number in range(len(rows) - 2, -1, -1):
        if rows[number].group == rows[number + 1].group:
            ends[number] = ends[number + 1]
    return ends


def _span(cell: Tag, name: str) -> int:
    """The number that the attribute gives; 1 where it gives none."""
    found = _SPAN.match(str(cell.attrs.get(name, "1")))
    return int(found[1]) if found else 1


def _is_layout(table: Tag, rows: list[_Row]) -> bool:
    """Whether the table only places parts of a page, or frames a single column.

    It does where cells that hold parts of a page hold at least half of its text.
    """
    if table.attrs.get("role") in ("presentation", "none"):
        return True
    if max((len(row.cells) for row in rows), default=0) < 2:
        return True
    few = len(rows) <= _FEW_ROWS
    if not few and not any(node.name in _PAGE_PARTS for node in table.descendants if isinstance(node, Tag)):
        return False
    texts = [(cell, cell.get_text()) for row in rows for cell in row.cells]
    page_like = sum(len(text) for cell, text in texts if _is_page_like(cell, text, few))
    return 0 < page_like >= sum(len(text) for _, text in texts) / 2


def _is_page_like(cell: Tag, text: str, few_rows: bool) -> bool:
    """Whether it holds a table of several cells, a form, or much text under headings or (in a
    table of few rows) in many lines."""
    parts = [node for node in cell.descendants if isinstance(node, Tag) and node.name in _PAGE_PARTS]
    if any(part.name == "form" or len(part.find_all(CELLS, limit=2)) > 1 for part in parts):
        return True
    return len(text) > _LONG_CELL and (bool(parts) or (few_rows and text.count(LINE_BREAK) > _MANY_BREAKS))
