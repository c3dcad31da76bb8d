"""Frames as one Excel workbook, a sheet each, written row by row.  Needs XlsxWriter (extra `tables`)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

from output.frames import Frame

MAX_ROWS = 1_048_576
"""Rows of a sheet, its heading included; what is more goes on in another sheet."""

_MAX_TEXT = 32_767
_CUT = "… [cut here: Excel holds no more; the whole is in the other formats]"
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_xlsx(frames: Sequence[Frame], folder: Path) -> list[Path]:
    """Write `haiguan.xlsx`; gives the files written.  Text is text: no cell is run as a formula.

    A text longer than a cell holds is cut, and says so.
    """
    from xlsxwriter import Workbook

    path = folder / "haiguan.xlsx"
    with Workbook(str(path), _OPTIONS) as book:
        bold = book.add_format({"bold": True})
        for frame in frames:
            _write_sheets(book, frame, bold)
    return [path]


def _write_sheets(book: Any, frame: Frame, bold: Any) -> None:
    rows, number = frame.rows(), 1
    first = next(rows, None)
    while number == 1 or first is not None:
        sheet = book.add_worksheet(frame.name if number == 1 else f"{frame.name}_{number}")
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, frame.names, bold)
        page = islice(chain([first] if first is not None else [], rows), MAX_ROWS - 1)
        for at, row in enumerate(page, start=1):
            sheet.write_row(at, 0, [_cell(value) for value in row])
        first, number = next(rows, None), number + 1


def _cell(value: Any) -> Any:
    if isinstance(value, str) and len(value) > _MAX_TEXT:
        return value[: _MAX_TEXT - len(_CUT)] + _CUT
    return value
