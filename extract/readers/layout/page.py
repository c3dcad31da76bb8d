"""One page laid out: lines of prose and tables, from top to bottom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extract.model import Box
from extract.readers.layout.celltext import cell_text, number_runs
from extract.readers.layout.columns import find_aligned
from extract.readers.layout.doubt import CROSSING
from extract.readers.layout.lines import TextLine, lines_of
from extract.readers.layout.marks import Char, PageMarks
from extract.readers.layout.pagenumber import split_numbers
from extract.readers.layout.ruled import RuledCell, RuledTable, find_tables
from extract.readers.layout.stacks import lift_stacks
from extract.readers.layout.table import PageTable, TableCell

FRAGMENT_LENGTH = 60
"""Characters that one column at a page's head or foot may hold to be a piece of a table cut in two."""

FRAGMENT_HEIGHT = 0.25
"""Share of the page's height that it may have."""

RUNNING_LENGTH = 40
"""Characters of running head or page number that may stand outside such a piece."""

SLIVER = 8.0
"""Points of width that no letter fits into."""


@dataclass(frozen=True, slots=True)
class PageLayout:
    """What a page says, in reading order, and what could not be read of it."""

    number: int
    width: float
    height: float
    items: tuple[TextLine | PageTable, ...]
    images: tuple[Box, ...] = ()
    complaints: tuple[str, ...] = ()
    recognised: bool = False

    @property
    def tables(self) -> tuple[PageTable, ...]:
        """The tables alone."""
        return tuple(item for item in self.items if isinstance(item, PageTable))

    def text(self) -> str:
        """All that is printed, one after the other."""
        cells = (cell.text for table in self.tables for cell in table.cells)
        return "".join([*(item.text for item in self.items if isinstance(item, TextLine)), *cells])


def lay_out(marks: PageMarks, before: PageLayout | None = None) -> PageLayout:
    """Tables from rulings, else from aligned columns; all that stands outside them is prose.

    `before` is the page before, whose last table may go on here.
    """
    complaints = list(marks.complaints)
    try:
        ruled = _outermost(find_tables(marks.rulings))
    except ValueError as error:
        complaints.append(f"{error}: tables of this page are read as lines of text")
        ruled = []
    dealt, prose = _dealt(marks.chars, ruled)
    tables: list[PageTable] = []
    for table, chars in dealt:
        read = _read_table(table, chars, marks.number)
        if _is_grid(read) or _is_fragment(read, marks):
            tables.append(read)
        else:
            prose.extend(chars)
    stacks, lines = lift_stacks(lines_of(prose))
    numbers, lines = split_numbers(lines, marks.height)
    aligned, lines, stacks = find_aligned(lines, stacks, marks.rulings, marks.number, _last_table(before))
    stacked = [_before(stack.plain(), aligned) for stack in stacks]
    items: list[TextLine | PageTable] = [*stacked, *(line.plain() for line in [*numbers, *lines]), *tables, *aligned]
    items.sort(key=lambda item: (item.box[1], item.box[0]))
    return PageLayout(marks.number, marks.width, marks.height, tuple(items), marks.images, tuple(complaints), marks.recognised)


def _last_table(page: PageLayout | None) -> PageTable | None:
    """The table at a page's foot, with no more than running lines under it."""
    below = 0
    for item in reversed(page.items if page else ()):
        if isinstance(item, PageTable):
            return item
        below += len(item.text)
        if below > RUNNING_LENGTH:
            break
    return None


def _before(stack: TextLine, tables: Sequence[PageTable]) -> TextLine:
    """A text set downwards beside a table's rows stands before the table in reading order."""
    x0, top, x1, bottom = stack.box
    beside = [table.box[1] - 0.1 for table in tables if top < table.box[3] and table.box[1] < bottom]
    return replace(stack, box=(x0, min([top, *beside]), x1, bottom))


def _outermost(tables: Sequence[RuledTable]) -> list[RuledTable]:
    """Tables from small to large, without those nested in a cell of another (its text then).

    A frame around the page or around a table has one column and holds no table in a cell.
    """
    return [
        table
        for table in sorted(tables, key=lambda table: _area(table.box))
        if not any(len(other.xs) > 2 and _holds(other.box, table.box) for other in tables)
    ]


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _holds(outer: Box, inner: Box) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return _area(inner) < _area(outer) and outer[0] < x < outer[2] and outer[1] < y < outer[3]


