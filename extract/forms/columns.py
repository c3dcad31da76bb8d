"""Which columns a table prints, from left to right: all that its form has, or those that its header names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from extract.forms.layout import Block, Sum
from extract.forms.order import column_order, printed_columns
from extract.forms.sheet import BoundRow, Sheet

Columns = tuple[str, ...]
"""Column codes from left to right."""


def columns_of(sheet: Sheet, block: Block) -> Columns | None:
    """The columns of a block's table: None where its header has them in an order that it leaves open.

    A header that names fewer columns than the form is believed where the rows have as many values,
    and their sums do not say otherwise: else a label is lost, or blanks are.
    """
    rows = [row for row in sheet.rows if row.block is block and row.printed]
    named = [columns for columns in _named(sheet, block) if _is_width(len(columns), rows)]
    held = [_held(block, columns, rows) for columns in named]
    best = max(held, default=0.0)
    if best * 2 >= 1 and held.count(best) == 1:
        return named[held.index(best)]
    return _full(sheet, block)


def _named(sheet: Sheet, block: Block) -> list[Columns]:
    """What a block's header may name, where it lacks labels."""
    if block.is_grouped:
        return printed_columns(block, sheet.headers.get(block.code, ()))
    return [tuple(code for code, _ in sheet.columns.get(block.code, ()))]


def _full(sheet: Sheet, block: Block) -> Columns | None:
    """All the columns of the form in the order of the header, where it says it; else in the form's."""
    if block.is_grouped:
        return column_order(block, sheet.headers.get(block.code, ()))
    header = tuple(code for code, _ in sheet.columns.get(block.code, ()))
    return header if len(header) == len(block.columns) else block.column_codes


def holds(identity: Sum, cells: Mapping[str, float]) -> bool:
    """Whether a row's numbers can be right by a sum; a column that is not among them may hold any."""
    if not all(code in cells for code in identity.right):
        return True
    over = sum(cells.get(code, 0) for code in identity.left) - sum(cells[code] for code in identity.right)
    return over < 1e-6 if not all(code in cells for code in identity.left) else abs(over) < 1e-6


def _is_width(count: int, rows: Sequence[BoundRow]) -> bool:
    """Whether most rows have so many values, and hardly any has more."""
    widths = Counter(width for row in rows for width in _widths(row))
    wider = sum(n for width, n in widths.items() if width > count)
    return widths[count] * 2 >= widths.total() and widths[count] > 3 * wider


def _widths(row: BoundRow) -> list[int]:
    """The number of a row's values; of each line's, where several lines alike stand by one label (another's among them)."""
    lines = list(Counter(value.line for value in row.values).values())
    alike = lines[0] > 1 and len(set(lines)) == 1
    return lines if alike else [len(row.values)]


def _held(block: Block, columns: Columns, rows: Sequence[BoundRow]) -> float:
    """The share of the sums that can hold in the rows that have a value for each of these columns, and not only zeros."""
    full = [row for row in rows if len(row.values) == len(columns) and any(v.number for v in row.values)]
    found = [
        holds(identity, {code: v.number or 0 for code, v in zip(columns, row.values, strict=True) if v.kind != "blank"})
        for row in full
        for identity in block.row_sums
        if identity.relation == "equal"
    ]
    return sum(found) / len(found) if found else 1.0
