"""Ruling lines into cells: what is closed is a cell, and no rectangle is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.readers.layout.marks import Ruling
from extract.readers.layout.ruled import MAX_LINES, RuledTable, find_tables
from tests.generator.render.grids import tables
from tests.generator.render.model import Table

WIDTH, HEIGHT = 60.0, 20.0


def rulings_of(table: Table, jitter: float = 0.0) -> list[Ruling]:
    """The four sides of every cell, each drawn for itself and moved by up to `jitter` points."""
    lines = []
    for i, cell in enumerate(table.cells):
        shift = jitter * ((i * 7) % 3 - 1)
        x0, top = cell.column * WIDTH + shift, cell.row * HEIGHT + shift
        x1, bottom = x0 + cell.colspan * WIDTH, top + cell.rowspan * HEIGHT
        lines += [Ruling(x0, top, x1, top), Ruling(x0, bottom, x1, bottom)]
        lines += [Ruling(x0, top, x0, bottom), Ruling(x1, top, x1, bottom)]
    return lines


def places(table: RuledTable) -> set[tuple[int, int, int, int]]:
    return {(cell.row, cell.column, cell.rowspan, cell.colspan) for cell in table.cells}


@given(table=tables(), jitter=st.sampled_from([0.0, 0.4, 1.0]))
@settings(max_examples=80, deadline=None)
def test_the_cells_that_lines_enclose_are_found_with_their_spans(table: Table, jitter: float) -> None:
    (found,) = find_tables(rulings_of(table, jitter))
    assert places(found) == {(cell.row, cell.column, cell.rowspan, cell.colspan) for cell in table.cells}


@given(lines=st.lists(st.tuples(*[st.integers(0, 12)] * 4), max_size=40))
@settings(max_examples=150, deadline=None)
def test_the_cells_of_any_table_tile_it_without_gap_or_overlap(lines: list[tuple[int, int, int, int]]) -> None:
    rulings = []
    for a, b, c, d in lines:
        low, high = sorted((a, c))
        rulings.append(Ruling(low * 9, b * 9, high * 9, b * 9) if d % 2 else Ruling(b * 9, low * 9, b * 9, high * 9))
    for table in find_tables(rulings):
        covered = [
            (cell.row + r, cell.column + c)
            for cell in table.cells
            for r in range(cell.rowspan)
            for c in range(cell.colspan)
        ]
        assert sorted(covered) == [(r, c) for r in range(len(table.ys) - 1) for c in range(len(table.xs) - 1)]


def box(x0: float, top: float, x1: float, bottom: float) -> list[Ruling]:
    return [
        Ruling(x0, top, x1, top),
        Ruling(x0, bottom, x1, bottom),
        Ruling(x0, top, x0, bottom),
        Ruling(x1, top, x1, bottom),
    ]


def test_a_dotted_line_is_one_line() -> None:
    dots = [Ruling(30, y, 30, y + 1.5) for y in range(0, 40, 3)]
    (table,) = find_tables([*box(0, 0, 60, 40), *dots])
    assert len(table.cells) == 2


def test_a_double_border_is_one_border() -> None:
    (table,) = find_tables([*box(0, 0, 60, 40), *box(1.5, 1.5, 58.5, 38.5), Ruling(30, 0, 30, 40)])
    assert len(table.cells) == 2


def test_lines_that_stop_short_of_each_other_by_a_hair_meet() -> None:
    (table,) = find_tables([*box(0, 0, 60, 40), Ruling(30, 2.5, 30, 37.5), Ruling(2, 20, 28, 20)])
    assert places(table) == {(0, 0, 1, 1), (1, 0, 1, 1), (0, 1, 2, 1)}


def test_an_underline_in_a_cell_divides_nothing() -> None:
    (table,) = find_tables([*box(0, 0, 60, 40), Ruling(30, 0, 30, 40), Ruling(5, 30, 25, 30)])
    assert len(table.cells) == 2


def test_two_tables_apart_are_two() -> None:
    assert len(find_tables([*box(0, 0, 60, 40), *box(0, 60, 60, 90)])) == 2


@pytest.mark.parametrize("lines", [[], [Ruling(0, 0, 90, 0)], [Ruling(0, 0, 90, 0), Ruling(0, 20, 90, 20)]])
def test_lines_that_enclose_nothing_are_no_table(lines: list[Ruling]) -> None:
    assert find_tables(lines) == []


def test_a_drawing_of_thousands_of_lines_is_refused() -> None:
    lines = [Ruling(x * 5.0, y * 9.0, x * 5.0, y * 9.0 + 4.5) for x in range(100) for y in range(MAX_LINES // 100 + 1)]
    with pytest.raises(ValueError, match="ruling lines"):
        find_tables(lines)
