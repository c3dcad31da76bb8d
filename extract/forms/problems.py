"""What to distrust in a table: said once for each place, in the record's codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.document import Document
from extract.forms.arrange import Doubt
from extract.forms.columns import columns_of
from extract.forms.identities import missing_rows
from extract.forms.layout import Block
from extract.forms.order import named_columns
from extract.forms.prove import Proof
from extract.forms.recognise import Label
from extract.forms.sheet import BoundRow, Place, Sheet
from extract.forms.tokens import Value
from extract.forms.values import Number
from extract.model import Problem

_NEAR = 12
_REPEATS = 50
_QUOTED = 60
"""Printed characters that a message repeats at most."""


Amounts = Mapping[Place, tuple[Number | None, str | None]]
"""The number and the unit of each cell."""


@dataclass(frozen=True, slots=True)
class Findings:
    """A sheet placed and proved."""

    sheet: Sheet
    doubts: Sequence[Doubt]
    proof: Proof
    amounts: Amounts


def problems_of(document: Document, findings: Findings) -> Iterator[Problem]:
    """All the problems of a table; the spans are the source's."""
    for code, start, end, message in _found(document.text, findings):
        yield Problem(code, document.span(start, end), message)
    for code, start, end, message in _unconfirmed(document.text, findings, frozenset(document.reading.recognised)):
        yield Problem(code, document.span(start, end), message)


Found = tuple[str, int, int, str]
"""Code, start and end in the clean text, message."""


def _found(text: str, findings: Findings) -> Iterator[Found]:
    sheet = findings.sheet
    start, end = sheet.ranges[0][0], max(last for _, last in sheet.ranges)
    if not sheet.decided:
        yield (
            "unknown_edition",
            start,
            end,
            f"nothing printed tells the edition; read as that of {sheet.form.edition}",
        )
    yield from _columns(text, sheet)
    yield from _rows(text, sheet)
    yield from _missing(sheet)
    yield from _merged(sheet)
    for doubt in findings.doubts:
        yield from _doubt(text, doubt)
    yield from _blanks(text, findings)
    yield from _units(findings)
    for first, last in _together(sheet.strays):
        quoted = " ".join(text[first:last].split())[:_QUOTED]
        yield "unread_region", first, last, f"{quoted} stands in no row of the form"
    for value, difference in sheet.repeats[:_REPEATS]:
        yield "repeated_table", value.start, value.end, f"the table is printed twice, not alike: {difference}"
    if sheet.sides > 1:
        message = f"{sheet.sides} tables stand side by side, this is number {sheet.side + 1}: compare whose figures it has"
        yield "repeated_table", start, end, message
    elif sheet.others:
        message = f"table {sheet.others + 1} of this form, with other figures: another agency's or another year's"
        yield "repeated_table", start, end, message
    yield from _failed(findings, (start, end))


def _unconfirmed(text: str, findings: Findings, recognised: frozenset[int]) -> Iterator[Found]:
    """The figures of a row that OCR read and no sum confirms: a speck may pass for a digit, a 1 for a slash."""
    for row in findings.sheet.rows if recognised else ():
        doubted = [
            value
            for code, value in row.placed.items()
            if value and value.kind != "blank" and value.cell and value.cell.page in recognised
            and (row.code, code) not in findings.proof.confirmed
        ]  # fmt: skip
        if doubted:
            figures = ", ".join(_quoted(text, value) for value in doubted)
            message = f"{row.name}: {figures}: read by OCR, and no sum confirms it; compare it with the picture"
            yield "low_confidence", min(v.start for v in doubted), max(v.end for v in doubted), message


def _together(strays: Sequence[Value | Label]) -> Iterator[tuple[int, int]]:
    """The ranges of what is stray, one for all that stands close together."""
    start = end = -1
    for stray in sorted(strays, key=lambda stray: stray.start):
        if start >= 0 and stray.start - end > _NEAR:
            yield start, end
            start = -1
        start, end = (stray.start if start < 0 else start), max(end, stray.end)
    if start >= 0:
        yield start, end


