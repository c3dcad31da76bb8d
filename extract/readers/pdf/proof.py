"""A second opinion on tables: what PDFium leaves in doubt, pdfplumber reads too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from extract.readers.layout.doubt import UNSURE, Doubt
from extract.readers.layout.page import PageLayout
from extract.readers.layout.table import PageTable, TableCell

Place = tuple[int, int, int, int]
"""A cell's row, column and spans."""


def is_doubtful(layout: PageLayout) -> bool:
    """Whether a cell of the page's tables is in doubt for where its characters stand, not for what they are."""
    return any(cell.doubt and cell.doubt != UNSURE for item in layout.items if isinstance(item, PageTable) for cell in item.cells)


def proved(layout: PageLayout, second: PageLayout) -> PageLayout:
    """The page with the doubts that an independent reading of it settles taken away.

    A doubt goes where the other reading has the same text in the same cell, and none.  Where the two
    see different text in a cell of the same table, the cell is in doubt, whichever is right.
    """
    others = iter([item for item in second.items if isinstance(item, PageTable)])
    items = [_held(item, next(others, None)) if isinstance(item, PageTable) else item for item in layout.items]
    return replace(layout, items=tuple(items))


def _held(table: PageTable, other: PageTable | None) -> PageTable:
    """A table held against the other reading's; as it is where their cells are not the same."""
    there: Mapping[Place, TableCell] = {_place(cell): cell for cell in other.cells} if other else {}
    if there.keys() != {_place(cell) for cell in table.cells}:
        return table
    return replace(table, cells=tuple(_settled(cell, there[_place(cell)]) for cell in table.cells))


def _settled(cell: TableCell, other: TableCell) -> TableCell:
    if "".join(cell.text.split()) != "".join(other.text.split()):
        return replace(cell, doubt=Doubt("low_confidence", f"pdfplumber reads {other.text!r} here"))
    return cell if other.doubt else replace(cell, doubt=None)


def _place(cell: TableCell) -> Place:
    return cell.row, cell.column, cell.rowspan, cell.colspan
