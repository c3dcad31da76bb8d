"""Grids that are no standard form: kept as they are printed, row by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from extract.document import Document
from extract.forms.grids import innermost
from extract.forms.values import is_mark, read_number
from extract.model import Grid, GridCell
from extract.record import Cell, Row, Table

_LONGEST = 400
"""A cell of more characters lays out a page: its grid is no table."""

_CELLS = 20_000
"""A grid of more cells is cut off there."""

Region = tuple[int, int]


def other_tables(document: Document, taken: Sequence[Region]) -> Iterator[tuple[Table, Region | None]]:
    """The tables of form `other`, each with the range of the clean text that it takes from the narrative.

    Grids in `taken` ranges, of one row or column, or with prose in a cell are left out.  A table
    without figures takes nothing: its text may be read as narrative.
    """
    for grid in innermost(document.reading.grids):
        start, end = document.clean_span(grid.span)
        if any(start < last and first < end for first, last in taken) or not _is_table(grid):
            continue
        rows = _rows(document, grid)
        figures = sum(cell.value is not None for row in rows for cell in row.cells)
        printed = sum(cell.state == "read" for row in rows for cell in row.cells)
        table = Table("other", None, "", grid.span, rows=rows, page=grid.page, bbox=grid.box)
        if printed:
            yield table, (start, end) if figures * 5 >= printed else None


def _is_table(grid: Grid) -> bool:
    rows, columns = {cell.row for cell in grid.cells}, {cell.column for cell in grid.cells}
    longest = max((cell.span[1] - cell.span[0] for cell in grid.cells), default=0)
    return len(rows) > 1 and len(columns) > 1 and longest <= _LONGEST


def _rows(document: Document, grid: Grid) -> tuple[Row, ...]:
    """The rows with their labels: the first text of the row, the first text of the column."""
    printed: dict[int, list[tuple[GridCell, str]]] = defaultdict(list)
    heads: dict[int, str] = {}
    for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column))[:_CELLS]:
        start, end = document.clean_span(cell.span)
        text = " ".join(document.text[start:end].split())
        printed[cell.row].append((cell, text))
        for column in range(cell.column, cell.column + min(cell.colspan, _CELLS)):
            heads.setdefault(column, text)
    return tuple(Row(tuple(_cells(row, heads))) for row in printed.values())


def _cells(row: Sequence[tuple[GridCell, str]], heads: dict[int, str]) -> Iterator[Cell]:
    label = next((text for _, text in row if text and read_number(text) is None), "")
    for cell, text in row:
        number = read_number(text.replace(" ", ""))
        value, unit = number if number and not is_mark(text) else (None, None)
        state = "read" if text else "blank"
        place, head = (str(cell.row), str(cell.column)), heads.get(cell.column, "")
        yield Cell(*place, label, head, value, text, state, cell.span, cell.page, cell.box, unit)
