"""What calamine does not tell of an .xlsx: how far a sheet reaches, and how its cells are shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from extract.readers.archive import Archive
from extract.readers.attributes import whole
from extract.readers.errors import NOT_A_REPORT, UnreadableSource

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

Place = tuple[int, int]
"""Row and column, from 0."""

MOST_STRINGS = 10_000_000
"""calamine makes room for as many shared strings as the file claims."""

MAX_COLUMNS = 16_384

BUILT_IN = {9: 0, 10: 2}
"""The formats 0% and 0.00% that need no definition (ECMA-376 part 1, 18.8.30)."""

_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_DECIMALS = re.compile(r"\.([0#?]+)[^.]*%")


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """How a sheet shows its cells.

    `extent`: rows times columns from A1 to the last cell that the sheet names; `percentages`: the
    decimals of cells shown as percentages; `valueless`: cells whose formula has no value, or an error;
    `hidden_rows`, `hidden_columns`: those that are not shown.
    """

    extent: int = 0
    percentages: dict[Place, int] = field(default_factory=dict)
    valueless: frozenset[Place] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    def is_hidden(self, row: int, column: int) -> bool:
        """Whether a cell stands in a hidden row or column."""
        return row in self.hidden_rows or column in self.hidden_columns


def sheet_facts(archive: Archive) -> dict[str, SheetFacts]:
    """The facts of every sheet, by its name.  Raises UnreadableSource where the file claims the impossible."""
    _refuse_claims(archive.xml("xl/sharedStrings.xml"))
    workbook = archive.xml("xl/workbook.xml")
    relations = archive.xml("xl/_rels/workbook.xml.rels")
    if workbook is None or relations is None:
        return {}
    targets = {item.get("Id"): item.get("Target", "") for item in relations}
    formats = _percent_formats(archive.xml("xl/styles.xml"))
    facts: dict[str, SheetFacts] = {}
    for sheet in workbook.iter(f"{S}sheet"):
        target = targets.get(sheet.get(f"{R}id"), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        root = archive.xml(path)
        if root is not None:
            facts[sheet.get("name", "")] = _facts(root, formats)
    return facts


def _refuse_claims(strings: etree._Element | None) -> None:
    claimed = 0 if strings is None else whole(strings.get("uniqueCount"), most=10**18)
    if claimed > MOST_STRINGS:
        raise UnreadableSource(f"a workbook that claims {claimed} strings (at most {MOST_STRINGS})", NOT_A_REPORT)


def _facts(root: etree._Element, formats: dict[str, int]) -> SheetFacts:
    rows = columns = 0
    percentages: dict[Place, int] = {}
    valueless: set[Place] = set()
    for cell in root.iter(f"{S}c"):
        match = _CELL.fullmatch(cell.get("r", ""))
        if match is None:
            continue
        row, column = int(match[2]), _column(match[1])
        rows, columns = max(rows, row), max(columns, column)
        style = cell.get("s", "0")
        if style in formats:
            percentages[row - 1, column - 1] = formats[style]
        if cell.get("t") == "e" or (cell.find(f"{S}f") is not None and not cell.findtext(f"{S}v")):
            valueless.add((row - 1, column - 1))
    return SheetFacts(rows * columns, percentages, frozenset(valueless), *_hidden(root))


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


def _percent_formats(styles: etree._Element | None) -> dict[str, int]:
    """The cell styles (by their index, as a string) that show percentages, with their decimals."""
    if styles is None:
        return {}
    decimals = dict(BUILT_IN)
    for item in styles.iter(f"{S}numFmt"):
        code = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", item.get("formatCode", "")).split(";")[0]
        if "%" in code:
            match = _DECIMALS.search(code)
            decimals[whole(item.get("numFmtId"))] = len(match[1]) if match else 0
    formats = styles.iterfind(f"{S}cellXfs/{S}xf")
    numbers = [whole(item.get("numFmtId")) for item in formats]
    return {str(i): decimals[number] for i, number in enumerate(numbers) if number in decimals}
