"""Excel (.xlsx, .xls) by calamine: each sheet a grid, its cells as they are displayed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from io import BytesIO

import python_calamine as calamine

from extract.limits import FormatLimits
from extract.model import GridCell, Reading
from extract.readers import excel_binary
from extract.readers.archive import Archive
from extract.readers.builder import ReadingBuilder
from extract.readers.context import Context
from extract.readers.errors import ASK_PUBLISHER, FETCH_AGAIN, UnreadableSource
from extract.readers.excel_formats import Place, SheetFacts, sheet_facts
from extract.readers.excel_numbers import PLAIN, NumberFormat
from extract.readers.excel_pictures import append_pictures
from extract.readers.layout.celltext import is_stacked
from extract.readers.layout.doubt import STACKED
from extract.readers.ocr.pictures import BY_ITSELF, PictureReader

Value = int | float | str | bool | date | datetime | time | timedelta

NO_VALUE = "a formula whose value is an error, or was never stored: save the workbook again from Excel"

RAISED = "some characters of the cell are raised, lowered or struck out: a note's number is no digit of its figure"

_DEFAULT_NAME = re.compile(r"(?:Sheet|工作表|表)\s*\d*", re.IGNORECASE)


def read_excel(data: bytes, context: Context) -> Reading:
    """Text and one grid a sheet; hidden sheets are reported and not read.

    Raises UnreadableSource on a damaged, encrypted or hostile workbook.
    """
    limits = context.limits.formats
    archive = Archive(data, limits) if data.startswith(b"PK") else None
    facts = sheet_facts(archive) if archive else {}
    try:
        with _panics_caught():
            workbook = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
    except (calamine.CalamineError, OSError, ValueError) as error:
        advice = ASK_PUBLISHER if "password" in str(error).lower() else FETCH_AGAIN
        raise UnreadableSource(f"a workbook that cannot be opened ({error})", advice) from error
    if archive is None:
        facts = dict(zip(workbook.sheet_names, excel_binary.sheet_facts(data), strict=False))
    builder = ReadingBuilder(context.media_type)
    for sheet in workbook.sheets_metadata:
        known = facts.get(sheet.name, SheetFacts())
        if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
            builder.problem("unread_region", f"the sheet {sheet.name} is a chart or a macro, which is not read")
        elif sheet.visible != calamine.SheetVisibleEnum.Visible:
            builder.problem("unread_region", f"the sheet {sheet.name} is hidden and not read")
        elif known.extent > limits.cells:
            message = f"the sheet {sheet.name} spans {known.extent} cells (at most {limits.cells} are read)"
            builder.problem("unread_region", message)
        else:
            _sheet(workbook, sheet.name, known, builder, limits)
        if known.pictures:
            builder.problem("unread_region", f"{known.pictures} pictures of the sheet {sheet.name} are not read; {BY_ITSELF}")
    if archive:
        append_pictures(archive, builder, PictureReader(context.limits))
    return builder.reading()


@contextmanager
def _panics_caught() -> Iterator[None]:
    """A panic of the library, which is no Exception, raised as the ValueError that it should be."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise ValueError(f"the library gave up: {error}") from error


def _sheet(
    workbook: calamine.CalamineWorkbook,
    name: str,
    facts: SheetFacts,
    builder: ReadingBuilder,
    limits: FormatLimits,
) -> None:
    """Append a sheet's rows, and its grid."""
    try:
        with _panics_caught():
            sheet = workbook.get_sheet_by_name(name)
            if sheet.total_height * sheet.total_width > limits.cells:
                raise ValueError(f"{sheet.total_height} x {sheet.total_width} cells are more than {limits.cells}")
            rows: list[list[Value]] = sheet.to_python(skip_empty_area=False)
            merged = sheet.merged_cell_ranges or []
    except (calamine.CalamineError, ValueError, OSError) as error:
        builder.problem("unread_region", f"the sheet {name} cannot be read ({error})")
        return
    if any(r >= len(rows) or c >= len(rows[r]) for r, c in facts.valueless):
        builder.problem("unread_region", f"the sheet {name} holds {NO_VALUE}")
    if not (facts.valueless or any(value != "" for row in rows for value in row)):
        return
    if not _DEFAULT_NAME.fullmatch(name):
        builder.block(name, "heading")
    shown = [
        [facts.valueless.get((r, c)) or displayed(v, facts.formats.get((r, c), PLAIN)) for c, v in enumerate(row)]
        for r, row in enumerate(rows)
    ]
    spans = {start: (end[0] - start[0] + 1, end[1] - start[1] + 1) for start, end in merged}
    unseen = _covered(merged, shown) | {
        (r, c) for r, row in enumerate(shown) for c in range(len(row)) if facts.is_hidden(r, c)
    }
    if any(shown[r][c] for r, c in unseen):
        message = f"the sheet {name} holds text in hidden rows or columns or under merged cells, which is not read"
        builder.problem("unread_region", message)
    _grid(shown, spans, unseen, facts, builder)


def _covered(merged: Sequence[tuple[Place, Place]], shown: Sequence[Sequence[str]]) -> set[Place]:
    """The places under merged cells, within the sheet."""
    covered: set[Place] = set()
    for start, end in merged:
        rows = range(start[0], min(end[0] + 1, len(shown)))
        columns = range(start[1], min(end[1] + 1, len(shown[0])))
        covered.update((row, column) for row in rows for column in columns if (row, column) != start)
    return covered


def _grid(
    shown: Sequence[Sequence[str]],
    spans: dict[Place, Place],
    unseen: set[Place],
    facts: SheetFacts,
    builder: ReadingBuilder,
) -> None:
    start = builder.length
    cells: list[GridCell] = []
    for r, row in enumerate(shown):
        for c, text in enumerate(row):
            if (r, c) in unseen:
                continue
            span = builder.block(text, "cell", "\t")
            if is_stacked(text):
                builder.problem(STACKED.code, STACKED.message, span)
            if (r, c) in facts.valueless:
                builder.problem("unread_region", NO_VALUE, span)
            if (r, c) in facts.raised:
                builder.problem("unread_region", RAISED, span)
            cells.append(GridCell(r, c, span, *spans.get((r, c), (1, 1))))
        builder.strip_tab()
        builder.add("\n")
    builder.grid(cells, (start, builder.length))


def displayed(value: Value, shown: NumberFormat = PLAIN) -> str:
    """A cell's value as the sheet shows it, but no number less exact than it is stored.

    Binary fractions are shown to 15 significant digits, as Excel does.
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        if shown.percent is not None:
            return f"{value * 100:.{shown.percent}f}%"
        number = str(int(value)) if abs(value) < 1e15 and value == int(value) else f"{value:.15g}"
        return number + shown.unit
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.strip() if isinstance(value, str) else str(value)
