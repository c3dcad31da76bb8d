"""What the renderers render: paragraphs and tables, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extract.model import Grid, Reading


@dataclass(frozen=True)
class Cell:
    """A cell by its place; `row` and `column` count from 0."""

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True)
class Table:
    """Cells that tile a rectangle; `widths` are the columns' shares of the page's width.

    The first `header` rows are printed again where the table goes on on another page.
    """

    cells: tuple[Cell, ...]
    widths: tuple[float, ...] = ()
    header: int = 0

    @property
    def rows(self) -> int:
        return max(cell.row + cell.rowspan for cell in self.cells)

    @property
    def columns(self) -> int:
        return max(cell.column + cell.colspan for cell in self.cells)

    def row_cells(self, row: int) -> list[Cell]:
        """The cells that begin in a row, from left to right."""
        return sorted((cell for cell in self.cells if cell.row == row), key=lambda cell: cell.column)


Document = Sequence[str | Table]

PAGE_END = "\f"
"""What stands after it begins on a new page, in formats that have pages."""


LEFT, ABOVE = "<", "^"


def table_of(rows: Sequence[Sequence[str]], widths: Sequence[float] = ()) -> Table:
    """A table from rows of texts; `<` goes on with the cell to its left, `^` with the one above."""
    cells: dict[tuple[int, int], Cell] = {}
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            at = {LEFT: owner.get((r, c - 1)), ABOVE: owner.get((r - 1, c))}.get(text) or (r, c)
            owner[r, c] = at
            cell = cells.setdefault(at, Cell(r, c, text))
            spans = max(cell.rowspan, r - at[0] + 1), max(cell.colspan, c - at[1] + 1)
            cells[at] = replace(cell, rowspan=spans[0], colspan=spans[1])
    return Table(tuple(cells.values()), tuple(widths))


def compact(table: Table) -> Table:
    """The same table without rows and columns that no cell begins in (no format can show them)."""
    rows = sorted({cell.row for cell in table.cells})
    columns = sorted({cell.column for cell in table.cells})

    def count(starts: list[int], first: int, span: int) -> int:
        return sum(first <= start < first + span for start in starts)

    cells = tuple(
        Cell(
            rows.index(cell.row),
            columns.index(cell.column),
            cell.text,
            count(rows, cell.row, cell.rowspan),
            count(columns, cell.column, cell.colspan),
        )
        for cell in table.cells
    )
    return Table(cells)


def cut_row(table: Table, row: int, texts: Mapping[Cell, tuple[str, str]]) -> Table:
    """The table with a row cut in two: `texts` says what each of its cells keeps and what goes below."""
    cells = []
    for cell in table.cells:
        if cell.row > row:
            cells.append(replace(cell, row=cell.row + 1))
        elif cell.row + cell.rowspan <= row:
            cells.append(cell)
        elif cell in texts:
            above, below = texts[cell]
            cells += [replace(cell, text=above), replace(cell, row=row + 1, text=below)]
        else:
            cells.append(replace(cell, rowspan=cell.rowspan + 1))
    return replace(table, cells=tuple(cells))


def read_back(reading: Reading, grid: Grid) -> list[Cell]:
    """A grid of a reading in the renderers' terms, for comparison, sorted by place."""
    cells = [
        Cell(cell.row, cell.column, reading.text[slice(*cell.span)], cell.rowspan, cell.colspan) for cell in grid.cells
    ]
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


def in_order(table: Table) -> list[Cell]:
    """A table's cells sorted by place."""
    return sorted(table.cells, key=lambda cell: (cell.row, cell.column))
