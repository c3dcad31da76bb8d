"""Sheets of one form put together: what a page break parted, and what a document prints twice."""

from __future__ import annotations

from collections.abc import Iterable

from extract.forms.recognise import Label
from extract.forms.sheet import BoundRow, Sheet
from extract.forms.tokens import Value

_TABLES = 12
"""A document has no more tables of one form: what comes after them is stray."""


def gather(sheets: Iterable[Sheet]) -> list[Sheet]:
    """The tables of one form: a sheet that goes on with an earlier one is joined to it.

    A sheet that repeats an earlier one is dropped, its differences noted there; one that has the
    same rows with other figures is a table of its own.
    """
    tables: list[Sheet] = []
    strays: list[Value | Label] = []
    for sheet in sheets:
        if not sheet.rows or len(tables) == _TABLES:
            strays += sheet.strays
            strays += [value for row in sheet.rows for value in row.values]
        elif not any(_joined(table, sheet) or _repeated(table, sheet) for table in tables):
            tables.append(sheet)
    for table in tables[:1]:
        table.strays += strays
    return tables


def _joined(table: Sheet, sheet: Sheet) -> bool:
    """Add a sheet's rows to a table that has none of them, or few; False where it has them already."""
    _improve(table, sheet)
    there = {row.code: row for row in table.rows if row.printed}
    again = [row for row in sheet.rows if row.printed and row.code in there]
    if again and len(again) * 2 >= sum(row.printed for row in sheet.rows):
        return False
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


def _improve(table: Sheet, sheet: Sheet) -> None:
    """Take over rows that are complete in a sheet and were not in the table; what stood there is stray."""
    complete = {row.code: row for row in sheet.rows if len(row.values) == len(row.block.columns)}
    for n, row in enumerate(table.rows):
        if row.printed and row.code in complete and len(row.values) != len(row.block.columns):
            table.strays += [value for value in row.values if value.kind == "number"]
            table.rows[n] = complete[row.code]
    sheet.rows = [row for row in sheet.rows if row not in table.rows]


def _repeated(table: Sheet, sheet: Sheet) -> bool:
    """Note how a sheet differs from a table that it repeats, and take what it alone prints; False where most figures differ."""
    there = {row.code: row for row in table.rows if row.printed}
    both = [(there[row.code], row) for row in sheet.rows if row.printed and row.code in there]
    alone = [row for row in sheet.rows if row.printed and row.code not in there]
    differences = [difference for first, second in both for difference in _differences(first, second)]
    told = sum(bool(value.number) for first, _ in both for value in first.values)
    if len(both) * 2 < len(sheet.rows) or len(differences) > told + 1:
        return False
    table.repeats += differences
    table.repeats += [(row.values[0], f"{row.name}: a row of the repeated table alone") for row in alone if row.values]
    _take(table, sheet, alone)
    return True


def _differences(first: BoundRow, second: BoundRow) -> list[tuple[Value, str]]:
    """The values of a row printed twice that are not the same, in both places."""
    one, two = ([value for value in row.values if value.kind != "blank"] for row in (first, second))
    if len(one) != len(two):
        return [(values[0], f"{first.name}: {len(one)} values first, then {len(two)}") for values in (one, two) if values]
    return [(value, f"{first.name}: {a.number} first, then {b.number}")
            for a, b in zip(one, two, strict=True) if a.number != b.number for value in (a, b)]  # fmt: skip
