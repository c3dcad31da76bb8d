"""What nobody should print: each mutation is one function of the printed form, its truth going with it.

A reader may read such a form right or mark it; it may not read it wrong in silence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.generator.printed import PrintedBlock, PrintedForm, PrintedRow

Mutation = Callable[[PrintedForm, Random], PrintedForm]


def columns_swapped(printed: PrintedForm, rng: Random) -> PrintedForm:
    """Two columns change places, labels and all."""
    return _map_blocks(printed, lambda block: _columns(block, _swapped(len(block.rows[0].codes), printed, rng)))


def column_dropped(printed: PrintedForm, rng: Random) -> PrintedForm:
    """A column is left out, label and all."""
    return _without_columns(printed, rng, 1)


def columns_dropped(printed: PrintedForm, rng: Random) -> PrintedForm:
    """Two columns are left out, labels and all."""
    return _without_columns(printed, rng, 2)


def _without_columns(printed: PrintedForm, rng: Random, count: int) -> PrintedForm:
    def drop(block: PrintedBlock) -> PrintedBlock:
        places = list(range(len(block.rows[0].codes)))
        if len(places) > 2:
            gone = rng.sample(places[:5] if len(places) > 7 else places, min(count, len(places) - 2))
            places = [place for place in places if place not in gone]
        return _columns(block, places)

    return _map_blocks(printed, drop)


def rows_swapped(printed: PrintedForm, rng: Random) -> PrintedForm:
    """Two neighbouring rows under one heading change places."""

    def swap(block: PrintedBlock) -> PrintedBlock:
        rows = list(block.rows)
        fitting = [n for n in range(1, len(rows)) if not rows[n].heads and not rows[n - 1].heads]
        if fitting:
            at = rng.choice(fitting)
            rows[at - 1], rows[at] = rows[at], rows[at - 1]
        return replace(block, rows=tuple(rows))

    return _map_blocks(printed, swap)


def values_shifted(printed: PrintedForm, rng: Random) -> PrintedForm:
    """From some row on the values stand one row too low, the last are lost: what is printed is true."""
    if printed.form.form != "applications":
        return printed  # the rows of the others have units of their own

    def shift(block: PrintedBlock) -> PrintedBlock:
        rows = block.rows
        if len(rows) < 6:
            return block
        at = rng.randrange(2, len(rows) - 2)
        moved = [replace(row, cells=above.cells, numbers=above.numbers) for above, row in zip(rows[at:], rows[at + 1 :], strict=False)]
        empty = replace(rows[at], cells=tuple("" for _ in rows[at].cells))
        return replace(block, rows=(*rows[:at], empty, *moved))

    return _map_blocks(printed, shift)


def values_swapped(printed: PrintedForm, rng: Random) -> PrintedForm:
    """Two different numbers of a row change places, so that the row still adds up: what is printed is true."""

    def swap(block: PrintedBlock) -> PrintedBlock:
        rows = list(block.rows)
        n = rng.randrange(len(rows))
        cells, numbers = list(rows[n].cells), list(rows[n].numbers)
        if len(cells) == 7:
            a, b = rng.sample(range(6), 2)
            cells[a], cells[b], numbers[a], numbers[b] = cells[b], cells[a], numbers[b], numbers[a]
        rows[n] = replace(rows[n], cells=tuple(cells), numbers=tuple(numbers))
        return replace(block, rows=tuple(rows))

    return _map_blocks(printed, swap)


def total_first(printed: PrintedForm, rng: Random) -> PrintedForm:
    """The column of totals is the first."""
    if printed.form.form != "applications":
        return printed

    def turn(block: PrintedBlock) -> PrintedBlock:
        above, (natural, legal, total), below = block.header
        rows = tuple(_row(row, [6, 0, 1, 2, 3, 4, 5]) for row in block.rows)
        return replace(block, header=(above, (total, natural, legal), below), rows=rows)

    return _map_blocks(printed, turn)


def _map_blocks(printed: PrintedForm, change: Callable[[PrintedBlock], PrintedBlock]) -> PrintedForm:
    return replace(printed, blocks=tuple(change(block) for block in printed.blocks))


def _movable(printed: PrintedForm, count: int) -> list[int]:
    """The columns that may move without crossing a label above them."""
    return [1, 2, 3, 4, 5] if printed.form.form == "applications" else list(range(min(count, 4)))


def _swapped(count: int, printed: PrintedForm, rng: Random) -> list[int]:
    places = list(range(count))
    if count > 1:
        a, b = rng.sample(_movable(printed, count), 2)
        places[a], places[b] = b, a
    return places


def _columns(block: PrintedBlock, places: list[int]) -> PrintedBlock:
    """The block with the columns at these places, in this order."""
    header = _header(block, places)
    return replace(block, header=header, rows=tuple(_row(row, places) for row in block.rows))


def _row(row: PrintedRow, places: list[int]) -> PrintedRow:
    codes, cells, numbers = ([found[place] for place in places] for found in (row.codes, row.cells, row.numbers))
    return replace(row, codes=tuple(codes), cells=tuple(cells), numbers=tuple(numbers))


def _header(block: PrintedBlock, places: list[int]) -> tuple[tuple[str, ...], ...]:
    if len(block.header) == 1:
        first, *labels = block.header[0]
        if len(labels) > len(block.rows[0].codes):
            return block.header  # a unit stands between label and values
        return ((first, *(labels[place] for place in places)),)
    if len(block.rows[0].codes) == 7:
        above, (natural, legal, total), below = block.header
        labels = [natural, *below, total]
        moved = [labels[place] for place in places]
        outer = tuple(label for label in (natural, legal, total) if label == legal or label in moved)
        return above, outer, tuple(label for label in moved if label not in outer)
    above, middle, below = block.header
    labels = [*middle[:5], *below]
    moved = [labels[place] for place in places]
    cut = len(places) - len(below)  # the columns of the first group alone may move or go
    return above, (*moved[:cut], *middle[5:]), tuple(moved[cut:])


MUTATIONS: dict[str, Mutation] = {
    "columns_swapped": columns_swapped,
    "column_dropped": column_dropped,
    "columns_dropped": columns_dropped,
    "rows_swapped": rows_swapped,
    "values_shifted": values_shifted,
    "values_swapped": values_swapped,
    "total_first": total_first,
}
