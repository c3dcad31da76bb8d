"""Sheets of one form put together: what a page break parted, and what a document prints twice."""

from __future__ import annotations

from collections.abc import Iterable

from extract.forms.recognise import Label
from extract.forms.sheet import BoundRow, Sheet
from extract.forms.tokens import Value

_TABLES = 12
"""A document has no more tables of one form: what comes after them is stray."""

_MISPRINTS, _FEW = 2, 6
"""Two prints of one table differ in no more figures than these, or than one of so many."""


def gather(sheets: Iterable[Sheet]) -> list[Sheet]:
    """The tables of one form: a sheet that goes on with an earlier one is joined to it.

    A sheet that repeats an earlier one is dropped, its differences noted there; one that has the
    same rows with other figures is a table of its own.  The latest table is asked first.
    """
    tables: list[Sheet] = []
    strays: list[Value | Label] = []
    for sheet in sheets:
        if not sheet.rows or len(tables) == _TABLES:
            strays += sheet.strays
            strays += [value for row in sheet.rows for value in row.values]
        elif not any(_joined(table, sheet) or _repeated(table, sheet) for table in reversed(tables) if table.side == sheet.side):
            sheet.others = len(tables)
            tables.append(sheet)
    for table in tables[:1]:
        table.strays += strays
    return tables


def _joined(table: Sheet, sheet: Sheet) -> bool:
    """Add a sheet's rows to a table that has none of them, or few; False where it has them already."""
    there = {row.code: row for row in table.rows if row.printed}
    whole = [row for row in sheet.rows if row.printed and not _completes(there.get(row.code), row)]
    again = [row for row in whole if row.code in there]
    if again and len(again) * 2 >= len(whole):
        return False
    _improve(table, sheet)
    for row in again:
        table.repeats += _differences(there[row.code], row)
    _take(table, sheet, [row for row in sheet.rows if row.code not in there])
    return True


def _take(table: Sheet, sheet: Sheet, rows: Iterable[BoundRow]) -> None:
    """Give a table rows of a sheet that it does not print, and what stands around them there."""
    new = {row.code: row for row in rows}
    table.rows = [new.pop(row.code) if row.code in new and not row.printed else row for row in table.rows]
    table.rows += new.values()
    for block, printed in sheet.columns.items():
        table.columns.setdefault(block, printed)
    for block, header in sheet.headers.items():
        table.headers.setdefault(block, header)
    for block, heading in sheet.headings.items():
        table.headings.setdefault(block, heading)
    for place, unit in sheet.units.items():
        table.units.setdefault(place, unit)
    table.strays += sheet.strays
    table.ranges += sheet.ranges


def _completes(row: BoundRow | None, other: BoundRow) -> bool:
    """Whether a row has all its values only where it is printed again."""
    count = len(other.block.columns)
    return row is not None and len(row.values) != count and len(other.values) == count


def _improve(table: Sheet, sheet: Sheet) -> None:
    """Take over rows that are complete in a sheet and were not in the table; what stood there is stray."""
    complete = {row.code: row for row in sheet.rows}
    for n, row in enumerate(table.rows):
        if row.printed and row.code in complete and _completes(row, complete[row.code]):
            table.strays += [value for value in row.values if value.kind == "number"]
            table.rows[n] = complete[row.code]
    sheet.rows = [row for row in sheet.rows if row not in table.rows]


def _repeated(table: Sheet, sheet: Sheet) -> bool:
    """Note how a sheet differs from a table that it repeats, and take what it alone prints; False where it is another's.

    A misprint in one of two prints changes a figure or two; other figures that add up change more.
    """
    there = {row.code: row for row in table.rows if row.printed}
    both = [(there[row.code], row) for row in sheet.rows if row.printed and row.code in there]
    alone = [row for row in sheet.rows if row.printed and row.code not in there]
    told, changed = _compared(both)
    if len(both) * 2 < len(sheet.rows) or changed > max(_MISPRINTS, told / _FEW):
        return False
    _improve(table, sheet)
    table.repeats += [
        difference for first, second in both if second in sheet.rows for difference in _differences(first, second)
    ]
    table.repeats += [(row.values[0], f"{row.name}: a row of the repeated table alone") for row in alone if row.values]
    _take(table, sheet, alone)
    return True


def _compared(rows: Iterable[tuple[BoundRow, BoundRow]]) -> tuple[int, int]:
    """How many figures of rows printed twice are not 0, and how many of them differ."""
    pairs = [pair for first, second in rows if len(first.values) == len(second.values)
             for pair in zip(first.values, second.values, strict=True)]  # fmt: skip
    return sum(bool(a.number or b.number) for a, b in pairs), sum(a.number != b.number for a, b in pairs)


def _differences(first: BoundRow, second: BoundRow) -> list[tuple[Value, str]]:
    """The values of a row printed twice that are not the same, in both places."""
    one, two = ([value for value in row.values if value.kind != "blank"] for row in (first, second))
    if len(one) != len(two):
        return [(values[0], f"{first.name}: {len(one)} values first, then {len(two)}") for values in (one, two) if values]
    return [(value, f"{first.name}: {a.number} first, then {b.number}")
            for a, b in zip(one, two, strict=True) if a.number != b.number for value in (a, b)]  # fmt: skip
