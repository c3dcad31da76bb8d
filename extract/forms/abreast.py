"""Tables of one form printed side by side, with their row labels in common: two years', or two agencies'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.forms.columns import share_held
from extract.forms.layout import Block
from extract.forms.own_columns import own_labels
from extract.forms.sheet import BoundRow, Sheet

_TABLES = 4
"""No more stand side by side."""

_SHARE, _CELLS = 0.9, 10
"""So many of the rows have the values of all the tables, and each table has so many cells."""


def part(sheet: Sheet) -> Iterator[Sheet]:
    """The sheets that a sheet holds side by side, from left to right; the sheet itself where it is one table."""
    count = next((n for n in range(_TABLES, 1, -1) if _are_abreast(sheet, n)), 1)
    if count == 1:
        yield sheet
        return
    over = [value for row in sheet.rows if not _is_whole(row, count) for value in row.values if value.kind != "blank"]
    for side in range(count):
        rows = [_side(row, side, count) for row in sheet.rows]
        strays = [*sheet.strays, *over] if side == 0 else []
        yield replace(sheet, rows=rows, strays=strays, ranges=list(sheet.ranges), repeats=[], side=side, sides=count)


def _are_abreast(sheet: Sheet, count: int) -> bool:
    """Whether nearly all rows have the values of so many, and those of each table add up by themselves."""
    rows = [row for row in sheet.rows if row.printed]
    whole = [row for row in rows if _is_whole(row, count)]
    if len(whole) < _SHARE * len(rows) or sum(len(row.block.columns) for row in whole) < _CELLS:
        return False
    if _are_numbered(whole) or any(_has_own(sheet, block, count) for block in sheet.form.blocks):
        return False
    sides = [[_side(row, side, count) for row in whole] for side in range(count)]
    if any(sum(row.printed for row in side) * 2 < len(whole) for side in sides):
        return False
    return all(
        share_held(block, block.column_codes, [row for row in side if row.block is block]) * 2 >= 1
        for block in {row.block.code: row.block for row in whole}.values()
        for side in sides
    )


def _are_numbered(rows: Sequence[BoundRow]) -> bool:
    """Whether the first values only count the rows."""
    firsts = [row.values[0].number or 0 for row in rows]
    return all(after - before == 1 for before, after in pairwise(firsts))


def _has_own(sheet: Sheet, block: Block, count: int) -> bool:
    """Whether columns of the agency's own account for the further values."""
    return len(own_labels(sheet, block)) == (count - 1) * len(block.columns)


def _is_whole(row: BoundRow, count: int) -> bool:
    return len(row.values) == count * len(row.block.columns)


def _side(row: BoundRow, side: int, count: int) -> BoundRow:
    """A row with the values of one of the tables."""
    width = len(row.block.columns)
    values = row.values[side * width : (side + 1) * width] if _is_whole(row, count) else []
    return replace(row, values=values)
