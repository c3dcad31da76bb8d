"""Forms as text whose grid is lost: one function for each way that this happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from tests.generator.printed import PrintedBlock, PrintedForm, PrintedRow

Lines = list[str]
Flatten = Callable[[PrintedForm], Lines]


def _head(block: PrintedBlock) -> Lines:
    return [*([block.heading] if block.heading else []), *(label for line in block.header for label in line)]


def one_cell_a_line(printed: PrintedForm) -> Lines:
    """Every label and every cell on its own line; blanks are gone."""
    lines: Lines = []
    for block in printed.blocks:
        lines += _head(block)
        for row in block.rows:
            lines += [*row.heads, row.label, *_unit(row), *(cell for cell in row.cells if cell)]
    return [line for line in lines if line]


def values_on_a_line(printed: PrintedForm) -> Lines:
    """A row's label on one line, its cells on the next."""
    lines: Lines = []
    for block in printed.blocks:
        lines += _head(block)
        for row in block.rows:
            lines += [*row.heads, row.label, " ".join(filter(None, (row.unit, *row.cells)))]
    return [line for line in lines if line]


def row_on_a_line(printed: PrintedForm) -> Lines:
    """A row's label and cells on one line; the header's labels too."""
    return list(_rows(printed, " "))


def tabs(printed: PrintedForm) -> Lines:
    """Rows with tabs between the cells; a blank cell leaves its tab."""
    return list(_rows(printed, "\t"))


def bars(printed: PrintedForm) -> Lines:
    """Rows with bars around the cells, as Markdown has them."""
    return [f"| {line} |" for line in _rows(printed, " | ")]


def _rows(printed: PrintedForm, between: str) -> Iterator[str]:
    for block in printed.blocks:
        if block.heading:
            yield block.heading
        for line in block.header:
            yield between.join(line)
        for row in block.rows:
            yield from row.heads
            cells = [*([row.label] if row.label else []), *_unit(row), *row.cells]
            yield between.join(cell for cell in cells if cell or between != " ")


def bar_after_cell(printed: PrintedForm) -> Lines:
    """One cell a line with a bar behind it, as text extractors print tables; blanks leave the bar alone."""
    return [f"{cell} |" if cell else "|" for row in _cells(printed) for cell in row]


def bar_between_cells(printed: PrintedForm) -> Lines:
    """One cell a line and a bar on a line of its own between two cells."""
    return [line for row in _cells(printed) for cell in row for line in (cell, "|") if line]


def bar_before_cell(printed: PrintedForm) -> Lines:
    """One cell a line, a bar before each but the first of a row, and one at the row's end."""
    return [
        line for first, *rest in _cells(printed) for line in (first, *(f"| {c}".rstrip() for c in rest), "|")
    ]


def bars_at_row_end(printed: PrintedForm) -> Lines:
    """A row a line, bars between the cells and at its end; empty cells pad the short rows behind."""
    rows = list(_cells(printed))
    widest = max(map(len, rows))
    return [" | ".join(row) + " |" + "|" * (widest - len(row)) for row in rows]


def bars_moved_behind(printed: PrintedForm) -> Lines:
    """One cell a line with a bar behind it; the bars of the blanks stand together behind the row."""
    lines: Lines = []
    for row in _cells(printed):
        filled = [cell for cell in row if cell]
        lines += [
            *(f"{cell} |" for cell in filled),
            *(["|" * (len(row) - len(filled))] * (len(filled) < len(row))),
        ]
    return lines


def _cells(printed: PrintedForm) -> Iterator[Lines]:
    """The rows as a grid has them: the labels that head a row stand in it, and only in their first row."""
    for block in printed.blocks:
        if block.heading:
            yield [block.heading]
        yield from map(list, block.header)
        for row in block.rows:
            yield [*row.heads, *([row.label] if row.label else []), *_unit(row), *row.cells]


def values_first(printed: PrintedForm) -> Lines:
    """As PDF text comes: the values of some rows stand on the line above their label."""
    lines: Lines = []
    for block in printed.blocks:
        lines += [*([block.heading] if block.heading else []), *(" ".join(line) for line in block.header)]
        for n, row in enumerate(block.rows):
            values = " ".join(filter(None, row.cells))
            above = n % 3 == 1 and len(row.cells) > 1
            lines += [
                *row.heads,
                *([values, row.label] if above else [" ".join([row.label, *_unit(row), values])]),
            ]
    return [line.strip() for line in lines if line.strip()]


def run_together(printed: PrintedForm) -> Lines:
    """The whole form on one line."""
    return [" ".join(one_cell_a_line(printed))]


def _unit(row: PrintedRow) -> Lines:
    return [row.unit] if row.unit else []


