"""The sums that hold over the printed rows of a sheet, and the rows that it lacks."""

from __future__ import annotations

from collections import defaultdict

from extract.forms.layout import Block, Row, Sum
from extract.forms.sheet import BoundRow, Sheet
from extract.forms.vocabulary import bare


def column_sums(sheet: Sheet) -> list[Sum]:
    """What holds among the printed rows of a sheet, in each column.

    A row that the form does not know belongs to the total of the rows around it.  A row that
    heads others, and has figures of its own, is their subtotal and no part of the total.
    """
    printed = {row.code for row in sheet.rows}
    parts: dict[str, list[str]] = defaultdict(list)
    found: list[Sum] = []
    for row in sheet.rows:
        below = [other.code for other in sheet.rows if heads(row, other)]
        if below:
            parts[row.code] += below
        elif row.part_of and row.part_of in printed:
            parts[row.part_of].append(row.code)
        if row.spec and row.spec.within and row.spec.within in printed:
            found.append(Sum("within", (row.code,), (row.spec.within,), "at_most"))
    found += [Sum("column_total", tuple(codes), (total,), total=total) for total, codes in parts.items()]
    for block in sheet.form.blocks:
        for identity in block.identities:
            if identity.over == "columns" and printed.issuperset(identity.left + identity.right):
                found.append(Sum(identity.rule, identity.left, identity.right, identity.relation))
    return found


def heads(row: BoundRow, other: BoundRow) -> bool:
    """Whether a row's label heads another row that counts towards the same total."""
    if row.spec:
        return other.stands_for(row.spec)
    return row.code == f"group:{bare(other.group)}"


def missing_rows(sheet: Sheet, block: Block) -> list[Row]:
    """The rows that the form requires in a block and the sheet does not print.

    A row whose label heads other rows may stand, or they may: one of the two is enough.
    """
    rows = [row for row in sheet.rows if row.block is block]
    printed = {row.code for row in rows}
    required = [row for row in block.rows if not row.optional and row.code not in printed]
    return [spec for spec in required if not any(row.stands_for(spec) for row in rows)]