def _failed(findings: Findings, whole: tuple[int, int]) -> Iterator[Found]:
    """The checks that fail, each at the last of its cells that is printed (most often the total)."""
    failed = [check for check in findings.proof.checks if not check.holds]
    placed = (
        {f"{row.code}/{code}": value for row in findings.sheet.rows for code, value in row.placed.items()}
        if failed
        else {}
    )
    for check in failed:
        at = next((value for ref in reversed(check.refs) if (value := placed.get(ref)) is not None), None)
        yield ("check_failed", *((at.start, at.end) if at else whole), check.statement)


def _columns(text: str, sheet: Sheet) -> Iterator[Found]:
    for block in sheet.form.blocks:
        header = sheet.headers.get(block.code, [])
        named = named_columns(block, header)
        names = {column.code: column.label for column in block.columns}
        if header and columns_of(sheet, block) is None:
            message = "the columns stand in no order that the form knows: their values may be other columns'"
            yield "truncated_header", header[0].start, header[-1].end, message
        for code, label in sheet.columns.get(block.code, ()):
            if not label.exact:
                message = f"{_quoted(text, label)} is read as {names[code]}"
                yield "truncated_header", label.start, label.end, message
        for column in block.columns:
            if column.own and column.code in named:
                message = f"the form has no column {column.label}: it is kept, and counted with the column before it"
                yield "unknown_column", named[column.code].start, named[column.code].end, message
        absent = {code for row in sheet.rows if row.block is block for code in row.absent}
        lacking = absent or (names.keys() - named if sheet.columns.get(block.code) else ())
        if lacking:
            message = f"no column is headed {'、'.join(sorted(names[code] for code in lacking))}"
            yield "missing_column", *_extent(sheet, block), message


def _rows(text: str, sheet: Sheet) -> Iterator[Found]:
    for row in sheet.rows:
        if row.label and not row.spec:
            message = f"the form has no row {row.name}: it is kept, and counted with the rows around it"
            yield "unknown_row", row.label.start, row.label.end, message
        elif row.label and not row.label.exact:
            message = f"{_quoted(text, row.label)} is read as {row.name}"
            yield "unclear_label", *_whole(row.label, row), message
        for value in row.values:
            if value.kind == "text":
                quoted = " ".join(text[value.start : value.end].split())[:_QUOTED]
                message = f"{quoted} in {row.name} is not one number: it is not read"
                yield "unread_region", value.start, value.end, message
        if row.moved and row.values:
            message = f"these values stand apart from their label {row.name}"
            yield "inferred_cells", row.values[0].start, row.values[-1].end, message


def _whole(label: Label, row: BoundRow) -> tuple[int, int]:
    """A row from its label to its last value: what is unclear of the label is unclear of them all."""
    marks = [(value.start, value.end) for value in row.values if value.kind != "blank"]
    return min([label.start, *(start for start, _ in marks)]), max([label.end, *(end for _, end in marks)])


def _missing(sheet: Sheet) -> Iterator[Found]:
    for block in sheet.form.blocks:
        missing = missing_rows(sheet, block) if any(row.block is block for row in sheet.rows) else []
        if missing:
            names = "、".join(row.label for row in missing)
            yield (
                "missing_row",
                *_extent(sheet, block),
                f"the form prints {names} here, the document does not",
            )


def _extent(sheet: Sheet, block: Block) -> tuple[int, int]:
    """From the heading or the first column label of a block to its last value."""
    rows = [row for row in sheet.rows if row.block is block]
    heads = [sheet.headings[block.code]] if block.code in sheet.headings else []
    heads += [label for _, label in sheet.columns.get(block.code, ())]
    marks = [(mark.start, mark.end) for mark in [*heads, *(row.label for row in rows if row.label)]]
    marks += [(value.start, value.end) for row in rows for value in row.values]
    return min(start for start, _ in marks), max(end for _, end in marks)


