"""Ruling lines into the cells of tables.

Lines are snapped and joined; those that touch form one table; the rectangles between them that no
line divides are its cells.  No rectangle of a table is lost, whether or not its corners meet.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.model import Box
from extract.readers.layout.marks import Ruling, hull

TOLERANCE = 3.0
"""Points that two ends or two parallel lines may lie apart and still count as one."""

MIN_LENGTH = 4.0
"""Points below which a line is a dot of a dotted one, or an ornament, once joined."""

BAND_HEIGHT = 40.0
"""Points up to which a level line above or below an open table bounds a row of one cell."""

MAX_LINES = 4_000
"""Joined lines of a page beyond which it holds a drawing, not a table."""


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell by its place in the table; `open_sides` counts those that have no line at all."""

    row: int
    column: int
    rowspan: int
    colspan: int
    box: Box
    open_sides: int = 0


@dataclass(frozen=True, slots=True)
class RuledTable:
    """Column edges `xs`, row edges `ys`, and the cells between them in reading order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[RuledCell, ...]

    @property
    def box(self) -> Box:
        """The table's outer edge."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column of the point among the elementary rectangles; None outside the table."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        inside = 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1
        return (row, column) if inside else None


def find_tables(rulings: Iterable[Ruling]) -> list[RuledTable]:
    """The tables that lines draw, from top to bottom; those of one single cell are frames, kept too.

    Raises ValueError where there are too many lines for a table.
    """
    lines = _joined(rulings)
    if len(lines) > MAX_LINES:
        raise ValueError(f"{len(lines)} separate ruling lines (at most {MAX_LINES} are taken for tables)")
    tables = [_table(group) for group in _with_bands(_touching(lines))]
    found = [table for table in tables if table is not None]
    return sorted(found, key=lambda table: (table.ys[0], table.xs[0]))


