"""Tables without lines: rows whose words stand in columns under each other.

Only what is plain is taken: rows that end in two figures or more, whose columns stay apart over the
whole table.  What is not plain stays lines of text, which lose nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.model import Box
from extract.readers.layout.anchors import (
    MIN_COLUMNS,
    Row,
    header_start,
    is_plain,
    is_running,
    label_end,
    label_start,
    stretches_of,
    words_of,
)
from extract.readers.layout.lines import PrintedLine, join_lines
from extract.readers.layout.marks import Ruling, hull
from extract.readers.layout.rows import PrintedRow, printed_rows, stacked
from extract.readers.layout.table import PageTable, Stretch, TableCell

EDGE_TOLERANCE = 15.0
"""Points that the edges of a column may differ between two pages."""

def find_aligned(
    lines: Sequence[PrintedLine], stacks: Sequence[PrintedLine], rules: Sequence[Ruling], page: int,
    above: PageTable | None = None,
) -> tuple[list[PageTable], list[PrintedLine], list[PrintedLine]]:
    """The tables among a page's lines (from top to bottom), and the lines and stacks that belong to none.

    `stacks` are texts set downwards; `rules` are level lines: no row reaches across one.  `above` is a table of the page before that
    may go on on this one: its columns are those of the first rows here that no header stands over.
    """
    rows = [Row(line, words_of(line)) for line in lines]
    levels = [rule.top for rule in rules if rule.horizontal]
    tables: list[PageTable] = []
    taken: set[int] = set()
    left = list(stacks)
    for first, end in stretches_of(rows):
        body = label_start(rows, first)
        start, last = header_start(rows, body), label_end(rows, end)
        known = above if start == body and is_running(rows[:start]) and _fits(rows[body:last], above) else None
        if known is None and not is_plain(rows, first, end):
            continue
        beside = [stack for stack in left if _is_beside(stack, rows[body:last])]
        table = _table(rows[start:body], rows[body:last], beside, levels, page, known)
        if table is not None and not taken & set(range(start, last)):
            tables.append(table)
            taken.update(range(start, last))
            left = [stack for stack in left if stack not in beside]
    return tables, [row.line for i, row in enumerate(rows) if i not in taken], left


def _is_beside(stack: PrintedLine, rows: Sequence[Row]) -> bool:
    """Whether a text set downwards stands left of the figures of rows, at their height."""
    _, top, _, bottom = hull(row.line.box for row in rows)
    figures = min(row.figures[0].box[0] for row in rows if row.is_anchor)
    return stack.box[2] < figures and top < stack.box[3] and stack.box[1] < bottom


def _table(
    header: Sequence[Row],
    body: Sequence[Row],
    stacks: Sequence[PrintedLine],
    levels: Sequence[float],
    page: int,
    above: PageTable | None,
) -> PageTable | None:
    columns = above.figures if above else _columns_of([row for row in body if row.is_anchor], header)
    if columns is None:
        return None
    words = [word for row in body for word in row.words if not _over(word, columns)]
    lines = [[word for word in row.words if _over(word, columns)] for row in body]
    printed = printed_rows([line for line in lines if line], words, stacks, levels)
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


def _fits(rows: Sequence[Row], above: PageTable | None) -> bool:
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


def _columns_of(anchors: Sequence[Row], header: Sequence[Row]) -> tuple[Stretch, ...] | None:
    """The stretches of x that figures stand in; None where they do not stand in columns.

    Where a label reaches past the first of them, each row's figures follow its own label, as tabs set them.
    A column of blank cells is known by its label in the header.
    """
    figures = _stretches_of_x([word.box for row in anchors for word in row.figures])
    left, right = _label_edge(anchors), figures[-1][1]
    if len(figures) < max(MIN_COLUMNS - 1, *(len(row.figures) for row in anchors)) or left > figures[0][1]:
        return None
    labels = [word.box for row in header for word in row.words if word.box[0] > left]
    heads = [(x0, x1) for x0, x1 in _stretches_of_x(labels) if not any(x0 < end and start < x1 for start, end in figures)]
    return tuple(sorted([*figures, *((x0, x1) for x0, x1 in heads if x1 - x0 < right - left)]))


def _label_edge(anchors: Sequence[Row]) -> float:
    """Where the labels of rows of figures end."""
    labels = [word for row in anchors for word in row.words[: len(row.words) - len(row.figures)]]
    return max((word.box[2] for word in labels), default=0.0)


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
    header: Sequence[Row], columns: Sequence[Stretch], depth: int, levels: Sequence[float], page: int
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
    return _levelled(cells)


def _levelled(cells: Sequence[TableCell]) -> list[TableCell]:
    """Labels that stand side by side in one row, however many lines each has; as they are where one stands over another."""
    groups: list[list[TableCell]] = []
    for cell in sorted(cells, key=_place):
        if groups and cell.row < max(other.row + other.rowspan for other in groups[-1]):
            groups[-1].append(cell)
        else:
            groups.append([cell])
    return [cell for group in groups for cell in _as_row(group)]


def _as_row(group: Sequence[TableCell]) -> Sequence[TableCell]:
    columns = [column for cell in group for column in range(cell.column, cell.column + cell.colspan)]
    if len(columns) > len(set(columns)):
        return group
    end = max(cell.row + cell.rowspan for cell in group)
    return [replace(cell, row=group[0].row, rowspan=end - group[0].row) for cell in group]


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