def _merged(sheet: Sheet) -> Iterator[Found]:
    """Rows whose values share a line, or a grid's cell, where most rows keep them apart."""
    printed = [[value for value in row.values if value.kind != "blank"] for row in sheet.rows]
    several = [values for values in printed if len(values) > 1]
    shared = [values for values in several if len({value.cell or value.line for value in values}) == 1]
    if len(shared) * 2 <= len(several):
        for values in shared:
            yield "merged_cells", values[0].start, values[-1].end, f"{len(values)} cells in one"


def _doubt(text: str, doubt: Doubt) -> Iterator[Found]:
    row = doubt.row
    printed = text[row.values[0].start : row.values[-1].end]
    start = row.label.start if row.label else row.values[0].start
    whole = "" if doubt.wholes is None else f", {doubt.wholes} for the whole table"
    message = (
        f"{len(row.values)} values for {doubt.columns} columns ({' '.join(printed[:_QUOTED].split())}): "
    )
    message += f"{doubt.ways} arrangements possible{whole}" if doubt.ways is not None else "too many arrangements to try"
    yield (
        "missing_column" if len(row.values) < doubt.columns else "unread_region",
        start,
        row.values[-1].end,
        message,
    )
    for value in doubt.surplus if doubt.ways == 1 else ():
        yield "unread_region", value.start, value.end, f"{_quoted(text, value)} is in no column of {row.name}"


def _blanks(text: str, findings: Findings) -> Iterator[Found]:
    """One problem for the blank cells of a table, one for what is inferred in it, one for each error in a cell."""
    sheet = findings.sheet
    end = max(last for _, last in sheet.ranges)
    blank = [
        row
        for row in sheet.rows
        for code, value in row.placed.items()
        if code not in row.absent and (value is None or value.kind == "blank")
    ]
    for row in sheet.rows:
        for value in row.placed.values():
            if value and value.kind == "blank" and text[value.start : value.end].strip():
                message = f"{row.name}: {text[value.start : value.end].strip()} is printed in place of a number"
                yield "unread_region", value.start, value.end, message
    if blank:
        count = f"{len(blank)} cells are blank"
        undecided, ways = findings.proof.unchecked, findings.proof.ways
        message = f"{count}; {undecided} sums cannot be checked for them" if undecided else count
        if undecided and ways != 1:
            message += f": {'no end of ways' if ways is None else f'{ways} ways'} to fill them"
        first = blank[0]
        mark = first.label or (first.values[0] if first.values else None)
        yield "blank_cells", mark.start if mark else sheet.ranges[0][0], end, message
    inferred = [f"{row}/{column}" for row, column in findings.proof.inferred]
    inferred += [f"{row.code}/{column}" for row in sheet.rows for column in sorted(row.inferred)]
    if inferred:
        message = f"{len(inferred)} cells are inferred: {', '.join(inferred[:8])}{' …' * (len(inferred) > 8)}"
        yield "inferred_cells", sheet.ranges[0][0], end, message


def _units(findings: Findings) -> Iterator[Found]:
    """Money without any printed unit: the number is kept as it stands, or taken to be in the form's unit."""
    sheet = findings.sheet
    for row in sheet.rows:
        for column in row.block.columns:
            money = column.measure == "money" or (row.spec is not None and row.spec.measure == "money")
            value = row.placed.get(column.code)
            printed = row.unit or sheet.units.get((row.block.code, column.code)) or (value and value.unit)
            if money and value and value.number and not printed:
                taken = f": {row.spec.unit} is the form's" if row.spec and row.spec.unit else ""
                name = row.name if len(row.block.columns) == 1 else column.label
                yield "missing_unit", value.start, value.end, f"no unit is printed for {name}{taken}"


def _quoted(text: str, mark: Label | Value) -> str:
    return "".join(text[mark.start : mark.end].split())[:_QUOTED]
