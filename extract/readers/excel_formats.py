"""What calamine does not tell of an .xlsx: how far a sheet reaches, and which cells show percentages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from extract.readers.archive import Archive

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

Percentages = dict[tuple[int, int], int]
"""Row and column (from 0) of a cell shown as a percentage -> its decimals."""

BUILT_IN = {9: 0, 10: 2}
"""The formats 0% and 0.00% that need no definition (ECMA-376 part 1, 18.8.30)."""

_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_DECIMALS = re.compile(r"\.([0#?]+)[^.]*%")


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """`extent`: rows times columns from A1 to the last cell that the sheet names."""

    extent: int = 0
    percentages: Percentages = field(default_factory=dict)


def sheet_facts(archive: Archive) -> dict[str, SheetFacts]:
    """The facts of every sheet, by its name."""
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


def _facts(root: etree._Element, formats: dict[str, int]) -> SheetFacts:
    rows = columns = 0
    percentages: Percentages = {}
    for cell in root.iter(f"{S}c"):
        match = _CELL.fullmatch(cell.get("r", ""))
        if match is None:
            continue
        row, column = int(match[2]), _column(match[1])
        rows, columns = max(rows, row), max(columns, column)
        style = cell.get("s", "0")
        if style in formats:
            percentages[row - 1, column - 1] = formats[style]
    return SheetFacts(rows * columns, percentages)


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
            decimals[int(item.get("numFmtId", "0"))] = len(match[1]) if match else 0
    formats = styles.iterfind(f"{S}cellXfs/{S}xf")
    numbers = [int(item.get("numFmtId", "0")) for item in formats]
    return {str(i): decimals[number] for i, number in enumerate(numbers) if number in decimals}
