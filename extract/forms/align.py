"""Rows whose values are printed before their labels, as PDF text of tall cells comes out."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from extract.forms.columns import columns_of
from extract.forms.identities import missing_rows
from extract.forms.layout import Block
from extract.forms.sheet import BoundRow, Sheet
from extract.forms.tokens import Value

Line = list[Value]


def align(sheet: Sheet) -> None:
    """Give lines of values that stand before their labels to those labels.

    Rows with values on their label's own line are certain.  Between two of them, as many full
    lines as labels, each right before or right after its label, leave one reading.  A row whose
    values stand on another line, where most do not or where they had to be read so, is `moved`.
    """
    for block in sheet.form.blocks:
        rows = [row for row in sheet.rows if row.block is block and row.label and not row.label.cell]
        if len(block.columns) > 1 and rows:
            labelled = [row for row in rows if not row.code.startswith("group:")]
            if any(not row.values for row in labelled):
                _align(sheet, block, rows, labelled)
    rows = [row for row in sheet.rows if row.label and not row.label.cell]
    _mark(rows)
    if any(not row.values for row in rows):
        _mark_before_gaps(sheet, rows)


def _align(sheet: Sheet, block: Block, rows: list[BoundRow], labelled: list[BoundRow]) -> None:
    width = len(columns_of(sheet, block) or block.columns)
    lines = _lines(sheet, rows, width)
    printed = {line[0].line for line in lines}
    anchors = {row.label.line for row in labelled if row.label} & printed
    free = [line for line in lines if line[0].line not in anchors]
    for part, start, end in _parts(labelled, anchors):
        here = [line for line in free if start < line[0].start < end]
        if _fits(part, here, width):
            _give(sheet, rows, part, here)


def _lines(sheet: Sheet, rows: Sequence[BoundRow], width: int) -> list[Line]:
    """The values of a block line by line, with the full lines that belong to no row yet."""
    own = [value for row in rows for value in row.values]
    strays = [stray for stray in sheet.strays if isinstance(stray, Value)]
    every = sorted([*own, *strays], key=lambda value: value.start)
    lines = [list(line) for _, line in groupby(every, key=lambda value: value.line)]
    stray = {id(value) for value in strays}
    return [line for line in lines if len(line) == width or id(line[0]) not in stray]


def _parts(rows: Sequence[BoundRow], anchors: set[int]) -> Iterator[tuple[list[BoundRow], int, float]]:
    """The runs of rows between certain ones, with the range of the text that each stands in."""
    part: list[BoundRow] = []
    start = -1
    for row in rows:
        assert row.label is not None
        if row.label.line in anchors:
            if part:
                yield part, start, row.label.start
            part, start = [], row.label.start
        else:
            part.append(row)
    if part:
        yield part, start, float("inf")


def _fits(rows: Sequence[BoundRow], lines: Sequence[Line], width: int) -> bool:
    """Whether there is a full line for every row, right before or right after its label."""
    starts = [row.label.start for row in rows if row.label]
    if len(lines) != len(rows) or any(len(line) != width for line in lines):
        return False
    return all(bisect(starts, line[0].start) - 1 in (n, n - 1) for n, line in enumerate(lines))


def _give(sheet: Sheet, every: Sequence[BoundRow], rows: Sequence[BoundRow], lines: Sequence[Line]) -> None:
    taken = {value for line in lines for value in line}
    sheet.strays = [stray for stray in sheet.strays if stray not in taken]
    moved = any(row.values != line for row, line in zip(rows, lines, strict=True))
    for row in every:
        row.values = [value for value in row.values if value not in taken]
    for row, line in zip(rows, lines, strict=True):
        row.values, row.moved = line, moved
    empty = {row.code for row in every if row.code.startswith("group:") and not row.values}
    sheet.rows = [row for row in sheet.rows if row.code not in empty]


def _mark(rows: Sequence[BoundRow]) -> None:
    """Rows whose values do not stand as the others' do, so that some may be another row's.

    They stand apart from their label where most are beside it, or where some are and the next row
    has none; or they are on several lines unevenly, and no sum of the row's own could tell.
    """
    valued = [row for row in rows if row.values]
    apart = [row for row in valued if row.label and any(value.line != row.label.line for value in row.values)]
    few = len(apart) * 2 < len(valued)
    mixed = any(row.label and row.values[0].line == row.label.line for row in valued)
    blank_next = {id(row) for row, after in pairwise(rows) if not after.values}
    for row in apart:
        lines = Counter(value.line for value in row.values)
        uneven = len(lines) > 1 and max(lines.values()) > 1 and not any(s.total for s in row.block.row_sums)
        row.moved |= few or uneven or (mixed and id(row) in blank_next)


def _mark_before_gaps(sheet: Sheet, rows: Sequence[BoundRow]) -> None:
    """Rows that a missing one follows, where blanks are lost: its values may be what stands here."""
    for row, after in pairwise(rows):
        order = row.block.order
        if row.block is after.block and row.code in order and after.code in order:
            between = range(order[row.code] + 1, order[after.code])
            lost = between and any(
                order[missing.code] in between for missing in missing_rows(sheet, row.block)
            )
            row.moved |= bool(lost) and all(value.line != row.label.line for value in row.values if row.label)
