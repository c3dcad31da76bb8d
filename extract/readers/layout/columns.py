"""Tables without lines: rows whose words stand in columns under each other.

Only what is plain is taken: rows that end in two figures or more, whose columns stay apart over the
whole table.  What is not plain stays lines of text, which lose nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.model import Box
from extract.readers.layout.lines import PrintedLine, join_lines, line_of
from extract.readers.layout.marks import Ruling, hull
from extract.readers.layout.table import PageTable, TableCell

MIN_COLUMNS = 3
MIN_ROWS = 2
COLUMN_GAP = 0.8
"""Ems of white between the words of two columns."""

EDGE_TOLERANCE = 15.0
"""Points that the edges of a column may differ between two pages."""

MAX_LABEL_LINES = 6
"""Lines of wrapped label that may stand between two rows of numbers."""

_FIGURE = re.compile(r"[-+−]?[0-9０-９][0-9０-９.,，]*%?|[/／—–-]+")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line cut into words at the white between columns."""

    line: PrintedLine
    words: tuple[PrintedLine, ...]

    @property
    def is_anchor(self) -> bool:
        """Whether the row carries figures in columns of their own."""
        return len(self.figures) >= MIN_COLUMNS - 1

    @property
    def figures(self) -> tuple[PrintedLine, ...]:
        """The figures at the line's end."""
        count = 0
        while count < len(self.words) and _FIGURE.fullmatch(self.words[-1 - count].text):
            count += 1
        return self.words[len(self.words) - count :]

    @property
    def has_label(self) -> bool:
        """Whether words stand before the figures."""
        return len(self.words) > len(self.figures)

    @property
    def middle(self) -> float:
        """Half-way down the line."""
        return (self.line.box[1] + self.line.box[3]) / 2


def find_aligned(
    lines: Sequence[PrintedLine], rules: Sequence[Ruling], page: int
) -> tuple[list[PageTable], list[PrintedLine]]:
    """The tables among a page's lines (from top to bottom), and the lines that belong to none.

    `rules` are level lines: no row reaches across one.
    """
    rows = [_Row(line, _words(line)) for line in lines]
    levels = [rule.top for rule in rules if rule.horizontal]
    tables: list[PageTable] = []
    taken: set[int] = set()
    for first, end in _stretches(rows):
        start, last = _header_start(rows, first), _label_end(rows, end)
        table = _table(rows[start:last], first - start, levels, page)
        if table is not None:
            tables.append(table)
            taken.update(range(start, last))
    return tables, [row.line for i, row in enumerate(rows) if i not in taken]


def _words(line: PrintedLine) -> tuple[PrintedLine, ...]:
    chars, gap = line.chars, COLUMN_GAP * line.size
    cuts = [i for i in range(1, len(chars)) if chars[i].x0 - chars[i - 1].x1 > gap]
    if not cuts:
        return (line,)
    words = [line_of(chars[start:end]) for start, end in pairwise([0, *cuts, len(chars)])]
    return tuple(word for word in words if word.text)


def _stretches(rows: Sequence[_Row]) -> list[tuple[int, int]]:
    """Ranges of rows from one anchor to another with no more than wrapped labels between."""
    stretches: list[tuple[int, int]] = []
    for i, row in enumerate(rows):
        if not row.is_anchor:
            continue
        if stretches and i - stretches[-1][1] <= MAX_LABEL_LINES:
            stretches[-1] = (stretches[-1][0], i + 1)
        else:
            stretches.append((i, i + 1))
    return [(first, last) for first, last in stretches if sum(row.is_anchor for row in rows[first:last]) >= MIN_ROWS]


def _header_start(rows: Sequence[_Row], first: int) -> int:
    """The first of the lines above the figures that are set in columns too and close to them."""
    start = first
    while start and len(rows[start - 1].words) > 1 and _close(rows[start - 1], rows[start]):
        start -= 1
    return start


def _label_end(rows: Sequence[_Row], end: int) -> int:
    """Past the lines under the last figures that go on with its label."""
    figures = rows[end - 1].figures[0].box[0]
    while end < len(rows) and rows[end].line.box[2] < figures and _touches(rows[end - 1], rows[end]):
        end += 1
    return end


def _touches(above: _Row, below: _Row) -> bool:
    return below.line.box[1] - above.line.box[3] < 0.5 * below.line.size


def _close(above: _Row, below: _Row) -> bool:
    return below.line.box[1] - above.line.box[3] < 2.5 * below.line.size


def _table(rows: Sequence[_Row], header: int, levels: Sequence[float], page: int) -> PageTable | None:
    anchors = [row for row in rows[header:] if row.is_anchor]
    columns = _columns_of(anchors)
    if columns is None:
        return None
    groups = [[row] for row in rows[:header]] + _grouped(rows[header:], levels)
    cells = [cell for i, group in enumerate(groups) for cell in _row_cells(i, group, columns, page)]
    if any(one.row == other.row and _collide(one, other) for one, other in pairwise(sorted(cells, key=_place))):
        return None
    xs = _edges(columns, hull(row.line.box for row in rows))
    cells += _blank_cells(cells, len(groups), xs, page)
    table = PageTable(xs, hull(cell.box for cell in cells), page, tuple(sorted(cells, key=_place)), EDGE_TOLERANCE)
    return _without_group_column(table)


