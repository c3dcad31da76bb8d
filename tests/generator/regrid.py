"""What formats do to a form's grid: each way is one function from a grid to the grids that come out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.generator.render.model import Cell, Table, compact

Regrid = Callable[[Table, Random], list[Table]]


def as_printed(table: Table, rng: Random) -> list[Table]:
    """The grid as it is."""
    return [table]


def unmerged(table: Table, rng: Random) -> list[Table]:
    """Merged cells come out as one cell with the text and blank ones beside and below it."""
    cells = [Cell(cell.row + r, cell.column + c, cell.text if r == c == 0 else "")
             for cell in table.cells for r in range(cell.rowspan) for c in range(cell.colspan)]  # fmt: skip
    return [Table(tuple(cells))]


def repeated_text(table: Table, rng: Random) -> list[Table]:
    """Merged cells come out as several that all hold the text, as spreadsheets are filled."""
    cells = [Cell(cell.row + r, cell.column + c, cell.text)
             for cell in table.cells for r in range(cell.rowspan) for c in range(cell.colspan)]  # fmt: skip
    return [Table(tuple(cells))]


def page_break(table: Table, rng: Random) -> list[Table]:
    """The grid goes on on the next page, its header not repeated."""
    if table.rows < 6:
        return [table]
    at = rng.randrange(4, table.rows - 1)
    return [_rows(table, 0, at), _rows(table, at, table.rows)]


def page_break_with_header(table: Table, rng: Random) -> list[Table]:
    """The grid goes on on the next page under its header."""
    if table.rows < 6:
        return [table]
    at = rng.randrange(4, table.rows - 1)
    height = next((cell.row for cell in table.cells if cell.text[:1] == "一"), 1)
    header = _rows(table, 0, height)
    rest = _rows(table, at, table.rows)
    below = tuple(replace(cell, row=cell.row + header.rows) for cell in rest.cells)
    return [_rows(table, 0, at), Table(header.cells + below)]


def row_cut(table: Table, rng: Random) -> list[Table]:
    """A page break cuts a row: its label, or a long number, ends on the next page, beside blank cells."""
    if table.rows < 8:
        return [table]
    at = rng.randrange(5, table.rows - 1)
    cut = [cell for cell in table.cells if cell.row == at - 1 and len(cell.text) > 6 and cell.rowspan == 1]
    if not cut:
        return page_break(table, rng)
    label = cut[-1]
    middle = len(label.text) // 2
    cells = [replace(cell, text=label.text[:middle]) if cell is label else cell for cell in table.cells]
    above, below = _rows(Table(tuple(cells)), 0, at), _rows(table, at, table.rows)
    rest = [replace(cell, row=0, rowspan=1, text=label.text[middle:] if cell is label else "")
            for cell in table.cells if cell.row == at - 1]  # fmt: skip
    rest += [Cell(0, column, "") for column in range(min(cell.column for cell in rest))]
    moved = [replace(cell, row=cell.row + 1) for cell in below.cells]
    return [above, Table((*rest, *moved))]


def turned(table: Table, rng: Random) -> list[Table]:
    """Rows are printed as columns."""
    cells = (Cell(c.column, c.row, c.text, c.colspan, c.rowspan) for c in table.cells)
    return [Table(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))]


def header_shifted(table: Table, rng: Random) -> list[Table]:
    """The header's first cell spans one column too many: its labels stand beside their columns."""
    heights = [cell.row for cell in table.cells if cell.text.isdigit()]
    height = min(heights, default=0)
    cells = [replace(cell, column=cell.column + 1) if cell.row < height and cell.column else cell
             for cell in table.cells]  # fmt: skip
    cells = [replace(c, colspan=c.colspan + 1) if c.row < height and not c.column else c for c in cells]
    return [Table(tuple(cells))]


def one_column(table: Table, rng: Random) -> list[Table]:
    """The grid is a column of cells, one below the other."""
    ordered = sorted(table.cells, key=lambda cell: (cell.row, cell.column))
    return [Table(tuple(Cell(n, 0, cell.text) for n, cell in enumerate(ordered) if cell.text))]


def one_grid(tables: list[Table]) -> Table:
    """All the grids of a form below each other in one."""
    cells: list[Cell] = []
    height = 0
    for table in tables:
        cells += [replace(cell, row=cell.row + height) for cell in table.cells]
        height += table.rows
    return Table(tuple(cells))


def _rows(table: Table, first: int, end: int) -> Table:
    """The rows from `first` to `end`; a merged cell that reaches in from above begins anew, blank."""
    cells = []
    for cell in table.cells:
        top, bottom = max(cell.row, first), min(cell.row + cell.rowspan, end)
        if top < bottom:
            text = cell.text if cell.row >= first else ""
            cells.append(replace(cell, row=top - first, rowspan=bottom - top, text=text))
    return compact(Table(tuple(cells)))


REGRID: dict[str, Regrid] = {
    "as_printed": as_printed,
    "unmerged": unmerged,
    "repeated_text": repeated_text,
    "page_break": page_break,
    "page_break_with_header": page_break_with_header,
    "row_cut": row_cut,
    "turned": turned,
    "header_shifted": header_shifted,
    "one_column": one_column,
}
