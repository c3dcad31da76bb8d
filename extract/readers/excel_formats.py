"""What calamine does not tell of an .xlsx: how far a sheet reaches, and how its cells are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extract.readers.archive import Archive
from extract.readers.attributes import whole
from extract.readers.errors import NOT_A_REPORT, UnreadableSource
from extract.readers.excel_numbers import BUILT_IN, NumberFormat, formats_of, read_format

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

Place = tuple[int, int]
"""Row and column, from 0."""

MOST_STRINGS = 10_000_000
"""calamine makes room for as many shared strings as the file claims."""

MAX_COLUMNS = 16_384

LONGEST_ERROR = 13
"""Characters of an error's name: #GETTING_DATA."""

_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """How a sheet shows its cells.

    `extent`: rows times columns from A1 to the last cell that the sheet names; `formats`: of cells
    whose numbers are not shown plainly; `valueless`: cells whose formula has no value, or an error, and
    what they show for it (#DIV/0!); `raised`: cells some of whose characters are raised, lowered or struck out, which
    calamine does not tell; `hidden_rows`, `hidden_columns`: those that are not shown; `pictures`: how many.
    """

    extent: int = 0
    formats: dict[Place, NumberFormat] = field(default_factory=dict)
    valueless: dict[Place, str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    pictures: int = 0
    raised: frozenset[Place] = frozenset()

    def is_hidden(self, row: int, column: int) -> bool:
        """Whether a cell stands in a hidden row or column."""
        return row in self.hidden_rows or column in self.hidden_columns


def sheet_facts(archive: Archive) -> dict[str, SheetFacts]:
    """The facts of every sheet, by its name.  Raises UnreadableSource where the file claims the impossible."""
    strings = archive.xml("xl/sharedStrings.xml")
    _refuse_claims(strings)
    raised = frozenset() if strings is None else frozenset(_raised(strings))
    workbook = archive.xml("xl/workbook.xml")
    relations = archive.xml("xl/_rels/workbook.xml.rels")
    if workbook is None or relations is None:
        return {}
    targets = {item.get("Id"): item.get("Target", "") for item in relations}
    formats = _formats(archive.xml("xl/styles.xml"))
    facts: dict[str, SheetFacts] = {}
    for sheet in workbook.iter(f"{S}sheet"):
        target = targets.get(sheet.get(f"{R}id"), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        root = archive.xml(path)
        if root is not None:
            facts[sheet.get("name", "")] = _facts(root, formats, raised)
    return facts


def _refuse_claims(strings: etree._Element | None) -> None:
    claimed = 0 if strings is None else whole(strings.get("uniqueCount"), most=10**18)
    if claimed > MOST_STRINGS:
        raise UnreadableSource(f"a workbook that claims {claimed} strings (at most {MOST_STRINGS})", NOT_A_REPORT)


def _raised(strings: etree._Element) -> Iterator[str]:
    """The numbers of the shared strings some of whose characters are raised, lowered or struck out."""
    for number, item in enumerate(strings.iterfind(f"{S}si")):
        marks = (mark for run in item.iterfind(f"{S}r/{S}rPr") for mark in run if mark.tag in (f"{S}vertAlign", f"{S}strike"))
        if any(mark.get("val", "1") not in ("0", "false", "baseline") for mark in marks):
            yield str(number)


def _facts(root: etree._Element, formats: dict[int, NumberFormat], raised: frozenset[str]) -> SheetFacts:
    rows = columns = 0
    mixed: set[Place] = set()
    found: dict[Place, NumberFormat] = {}
    valueless: dict[Place, str] = {}
    for cell in root.iter(f"{S}c"):
        match = _CELL.fullmatch(cell.get("r", ""))
        if match is None:
            continue
        row, column = int(match[2]), _column(match[1])
        rows, columns = max(rows, row), max(columns, column)
        place, kind, text = (row - 1, column - 1), cell.get("t"), cell.findtext(f"{S}v") or ""
        if shown := formats.get(whole(cell.get("s"))):
            found[place] = shown
        if kind == "s" and text in raised:
            mixed.add(place)
        if kind == "e" or (cell.find(f"{S}f") is not None and not text and kind != "str"):
            valueless[place] = text if text.startswith("#") and len(text) <= LONGEST_ERROR else ""
    return SheetFacts(rows * columns, found, valueless, *_hidden(root), raised=frozenset(mixed))


def _hidden(root: etree._Element) -> tuple[frozenset[int], frozenset[int]]:
    """The hidden rows and columns of a sheet."""
    rows = (whole(row.get("r")) - 1 for row in root.iter(f"{S}row") if _is_true(row.get("hidden")))
    columns: set[int] = set()
    for item in root.iter(f"{S}col"):
        if _is_true(item.get("hidden")):
            first, last = whole(item.get("min"), 1, MAX_COLUMNS), whole(item.get("max"), 0, MAX_COLUMNS)
            columns.update(range(first - 1, last))
    return frozenset(rows), frozenset(columns)


def _is_true(text: str | None) -> bool:
    return text in ("1", "true")


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _formats(styles: etree._Element | None) -> dict[int, NumberFormat]:
    """The cell styles, by their index, that do not show their numbers plainly."""
    if styles is None:
        return {}
    numbers = {whole(item.get("numFmtId")): read_format(item.get("formatCode", "")) for item in styles.iter(f"{S}numFmt")}
    cells = styles.iterfind(f"{S}cellXfs/{S}xf")
    return formats_of(BUILT_IN | numbers, [whole(item.get("numFmtId")) for item in cells])
