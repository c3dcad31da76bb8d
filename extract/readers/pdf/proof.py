"""A second opinion on tables: what pdfplumber reads is held against what PDFium reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from extract.model import Box
from extract.readers.layout.doubt import UNSURE, Doubt
from extract.readers.layout.marks import Char, PageMarks, Ruling
from extract.readers.layout.page import PageLayout
from extract.readers.layout.table import PageTable, TableCell

Place = tuple[int, int, int, int]
"""A cell's row, column and spans."""


STRAY = 1.0
"""Points that two readings of one ruling may differ."""


def is_same(first: PageMarks, second: PageMarks) -> bool:
    """Whether two readings of a page agree on every printed character and every ruling, and where they stand."""
    lines, others = _lines(first.rulings), _lines(second.rulings)
    if len(lines) != len(others) or not all(map(_is_same_line, lines, others)):
        return False
    chars, there = _printed(first.chars), _printed(second.chars)
    return len(chars) == len(there) and all(map(_is_same_char, chars, there))


EDGE = 0.037
"""Shifts the edge between two whole points to where few coordinates fall."""


def _lines(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Rulings in an order of their own: each reader begins a rectangle at another corner."""
    return sorted(rulings, key=lambda line: [round(points + EDGE) for points in line])


def _printed(chars: Iterable[Char]) -> list[Char]:
    """Printed characters in an order of their own: each reader sorts the lines that stand side by side in another way."""
    printed = [char for char in chars if not char.text.isspace()]
    return sorted(printed, key=lambda char: (char.text, round(char.baseline + EDGE), char.x0))


def _is_same_line(one: Ruling, other: Ruling) -> bool:
    return all(abs(a - b) < STRAY for a, b in zip(one, other, strict=True))


def _is_same_char(one: Char, other: Char) -> bool:
    """Whether the two are one character, to half its size (a bracket is flat where the line runs down)."""
    reach = max(one.size, one.x1 - one.x0) / 2
    return one.text == other.text and abs(one.x0 - other.x0) < reach and abs(one.baseline - other.baseline) < reach


def is_doubtful(layout: PageLayout) -> bool:
    """Whether a cell of the page's tables is in doubt for where its characters stand, not for what they are."""
    return any(cell.doubt and cell.doubt != UNSURE for table in layout.tables for cell in table.cells)


def proved(first: PageLayout, second: PageLayout) -> PageLayout:
    """The page's first reading, its cells marked where the other one differs, their doubts gone where both agree.

    The second stands instead where it has more cells: none that either of them sees is lost.
    """
    if _count_cells(second) > _count_cells(first):
        first, second = second, first
    items = [_held(item, second.tables) if isinstance(item, PageTable) else item for item in first.items]
    return replace(first, items=tuple(items))


def _count_cells(layout: PageLayout) -> int:
    return sum(len(table.cells) for table in layout.tables)


def _held(table: PageTable, others: Iterable[PageTable]) -> PageTable:
    """A table held against the other reading's at the same place."""
    there: Mapping[Place, TableCell] = {
        _place(cell): cell for other in others if _overlap(table.box, other.box) for cell in other.cells
    }
    return replace(table, cells=tuple(_settled(cell, there.get(_place(cell))) for cell in table.cells))


def _overlap(one: Box, other: Box) -> bool:
    return max(one[0], other[0]) < min(one[2], other[2]) and max(one[1], other[1]) < min(one[3], other[3])


def _settled(cell: TableCell, other: TableCell | None) -> TableCell:
    if other is None:
        return replace(cell, doubt=Doubt("low_confidence", "of PDFium and pdfplumber one sees no such cell"))
    if "".join(cell.text.split()) != "".join(other.text.split()):
        return replace(cell, doubt=Doubt("low_confidence", f"of PDFium and pdfplumber one reads {other.text!r} here"))
    return cell if other.doubt else replace(cell, doubt=None)


def _place(cell: TableCell) -> Place:
    return cell.row, cell.column, cell.rowspan, cell.colspan
