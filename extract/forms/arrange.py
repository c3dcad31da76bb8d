"""Which value stands in which column, where blanks were lost or a stray number crept in.

A row with as many values as columns binds straight.  Any other row has several arrangements: its
own identities leave some of them, the sums over the rows leave fewer, and what all that are left
agree on is settled.  A blank counts as nothing in the sums.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from extract.forms.columns import Columns, columns_of, holds, others_may_lack
from extract.forms.identities import column_sums, missing_rows
from extract.forms.layout import Block, Sum
from extract.forms.order import named_columns
from extract.forms.recognise import Label
from extract.forms.search import Choice, narrow
from extract.forms.sheet import BoundRow, Sheet
from extract.forms.tokens import Value

Arrangement = tuple[int, ...]
"""For each column the index of its value, -1 where it is blank."""

ARRANGEMENTS = 20_000
"""A row that has more is not tried in any."""

_SURPLUS = 3
"""A row with more values than its columns and these is not read at all."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row whose values fit its columns in several ways, or in none.

    `ways` counts its arrangements that the sums allow, `wholes` those of all doubtful rows
    together (None: too many to try); `surplus` are the values that are in none of its columns.
    """

    row: BoundRow
    columns: int
    ways: int | None
    wholes: int | None
    surplus: tuple[Value, ...]


def arrange(sheet: Sheet) -> list[Doubt]:
    """Place every value of a sheet; the rows that needed the arithmetic come back as doubts."""
    printed = {block.code: columns_of(sheet, block) for block in {row.block for row in sheet.rows}}
    columns = {row.code: _columns(row, printed[row.block.code]) for row in sheet.rows}
    doubtful = [row for row in sheet.rows if not _straight(sheet, row, columns[row.code])]
    if not doubtful:
        return []
    options = {row.code: list(_fitting(row, columns[row.code])) for row in doubtful}
    if _totals_are_blank(sheet, doubtful, options):
        options = {row.code: list(_without_totals(row, columns[row.code])) for row in doubtful}
    wholes = _wholes(sheet, doubtful, columns, options)
    return [_settle(row, columns[row.code], options[row.code], wholes) for row in doubtful]


def _columns(row: BoundRow, printed: Columns | None) -> Columns:
    """The columns of a row: those that its table prints."""
    form = row.block.column_codes
    row.moved |= printed is None
    row.absent = frozenset(form) - set(printed or form)
    return printed or form


def _straight(sheet: Sheet, row: BoundRow, columns: Columns) -> bool:
    """Place a row's values where their number or their grid leaves no other way."""
    row.placed = dict.fromkeys(row.block.column_codes)
    values = row.values
    if len(values) > len(columns):
        values = _whole_line(row, len(columns)) or [v for v in values if v.kind != "blank"]
    if len(values) != len(columns) and all(value.kind == "blank" for value in values):
        values = []
    if values and len(values) != len(columns):
        return _under_headers(sheet, row, columns)
    row.placed.update(zip(columns, values, strict=False))
    left = [value for value in row.values if value.kind == "number" and value not in values]
    sheet.strays += left
    columns_used = {value.cell.column for value in values if value.cell}
    row.moved |= any(value.cell and value.cell.column in columns_used for value in left)
    return True


def _whole_line(row: BoundRow, count: int) -> list[Value]:
    """The values of the one line that holds exactly `count` of them: the label's own line, if it has any."""
    held = Counter(value.line for value in row.values)
    if row.label and row.label.line in held:
        full = [row.label.line]
    else:
        full = [line for line, n in held.items() if n == count > 1]
    if len(full) != 1 or held[full[0]] != count:
        return []
    return [value for value in row.values if value.line == full[0]]


def _under_headers(sheet: Sheet, row: BoundRow, columns: Columns) -> bool:
    """Place a grid row's values under the column labels that they stand below, if each stands below one."""
    named = named_columns(row.block, sheet.headers.get(row.block.code, ()))
    heads = {label.cell.column: (code, label) for code, label in named.items() if label.cell}
    under = {value.cell.column: value for value in row.values if value.cell}
    if len(heads) != len(columns) or len(under) != len(row.values) or not heads.keys() >= under.keys():
        return False
    if not all(_is_above(heads[number][1], value) for number, value in under.items()):
        return False
    row.placed.update({heads[number][0]: value for number, value in under.items()})
    return True


def _is_above(head: Label, value: Value) -> bool:
    """Whether a column's label may head a value: on pages its box must, elsewhere it is of the same grid."""
    one, other = head.cell, value.cell
    if not one or not other:
        return False
    if one.box and other.box:
        return one.box[0] < other.box[2] and other.box[0] < one.box[2]
    return value.line - other.row == head.line - one.row


