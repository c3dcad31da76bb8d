"""What calamine does not tell of an .xls ([MS-XLS]): how its cells are shown, which hold errors, what is hidden."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from extract.readers.compound import DAMAGE, streams
from extract.readers.excel_formats import Place, SheetFacts
from extract.readers.excel_numbers import BUILT_IN, NumberFormat, formats_of, read_format

ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
"""BErr, 2.5.10."""

_BOF, _EOF, _SHEET, _FORMAT, _XF = 0x0809, 0x000A, 0x0085, 0x041E, 0x00E0
_FORMULA, _BOOLEAN_OR_ERROR, _NUMBER, _RK, _MANY_RK = 0x0006, 0x0205, 0x0203, 0x027E, 0x00BD
_ROW, _COLUMNS, _OBJECT = 0x0208, 0x007D, 0x005D
_VERSION_8, _PICTURE, _IS_ERROR = 0x0600, 8, 2

Record = tuple[int, bytes]


def sheet_facts(data: bytes) -> list[SheetFacts]:
    """The facts of every sheet, in the workbook's order; none of a file that is damaged or no .xls."""
    try:
        found = streams(data, {"Workbook", "Book"})
        book = found.get("Workbook") or found["Book"]
        workbook = list(_records(book, 0))
        formats = _formats(workbook)
        starts = [struct.unpack_from("<I", body)[0] for kind, body in workbook if kind == _SHEET]
        return [_facts(book, start, formats) for start in starts]
    except DAMAGE:
        return []


def _records(book: bytes, at: int) -> Iterator[Record]:
    """The records of a substream, without those of the charts in it."""
    depth = 0
    while at + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, at)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 1:
            yield kind, book[at + 4 : at + 4 + size]
        if not depth:
            return
        at += 4 + size


def _formats(workbook: list[Record]) -> dict[int, NumberFormat]:
    """The cell styles, by their index, that do not show their numbers plainly."""
    is_8 = struct.unpack_from("<H", workbook[0][1])[0] == _VERSION_8
    numbers = dict(BUILT_IN)
    styles = []
    for kind, body in workbook:
        if kind == _FORMAT:
            numbers[struct.unpack_from("<H", body)[0]] = read_format(_string(body[2:], is_8))
        elif kind == _XF:
            styles.append(struct.unpack_from("<H", body, 2)[0])
    return formats_of(numbers, styles)


def _string(body: bytes, is_8: bool) -> str:
    """A format's code: of Excel 97 and later in UTF-16 or Latin 1, before in the system's charset."""
    if not is_8:
        return body[1 : 1 + body[0]].decode("gb18030", "replace")
    length, wide = struct.unpack_from("<HB", body)
    return body[3 : 3 + 2 * length].decode("utf-16-le", "replace") if wide & 1 else body[3 : 3 + length].decode("latin-1")


@dataclass(slots=True)
class _Gathered:
    """What the records of a sheet have said so far."""

    formats: dict[int, NumberFormat]
    shown: dict[Place, NumberFormat] = field(default_factory=dict)
    errors: dict[Place, str] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    pictures: int = 0

    def take(self, kind: int, body: bytes) -> None:
        """The next record."""
        if kind in (_FORMULA, _NUMBER, _RK, _BOOLEAN_OR_ERROR):
            row, column, style = struct.unpack_from("<HHH", body)
            self._show((row, column), style)
            if code := _error(kind, body):
                self.errors[row, column] = code
        elif kind == _MANY_RK:
            row, first = struct.unpack_from("<HH", body)
            for i, at in enumerate(range(4, len(body) - 2, 6)):
                self._show((row, first + i), struct.unpack_from("<H", body, at)[0])
        elif kind == _ROW and body[12] & 0x20:
            self.rows.add(struct.unpack_from("<H", body)[0])
        elif kind == _COLUMNS and body[8] & 1:
            first, last = struct.unpack_from("<HH", body)
            self.columns.update(range(first, min(last, 255) + 1))
        elif kind == _OBJECT:
            self.pictures += struct.unpack_from("<H", body, 4)[0] == _PICTURE

    def _show(self, place: Place, style: int) -> None:
        if style in self.formats:
            self.shown[place] = self.formats[style]


def _error(kind: int, body: bytes) -> str | None:
    """The error that a cell shows."""
    if kind == _BOOLEAN_OR_ERROR and body[7]:
        return ERRORS.get(body[6], "")
    if kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == _IS_ERROR:
        return ERRORS.get(body[8], "")
    return None


def _facts(book: bytes, start: int, formats: dict[int, NumberFormat]) -> SheetFacts:
    gathered = _Gathered(formats)
    for kind, body in _records(book, start):
        gathered.take(kind, body)
    hidden = frozenset(gathered.rows), frozenset(gathered.columns)
    return SheetFacts(0, gathered.shown, gathered.errors, *hidden, gathered.pictures)
