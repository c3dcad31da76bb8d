"""From a document to the tables of its standard forms, with their checks and problems."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from extract.document import Document
from extract.forms.bind import bind
from extract.forms.gather import gather
from extract.forms.layout import load_forms
from extract.forms.other import other_tables
from extract.forms.recognise import recognise
from extract.forms.segments import Token, choose_edition, segments
from extract.forms.sheet import Sheet
from extract.forms.stretches import stretches
from extract.forms.tables import table_of
from extract.model import Problem
from extract.record import Check, Table

_SIGNS = re.compile(
    "信息内容|第二十条第|安全一稳定|予以公开|新收政府信息|尚未审结|复议后起诉|公开情况统计表|政府公报公开|申请办结|科研机构"
)
"""A document without any of these holds no standard form."""

_MANY_SIGNS = 4
"""A document with so many of them should hold one."""

_YEAR = re.compile(r"(20\d\d)年(?:度)?.{0,30}?(?:年报|年度报告|工作报告)")


@dataclass(frozen=True, slots=True)
class Forms:
    """The tables of a document; `regions` are their ranges of the clean text, in order."""

    tables: tuple[Table, ...]
    checks: tuple[Check, ...]
    problems: tuple[Problem, ...]
    regions: tuple[tuple[int, int], ...]


def read_forms(document: Document) -> Forms:
    """All the tables of a document: standard forms with coded cells, other grids as printed."""
    squeezed = "".join(document.text.split())
    signs = set(_SIGNS.findall(squeezed))
    sheets = _sheets(document, _report_year(squeezed)) if signs else []
    results = [table_of(document, sheet) for sheet in sorted(sheets, key=lambda sheet: sheet.ranges[0])]
    regions = [region for result in results for region in result.regions]
    others = list(other_tables(document, regions)) if document.reading.grids else []
    problems = [problem for result in results for problem in result.problems]
    if len(signs) >= _MANY_SIGNS and not results:
        problems.append(Problem("unread_region", None, "the words of a standard form stand here, but no table of it can be read"))
    return Forms(
        (*(result.table for result in results), *(table for table, _ in others)),
        tuple(check for result in results for check in result.checks),
        tuple(problems),
        tuple(sorted([*regions, *(region for _, region in others if region)])),
    )


def _sheets(document: Document, year: int | None) -> list[Sheet]:
    """The forms of a document; all the parts of one form are of one edition."""
    parts: dict[str, list[list[Token]]] = defaultdict(list)
    for stretch in stretches(document):
        for name, tokens in segments(list(recognise(stretch))):
            parts[name].append(tokens)
    sheets: list[Sheet] = []
    for name, segments_ in parts.items():
        editions = [form for form in load_forms() if form.form == name]
        form, decided = choose_edition(editions, [token for tokens in segments_ for token in tokens], year)
        tables = gather(sheet for tokens in segments_ for sheet in bind(form, tokens))
        for sheet in tables:
            sheet.decided = decided
        sheets += tables
    return sheets


def _report_year(squeezed: str) -> int | None:
    match = _YEAR.search(squeezed)
    return int(match[1]) if match else None
