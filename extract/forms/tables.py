"""A bound sheet becomes a table of the record, with its checks and problems."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.document import Document
from extract.forms.align import align
from extract.forms.arrange import arrange
from extract.forms.layout import Column
from extract.forms.own_columns import add_own_columns
from extract.forms.problems import Amounts, Findings, problems_of
from extract.forms.prove import Proof, prove
from extract.forms.recognise import Label
from extract.forms.sheet import BoundRow, Place, Sheet
from extract.forms.tokens import Value
from extract.forms.values import Number, in_base, is_money
from extract.model import Problem
from extract.record import Cell, Check, Table


@dataclass(frozen=True, slots=True)
class Result:
    """One table of a document and all that is known of it; `regions` are in the clean text."""

    table: Table
    checks: tuple[Check, ...]
    problems: tuple[Problem, ...]
    regions: tuple[tuple[int, int], ...]


def table_of(document: Document, sheet: Sheet) -> Result:
    """Place, prove and write out a sheet."""
    add_own_columns(sheet)
    align(sheet)
    doubts = arrange(sheet)
    amounts = {
        (row.code, column.code): _amount(sheet, row, column, row.placed[column.code])
        for row in sheet.rows
        for column in row.block.columns
    }
    proof = prove(sheet, {place: number for place, (number, _) in amounts.items()}, _marked(sheet))
    cells = tuple(_cells(document, sheet, amounts, proof))
    start, end = sheet.ranges[0][0], max(last for _, last in sheet.ranges)
    form = sheet.form
    table = Table(form.form, form.edition, form.title, document.span(start, end), cells, page=_page(sheet))
    findings = Findings(sheet, doubts, proof, amounts)
    return Result(table, tuple(proof.checks), tuple(problems_of(document, findings)), tuple(sheet.ranges))


def _marked(sheet: Sheet) -> set[Place]:
    """The cells that print a sign for nothing (/), which a sum takes for 0."""
    placed = ((row.code, code, value) for row in sheet.rows for code, value in row.placed.items())
    return {(row, code) for row, code, value in placed if value and value.kind == "mark"}


def _page(sheet: Sheet) -> int | None:
    """The page that the table's values begin on, where they are on pages."""
    return next((value.cell.page for row in sheet.rows for value in row.values[:1] if value.cell), None)


def _amount(
    sheet: Sheet, row: BoundRow, column: Column, value: Value | None
) -> tuple[Number | None, str | None]:
    """The number of a cell and its unit: the one printed in it, beside its row or in its header; money in 元."""
    if value is None or value.number is None:
        return None, None
    units = (row.unit, sheet.units.get((row.block.code, column.code)), row.spec.unit if row.spec else None)
    money = "money" in (column.measure, row.spec.measure if row.spec else "")
    unit = next((unit for unit in units if unit and is_money(unit) == money), None)
    if value.unit or unit is None:
        return value.number, value.unit
    return in_base(value.number, unit)


def _cells(document: Document, sheet: Sheet, amounts: Amounts, proof: Proof) -> Iterator[Cell]:
    text = document.text
    heads = {place: _printed(text, label) for place, label in _heads(sheet)}
    for row in sheet.rows:
        label = _printed(text, row.label) if row.label else ""
        block = row.block
        for column in block.columns:
            code = column.code
            place, value = (row.code, code), row.placed[code]
            if code in row.absent and place not in proof.inferred:
                continue
            number, unit = amounts[place]
            number = proof.inferred.get(place, number)
            state = _state(row, code, value, place, proof)
            head = heads.get((block.code, code), column.label)
            if value is None:
                yield Cell(row.code, code, label, head, number, "", state)
                continue
            raw, span = text[value.start : value.end].strip(), document.span(value.start, value.end)
            state = "read" if raw and state == "blank" else state
            page, box = (value.cell.page, value.cell.box) if value.cell else (None, None)
            yield Cell(row.code, code, label, head, number, raw, state, span, page, box, unit)


def _heads(sheet: Sheet) -> Iterator[tuple[Place, Label]]:
    for block, printed in sheet.columns.items():
        for code, label in printed:
            yield (block, code), label


def _state(row: BoundRow, code: str, value: Value | None, place: Place, proof: Proof) -> str:
    if place in proof.conflicts:
        return "conflict"
    if place in proof.inferred or code in row.inferred or (row.moved and value is not None):
        return "inferred"
    return "blank" if value is None or value.kind == "blank" else "read"


def _printed(text: str, label: Label) -> str:
    return "".join(text[label.start : label.end].split())
