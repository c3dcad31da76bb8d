"""The cells of a Word table by row and column (gridSpan, vMerge, gridBefore)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extract.readers.attributes import whole
from extract.readers.word.numbering import W, value

CONTAINERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
"""Elements that only wrap rows, cells or paragraphs."""


@dataclass(slots=True)
class WordCell:
    """A cell; `content` is its w:tc, whose paragraphs and tables are still to be read."""

    row: int
    column: int
    rowspan: int
    colspan: int
    content: etree._Element = field(repr=False)


def table_cells(table: etree._Element) -> list[WordCell]:
    """The cells in reading order; a cell that only goes on with the one above or before is no cell."""
    cells: list[WordCell] = []
    above: dict[int, WordCell] = {}
    rows = [row for row in children(table, "tr") if row.find(f"{W}trPr/{W}del") is None]
    for number, row in enumerate(rows):
        column = _count(row.find(f"{W}trPr/{W}gridBefore"), 0)
        current: dict[int, WordCell] = {}
        for content in children(row, "tc"):
            properties = content.find(f"{W}tcPr")
            span = 1 if properties is None else _count(properties.find(f"{W}gridSpan"), 1)
            if current and _goes_on(properties, "hMerge"):
                before = next(reversed(current.values()))
                before.colspan += span
            elif _goes_on(properties, "vMerge") and column in above:
                cell = current[column] = above[column]
                cell.rowspan = number - cell.row + 1
            else:
                current[column] = WordCell(number, column, 1, span, content)
                cells.append(current[column])
            column += span
        above = current
    return cells


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children of a kind, also those inside content controls and tracked insertions."""
    for child in element:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in CONTAINERS:
            yield from children(child, name)


def _goes_on(properties: etree._Element | None, name: str) -> bool:
    """Whether a merge mark says "continue", which is also what a mark without a value says."""
    mark = None if properties is None else properties.find(f"{W}{name}")
    return mark is not None and mark.get(f"{W}val", "continue") == "continue"


def _count(element: etree._Element | None, absent: int) -> int:
    return whole(value(element), absent, 1000)