def _place(cell: TableCell) -> tuple[int, int]:
    return cell.row, cell.column


def _collide(one: TableCell, other: TableCell) -> bool:
    return other.column < one.column + one.colspan


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where labels begin and the stretches of x that figures stand in.

    The first two columns are a group's label and a row's own; words that begin left of `label` and
    reach beyond it span both.
    """

    label: float
    figures: tuple[tuple[float, float], ...]

    def span(self, word: PrintedLine) -> tuple[int, int]:
        """First and last column of a word."""
        x0, _, x1, _ = word.box
        if (x0 + x1) / 2 < self.figures[0][0] and x0 < self.figures[0][0] - word.size:
            return (0 if x0 < self.label else 1), (0 if x1 <= self.label else 1)
        over = [i for i, (start, end) in enumerate(self.figures, 2) if x0 < end and start < x1]
        nearest = min(range(len(self.figures)), key=lambda i: abs(sum(self.figures[i]) - x0 - x1)) + 2
        return (over[0], over[-1]) if over else (nearest, nearest)


def _columns_of(anchors: Sequence[_Row]) -> _Columns | None:
    """The columns of rows of figures; None where the figures do not stand in columns."""
    figures: list[tuple[float, float]] = []
    boxes = sorted((word.box for row in anchors for word in row.figures), key=lambda box: box[0])
    for x0, _, x1, _ in boxes:
        if figures and x0 < figures[-1][1]:
            figures[-1] = (figures[-1][0], max(figures[-1][1], x1))
        else:
            figures.append((x0, x1))
    if len(figures) < max(MIN_COLUMNS - 1, *(len(row.figures) for row in anchors)):
        return None
    starts = Counter(round(row.words[len(row.words) - len(row.figures) - 1].box[0]) for row in anchors if row.has_label)
    label = float(starts.most_common(1)[0][0]) - 1.0 if starts else figures[0][0]
    return _Columns(label, tuple(figures))


def _edges(columns: _Columns, box: Box) -> tuple[float, ...]:
    middles = [(left[1] + right[0]) / 2 for left, right in pairwise(columns.figures)]
    first = columns.figures[0][0] - 1.0
    return (min(box[0], columns.label - 1.0), min(columns.label, first - 1.0), first, *middles, box[2])


def _grouped(rows: Sequence[_Row], levels: Sequence[float]) -> list[list[_Row]]:
    """Each anchor with the label lines nearest to it that no level line sets apart."""
    anchors = [row for row in rows if row.is_anchor]
    groups: dict[int, list[_Row]] = {id(anchor): [anchor] for anchor in anchors}
    for row in rows:
        if not row.is_anchor:
            anchor = min(anchors, key=lambda anchor: (_crossed(anchor, row, levels), _distance(anchor, row)))
            groups[id(anchor)].append(row)
    return [sorted(group, key=lambda row: row.middle) for group in groups.values()]


def _crossed(one: _Row, other: _Row, levels: Sequence[float]) -> int:
    low, high = sorted((one.middle, other.middle))
    return sum(low < level < high for level in levels)


def _distance(one: _Row, other: _Row) -> float:
    return abs(one.middle - other.middle)


def _row_cells(index: int, group: Sequence[_Row], columns: _Columns, page: int) -> list[TableCell]:
    """The words of a row's lines by the columns that they stand over."""
    held: dict[tuple[int, int], list[PrintedLine]] = {}
    for word in (word for row in group for word in row.words):
        held.setdefault(columns.span(word), []).append(word)
    if (0, 1) in held and (1, 1) in held:
        held[0, 1] = sorted(held[0, 1] + held.pop((1, 1)), key=lambda word: (word.box[1], word.box[0]))
    cells = []
    for (first, last), words in held.items():
        text = join_lines([word.text for word in words])
        cells.append(TableCell(index, first, 1, last - first + 1, text, page, hull(word.box for word in words)))
    return cells


def _blank_cells(cells: Sequence[TableCell], rows: int, xs: Sequence[float], page: int) -> list[TableCell]:
    """A cell without text for every place that no word stands in."""
    filled = {(cell.row, column) for cell in cells for column in range(cell.column, cell.column + cell.colspan)}
    tops = {row: hull(cell.box for cell in cells if cell.row == row) for row in range(rows)}
    return [
        TableCell(row, column, 1, 1, "", page, (xs[column], tops[row][1], xs[column + 1], tops[row][3]))
        for row in range(rows)
        for column in range(len(xs) - 1)
        if (row, column) not in filled
    ]


def _without_group_column(table: PageTable) -> PageTable:
    """The table with one column of labels where no group has a label of its own."""
    if any(cell.column == 0 and cell.colspan == 1 and cell.text for cell in table.cells):
        return table
    kept = [cell for cell in table.cells if cell.column > 0 or cell.colspan > 1]
    moved = [
        replace(cell, column=max(cell.column - 1, 0), colspan=cell.colspan - (cell.column == 0)) for cell in kept
    ]
    return replace(table, xs=(table.xs[0], *table.xs[2:]), cells=tuple(moved))
