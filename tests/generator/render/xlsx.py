"""Excel by XlsxWriter: numbers as numbers, percentages as fractions with a format, merged cells."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import xlsxwriter

from tests.generator.render.model import Table

_WHOLE = re.compile(r"-?(?:0|[1-9]\d{0,14})")


def render_xlsx(sheets: dict[str, Table], hidden: frozenset[str] = frozenset()) -> bytes:
    """One table a sheet."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        percent = book.add_format({"num_format": "0.0%"})
        for name, table in sheets.items():
            sheet = book.add_worksheet(name)
            for cell in table.cells:
                value, form = _value(cell.text, percent)
                if cell.rowspan * cell.colspan > 1:
                    last = cell.row + cell.rowspan - 1, cell.column + cell.colspan - 1
                    sheet.merge_range(cell.row, cell.column, *last, value, form)
                else:
                    sheet.write(cell.row, cell.column, value, form)
            if name in hidden:
                sheet.hide()
    return target.getvalue()


def _value(text: str, percent: Any) -> tuple[str | int | float, Any]:
    if _WHOLE.fullmatch(text):
        return int(text), None
    if re.fullmatch(r"\d+\.\d%", text):
        return float(text[:-1]) / 100, percent
    return text, None