def _joined(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Lines snapped to shared coordinates, and pieces on one coordinate joined end to end."""
    across: list[tuple[float, float, float]] = []
    down: list[tuple[float, float, float]] = []
    for line in rulings:
        if line.horizontal:
            across.append(((line.top + line.bottom) / 2, line.x0, line.x1))
        else:
            down.append(((line.x0 + line.x1) / 2, line.top, line.bottom))
    lines = [Ruling(start, at, end, at) for at, start, end in _merged(across)]
    return lines + [Ruling(at, start, at, end) for at, start, end in _merged(down)]


def _merged(pieces: list[tuple[float, float, float]]) -> Iterator[tuple[float, float, float]]:
    """(position, start, end) of parallel lines, with those on one position joined."""
    for group in _clusters(sorted(pieces)):
        at = sum(piece[0] for piece in group) / len(group)
        start = end = None
        for _, piece_start, piece_end in sorted(group, key=lambda piece: piece[1]):
            if start is None or end is None:
                start, end = piece_start, piece_end
            elif piece_start <= end + TOLERANCE:
                end = max(end, piece_end)
            else:
                yield from _long_enough(at, start, end)
                start, end = piece_start, piece_end
        if start is not None and end is not None:
            yield from _long_enough(at, start, end)


def _long_enough(at: float, start: float, end: float) -> Iterator[tuple[float, float, float]]:
    if end - start >= MIN_LENGTH:
        yield at, start, end


def _clusters(pieces: Sequence[tuple[float, float, float]]) -> Iterator[list[tuple[float, float, float]]]:
    group: list[tuple[float, float, float]] = []
    for piece in pieces:
        if group and piece[0] - group[0][0] > TOLERANCE:
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _touching(lines: Sequence[Ruling]) -> list[list[Ruling]]:
    """Lines grouped by what they touch, directly or through others."""
    parent = list(range(len(lines)))

    def root(i: int) -> int:
        """The line that stands for all that touch line `i`."""
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    down = sorted((i for i, line in enumerate(lines) if not line.horizontal), key=lambda i: lines[i].x0)
    xs = [lines[i].x0 for i in down]
    for i, line in enumerate(lines):
        if not line.horizontal:
            continue
        first = bisect_right(xs, line.x0 - TOLERANCE)
        for j in down[first : bisect_right(xs, line.x1 + TOLERANCE)]:
            if lines[j].top - TOLERANCE <= line.top <= lines[j].bottom + TOLERANCE:
                parent[root(j)] = root(i)
    groups: dict[int, list[Ruling]] = {}
    for i, line in enumerate(lines):
        groups.setdefault(root(i), []).append(line)
    return list(groups.values())


def _with_bands(groups: list[list[Ruling]]) -> list[list[Ruling]]:
    """Tables without outer sides get the level lines as wide as they are that bound rows of one cell."""
    lone = sorted((group[0] for group in groups if len(group) == 1 and group[0].horizontal), key=lambda line: line.top)
    open_groups = [group for group in groups if len(group) > 1 and not _has_sides(group)]
    for group in open_groups:
        for line in [*lone, *reversed(lone)]:
            x0, top, x1, bottom = hull(group)
            as_wide = abs(line.x0 - x0) <= TOLERANCE and abs(line.x1 - x1) <= TOLERANCE
            if as_wide and (0 < top - line.top <= BAND_HEIGHT or 0 < line.top - bottom <= BAND_HEIGHT):
                group.append(line)
    return groups


def _has_sides(lines: Sequence[Ruling]) -> bool:
    x0, _, x1, _ = hull(lines)
    return any(not line.horizontal and min(line.x0 - x0, x1 - line.x0) <= TOLERANCE for line in lines)


def _table(lines: Sequence[Ruling]) -> RuledTable | None:
    """The table of lines that touch; None where they bound nothing (an underline, a lone rule)."""
    across = [line for line in lines if line.horizontal]
    down = [line for line in lines if not line.horizontal]
    if not across or not down or len(lines) < 3:
        return None
    x0, top, x1, bottom = hull(lines)
    xs = _positions([*(line.x0 for line in down), x0, x1])
    ys = _positions([*(line.top for line in across), top, bottom])
    if len(xs) < 2 or len(ys) < 2:
        return None
    fence = _Fence(xs, ys, across, down)
    return RuledTable(xs, ys, tuple(_cells(xs, ys, fence)))


def _positions(values: Iterable[float]) -> tuple[float, ...]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > TOLERANCE:
            kept.append(value)
    return tuple(kept)


class _Fence:
    """Which sides of the elementary rectangles a line stands on, by (row, column)."""

    def __init__(
        self, xs: Sequence[float], ys: Sequence[float], across: Sequence[Ruling], down: Sequence[Ruling]
    ) -> None:
        self.above: set[tuple[int, int]] = set()
        self.left: set[tuple[int, int]] = set()
        for line in across:
            row = _nearest(ys, line.top)
            self.above.update((row, column) for column in _between(xs, line.x0, line.x1))
        for line in down:
            column = _nearest(xs, line.x0)
            self.left.update((row, column) for row in _between(ys, line.top, line.bottom))


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))


def _between(edges: Sequence[float], start: float, end: float) -> list[int]:
    """Indexes of the intervals between edges whose middle lies in [start, end]."""
    return [i for i, (low, high) in enumerate(pairwise(edges)) if start <= (low + high) / 2 <= end]


def _cells(xs: Sequence[float], ys: Sequence[float], fence: _Fence) -> Iterator[RuledCell]:
    """Runs of rectangles that no upright line divides, joined downwards where no level line does."""
    rows, columns = len(ys) - 1, len(xs) - 1
    runs = [_runs(row, columns, fence) for row in range(rows)]
    taken: set[tuple[int, int]] = set()
    for row in range(rows):
        for start, end in runs[row]:
            if (row, start) in taken:
                continue
            last = row
            while last + 1 < rows and (start, end) in runs[last + 1] and not _ruled(last + 1, start, end, fence):
                last += 1
                taken.add((last, start))
            box = (xs[start], ys[row], xs[end], ys[last + 1])
            yield RuledCell(row, start, last + 1 - row, end - start, box, _open(row, last + 1, start, end, fence))


def _runs(row: int, columns: int, fence: _Fence) -> list[tuple[int, int]]:
    starts = [0, *(column for column in range(1, columns) if (row, column) in fence.left)]
    return list(zip(starts, [*starts[1:], columns], strict=True))


def _ruled(row: int, start: int, end: int, fence: _Fence) -> bool:
    return any((row, column) in fence.above for column in range(start, end))


def _open(row: int, below: int, start: int, end: int, fence: _Fence) -> int:
    """How many sides of the cell have no line anywhere."""
    level = [any((side, column) in fence.above for column in range(start, end)) for side in (row, below)]
    upright = [any((at, side) in fence.left for at in range(row, below)) for side in (start, end)]
    return [*level, *upright].count(False)