def _fitting(row: BoundRow, columns: Columns) -> Iterator[Arrangement]:
    """The arrangements of a row's values that its own identities allow (all, where it has none)."""
    numbers = [value.number or 0 for value in row.values]
    sums = [s for s in row.block.row_sums if s.relation == "equal"]
    seen: set[tuple[float, ...]] = set()
    for kept in _arrangements(len(numbers), len(columns)):
        cells = {code: numbers[at] if at >= 0 else 0 for code, at in zip(columns, kept, strict=True)}
        if not all(holds(s, cells) for s in sums):
            continue
        reads = tuple(cells.values()) if len(numbers) > len(columns) else kept
        if reads not in seen:
            seen.add(reads)
            yield kept


def _totals_are_blank(
    sheet: Sheet, doubtful: Sequence[BoundRow], options: Mapping[str, Sequence[Arrangement]]
) -> bool:
    """Whether the columns of totals are blank throughout: most rows that are not all 0 fit no other way."""
    telling = [row for row in doubtful if any(value.number for value in row.values)]
    complete = [row for row in sheet.rows if row not in doubtful and _has_total(row)]
    fitting = sum(bool(options[row.code]) for row in telling)
    return fitting + len(complete) < len(telling) - fitting and not others_may_lack(sheet, telling)


def _has_total(row: BoundRow) -> bool:
    """Whether a row prints a total."""
    totals = (row.placed.get(column.part_of) for column in row.block.columns if column.part_of)
    return any(value and value.number is not None for value in totals)


def _without_totals(row: BoundRow, columns: Columns) -> Iterator[Arrangement]:
    """The arrangements of a row in a table that leaves its columns of totals blank."""
    totals = {column.part_of for column in row.block.columns}
    places = [n for n, code in enumerate(columns) if code not in totals]
    if not totals or len(row.values) > len(places):
        return
    for kept in _arrangements(len(row.values), len(places)):
        held = dict(zip(places, kept, strict=True))
        yield tuple(held.get(n, -1) for n in range(len(columns)))


def _too_many(values: int, columns: int) -> bool:
    """Whether there are more arrangements than are tried: then none is, for a part of them would prove nothing."""
    return comb(columns, values) > ARRANGEMENTS


def _arrangements(values: int, columns: int) -> Iterator[Arrangement]:
    """All ways to keep the order of the values: some columns blank, or some values left out."""
    if values > columns:
        if values <= columns + _SURPLUS:
            yield from combinations(range(values), columns)
        return
    for places in combinations(range(columns), values) if not _too_many(values, columns) else ():
        at = {place: n for n, place in enumerate(places)}
        yield tuple(at.get(place, -1) for place in range(columns))


def _wholes(
    sheet: Sheet,
    doubtful: Sequence[BoundRow],
    columns: Mapping[str, Columns],
    options: dict[str, list[Arrangement]],
) -> int | None:
    """Keep the options that the sums over the rows allow; how many wholes they make (None: unknown)."""
    block = doubtful[0].block
    sums = _complete_sums(sheet, block)
    if not sums or any(not options[row.code] for row in doubtful):
        return None
    choices = [
        _choice(row, columns.get(row.code, ()), options.get(row.code), sums, block) for row in sheet.rows
    ]
    counted, left = narrow(choices, len(sums))
    if counted:
        for row, kept in zip(sheet.rows, left, strict=True):
            if row.code in options:
                options[row.code] = [options[row.code][n] for n in kept]
    return counted


def _complete_sums(sheet: Sheet, block: Block) -> list[Sum]:
    """The sums over the rows that no row is missing from."""
    lacking = {row.part_of for row in missing_rows(sheet, block)}
    return [s for s in column_sums(sheet) if s.relation == "equal" and s.total not in lacking]


def _choice(
    row: BoundRow,
    columns: Columns,
    options: list[Arrangement] | None,
    sums: Sequence[Sum],
    block: Block,
) -> Choice:
    """What a row can add to each sum: one vector of numbers for each of its options."""
    signs = tuple((row.code in s.left) - (row.code in s.right) for s in sums)
    if options is None:
        placed = [row.placed.get(code) for code in block.column_codes]
        return Choice(signs, [tuple((value.number or 0) if value else 0 for value in placed)])
    order = [columns.index(code) if code in columns else -1 for code in block.column_codes]
    numbers = [value.number or 0 for value in row.values]
    return Choice(signs, [tuple(_number(numbers, kept, at) for at in order) for kept in options])


def _number(numbers: Sequence[float], kept: Arrangement, at: int) -> float:
    return numbers[kept[at]] if at >= 0 and kept[at] >= 0 else 0


def _settle(row: BoundRow, columns: Columns, options: list[Arrangement], wholes: int | None) -> Doubt:
    """Keep what all the options left agree on; the columns that they differ in stay open."""
    for place, code in enumerate(columns):
        held = {kept[place] for kept in options}
        row.placed[code] = None
        if len(held) != 1:
            row.open.add(code)
        elif (at := held.pop()) >= 0:
            row.placed[code] = row.values[at]
            row.inferred.add(code)
    used = {id(value) for value in row.placed.values()}
    surplus = tuple(value for value in row.values if id(value) not in used and value.kind != "blank")
    ways = None if _too_many(len(row.values), len(columns)) else len(options)
    return Doubt(row, len(columns), ways, wholes, surplus)
