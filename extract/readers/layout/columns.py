"""Tables without lines: rows whose words stand in columns under each other.

Only what is plain is taken: rows that end in two figures or more, whose columns stay apart over the
whole table.  What is not plain stays lines of text, which lose nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.model import Box
from extract.readers.layout.lines import PrintedLine, join_lines, line_of
from extract.readers.layout.marks import Ruling, hull
from extract.readers.layout.rows import PrintedRow, printed_rows, stacked
from extract.readers.layout.table import PageTable, Stretch, TableCell

MIN_COLUMNS = 3
MIN_ROWS = 2
LONE_ROW = 5
"""Figures of a row that is a table by itself, where a header stands over it."""

COLUMN_GAP = 0.8
"""Ems of white between the words of two columns."""

EDGE_TOLERANCE = 15.0
"""Points that the edges of a column may differ between two pages."""

RUNNING_LENGTH = 40
"""Characters of running head that may stand over the rest of a table that a page break cut."""

MAX_LABEL_LINES = 6
"""Lines of any kind that may stand between two rows of figures."""

MAX_BLANK_LINES = 30
"""The same for lines of labels alone: rows whose cells are all blank."""

_FIGURE = re.compile(r"[-+−]?[0-9０-９][0-9０-９.,，]*%?|[/／—–-]+")
_DIGIT = re.compile(r"[0-9０-９]")


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


def find_aligned(
    lines: Sequence[PrintedLine], rules: Sequence[Ruling], page: int, above: PageTable | None = None
) -> tuple[list[PageTable], list[PrintedLine]]:
    """The tables among a page's lines (from top to bottom), and the lines that belong to none.

    `rules` are level lines: no row reaches across one.  `above` is a table of the page before that
    may go on on this one: its columns are those of the first rows here that no header stands over.
    """
    rows = [_Row(line, _words(line)) for line in lines]
    levels = [rule.top for rule in rules if rule.horizontal]
    tables: list[PageTable] = []
    taken: set[int] = set()
    for first, end in _stretches(rows):
        body = _label_start(rows, first)
        start, last = _header_start(rows, body), _label_end(rows, end)
        known = above if start == body and _is_at_top(rows[:start]) and _fits(rows[body:last], above) else None
        if known is None and not _is_plain(rows, first, end):
            continue
        table = _table(rows[start:body], rows[body:last], levels, page, known)
        if table is not None and not taken & set(range(start, last)):
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
    """Ranges of rows from one anchor to another with no more than labels between."""
    stretches: list[tuple[int, int]] = []
    for i, row in enumerate(rows):
        if not row.is_anchor:
            continue
        if stretches and _goes_on(rows[stretches[-1][1] - 1 : i + 1]):
            stretches[-1] = (stretches[-1][0], i + 1)
        else:
            stretches.append((i, i + 1))
    return stretches


def _goes_on(rows: Sequence[_Row]) -> bool:
    """Whether the first and the last of these rows are of one table."""
    figures = min(rows[0].figures[0].box[0], rows[-1].figures[0].box[0])
    labels = all(row.line.box[2] < figures for row in rows[1:-1])
    return len(rows) - 2 <= (MAX_BLANK_LINES if labels else MAX_LABEL_LINES - 1)


def _is_plain(rows: Sequence[_Row], first: int, last: int) -> bool:
    """Whether rows of figures are a table: several, or a long one under words set in columns."""
    anchors = [row for row in rows[first:last] if row.is_anchor]
    if not any(_DIGIT.search(figure.text) for row in anchors for figure in row.figures):
        return False
    headed = first > 0 and len(rows[first - 1].words) > 1 and _close(rows[first - 1], rows[first])
    return len(anchors) >= MIN_ROWS or (headed and len(anchors[0].figures) >= LONE_ROW)


def _is_at_top(rows: Sequence[_Row]) -> bool:
    """Whether these lines above a table are no more than a running head."""
    return sum(len(row.line.text) for row in rows) <= RUNNING_LENGTH


def _label_start(rows: Sequence[_Row], first: int) -> int:
    """The first of the lines above the first figures that begin their label.

    Where nothing else stands above, labels further up are rows whose cells are all blank.
    """
    figures, start = rows[first].figures[0].box[0], first
    while start and rows[start - 1].line.box[2] < figures and _touches(rows[start - 1], rows[start]):
        start -= 1
    top = start
    while top and rows[top - 1].line.box[2] < figures and _close(rows[top - 1], rows[top]):
        top -= 1
    return top if first - top <= MAX_BLANK_LINES and _is_at_top(rows[:top]) else start


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


def _table(
    header: Sequence[_Row], body: Sequence[_Row], levels: Sequence[float], page: int, above: PageTable | None
) -> PageTable | None:
    columns = above.figures if above else _columns_of([row for row in body if row.is_anchor], header)
    if columns is None:
        return None
    words = [word for row in body for word in row.words if not _over(word, columns)]
    lines = [[word for word in row.words if _over(word, columns)] for row in body]
    printed = printed_rows([line for line in lines if line], words, levels)
    depth = max(len(row.labels) for row in printed)
    depth = max(depth, _depth(above)) if above else depth
    cells = _header_cells(header, columns, depth, levels, page)
    for i, row in enumerate(printed, len(header)):
        cells += _row_cells(i, row, columns, depth, page)
    places = [place for cell in cells for place in _covered(cell)]
    if len(places) > len(set(places)):
        return None
    xs = _edges(columns, depth, hull(row.line.box for row in (*header, *body)))
    if above and depth == _depth(above):
        xs = above.xs
    cells += _blank_cells(cells, xs, page)
    box = hull(cell.box for cell in cells)
    return PageTable(xs, box, page, tuple(sorted(cells, key=_place)), EDGE_TOLERANCE, columns)


def _depth(table: PageTable) -> int:
    """How many columns of labels a table has."""
    return len(table.xs) - 1 - len(table.figures)


def _fits(rows: Sequence[_Row], above: PageTable | None) -> bool:
    """Whether the figures of every row stand over columns of their own in the table above."""
    if above is None or not above.figures:
        return False
    for row in rows:
        over = [i for word in row.figures for i in _over(word, above.figures)]
        if len(over) > len(set(over)):
            return False
    return True


def _place(cell: TableCell) -> tuple[int, int]:
    return cell.row, cell.column


def _covered(cell: TableCell) -> Iterable[tuple[int, int]]:
    rows, columns = range(cell.row, cell.row + cell.rowspan), range(cell.column, cell.column + cell.colspan)
    return [(row, column) for row in rows for column in columns]


def _columns_of(anchors: Sequence[_Row], header: Sequence[_Row]) -> tuple[Stretch, ...] | None:
    """The stretches of x that figures stand in; None where they do not stand in columns.

    A column of blank cells is known by its label in the header.
    """
    figures = _stretches_of_x([word.box for row in anchors for word in row.figures])
    if len(figures) < max(MIN_COLUMNS - 1, *(len(row.figures) for row in anchors)):
        return None
    left, right = figures[0][0], figures[-1][1]
    labels = [word.box for row in header for word in row.words if word.box[0] > left]
    heads = [(x0, x1) for x0, x1 in _stretches_of_x(labels) if not any(x0 < end and start < x1 for start, end in figures)]
    return tuple(sorted([*figures, *((x0, x1) for x0, x1 in heads if x1 - x0 < right - left)]))


def _over(word: PrintedLine, columns: Sequence[Stretch]) -> range:
    """The columns of figures that a word stands over; none where it is a row's label."""
    x0, _, x1, _ = word.box
    if (x0 + x1) / 2 < columns[0][0] and x0 < columns[0][0] - word.size:
        return range(0)
    over = [i for i, (start, end) in enumerate(columns) if x0 < end and start < x1]
    nearest = min(range(len(columns)), key=lambda i: abs(sum(columns[i]) - x0 - x1))
    return range(over[0], over[-1] + 1) if over else range(nearest, nearest + 1)