def _dealt(
    chars: Iterable[Char], tables: Sequence[RuledTable]
) -> tuple[list[tuple[RuledTable, list[Char]]], list[Char]]:
    """Each character to the smallest table around it, and those that stand in none."""
    dealt: list[tuple[RuledTable, list[Char]]] = [(table, []) for table in tables]
    rest: list[Char] = []
    for char in chars:
        x, y = char.centre
        for table, inside in dealt:
            if table.xs[0] <= x < table.xs[-1] and table.ys[0] <= y < table.ys[-1]:
                inside.append(char)
                break
        else:
            rest.append(char)
    return dealt, rest


def _read_table(table: RuledTable, chars: Sequence[Char], page: int) -> PageTable:
    """The ruled table with its text; rectangles beyond its outline that hold nothing are dropped."""
    held, crossed = _held(table, chars)
    cells: list[TableCell] = []
    for cell in table.cells:
        inside = held.get((cell.row, cell.column), [])
        if not inside and _is_outside(cell, table):
            continue
        text, doubt = cell_text(inside, cell.box)
        doubt = CROSSING if (cell.row, cell.column) in crossed else doubt
        place = (cell.row, cell.column, cell.rowspan, cell.colspan)
        cells.append(TableCell(*place, text, page, cell.box, doubt))
    return _trimmed(PageTable(table.xs, table.box, page, tuple(cells)))


Place = tuple[int, int]
"""A cell's row and column."""


def _held(table: RuledTable, chars: Sequence[Char]) -> tuple[dict[Place, list[Char]], set[Place]]:
    """The characters of each cell; and the cells that have a number with digits on the other side of a line."""
    owner = {
        (cell.row + down, cell.column + right): (cell.row, cell.column)
        for cell in table.cells
        for down in range(cell.rowspan)
        for right in range(cell.colspan)
    }
    held: dict[Place, list[Char]] = {}
    crossed: set[Place] = set()
    for run in number_runs(chars):
        at = table.cell_at((run[0].x0 + run[-1].x1) / 2, run[0].centre[1])
        if at is not None:
            held.setdefault(owner[at], []).extend(run)
        ends = {owner[end] for char in (run[0], run[-1]) if (end := table.cell_at(*char.centre))}
        crossed |= ends if len(ends) > 1 else set()
    return held, crossed


def _is_outside(cell: RuledCell, table: RuledTable) -> bool:
    """Whether an empty rectangle is no cell: a corner that lines leave open, a sliver beside the border."""
    right, below = cell.column + cell.colspan, cell.row + cell.rowspan
    edge = cell.row == 0 or cell.column == 0 or right == len(table.xs) - 1 or below == len(table.ys) - 1
    x0, top, x1, bottom = cell.box
    sliver = min(x1 - x0, bottom - top) < SLIVER
    return edge and (cell.open_sides > 1 or (cell.open_sides > 0 and sliver))


def _trimmed(table: PageTable) -> PageTable:
    """The table without outer columns and rows that no cell is left in."""
    if not table.cells:
        return table
    left, top = min(cell.column for cell in table.cells), min(cell.row for cell in table.cells)
    right = max(cell.column + cell.colspan for cell in table.cells)
    cells = tuple(replace(cell, row=cell.row - top, column=cell.column - left) for cell in table.cells)
    xs = table.xs[left : right + 1]
    box = (xs[0], min(cell.box[1] for cell in cells), xs[-1], max(cell.box[3] for cell in cells))
    return replace(table, xs=xs, box=box, cells=cells)


def _is_grid(table: PageTable) -> bool:
    """Whether this is a table: two columns somewhere, and text in it; else it is a frame."""
    columns = {(cell.column, cell.colspan) for cell in table.cells}
    return len(columns) > 1 and any(cell.text for cell in table.cells)


def _is_fragment(table: PageTable, marks: PageMarks) -> bool:
    """Whether one column may be what a page break left of a table: a band at the page's head or foot."""
    low = table.box[3] - table.box[1] <= FRAGMENT_HEIGHT * marks.height
    if not low or not 0 < sum(len(cell.text) for cell in table.cells) <= FRAGMENT_LENGTH:
        return False
    above = sum(char.bottom <= table.box[1] + 1 for char in marks.chars)
    below = sum(char.top >= table.box[3] - 1 for char in marks.chars)
    return min(above, below) <= RUNNING_LENGTH
