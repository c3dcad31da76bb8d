"""Where tables without lines stand: lines that end in figures, and what belongs to them above and below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.readers.layout.lines import PrintedLine, line_of

MIN_COLUMNS = 3
MIN_ROWS = 2
LONE_ROW = 5
"""Figures of a row that is a table by itself, where a header stands over it."""

COLUMN_GAP = 0.8
"""Ems of white between the words of two columns."""

RUNNING_LENGTH = 40
"""Characters of running head that may stand over the rest of a table that a page break cut."""

MAX_LABEL_LINES = 6
"""Lines of any kind that may stand between two rows of figures."""

MAX_BLANK_LINES = 30
"""The same for lines of labels alone: rows whose cells are all blank."""

_FIGURE = re.compile(r"[-+−]?[0-9０-９][0-9０-９.,，]*%?|[/／—–-]+")
_DIGIT = re.compile(r"[0-9０-９]")


@dataclass(frozen=True, slots=True)
class Row:
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


def words_of(line: PrintedLine) -> tuple[PrintedLine, ...]:
    """A line's words, cut at the white between columns."""
    chars, gap = line.chars, COLUMN_GAP * line.size
    cuts = [i for i in range(1, len(chars)) if chars[i].x0 - chars[i - 1].x1 > gap]
    if not cuts:
        return (line,)
    words = [line_of(chars[start:end]) for start, end in pairwise([0, *cuts, len(chars)])]
    return tuple(word for word in words if word.text)


def stretches_of(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Ranges of rows from one anchor to another with no more than labels between."""
    stretches: list[tuple[int, int]] = []
    figures = 0.0
    for i, row in enumerate(rows):
        if not row.is_anchor:
            continue
        left = row.figures[0].box[0]
        if stretches and _goes_on(rows[stretches[-1][1] : i], min(figures, left)):
            stretches[-1], figures = (stretches[-1][0], i + 1), min(figures, left)
        else:
            stretches.append((i, i + 1))
            figures = left
    return stretches


def _goes_on(between: Sequence[Row], figures: float) -> bool:
    """Whether a table goes on below these lines; `figures` is where its figures begin.

    Words above figures are the labels of another table's columns.
    """
    if any(len(row.words) > 1 and row.words[-1].box[0] > figures and not _DIGIT.search(row.words[-1].text) for row in between):
        return False
    labels = all(row.line.box[2] < figures for row in between)
    return len(between) < (MAX_BLANK_LINES if labels else MAX_LABEL_LINES)


def is_plain(rows: Sequence[Row], first: int, last: int) -> bool:
    """Whether rows of figures are a table: several, or a long one under words set in columns."""
    anchors = [row for row in rows[first:last] if row.is_anchor]
    if not any(_DIGIT.search(figure.text) for row in anchors for figure in row.figures):
        return False
    headed = first > 0 and len(rows[first - 1].words) > 1 and _close(rows[first - 1], rows[first])
    return len(anchors) >= MIN_ROWS or (headed and len(anchors[0].figures) >= LONE_ROW)


def is_running(rows: Sequence[Row]) -> bool:
    """Whether these lines at a page's head or foot are no more than a running head or a page number."""
    return sum(len(row.line.text) for row in rows) <= RUNNING_LENGTH


def label_start(rows: Sequence[Row], first: int) -> int:
    """The first of the lines above the first figures that begin their label.

    Where nothing else stands above, labels further up are rows whose cells are all blank.
    """
    figures, start = rows[first].figures[0].box[0], first
    while start and rows[start - 1].line.box[2] < figures and _touches(rows[start - 1], rows[start]):
        start -= 1
    top = start
    while top and rows[top - 1].line.box[2] < figures and _close(rows[top - 1], rows[top]):
        top -= 1
    return top if first - top <= MAX_BLANK_LINES and is_running(rows[:top]) else start


def header_start(rows: Sequence[Row], first: int) -> int:
    """The first of the lines above the figures that are set in columns too and close to them."""
    start = first
    while start and _is_header(rows[start - 1]) and _close(rows[start - 1], rows[start]):
        start -= 1
    return start


def _is_header(row: Row) -> bool:
    return len(row.words) > 1 and not row.is_anchor


def label_end(rows: Sequence[Row], end: int) -> int:
    """Past the lines under the last figures that go on with its label.

    Where nothing else stands below, labels further down are rows whose cells are all blank.
    """
    figures = rows[end - 1].figures[0].box[0]
    while end < len(rows) and rows[end].line.box[2] < figures and _touches(rows[end - 1], rows[end]):
        end += 1
    foot = end
    while foot < len(rows) and rows[foot].line.box[2] < figures and _close(rows[foot - 1], rows[foot]):
        foot += 1
    return foot if foot - end <= MAX_BLANK_LINES and is_running(rows[foot:]) else end


def _touches(above: Row, below: Row) -> bool:
    return below.line.box[1] - above.line.box[3] < 0.5 * below.line.size


def _close(above: Row, below: Row) -> bool:
    return below.line.box[1] - above.line.box[3] < 2.5 * below.line.size