def _stretches_of_x(boxes: Iterable[Box]) -> list[Stretch]:
    """The stretches of x that boxes cover."""
    stretches: list[Stretch] = []
    for x0, _, x1, _ in sorted(boxes):
        if stretches and x0 < stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], x1))
        else:
            stretches.append((x0, x1))
    return stretches


def _edges(columns: Sequence[Stretch], depth: int, box: Box) -> tuple[float, ...]:
    """The columns' edges; those of labels, which overlap, are set evenly."""
    middles = [(left[1] + right[0]) / 2 for left, right in pairwise(columns)]
    first = columns[0][0] - 1.0
    left = min(box[0], first - depth)
    labels = [left + (first - left) * i / depth for i in range(depth)]
    return (*labels, first, *middles, max(box[2], columns[-1][1]))


def _header_cells(
    header: Sequence[_Row], columns: Sequence[Stretch], depth: int, levels: Sequence[float], page: int
) -> list[TableCell]:
    """The labels of columns, each with the lines that it is broken into."""
    line_of_word = {id(word): i for i, row in enumerate(header) for word in row.words}
    held: dict[range, list[PrintedLine]] = {}
    for word in (word for row in header for word in row.words):
        held.setdefault(_over(word, columns), []).append(word)
    cells = []
    for over, words in held.items():
        first, last = (over[0] + depth, over[-1] + depth) if over else (0, max(depth - 1, 0))
        for label in stacked(words, levels):
            rows = [line_of_word[id(word)] for word in label]
            text, box = join_lines([word.text for word in label]), hull(word.box for word in label)
            cells.append(TableCell(rows[0], first, rows[-1] - rows[0] + 1, last - first + 1, text, page, box))
    return cells


def _row_cells(index: int, row: PrintedRow, columns: Sequence[Stretch], depth: int, page: int) -> list[TableCell]:
    """A row's labels, the innermost beside the figures, and its figures by the columns that they stand in."""
    held: dict[range, list[PrintedLine]] = {}
    for i, label in enumerate(reversed(row.labels), 1):
        first = 0 if i == len(row.labels) else depth - i
        held[range(first - depth, depth - i + 1 - depth)] = label
    for word in row.figures:
        held.setdefault(_over(word, columns), []).append(word)
    return [
        TableCell(index, over[0] + depth, 1, len(over), join_lines([word.text for word in words]), page, _box(words))
        for over, words in held.items()
    ]


def _box(words: Sequence[PrintedLine]) -> Box:
    return hull(word.box for word in words)


def _blank_cells(cells: Sequence[TableCell], xs: Sequence[float], page: int) -> list[TableCell]:
    """A cell without text for every place that no word stands in."""
    filled = {place for cell in cells for place in _covered(cell)}
    rows = sorted({row for row, _ in filled})
    tops = {row: hull(cell.box for cell in cells if cell.row <= row < cell.row + cell.rowspan) for row in rows}
    return [
        TableCell(row, column, 1, 1, "", page, (xs[column], tops[row][1], xs[column + 1], tops[row][3]))
        for row in rows
        for column in range(len(xs) - 1)
        if (row, column) not in filled
    ]
