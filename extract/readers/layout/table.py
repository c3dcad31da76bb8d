"""A table as it stands on a page, with its text, before pages are put together."""

from __future__ import annotations

from dataclasses import dataclass

from extract.model import Box
from extract.readers.layout.doubt import Doubt


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell with its text; `page` and `box` say where it is printed."""

    row: int
    column: int
    rowspan: int
    colspan: int
    text: str
    page: int
    box: Box
    doubt: Doubt | None = None


Stretch = tuple[float, float]
"""From left to right, in points."""


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table, or the part of one that stands on this page.

    `xs` are its column edges, which are true to `tolerance` points (lines are, words less so).
    `figures` are the stretches that figures stand in, of a table whose columns no lines part; those
    of its labels come before.
    """

    xs: tuple[float, ...]
    box: Box
    page: int
    cells: tuple[TableCell, ...]
    tolerance: float = 5.0
    figures: tuple[Stretch, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows the table has."""
        return max((cell.row + cell.rowspan for cell in self.cells), default=0)