FLATTEN: dict[str, Flatten] = {
    "one_cell_a_line": one_cell_a_line,
    "values_on_a_line": values_on_a_line,
    "row_on_a_line": row_on_a_line,
    "tabs": tabs,
    "bars": bars,
    "bar_after_cell": bar_after_cell,
    "bar_between_cells": bar_between_cells,
    "bar_before_cell": bar_before_cell,
    "bars_at_row_end": bars_at_row_end,
    "bars_moved_behind": bars_moved_behind,
    "values_first": values_first,
    "run_together": run_together,
}

LOSSY = frozenset(FLATTEN) - {
    "tabs",
    "bars",
    "bar_after_cell",
    "bar_between_cells",
    "bar_before_cell",
    "bars_at_row_end",
} | {"one_column"}
"""Ways that leave no trace of a blank cell."""

BARRED = frozenset({"bar_after_cell", "bar_between_cells", "bar_before_cell", "bars_at_row_end", "bars_moved_behind"})
"""Ways whose bars do not say whether a row without a label begins with a blank cell."""


def wrapped(lines: Lines, rng: Random) -> Lines:
    """Long labels broken over two lines anywhere."""
    broken: Lines = []
    for line in lines:
        cut = (
            rng.randrange(2, len(line) - 1) if len(line) > 6 and not any(c.isdigit() for c in line[2:]) else 0
        )
        broken += [line[:cut], line[cut:]] if cut and rng.random() < 0.4 else [line]
    return broken


def spaced(lines: Lines, rng: Random) -> Lines:
    """Spaces between the characters of some labels."""
    return [
        " ".join(line) if len(line) < 8 and line.isalpha() and rng.random() < 0.3 else line for line in lines
    ]


def page_numbers(lines: Lines, rng: Random) -> Lines:
    """A page number among the lines."""
    at = rng.randrange(4, max(5, len(lines) - 1))
    return [*lines[:at], rng.choice(["- 4 -", "—3—", "第 2 页"]), *lines[at:]]


def bare_number(lines: Lines, rng: Random) -> Lines:
    """A page number without any dash among the lines."""
    at = rng.randrange(4, max(5, len(lines) - 1))
    return [*lines[:at], "5", *lines[at:]]


def blank_lines(lines: Lines, rng: Random) -> Lines:
    """An empty line after each line."""
    return [part for line in lines for part in (line, "")]


def merged(lines: Lines, rng: Random) -> Lines:
    """Some runs of values, each on its line, put on one line."""
    kept: Lines = []
    for line in lines:
        if line.isdigit() and kept and kept[-1].replace(" ", "").isdigit() and rng.random() < 0.15:
            kept[-1] += " " + line
        else:
            kept.append(line)
    return kept


def lost_value(lines: Lines, rng: Random) -> Lines:
    """One number is lost."""
    numbers = [n for n, line in enumerate(lines) if line.isdigit()]
    lost = rng.choice(numbers) if numbers else -1
    return [line for n, line in enumerate(lines) if n != lost]


def extra_value(lines: Lines, rng: Random) -> Lines:
    """A number that belongs nowhere stands among the others."""
    numbers = [n for n, line in enumerate(lines) if line.isdigit()]
    at = rng.choice(numbers) if numbers else len(lines)
    return [*lines[:at], str(rng.randint(0, 30)), *lines[at:]]


def lost_label(lines: Lines, rng: Random) -> Lines:
    """One row's label is lost, its values are not."""
    labels = [
        n for n, line in enumerate(lines) if len(line) > 5 and line[:1].isdigit() and not line.isdigit()
    ]
    lost = rng.choice(labels) if labels else -1
    return [line.lstrip("1234567890.、") if n == lost and " " in line else line for n, line in enumerate(lines)
            if n != lost or " " in line]  # fmt: skip


def page_heads(lines: Lines, rng: Random) -> Lines:
    """A running head and a page number where a page ends."""
    at = rng.randrange(4, max(5, len(lines) - 1))
    return [*lines[:at], "- 3 -", "青屿海关政府信息公开工作年度报告", *lines[at:]]


def twice(lines: Lines, rng: Random) -> Lines:
    """The form is printed a second time below the first, one figure changed."""
    numbers = [n for n, line in enumerate(lines) if line.isdigit()]
    changed = rng.choice(numbers) if numbers else -1
    return [*lines, *(str(int(line) + 1) if n == changed else line for n, line in enumerate(lines))]


MANGLE: dict[str, Callable[[Lines, Random], Lines]] = {
    "wrapped": wrapped,
    "spaced": spaced,
    "page_numbers": page_numbers,
    "blank_lines": blank_lines,
    "merged": merged,
    "bare_number": bare_number,
    "lost_value": lost_value,
    "extra_value": extra_value,
    "lost_label": lost_label,
    "page_heads": page_heads,
    "twice": twice,
}

RARE = frozenset({"bare_number", "lost_value", "extra_value", "lost_label", "page_heads", "twice"})
"""Mangles that few documents suffer, and no document several of."""

CANCELLING = frozenset({"bare_number", "extra_value"})
"""Numbers that fill the very place of a lost blank cannot be told from it where a row has no sums:
no document has them and lost blanks."""
