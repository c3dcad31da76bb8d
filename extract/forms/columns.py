"""Which columns a table prints, from left to right: all that its form has, or those that its header names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from extract.forms.layout import Block, Sum
from extract.forms.order import column_order, named_columns, order_of_groups, printed_columns
from extract.forms.sheet import BoundRow, Sheet

Columns = tuple[str, ...]
"""Column codes from left to right."""


def columns_of(sheet: Sheet, block: Block) -> Columns | None:
    """The columns of a block's table: None where its header has them in an order that it leaves open.

    A header that names fewer columns than the form is believed where the rows have as many values,
    and their sums do not say otherwise: else a label is lost, or blanks are.  One that has them in
    another order is believed where more sums do not hold in the form's: else a label is broken over lines.
    One whose upper line stands in another order is believed only where more sums hold so.
    """
    rows = [row for row in sheet.rows if row.block.code == block.code and row.printed]
    labels = sheet.headers.get(block.code, ())
    named = [columns for columns in printed_columns(block, labels) if is_width(len(columns), rows)]
    held = [share_held(block, columns, rows) for columns in named]
    best = max(held, default=0.0)
    if best * 2 >= 1 and held.count(best) == 1:
        return named[held.index(best)]
    form = block.column_codes
    held_in_form = share_held(block, form, rows)
    order = column_order(block, labels)
    if order is not None:
        return order if share_held(block, order, rows) >= held_in_form else form
    order = order_of_groups(block, labels)
    return order if order and share_held(block, order, rows) > max(held_in_form, 0.5) else None


def others_may_lack(sheet: Sheet, rows: Sequence[BoundRow]) -> bool:
    """Whether rows too short for their columns may lack others than the totals: no header names these, and no sum contradicts."""
    block = rows[0].block
    totals = {column.part_of for column in block.columns}
    if any(code in totals for code in named_columns(block, sheet.headers.get(block.code, ()))):
        return False
    width = max(len(row.values) for row in rows)
    kept = combinations([code for code in block.column_codes if code not in totals], max(0, width - len(totals - {None})))
    ways = ({*codes, *totals} for codes in kept)
    return any(share_held(block, tuple(code for code in block.column_codes if code in way), rows) == 1 for way in ways)


def holds(identity: Sum, cells: Mapping[str, float]) -> bool:
    """Whether a row's numbers can be right by a sum; a column that is not among them may hold any."""
    if not all(code in cells for code in identity.right):
        return True
    over = sum(cells.get(code, 0) for code in identity.left) - sum(cells[code] for code in identity.right)
    return over < 1e-6 if not all(code in cells for code in identity.left) else abs(over) < 1e-6


def is_width(count: int, rows: Sequence[BoundRow]) -> bool:
    """Whether most rows have so many values, and hardly any has more."""
    widths = Counter(width for row in rows for width in _widths(row))
    wider = sum(n for width, n in widths.items() if width > count)
    return widths[count] * 2 >= widths.total() and widths[count] > 3 * wider


def _widths(row: BoundRow) -> list[int]:
    """The number of a row's values; of each line's, where several lines alike stand by one label (another's among them)."""
    lines = list(Counter(value.line for value in row.values).values())
    alike = lines[0] > 1 and len(set(lines)) == 1
    return lines if alike else [len(row.values)]


def share_held(block: Block, columns: Columns, rows: Sequence[BoundRow]) -> float:
    """The share of the sums that can hold in the rows that have a value for each of these columns, and not only zeros."""
    full = [row for row in rows if len(row.values) == len(columns) and any(v.number for v in row.values)]
    found = [
        holds(identity, {code: v.number or 0 for code, v in zip(columns, row.values, strict=True) if v.kind in ("number", "mark")})
        for row in full
        for identity in block.row_sums
        if identity.relation == "equal"
    ]
    return sum(found) / len(found) if found else 1.0
